"""The words that a meeting rule is made of; what they mean together is left to `meeting_rules`."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from scheduler.rules.days_in_words import is_near

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = -1
MOST_MONTHS, MOST_WEEKS = 24, 52


class Unit(StrEnum):
    """What a rule counts in."""

    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, kw_only=True)
class Often:
    """Every so many weeks or months."""

    step: int
    unit: Unit


_WEEK = Often(step=1, unit=Unit.WEEKS)
_FORTNIGHT = Often(step=2, unit=Unit.WEEKS)
_MONTH = Often(step=1, unit=Unit.MONTHS)
_QUARTER = Often(step=3, unit=Unit.MONTHS)
_HALF_YEAR = Often(step=6, unit=Unit.MONTHS)
_YEAR = Often(step=12, unit=Unit.MONTHS)

_ADVERBS = {
    "weekly": _WEEK,
    "fortnightly": _FORTNIGHT,
    "monthly": _MONTH,
    "quarterly": _QUARTER,
    "half-yearly": _HALF_YEAR,
    "twice a year": _HALF_YEAR,
    "annually": _YEAR,
    "annual": _YEAR,
    "yearly": _YEAR,
}
_UNITS = {"week": _WEEK, "fortnight": _FORTNIGHT, "month": _MONTH, "quarter": _QUARTER, "year": _YEAR}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"other": 2, "second": 2, "third": 3}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}

MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_WHEN = rf"\d{{4}}-\d{{2}}(?:-\d{{2}})?|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH_NAME} \d{{4}}"
_CLOCK = r"\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m"

# Looked for in this order, each in what those before it left over: "second Tuesday" before "Tuesday".
CLAUSES: Mapping[str, str] = {
    "its hours": rf"(?:from |at )?(?P<starts>{_CLOCK}) ?(?:to|until|-|–) ?(?P<ends>{_CLOCK})",
    "its first day": rf"(?:from|starting) (?P<first>{_WHEN})",
    "its last day": rf"(?:until|till|to) (?P<last>{_WHEN})",
    "its weekday": rf"(?P<nth>{'|'.join(_ORDINALS)}|[1-5](?:st|nd|rd|th)) (?P<weekday>{_WEEKDAY})",
    "its day of the month": r"(?P<day>\d{1,2})(?:st|nd|rd|th)",
    "how often it meets": (
        rf"(?P<adverb>{'|'.join(_ADVERBS)})|(?:of )?(?:every|each) (?:(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) )?"
        rf"(?P<unit>{'|'.join(_UNITS)})s?|(?P<each>every(?: other)?)(?= {_WEEKDAY}(?!\w))"
    ),
    "its plain weekday": rf"(?P<plain>{_WEEKDAY})",
    "its months": rf"(?:in |of )?(?P<months>{MONTH_NAME}(?:(?:, ?and |, ?| and ){MONTH_NAME})*)",
}


def read_often(said: Mapping[str, str]) -> Often | None:
    """How often, None where nothing says so; ValueError for a step of nothing or of years."""
    if "adverb" in said:
        return _ADVERBS[said["adverb"]]
    if "each" in said:
        return _FORTNIGHT if said["each"] == "every other" else _WEEK
    if "unit" not in said:
        return None
    unit = _UNITS[said["unit"]]
    count = said.get("count", "one")
    often = Often(step=unit.step * (int(count) if count.isdigit() else _COUNTS[count]), unit=unit.unit)
    most = MOST_WEEKS if often.unit is Unit.WEEKS else MOST_MONTHS
    if not 1 <= often.step <= most:
        raise ValueError(f"every {often.step} {often.unit} is no frequency: use 1 to {most}")
    return often


def read_weekday(words: str) -> int:
    """A weekday's name to its number, Monday 0."""
    return WEEKDAYS.index(words[:3])


def read_ordinal(said: Mapping[str, str]) -> int:
    """ "second" or "2nd" to 2, "last" to -1; ValueError for a fifth, which not every month has."""
    words = said["nth"]
    number = int(words[0]) if words[0].isdigit() else _ORDINALS[words]
    if number > 4:
        raise ValueError(f"not every month has a fifth one: write 'last {said['weekday'].capitalize()}'")
    return number


def read_months(words: str) -> tuple[int, ...]:
    """The months named, in the year's order, January 1."""
    return tuple(sorted({MONTHS.index(name[:3]) + 1 for name in re.findall(MONTH_NAME, words)}))


def read_clock(words: str) -> time:
    """ "14:00", "9.30am" or "2pm" to a local time; ValueError for an hour that no clock shows."""
    hour, minute = (int(part) for part in [*re.findall(r"\d+", words), "0"][:2])
    half = words[-2:] if words.endswith("m") else ""
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise ValueError(f"{words!r} is no time of day: write 14:00")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def read_when(words: str) -> tuple[date, date]:
    """ "2025-01", "2025-01-14", "January 2025" or "14 January 2025" to the first and last day meant."""
    year, month, day = _iso_parts(words) if words[4:5] == "-" else _named_parts(words)
    try:
        first = date(year, month, day or 1)
    except ValueError as wrong:
        raise ValueError(f"{words!r} is no day or month: write 2025-01 or 2025-01-14") from wrong
    if not is_near(first):
        raise ValueError(f"{words!r} is far from our time: write 2025-01 or 2025-01-14")
    return first, first if day else first.replace(day=monthrange(year, month)[1])


def _iso_parts(words: str) -> tuple[int, int, int | None]:
    year, month, *day = (int(part) for part in words.split("-"))
    return year, month, day[0] if day else None


def _named_parts(words: str) -> tuple[int, int, int | None]:
    *day, month, year = words.split()
    return int(year), MONTHS.index(month[:3]) + 1, int(day[0].rstrip("stndrh")) if day else None
