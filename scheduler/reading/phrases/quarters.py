"""Phrases that name quarters: "Q2 2020/21", "third quarter 26/27", "Q4 2024". Q1 is April to June (rules.md).

Several quarters in one phrase ("Q1 and Q2 2020/21") are put together by `joining`.
"""

import re
from collections.abc import Iterator
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.parts import Part, part_before
from scheduler.reading.phrases.phrase import Family, Interval, Phrase, WithoutYear, extended, months_of
from scheduler.reading.phrases.spelling import MONTH, MONTH_NAMES, full_year, number, pair_year, written, year_after

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINALS |= {"last": 4, "final": 4}
_QUARTER = written(
    r"(?<![a-z0-9])(?:q\s?(?P<figure>[1-4])(?![\d.]\d|\d|[a-z])"
    r"|(?:quarter|qtr)\.?\s*(?P<number>[1-4]|one|two|three|four)(?![a-z0-9])"
    r"|(?P<ordinal>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+(?:quarter|qtr)(?![a-z]))"
)
_MONTHS_GLOSS = written(rf"\s*\({MONTH}\s*(?:-|to)\s*{MONTH}\)")
_YEAR_BEFORE = written(
    r"(?<![\d/.-])(?:fy\s?)?(?P<first>\d{4}|\d{2})(?:\s?/\s?|-)(?P<second>\d{4}|\d{2})[\s,:-]+$"
    r"|(?<![\d/.-])(?P<whole>20\d{2})[\s,:-]+$"
)


def quarters(text: str) -> Iterator[Phrase]:
    """Every phrase that names one quarter, with its year or without."""
    for found in _QUARTER.finditer(text):
        before = part_before(text, found.start())
        start, end, year, pair = before.start, found.end(), None, True
        gloss = _MONTHS_GLOSS.match(text, end)
        if after := year_after(text, end) or (gloss and year_after(text, gloss.end())):
            end, year, pair = after.end, after.first, after.pair
        else:
            start, year, pair = _year_before(text, start)
        yield _quarter(_which(found), before.part, start=start, end=end, year=year, sure=pair)


def _which(found: re.Match[str]) -> int:
    if found["ordinal"]:
        return _ORDINALS[found["ordinal"].lower()]
    return number(found["figure"] or found["number"])


def _year_before(text: str, start: int) -> tuple[int, int | None, bool]:
    """Where "2024/25 Q2" begins, its year, and whether that is surely a financial one."""
    begins, found = extended(text, start, _YEAR_BEFORE)
    if found is None:
        return start, None, True
    if found["whole"]:
        return begins, full_year(found["whole"]), False
    year = pair_year(found["first"], found["second"])
    return (begins if year else start), year, True


def _quarter(quarter: int, part: Part, *, start: int, end: int, year: int | None, sure: bool) -> Phrase:
    at_start = part is Part.START
    return Phrase(
        start=start,
        end=end,
        family=Family.QUARTER,
        rule="quarter",
        precision=Precision.DAY if at_start else Precision.QUARTER,
        days_in=partial(_days, quarter=quarter, at_start=at_start),
        year=year,
        without_year=WithoutYear.FINANCIAL,
        vague=part in (Part.EARLY, Part.MIDDLE, Part.START, Part.WEEK),
        question="" if sure or year is None else _which_year(quarter, year),
    )


def _days(year: int, *, quarter: int, at_start: bool) -> Interval:
    whole = months_of(year, 3 * quarter + 1, 3 * quarter + 3)
    return Interval(whole.begins_on, whole.begins_on) if at_start else whole


def _which_year(quarter: int, year: int) -> str:
    financial = _three_months(3 * quarter + 1, year + (1 if quarter == 4 else 0))
    calendar = _three_months(3 * quarter - 2, year)
    return f"Is this the financial year's quarter ({financial}) or the calendar year's ({calendar})?"


def _three_months(first: int, year: int) -> str:
    return f"{MONTH_NAMES[(first - 1) % 12]} to {MONTH_NAMES[(first + 1) % 12]} {year}"
