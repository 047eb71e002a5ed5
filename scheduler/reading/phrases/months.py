"""Phrases that name a month or a part of one: "Oct 2024", "Sept '26", "end of June 2020", "mid-March 2027", "Jan".

A two-digit number after a month is a year, never a day (rules.md, "Reading a target date").
"""

import re
from collections.abc import Iterator
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.parts import Part, part_before, part_of_month
from scheduler.reading.phrases.phrase import Family, Interval, NoSuchDay, Phrase, months_of, window
from scheduler.reading.phrases.spelling import MONTH, full_year, month_number, pair_year, written, year_after

_MONTH = written(MONTH)
_HALF_TERM = written(r"\s+half[\s-]?term")
_IN_FIGURES = written(r"(?<![\d./-])(0?[1-9]|1[0-2])\s?[./-]\s?(20\d{2})(?![\d/]|[.-]\d)")
_YEAR_FIRST = written(r"(?<![\d./-])(20\d{2})-(0[1-9]|1[0-2])(?![\d/-])")
_FIGURES_ALONE = written(r"\s*(0?[1-9]|1[0-2])/(\d{2})\s*")
_UNREADABLE_YEAR = written(r"\s?['-]?\s?(?:\d{3}|\d{5,})(?!\d)")
_WHOLE_YEAR = written(r"\s+20\d{2}(?!\d)")
_NOT_THE_VERB = written(r"\b(?:by|in|during|from|until|since|before|of|for|end|early|mid|late)[\s-]*(?:the\s+)?$")


def months(text: str) -> Iterator[Phrase]:
    """Every phrase that names a month, with its year or without."""
    for found in _MONTH.finditer(text):
        if found[0] != "may" or _is_no_verb(text, found):
            yield _in_words(text, found)
    for figures in _IN_FIGURES.finditer(text):
        yield _month(text, int(figures[1]), figures.start(), figures.end(), year=int(figures[2]))
    for figures in _YEAR_FIRST.finditer(text):
        if pair_year(figures[1], figures[2]) is None:  # "2011-12" is a financial year
            yield _month(text, int(figures[2]), figures.start(), figures.end(), year=int(figures[1]))
    alone = _FIGURES_ALONE.fullmatch(text)
    if alone is not None and int(alone[2]) > 12:  # "09/10" is a day
        yield _month(text, int(alone[1]), alone.start(1), alone.end(2), year=full_year(alone[2]))


def _is_no_verb(text: str, found: re.Match[str]) -> bool:
    """Whether "may" in small letters is the month: led by "by" and the like, or with a whole year behind it."""
    led = _NOT_THE_VERB.search(window(text, found.start()))
    return led is not None or _WHOLE_YEAR.match(text, found.end()) is not None


def _in_words(text: str, found: re.Match[str]) -> Phrase:
    half_term = _HALF_TERM.match(text, found.end())
    end = half_term.end() if half_term else found.end()
    month, printed = month_number(found[0]), year_after(text, end)
    if printed is not None:
        year = printed.first + (1 if printed.pair and month < 4 else 0)  # "March 2024/25" is March 2025
        return _month(text, month, found.start(), printed.end, year=year)
    if unreadable := _UNREADABLE_YEAR.match(text, end):
        return _month(text, month, found.start(), unreadable.end(), year=0)
    return _month(text, month, found.start(), end, year=None)


def _month(text: str, month: int, start: int, end: int, *, year: int | None) -> Phrase:
    before = part_before(text, start)
    exact = before.part in (Part.EARLY, Part.START, Part.WEEK, Part.MIDDLE)
    return Phrase(
        start=before.start,
        end=end,
        family=Family.MONTH,
        rule="part of a month" if exact else "month",
        precision=Precision.DAY if exact else Precision.MONTH,
        days_in=partial(_days, month=month, part=before.part),
        year=year,
        loose=year is None,
    )


def _days(year: int, *, month: int, part: Part) -> Interval:
    if year == 0:
        raise NoSuchDay("has a year that cannot be read")
    return part_of_month(months_of(year, month, month), part)
