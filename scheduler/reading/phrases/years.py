"""Phrases that name a whole year: "2026/27", "the financial year 2026/27", "by the end of 2026", "year end".

A pair of years inside a name ("action plan 2020/21") is part of the name and no date.
"""

import re
from collections.abc import Iterator
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.parts import Part, part_before
from scheduler.reading.phrases.phrase import Family, Interval, Phrase, WithoutYear, months_of, window
from scheduler.reading.phrases.spelling import full_year, pair_year, written

_PAIR = written(
    r"(?<![\d/.-])(?P<named>(?:the\s+)?(?:financial\s+year|fy)\s*:?\s*)?(?P<first>20\d{2}|\d{2})(?P<bar>\s?/\s?|-)"
    r"(?P<second>20\d{2}|\d{2})(?!\d|[/.-]\d)(?P<after>\s+financial\s+year(?:\s+end)?|\s+year[\s-]end)?"
)
_NO_YEAR = written(r"(?<![a-z])(?:the\s+)?(?:(?:current\s+|this\s+)?financial\s+year(?:[\s-]+end)?|fy\s+end)(?![a-z])")
_YEAR_END = written(
    r"(?<![a-z])(?:by|at|end|before)\s+(?:of\s+)?(?:the\s+)?(?P<year>year(?:[\s-]+end)?)\s*(?=$|[.,;:()\n-])"
)
_CALENDAR = written(r"(?<![\d/.])(?<!\d-)(?P<year>20\d{2})(?!\d|\s?[/-]\s?\d|[.]\d)")
_EDGE_BEFORE = written(r"(?:^|[.,;:()\n>]|\s-)\s*$")
_EDGE_AFTER = written(r"\s*(?:$|[.,;:()\n>]|-\s|(?:to|and|&)\s+(?:20)?\d{2}\s?[/-])")
_LED = written(r"\b(?:by|before|during|in|within|until|throughout|for|to)\s+(?:the\s+)?$")
_LED_PAIR = written(r"\b(?:by|before|during|in|within|until|throughout|to|and|&)\s+$")
_PEOPLE = written(r"\s*(?:%|s\b|year[\s-]?olds?\b|years?\s+old\b|yrs?\b)")


def years(text: str) -> Iterator[Phrase]:
    """Every phrase that names a financial or calendar year as a time, not as part of a name."""
    for found in _PAIR.finditer(text):
        if phrase := _financial(text, found):
            yield phrase
    for found in _NO_YEAR.finditer(text):
        start = part_before(text, found.start()).start
        yield _year(start, found.end(), first=4, year=None, rule="financial year")
    for found in _YEAR_END.finditer(text):
        question = "Does the year here end in March, with the financial year, or in December?"
        yield _year(
            found.start("year"), found.end("year"), first=4, year=None, rule="financial year", question=question
        )
    for found in _CALENDAR.finditer(text):
        if phrase := _calendar(text, found):
            yield phrase


def _financial(text: str, found: re.Match[str]) -> Phrase | None:
    year = pair_year(found["first"], found["second"])
    before = part_before(text, found.start())
    named = found["named"] or found["after"]
    if year is None or _PEOPLE.match(text, found.end()):
        return None
    led = before.part is not Part.WHOLE or _LED_PAIR.search(window(text, before.start))
    if len(found["first"]) == 2 and "-" in found["bar"]:
        led = None  # "18-19" after a preposition is mostly an age
    alone = _EDGE_BEFORE.search(window(text, before.start)) and _EDGE_AFTER.match(text, found.end())
    if not (named or led or alone):
        return None
    return _year(before.start, found.end(), first=4, year=year, rule="financial year", part=before.part)


def _calendar(text: str, found: re.Match[str]) -> Phrase | None:
    before = part_before(text, found.start())
    alone = _EDGE_BEFORE.search(window(text, before.start)) and _EDGE_AFTER.match(text, found.end())
    led = before.part is not Part.WHOLE or _LED.search(window(text, before.start))
    if not (alone or (led and not _PEOPLE.match(text, found.end()))):
        return None
    year = full_year(found["year"])
    vague = before.part is not Part.END
    return _year(before.start, found.end(), first=1, year=year, rule="calendar year", part=before.part, vague=vague)


def _year(
    start: int,
    end: int,
    *,
    first: int,
    year: int | None,
    rule: str,
    part: Part = Part.WHOLE,
    vague: bool = False,
    question: str = "",
) -> Phrase:
    at_start = part is Part.START
    return Phrase(
        start=start,
        end=end,
        family=Family.YEAR,
        rule=rule,
        precision=Precision.DAY if at_start else Precision.QUARTER,
        days_in=partial(_days, first=first, part=part),
        year=year,
        without_year=WithoutYear.FINANCIAL,
        vague=vague or part in (Part.EARLY, Part.MIDDLE, Part.START, Part.WEEK),
        question=question,
    )


def _days(year: int, *, first: int, part: Part) -> Interval:
    """The year's days; early is its first quarter, mid its first half."""
    if part is Part.START:
        day = months_of(year, first, first).begins_on
        return Interval(day, day)
    months = {Part.EARLY: 3, Part.MIDDLE: 6}.get(part, 12)
    return months_of(year, first, first + months - 1)
