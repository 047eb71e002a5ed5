"""Phrases that name a day or a week: "20 th April 2020", "Tues 29/04/20", "2025-03-14", "w/c 11 January 2027".

The day always stands before the month in figures. Rules: rules.md, "Reading a target date".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.phrase import Family, Interval, NoSuchDay, Phrase, extended, window
from scheduler.reading.phrases.spelling import MONTH, day_in_words, full_year, month_number, written, year_after

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)(?![a-z]))?"
_MONTH = written(MONTH)
_DAY_BEFORE = written(rf"(?<![\da-z£$#])(?<!\d[./:])(?P<day>[0-3]?\d){_ORDINAL}(?:\s+of\s+|[./-]|\s*)$")
_EARLIER_DAY = written(
    rf"(?<![\da-z£$#])(?<!\d[./:])(?P<day>[0-3]?\d){_ORDINAL}\s*(?P<link>-|/|,|&|\bto\b|\buntil\b|\band\b|\bor\b)\s*$"
)
_DAY_AFTER = written(
    r"\s+(?P<day>[0-3]?\d)(?:(?:st|nd|rd|th)(?![a-z])(?:,?\s*(?P<year>\d{4}|'\d{2})(?!\d))?|,?\s+(?P<full>\d{4})(?!\d))"
)
_NUMBERED = written(
    rf"(?:{MONTH}|\b(?:phase|stage|tier|cohort|level|wave|step|part|group|priority|year|section|quarter|term|version|round|point"
    r"|number|no|module|week|item|objective|action|recommendation|session|workshop|appendix|page|ref)s?\.?)\s*$"
)
_WEEKDAY_BEFORE = written(
    r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|r|rs|ur|urs)?(?:day)?\b\.?,?\s+(?:the\s+)?$"
)
_WEEK_BEFORE = written(
    r"(?<![a-z])(?:(?P<from>w\s?/\s?c|w\.c\.|wc|(?:week|wk)\.?\s+(?:commencing|beginning|starting|of))"
    r"|(?P<to>w\s?/\s?e|w\.e\.|(?:week|wk)\.?\s+ending))[\s:]*(?:on\s+)?(?:the\s+)?$"
)
_FIGURES = written(
    r"(?<!\d)(?<!\d[./])(?<!\d-(?=\d{1,2}-))(\d{1,2})(\s?/\s?|[.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d%]|\2\d)"
)
_BIG_END = written(
    r"(?<![\d./-])(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?![\d/]|[.-]\d)"
)
_DATED = written(
    r"\b(?:by|from|on|until|before|since|due|date|to|between|and|in|w/c|completed?|target)[\s:]+(?:the\s+)?$"
)
_SHORT = written(r"(?<![\d./-])([0-3]?\d)/(0?[1-9]|1[0-2])(?![\d/%]|[.-]\d)")
_DUE = written(r"\b(?:by|before|due|until|no\s+later\s+than)[\s:]+$")
_VERSION = written(r"(?:\bv|\bversion|\bsection|\bref|\bpara|\bpoint)\.?\s*$")


@dataclass(frozen=True, kw_only=True)
class _Around:
    """What stands in front of a day: a weekday's name (0 is Monday), or whether the day begins or ends a week."""

    start: int
    weekday: int | None = None
    week: str = ""


def days(text: str) -> Iterator[Phrase]:
    """Every phrase that names a day with its month in a word or in figures."""
    for month in _MONTH.finditer(text):
        yield from _day_before_month(text, month)
        yield from _day_after_month(text, month)
    yield from _days_in_figures(text)


def _around(text: str, start: int) -> _Around:
    """The weekday and the week named right before place `start`, and where the phrase begins with them."""
    start, weekday = extended(text, start, _WEEKDAY_BEFORE)
    start, week = extended(text, start, _WEEK_BEFORE)
    number = None if weekday is None else [day[:3].lower() for day in _WEEKDAYS].index(weekday["weekday"].lower())
    return _Around(start=start, weekday=number, week="" if week is None else ("from" if week["from"] else "to"))


