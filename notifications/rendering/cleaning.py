"""Words as templates may show them: each text in one line, whatever the plan holds."""

from collections.abc import Callable, Hashable, Iterable
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
    texts: list[str] = []
    _gather(words, texts)
    together = "".join(texts)  # nearly always as they should be: one look at all is enough
    return words if one_line(together) is together else _in_one_line_each(words)


def _gather(words: object, texts: list[str]) -> None:
    """Put every text in words, however deep, behind those that are there."""
    if isinstance(words, str):
        texts.append(words)
    elif isinstance(words, tuple):
        for each in words:
            _gather(each, texts)
    else:
        own, further = _parts(cast(Hashable, type(words)))
        texts += own(words)
        for name in further:
            _gather(getattr(words, name), texts)


@cache
def _parts(kind: Any) -> tuple[Callable[[object], Iterable[str]], tuple[str, ...]]:
    """What gives the texts that words of a class have at once, and the names of what may hold more of them."""
    held = fields(kind) if is_dataclass(kind) else ()
    texts = [each.name for each in held if each.type is str]
    further = tuple(each.name for each in held if each.type is not str and each.type not in WITHOUT_TEXTS)
    return (attrgetter(*texts) if len(texts) > 1 else lambda words: [getattr(words, name) for name in texts]), further


def _in_one_line_each(words: W) -> W:
    if isinstance(words, str):
        return cast(W, one_line(words))
    if isinstance(words, tuple):
        return cast(W, tuple(_in_one_line_each(each) for each in words))
    if is_dataclass(words) and not isinstance(words, type):
        return replace(words, **{each.name: _in_one_line_each(getattr(words, each.name)) for each in fields(words)})
    return words
