"""Which days are working days; what is counted in them is left to the rules of reminders, escalations and meetings."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from typing import cast

from holidays import HolidayBase

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_SEARCH_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class WorkingDays:
    """The working days of one board: Monday to Friday less bank holidays, closed days and quiet days (rules.md).

    `division` is the UK division whose bank holidays count, substitute days included. `quiet_from` and `quiet_to`
    are (month, day), both days quiet, and may cross the year's end; None for both means no quiet days.
    Raises ValueError for an unknown division or a quiet span that is no pair of days of the year.
    """

    division: str = "england-and-wales"
    closed: frozenset[date] = frozenset()
    quiet_from: tuple[int, int] | None = (12, 24)
    quiet_to: tuple[int, int] | None = (1, 2)

    def __post_init__(self) -> None:
        problems = [*_division_problems(self.division), *_quiet_problems(self.quiet_from, self.quiet_to)]
        if problems:
            raise ValueError("; ".join(problems))

    def is_working(self, day: date) -> bool:
        """Whether that day is a working day."""
        if day.weekday() > 4 or day in self.closed or day in bank_holidays(self.division, day.year):
            return False
        return not self._is_quiet(day)

    def on_or_before(self, day: date) -> date:
        """The day itself when it is a working day, else the last one before it."""
        return self._nearest(day, step=-1)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a working day, else the next one after it."""
        return self._nearest(day, step=1)

    def after(self, day: date, count: int) -> date:
        """The count-th working day strictly after `day`; a count of 0 gives `on_or_after(day)`."""
        return self._counted(day, count, step=1)

    def before(self, day: date, count: int) -> date:
        """The count-th working day strictly before `day`; a count of 0 gives `on_or_before(day)`."""
        return self._counted(day, count, step=-1)

    def between(self, start: date, end: date) -> int:
        """How many working days d there are with start < d <= end; 0 when `end` is not after `start`."""
        if start.year == end.year:
            days = _working_days_of(self, end.year)
            return max(0, bisect_right(days, end) - bisect_right(days, start))
        years = (_working_days_of(self, year) for year in range(start.year, end.year + 1))
        return max(0, sum(bisect_right(days, end) - bisect_right(days, start) for days in years))

    def first_of_week(self, day: date) -> date | None:
        """The first working day of the Monday-to-Sunday week that holds `day`; None when the week has none."""
        monday = day - timedelta(days=day.weekday())
        week = (monday + timedelta(days=offset) for offset in range(5))
        return next((each for each in week if self.is_working(each)), None)

    def why_not(self, day: date) -> str:
        """Why that day is no working day, in words: "Saturday", "bank holiday: Boxing Day"; "" when it is one."""
        if day.weekday() > 4:
            return WEEKDAYS[day.weekday()]
        holiday = bank_holidays(self.division, day.year).get(day)
        if holiday:
            return f"bank holiday: {holiday}"
        if day in self.closed:
            return "closed day"
        return "quiet days" if self._is_quiet(day) else ""

    def _is_quiet(self, day: date) -> bool:
        if self.quiet_from is None or self.quiet_to is None:
            return False
        place = (day.month, day.day)
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= place <= self.quiet_to
        return place >= self.quiet_from or place <= self.quiet_to

    def _nearest(self, day: date, *, step: int) -> date:
        for distance in range(LONGEST_SEARCH_DAYS + 1):
            candidate = day + timedelta(days=step * distance)
            if self.is_working(candidate):
                return candidate
        side = "after" if step > 0 else "before"
        raise ValueError(
            f"no working day within a year {side} {day.isoformat()}: the quiet days from {self.quiet_from} to "
            f"{self.quiet_to} and {len(self.closed)} closed days leave none; shorten them"
        )

    def _counted(self, day: date, count: int, *, step: int) -> date:
        if count < 0:
            raise ValueError(f"{count} working days from {day.isoformat()}: count from 0 upwards")
        if count == 0:
            return self._nearest(day, step=step)
        days = _working_days_of(self, day.year)
        at = bisect_right(days, day) + count - 1 if step > 0 else bisect_left(days, day) - count
        if 0 <= at < len(days):
            return days[at]
        for _ in range(count):  # across the year's end
            day = self._nearest(day + timedelta(days=step), step=step)
        return day


@lru_cache(maxsize=2048)
def bank_holidays(division: str, year: int) -> Mapping[date, str]:
    """The bank holidays of a UK division in a year, by day; a substitute day says so. Not to be changed."""
    found = _united_kingdom()(subdiv=SUBDIVISIONS[division], years=year, language="en_GB")
    return {day: name.replace("(observed)", "(substitute day)") for day, name in found.items()}


@cache
def _united_kingdom() -> type[HolidayBase]:
    """The one country that is asked for: its package reads all 250 of them, a quarter of a second and 8 MB."""
    package = "holidays.countries"
    sys.modules[package] = module_from_spec(cast(ModuleSpec, find_spec(package)))
    try:
        found: type[HolidayBase] = import_module(f"{package}.united_kingdom").UnitedKingdom
    finally:
        del sys.modules[package]  # whoever wants the others has it read as ever
    return found


@lru_cache(maxsize=2048)
def _working_days_of(calendar: WorkingDays, year: int) -> tuple[date, ...]:
    return tuple(day for day in _days_of(year) if calendar.is_working(day))


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    length = date(year, 12, 31).toordinal() - first.toordinal() + 1
    return (first + timedelta(days=offset) for offset in range(length))


def _division_problems(division: str) -> list[str]:
    if division in SUBDIVISIONS:
        return []
    return [f"division {division!r} is not known: use one of {', '.join(SUBDIVISIONS)}"]


def _quiet_problems(quiet_from: tuple[int, int] | None, quiet_to: tuple[int, int] | None) -> list[str]:
    if (quiet_from is None) != (quiet_to is None):
        return ["quiet days need both a first and a last day, or neither"]
    ends = {"quiet_from": quiet_from, "quiet_to": quiet_to}
    return [
        f"{name} {end} is no day of the year: use (month, day), such as (12, 24)"
        for name, end in ends.items()
        if end is not None and not _is_day_of_a_year(*end)
    ]


def _is_day_of_a_year(month: int, day: int) -> bool:
    try:
        date(2024, month, day)  # a leap year, so that 29 February counts
    except ValueError:
        return False
    return True
