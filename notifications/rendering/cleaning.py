"""Words as templates may show them: each text in one line, whatever the plan holds."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from notifications.digest import Tone
from notifications.message import one_line

W = TypeVar("W")
WITHOUT_TEXTS = (bool, int, date, Tone)  # of which nothing comes from a plan


def clean_words(words: W) -> W:
    """The same words, each text of them in one line: what a plan holds can make no line or section of its own."""
    together = _all_texts(words)  # nearly always as they should be: one look at all is enough
    return words if one_line(together) is together else _in_one_line_each(words)


def _all_texts(words: object) -> str:
    """Every text in words, however deep, one after the other."""
    if isinstance(words, str):
        return words
    if isinstance(words, tuple):
        return "".join(map(_all_texts, words))
    kind: type[object] = type(words)
    if not is_dataclass(kind):
        return ""
    texts, further = _parts(kind)
    return "".join([*texts(words), *[_all_texts(getattr(words, name)) for name in further]])


@cache
def _parts(words: type[Any]) -> tuple[Callable[[object], tuple[str, ...]], tuple[str, ...]]:
    """What gives the texts that words of a class have at once, and the names of what may hold more of them."""
    texts = [each.name for each in fields(words) if each.type is str]
    further = tuple(each.name for each in fields(words) if each.type is not str and each.type not in WITHOUT_TEXTS)
    return attrgetter(*texts) if len(texts) > 1 else lambda of: tuple(getattr(of, name) for name in texts), further


def _in_one_line_each(words: W) -> W:
    if isinstance(words, str):
        return cast(W, one_line(words))
    if isinstance(words, tuple):
        return cast(W, tuple(_in_one_line_each(each) for each in words))
    if is_dataclass(words) and not isinstance(words, type):
        return replace(words, **{each.name: _in_one_line_each(getattr(words, each.name)) for each in fields(words)})
    return words
