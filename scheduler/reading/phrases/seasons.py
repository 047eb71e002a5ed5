"""Phrases that name seasons, school terms and school years: "Autumn/Winter 2020", "Spring term 2027".

Terms end on 31 December, 30 April and 31 July where nobody has set the authority's last school day (rules.md).
"""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.parts import Part, part_before
from scheduler.reading.phrases.phrase import Family, Interval, Phrase, WithoutYear, months_of
from scheduler.reading.phrases.spelling import written, year_after

TERM = "term"
_LONGEST_HOLIDAY = timedelta(days=45)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_TERMS = {"autumn": (9, 12), "christmas": (9, 12), "spring": (1, 4), "easter": (1, 4), "summer": (4, 7)}
_NAMED = written(
    r"(?<![a-z])(?:(?P<term>autumn|christmas|spring|easter|summer)\s+(?:school\s+)?terms?(?:time)?"
    r"|(?P<season>spring|summer|autumn|winter))(?![a-z])"
)
_HALF_TERMS = {"autumn": 10, "winter": 2, "spring": 2, "summer": 5}
_HALF_TERM_AFTER = written(r"\s+half[\s-]?term(?![a-z])")
_TERM_AFTER = written(r"\s+(?:school\s+)?term(?![a-z])")
_SCHOOL_YEAR = written(r"(?<![a-z])(?:academic|school)\s+year(?![a-z])")
_SCHOOL_YEAR_AFTER = written(r"\s+(?:academic|school)\s+year(?![a-z])")
_YEAR = written(r"(?<![\d/.-])(?=\d{4}\s?[/-]\s?\d|\d{2}/\d{2})")


def seasons(text: str) -> Iterator[Phrase]:
    """Every phrase that names a season, a term or a school year."""
    for found in _NAMED.finditer(text):
        yield _season_or_term(text, found)
    for found in _SCHOOL_YEAR.finditer(text):
        after = year_after(text, found.end())
        yield _school_year(text, found.start(), after.end if after else found.end(), after.first if after else None)
    for found in _YEAR.finditer(text):
        year = year_after(text, found.start())
        if year and (named := _SCHOOL_YEAR_AFTER.match(text, year.end)):
            yield _school_year(text, found.start(), named.end(), year.first)


def _season_or_term(text: str, found: re.Match[str]) -> Phrase:
    if found["season"] and (half_term := _HALF_TERM_AFTER.match(text, found.end())):
        return _half_term(text, found, half_term.end())
    before, end = part_before(text, found.start()), found.end()
    after = year_after(text, end)
    year = None
    if after is not None:
        end, year = after.end, after.first
    term = found["term"]
    if term is None and (named := _TERM_AFTER.match(text, end)):  # "Autumn 2026 term"
        term, end = found["season"], named.end()
    word = (term or found["season"]).lower()
    first, last = (_TERMS if term and word in _TERMS else _SEASONS)[word]
    if after is not None and after.pair and first < 9:
        year = after.first + 1  # "Spring 2020/21" is the spring of 2021
    at_start = before.part is Part.START
    return Phrase(
        start=before.start,
        end=end,
        family=Family.SEASON,
        rule=TERM if term else "season",
        precision=Precision.DAY if at_start else Precision.SEASON,
        days_in=partial(_days, first=first, last=last, at_start=at_start),
        year=year,
        loose=year is None and term is None,
        vague=before.part in (Part.EARLY, Part.MIDDLE, Part.START, Part.WEEK),
    )


def _half_term(text: str, found: re.Match[str], end: int) -> Phrase:
    """The month that holds the half term: its days differ from place to place, so the day is left open."""
    after, month = year_after(text, end), _HALF_TERMS[found["season"].lower()]
    year = None if after is None else after.first + (1 if after.pair and month < 9 else 0)
    return Phrase(
        start=part_before(text, found.start()).start,
        end=after.end if after else end,
        family=Family.MONTH,
        rule="half term",
        precision=Precision.MONTH,
        days_in=partial(_days, first=month, last=month, at_start=False),
        year=year,
        vague=True,
    )


def term_ended(days: Interval, terms_end_on: Collection[date]) -> Interval:
    """A term's days up to the last school day that is given for it; unchanged where none is."""
    given = [day for day in terms_end_on if days.begins_on <= day <= days.due_on < day + _LONGEST_HOLIDAY]
    return Interval(days.begins_on, max(given, default=days.due_on))


def _days(year: int, *, first: int, last: int, at_start: bool) -> Interval:
    whole = months_of(year, first, last)
    return Interval(whole.begins_on, whole.begins_on) if at_start else whole


def _school_year(text: str, start: int, end: int, year: int | None) -> Phrase:
    return Phrase(
        start=part_before(text, start).start,
        end=end,
        family=Family.YEAR,
        rule="school year",
        precision=Precision.SEASON,
        days_in=partial(_days, first=9, last=19, at_start=False),
        year=year,
        without_year=WithoutYear.ACADEMIC,
    )
