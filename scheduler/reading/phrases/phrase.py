"""A phrase that names days, before its year is known. Which phrases there are is left to the families beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.plans.target_dates import Precision


class Interval(NamedTuple):
    """Days from the first to the due day, both included."""

    begins_on: date
    due_on: date


class NoSuchDay(ValueError):
    """What a phrase names cannot be found in any calendar; `str()` ends a sentence that begins with the words."""


class Family(StrEnum):
    """Which kind of phrase it is; only phrases of one family make a range together."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    FEAST = "feast"


class WithoutYear(StrEnum):
    """Which year is meant where none is printed."""

    NEAREST = "nearest"
    NEXT = "next"
    FINANCIAL = "financial"
    ACADEMIC = "academic"


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Words from place `start` to place `end` that name days. `days_in(year)` raises ValueError when it has none.

    `year` is the printed year (a financial or academic year's first); `loose` marks words such as a lone "March"
    that name days only where their neighbours say so; `spans` marks a range made of two phrases. `words_end` is
    where the words end that tell the year or month too, when those are shared with later ones ("20 & 21 May");
    `vague` marks words that leave the day open ("early spring"), `question` what else a person should confirm.
    """

    start: int
    end: int
    family: Family
    rule: str
    precision: Precision
    days_in: Callable[[int], Interval]
    year: int | None = None
    without_year: WithoutYear = WithoutYear.NEAREST
    loose: bool = False
    spans: bool = False
    words_end: int = 0
    vague: bool = False
    question: str = ""


def last_day(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year, and so on."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def months_of(year: int, first: int, last: int) -> Interval:
    """The days from the first of one month to the last of another; months count on into the next year."""
    return Interval(date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1), last_day(year, last))


def window(text: str, start: int, width: int = 60) -> str:
    """The little text before a place, enough for any pattern that looks back."""
    return text[max(0, start - width) : start]


def extended(text: str, start: int, before: re.Pattern[str]) -> tuple[int, re.Match[str] | None]:
    """Where a phrase begins once the words that `before` finds right in front of it are taken in."""
    found = before.search(window(text, start))
    return (start - len(found[0]) if found else start), found