def _day_before_month(text: str, month: re.Match[str]) -> Iterator[Phrase]:
    found = _DAY_BEFORE.search(window(text, month.start()))
    if found is None:
        return
    start = month.start() - len(found[0])
    if _NUMBERED.search(window(text, start)):
        return
    year = year_after(text, month.end())
    end, printed = (year.end, year.first) if year and not year.pair else (month.end(), None)
    earlier = _EARLIER_DAY.search(window(text, start))
    first_of_range, week = None, ""
    if earlier is not None and not _NUMBERED.search(window(text, start - len(earlier[0]))):
        before = start - len(earlier[0])
        if earlier["link"].lower() in ("-", "to", "until"):
            start, first_of_range = before, int(earlier["day"])
        else:
            alone = _around(text, before)
            ends = start - len(earlier[0][earlier.start("link") - earlier.start() :])
            listed = _day(int(earlier["day"]), month, alone, end=ends, year=printed)
            yield replace(listed, words_end=end)
            week = alone.week  # "w/c 3rd and 10th March" names two weeks
    around = _around(text, start)
    around = replace(around, week=around.week or week)
    yield _day(int(found["day"]), month, around, end=end, year=printed, first=first_of_range)


def _day(
    day: int, month: re.Match[str], around: _Around, *, end: int, year: int | None, first: int | None = None
) -> Phrase:
    return _phrase(
        partial(_named_day, month=month_number(month[0]), day=day, around=around, first=first),
        around,
        end=end,
        year=year,
        rule="day",
        spans=first is not None,
    )


def _day_after_month(text: str, month: re.Match[str]) -> Iterator[Phrase]:
    """ "March 23rd", "March 23, 2025": a day only with its ordinal or a whole year, for "Dec 23" is a month."""
    found = _DAY_AFTER.match(text, month.end())
    if found is None:
        return
    around = _around(text, month.start())
    digits = found["full"] or found["year"]
    year = full_year(digits.lstrip("'")) if digits else None
    day = partial(_named_day, month=month_number(month[0]), day=int(found["day"]), around=around)
    yield _phrase(day, around, end=found.end(), year=year, rule="day")


def _days_in_figures(text: str) -> Iterator[Phrase]:
    for found in _FIGURES.finditer(text):
        if found[2] == "." and not _is_a_day(text, found):
            continue
        around = _around(text, found.start())
        day = partial(_named_day, month=int(found[3]), day=int(found[1]), around=around)
        yield _phrase(day, around, end=found.end(), year=full_year(found[4]), rule="day in figures")
    for found in _SHORT.finditer(text):
        if found[0] == text.strip(" .") or _DUE.search(window(text, found.start())):
            around = _around(text, found.start())
            day = partial(_named_day, month=int(found[2]), day=int(found[1]), around=around)
            yield _phrase(day, around, end=found.end(), year=None, rule="day in figures")
    for found in _BIG_END.finditer(text):
        around = _around(text, found.start())
        day = partial(_named_day, month=int(found[3]), day=int(found[4]), around=around)
        yield _phrase(day, around, end=found.end(), year=int(found[1]), rule="day in figures, year first")


def _is_a_day(text: str, found: re.Match[str]) -> bool:
    """Whether "2.1.24" is a day, and not an action's number or a version."""
    before = window(text, found.start())
    if _VERSION.search(before):
        return False
    long = len(found[1] + found[3] + found[4]) > 4
    return long or _DATED.search(before) is not None or found[0] == text.strip(" .")


def _phrase(
    days_in: partial[Interval], around: _Around, *, end: int, year: int | None, rule: str, spans: bool = False
) -> Phrase:
    weeks = {"from": "week commencing", "to": "week ending", "": rule}
    return Phrase(
        start=around.start,
        end=end,
        family=Family.DAY,
        rule=weeks[around.week],
        precision=Precision.DAY,
        days_in=days_in,
        year=year,
        spans=spans,
    )


def _named_day(year: int, *, month: int, day: int, around: _Around, first: int | None = None) -> Interval:
    """The day itself, the range of days it ends, or the week it stands for. Raises NoSuchDay."""
    named = _calendar_day(year, month, day)
    if around.week == "from":
        return Interval(named, named + timedelta(days=(4 - named.weekday()) % 7))
    if around.week == "to":
        return Interval(named - timedelta(days=6), named)
    begins = named if first is None else _calendar_day(year, month, first)
    if begins > named:
        raise NoSuchDay("ends before it begins")
    if around.weekday is not None and begins.weekday() != around.weekday:
        raise NoSuchDay(f"contradicts itself: {day_in_words(begins)} is a {_WEEKDAYS[begins.weekday()]}")
    return Interval(begins, named)


def _calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay("is no day of the calendar") from None
