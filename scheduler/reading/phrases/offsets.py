"""Phrases that count from another date: "audit 3 months post", "at months 6 and 18", "within six weeks".

What they count from is left to the reader of the cell; what they give is always proposed, never settled (rules.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.plans.target_dates import Precision
from scheduler.reading.phrases.phrase import Interval, months_of
from scheduler.reading.phrases.spelling import NUMBER, number, written

_UNIT = r"(?P<unit>day|week|month|year)s?"
_CHECK = r"(?:audit|review|follow[\s-]?up|check|evaluation|re-?audit|re-?view|update|assessment|report)s?"
_LATER = written(
    rf"(?<![\d./-])\b(?P<number>{NUMBER})[\s-]*{_UNIT}['\s]*"
    r"(?:post|after|later|following|on\s+from|on(?=\s*(?:$|[.,;)]))|thereafter|from\s+(?:launch|start|implementation))\b"
)
_AT_MONTHS = written(rf"\b(?:at|after)\s+months?\s+(?P<numbers>{NUMBER}(?:\s*(?:,|&|and|/)\s*{NUMBER})*)(?![\d/a-z])")
_CHECKS = written(
    rf"(?<![\d./-])\b(?P<numbers>{NUMBER}(?:[\s-]*(?:months?\s*)?(?:,|&|and|/)\s*{NUMBER})*)[\s-]*months?\s+{_CHECK}\b"
)
_AFTER = written(rf"\bafter\s+(?:the\s+(?:first|next)\s+)?(?P<number>{NUMBER})[\s-]+{_UNIT}(?=\s*(?:$|[.,;)]))")
_WITHIN = written(
    rf"(?:^|[.;:(\n]|\s-)\s*(?P<words>(?:[a-z]+\s+){{0,3}}?(?:with)?in\s+(?:the\s+(?:first|next)\s+)?(?P<number>{NUMBER})"
    rf"[\s-]+{_UNIT}(?![a-z])(?:'?\s+time\b)?)"
)
_ONLY = written(rf"\s*(?P<words>(?P<number>{NUMBER})[\s-]+{_UNIT})(?=\s*(?:$|[.,;)]|from\b))")
_OF_EACH_CASE = written(
    r"\s*(?:of\s+)?(?:a|an|the|each|every|any|initial|first)?\s*(?:referrals?|contacts?|births?|sentences?|release|incidents?|conferences?"
    r"|admissions?|discharge|allocation|initial|receipt|arrest|meetings?)\b"
)
_ONE_NUMBER = written(NUMBER)


@dataclass(frozen=True, kw_only=True)
class Offset:
    """So many days, weeks, months or years after a date that others know.

    `from_start` counts from the start; `alone` is a cell's or clause's own words ("Within 6 months"), no later step.
    """

    start: int
    end: int
    count: int
    unit: str
    from_start: bool = False
    alone: bool = False


def offsets(text: str) -> tuple[Offset, ...]:
    """Every phrase of a plain text that counts from another date, in its order, none over another."""
    found = sorted((*_single(text), *_several(text)), key=lambda one: (one.start, -one.end))
    apart: list[Offset] = []
    for one in found:
        same = apart and (one.start, one.end) == (apart[-1].start, apart[-1].end)
        if not apart or same or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def counted(offset: Offset, base: Interval, precision: Precision) -> tuple[Interval, Precision]:
    """The days that lie so far after the base: a day from a day or in weeks, else a month. Raises ValueError."""
    if offset.unit in ("day", "week"):
        due = base.due_on + timedelta(days=offset.count * (7 if offset.unit == "week" else 1))
        return Interval(due, due), Precision.DAY
    months = offset.count * (12 if offset.unit == "year" else 1)
    whole = months_of(base.due_on.year, base.due_on.month + months, base.due_on.month + months)
    if precision is not Precision.DAY:
        return whole, Precision.MONTH
    due = date(whole.due_on.year, whole.due_on.month, min(base.due_on.day, whole.due_on.day))
    return Interval(due, due), Precision.DAY


def _single(text: str) -> Iterator[Offset]:
    for pattern in (_LATER, _AFTER):
        for found in pattern.finditer(text):
            if not _OF_EACH_CASE.match(text, found.end()):
                yield _offset(found, found["number"])
    for found in (*_WITHIN.finditer(text), *filter(None, [_ONLY.match(text)])):
        if not _OF_EACH_CASE.match(text, found.end()):
            yield replace(_offset(found, found["number"]), start=found.start("words"), alone=True)


def _several(text: str) -> Iterator[Offset]:
    for pattern in (_AT_MONTHS, _CHECKS):
        for found in pattern.finditer(text):
            for counted_on in _ONE_NUMBER.finditer(found["numbers"]):
                yield replace(_offset(found, counted_on[0]), from_start=True)


def _offset(found: re.Match[str], count: str) -> Offset:
    unit = found.groupdict().get("unit") or "month"
    return Offset(start=found.start(), end=found.end(), count=number(count), unit=unit.lower())
