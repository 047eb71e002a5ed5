"""Words that name a part of a longer time: "early", "mid", "end of". Which time it is, the families say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.reading.phrases.phrase import Interval, extended
from scheduler.reading.phrases.spelling import written

_PART_BEFORE = written(
    r"(?<![a-z])(?:(?P<week>(?:the\s+)?(?:first|1st)\s+week\s+(?:of|in))|(?P<early>early(?:\s+in)?)|(?P<start>(?:the\s+)?(?:very\s+)?(?:beginning|start)\s+of)"
    r"|(?P<middle>mid(?:dle\s+of)?)|(?P<late>late(?:r)?(?:\s+in)?)|(?P<end>(?:the\s+)?end(?:\s+of)?))[\s-]+"
    r"(?:the\s+)?(?:month\s+of\s+)?$"
)


class Part(StrEnum):
    """Which part of a time is meant; WHOLE when no such word stands in front of it."""

    WHOLE = "whole"
    EARLY = "early"
    START = "start"
    WEEK = "week"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class PartBefore:
    """The part named right before a place, and where the phrase begins with it."""

    start: int
    part: Part


def part_before(text: str, start: int) -> PartBefore:
    """The word for a part that stands right before place `start`."""
    begins, found = extended(text, start, _PART_BEFORE)
    part = Part.WHOLE if found is None else Part(str(found.lastgroup))
    return PartBefore(start=begins, part=part)


def part_of_month(month: Interval, part: Part) -> Interval:
    """Early is up to the 10th, mid up to the 15th (rules.md), the first week up to the 7th.

    Late and end are due with the month itself.
    """
    first = month.begins_on
    match part:
        case Part.EARLY | Part.START:
            return Interval(first, date(first.year, first.month, 10))
        case Part.WEEK:
            return Interval(first, date(first.year, first.month, 7))
        case Part.MIDDLE:
            return Interval(date(first.year, first.month, 11), date(first.year, first.month, 15))
        case Part.LATE:
            return Interval(date(first.year, first.month, 21), month.due_on)
        case _:
            return month
