"""Phrases put together: ranges ("Jan to June 2021"), alternatives ("Autumn/Winter 2020"), lists that share a year.

A range and an alternative are due on their last day; what is merely listed stays apart (rules.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.days import days
from scheduler.reading.phrases.feasts import feasts
from scheduler.reading.phrases.months import months
from scheduler.reading.phrases.phrase import Family, Interval, NoSuchDay, Phrase, WithoutYear, window
from scheduler.reading.phrases.quarters import quarters
from scheduler.reading.phrases.seasons import seasons
from scheduler.reading.phrases.spelling import written
from scheduler.reading.phrases.years import years

_FAMILIES: tuple[Callable[[str], Iterable[Phrase]], ...] = (days, months, quarters, years, seasons, feasts)
_RANGE = written(r"\s*(?:-|(?:to|until|till|through|up to)\b)\s*(?:the\s+)?")
_EITHER = written(r"\s*(?:/|or\b|and/or\b)\s*")
_BOTH = written(r"\s*(?:and\b|&|\+)\s*")
_LISTED = written(r"\s*(?:,|;|/|&|-|,?\s*\b(?:and|or|to|until|then)\b)\s*")
_GLOSS = written(r"\s*[(:,-]?\s*")
_BETWEEN = written(r"\bbetween\s+$")
_MOVED_FROM = written(
    r"\b(?:moved|revised|changed|extended|deferred|slipped|delayed|postponed|rescheduled|put\s+back)\s+(?:\w+\s+)?from\s+$"
)
_SPLIT = (Family.QUARTER, Family.SEASON)
_WHOLE = (Family.MONTH, Family.QUARTER, Family.SEASON)


def phrases_in(text: str) -> tuple[Phrase, ...]:
    """The phrases of a plain text, in its order, none over another, ranges and alternatives as one."""
    found = sorted((p for family in _FAMILIES for p in family(text)), key=lambda p: (p.start, -p.end))
    apart: list[Phrase] = []
    for phrase in found:
        if not apart or phrase.start >= apart[-1].end:
            apart.append(phrase)
    return tuple(_glossed(_sharing_years(_joined(apart, text), text), text))


def _joined(phrases: list[Phrase], text: str) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in phrases:
        if kept and _belong_together(kept[-1], phrase, text):
            phrase = _together(kept.pop(), phrase)
        kept.append(phrase)
    return kept


def _belong_together(first: Phrase, last: Phrase, text: str) -> bool:
    gap = text[first.end : last.start]
    if first.family is not last.family or first.family is Family.FEAST:
        return False
    if _RANGE.fullmatch(gap):
        return not _MOVED_FROM.search(window(text, first.start))
    if _EITHER.fullmatch(gap):
        return first.family in _WHOLE and not _far_apart(first, last)
    if _BOTH.fullmatch(gap):
        return first.family in _SPLIT or _BETWEEN.search(window(text, first.start)) is not None
    return False


def _far_apart(first: Phrase, last: Phrase) -> bool:
    """Whether "Nov 24/Mar 25" are two dates, not one or the other of two neighbours."""
    if first.year is None or last.year is None or first.family is not Family.MONTH:
        return False
    try:
        return (last.days_in(last.year).begins_on - first.days_in(first.year).due_on).days > 1
    except ValueError:
        return True


def _together(first: Phrase, last: Phrase) -> Phrase:
    year = last.year
    if year is None and first.year is not None:
        year = _year_from(first, first.year, last)
    return replace(
        last,
        start=first.start,
        rule=last.rule if last.spans or first.rule != last.rule else f"range: {last.rule}",
        days_in=partial(_from_first_to_last, first=first, last=last.days_in),
        year=year,
        loose=first.loose and last.loose,
        spans=True,
        vague=last.vague,
        question=last.question or first.question,
        precision=Precision.SEASON if Precision.SEASON in (first.precision, last.precision) else last.precision,
    )


def _from_first_to_last(year: int, *, first: Phrase, last: Callable[[int], Interval]) -> Interval:
    """Both ends; where the first one prints no year it is the last one's or the year before. Raises NoSuchDay."""
    ends = last(year).due_on
    if first.year is not None:
        begins = first.days_in(first.year).begins_on
    else:
        begins = first.days_in(year).begins_on
        if begins > ends:
            begins = first.days_in(year - 1).begins_on
    if begins > ends:
        raise NoSuchDay("ends before it begins")
    return Interval(begins, ends)


def _year_from(first: Phrase, year: int, last: Phrase) -> int:
    """The year of `last` that does not lie before `first`."""
    try:
        return year if last.days_in(year).due_on >= first.days_in(year).begins_on else year + 1
    except ValueError:
        return year


def _sharing_years(phrases: list[Phrase], text: str) -> list[Phrase]:
    """ "January, March and June 2025": what is listed without a year has the year of what follows it."""
    shared = list(phrases)
    for at in range(len(shared) - 2, -1, -1):
        one, following = shared[at], shared[at + 1]
        if one.year is None and following.year is not None and _LISTED.fullmatch(text[one.end : following.start]):
            shared[at] = replace(
                one,
                year=_year_up_to(one, following, following.year),
                loose=False,
                words_end=max(following.end, following.words_end),
            )
    return shared


def _year_up_to(one: Phrase, following: Phrase, year: int) -> int:
    if WithoutYear.FINANCIAL in (one.without_year, following.without_year):
        return year
    try:
        return year if one.days_in(year).begins_on <= following.days_in(year).due_on else year - 1
    except ValueError:
        return year


def _glossed(phrases: list[Phrase], text: str) -> list[Phrase]:
    """ "Q3 (Oct to Dec 2024)": the months explain the quarter, so they say which days it has."""
    kept: list[Phrase] = []
    for phrase in phrases:
        before = kept[-1] if kept else None
        explains = phrase.spans and phrase.family is Family.MONTH and phrase.year is not None
        if (
            before
            and explains
            and before.family is Family.QUARTER
            and _GLOSS.fullmatch(text[before.end : phrase.start])
        ):
            kept[-1] = replace(before, end=phrase.end, days_in=phrase.days_in, year=phrase.year, question="")
        else:
            kept.append(phrase)
    return kept
