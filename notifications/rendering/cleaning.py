"""Words as templates may show them: each text in one line, whatever the plan holds."""

from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import TypeVar, cast

from notifications.digest import Line
from notifications.message import one_line

W = TypeVar("W")

_texts_of_line = attrgetter(*(each.name for each in fields(Line) if each.type is str))  # most words are in lines


def clean_words(words: W) -> W:
    """The same words, each text of them in one line: what a plan holds can make no line or section of its own."""
    together = _all_texts(words)  # nearly always as they should be: one look at all is enough
    return words if one_line(together) is together else _in_one_line_each(words)


def _all_texts(words: object) -> str:
    """Every text in words, however deep, one after the other."""
    if isinstance(words, str):
        return words
    if isinstance(words, Line):
        return "".join(_texts_of_line(words))
    if isinstance(words, tuple):
        return "".join([_all_texts(each) for each in words])
    return "".join([_all_texts(each) for each in vars(words).values()]) if is_dataclass(words) else ""


def _in_one_line_each(words: W) -> W:
    if isinstance(words, str):
        return cast(W, one_line(words))
    if isinstance(words, tuple):
        return cast(W, tuple(_in_one_line_each(each) for each in words))
    if is_dataclass(words) and not isinstance(words, type):
        return replace(words, **{each.name: _in_one_line_each(getattr(words, each.name)) for each in fields(words)})
    return words
