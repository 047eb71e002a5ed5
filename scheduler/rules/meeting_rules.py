"""The rule of a meeting series as a person writes it, read into a value; the days that it gives are `meeting_dates`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.meeting_words import (
    CLAUSES,
    Often,
    Unit,
    read_clock,
    read_months,
    read_often,
    read_ordinal,
    read_weekday,
    read_when,
)

EXAMPLE = "quarterly, second Tuesday, 14:00 to 16:00, from 2025-01"
MONTHLY = Often(step=1, unit=Unit.MONTHS)
_FILLERS = re.compile(r"\bof the month\b|\b(?:on|the|and)\b|[\s,;.]")

Value = TypeVar("Value")


class SlotKind(StrEnum):
    """What identifies an occurrence within its series: its day, month, calendar quarter or year."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class MeetingDay:
    """Which day: the `nth` weekday of a month (-1 is the last), a weekday of each week (`nth` 0), or a `number`.

    Monday is weekday 0; `number` is 1 to 31, and 0 where a weekday is named.
    """

    weekday: int = 0
    nth: int = 0
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class MeetingRule:
    """How often (or in which named `months`), on which day, at what local hours, from when until when.

    `from_on` and `until_on` bound the days that the rule gives before any is moved, both included; None is open.
    `starts` and `ends` are None where the rule names no hours: the series' own count.
    """

    often: Often
    months: tuple[int, ...]
    day: MeetingDay
    starts: time | None
    ends: time | None
    from_on: date | None
    until_on: date | None

    @property
    def slots(self) -> SlotKind:
        """What identifies the occurrences of this rule."""
        if self.often.unit is Unit.WEEKS:
            return SlotKind.DAY
        return {3: SlotKind.QUARTER, 12: SlotKind.YEAR, 24: SlotKind.YEAR}.get(self.often.step, SlotKind.MONTH)


def parse_rule(text: str) -> MeetingRule:
    """The rule that a person wrote, such as "quarterly, second Tuesday, 14:00 to 16:00, from 2025-01".

    Also weekly, fortnightly, monthly, every N weeks or months, annually, or named months ("in March and June");
    first to fourth or last weekday, or "15th"; "until 2027-12". Order and capitals do not matter.
    Raises ValueError that says all that is wrong, with an example.
    """
    said, problems = _scan(" ".join(text.lower().split()))
    often = _read(read_often, said, problems)
    day = _read(_day, said, problems)
    starts, ends = _read(_hours, said, problems) or (None, None)
    from_on, until_on = _read(_bounds, said, problems) or (None, None)
    months = read_months(said.get("months", ""))
    if not problems and not often and not months:
        problems.append("it does not say how often: add 'quarterly' or name the months")
    rule = MeetingRule(
        often=often or MONTHLY,
        months=months,
        day=day or MeetingDay(),
        starts=starts,
        ends=ends,
        from_on=from_on,
        until_on=until_on,
    )
    problems = problems or _contradictions(rule)
    if problems:
        raise ValueError(f'the meeting rule "{text}" cannot be used: {"; ".join(problems)}. For example: "{EXAMPLE}"')
    return rule


def _scan(rest: str) -> tuple[dict[str, str], list[str]]:
    """The parts of what is said, by name; and what was said twice or is not understood."""
    said: dict[str, str] = {}
    problems = []
    for what, words in CLAUSES.items():
        pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
        found = list(pattern.finditer(rest))
        if len(found) > 1:
            problems.append(f"it says {what} twice ({', '.join(match[0] for match in found)})")
        for match in found[:1]:
            said |= {name: value for name, value in match.groupdict().items() if value}
        rest = pattern.sub(",", rest)
    leftover = " ".join(_FILLERS.sub(" ", rest).split())
    return said, [*problems, f"it says {leftover!r}, which is not understood"] if leftover else problems


def _read(reader: Callable[[Mapping[str, str]], Value], said: Mapping[str, str], problems: list[str]) -> Value | None:
    try:
        return reader(said)
    except ValueError as wrong:
        problems.append(str(wrong))
        return None


def _day(said: Mapping[str, str]) -> MeetingDay:
    named = [name for name in ("nth", "day", "plain") if name in said]
    if len(named) != 1:
        raise ValueError("it needs one day, such as 'second Tuesday' or '15th'")
    if "nth" in said:
        return MeetingDay(weekday=read_weekday(said["weekday"]), nth=read_ordinal(said))
    if "plain" in said:
        return MeetingDay(weekday=read_weekday(said["plain"]))
    number = int(said["day"])
    if not 1 <= number <= 31:
        raise ValueError(f"no month has a day {number}")
    return MeetingDay(number=number)


def _hours(said: Mapping[str, str]) -> tuple[time | None, time | None]:
    if "starts" not in said:
        return None, None
    starts, ends = read_clock(said["starts"]), read_clock(said["ends"])
    if ends <= starts:
        raise ValueError(f"the meeting ends at {ends:%H:%M}, not after it starts at {starts:%H:%M}")
    return starts, ends


def _bounds(said: Mapping[str, str]) -> tuple[date | None, date | None]:
    from_on = read_when(said["first"])[0] if "first" in said else None
    until_on = read_when(said["last"])[1] if "last" in said else None
    if from_on and until_on and until_on < from_on:
        raise ValueError(f"it ends on {day_in_words(until_on)}, before it begins on {day_in_words(from_on)}")
    return from_on, until_on


def _contradictions(rule: MeetingRule) -> list[str]:
    problems = _weekly_problems(rule) if rule.often.unit is Unit.WEEKS else _monthly_problems(rule)
    if rule.often.step > 1 and not rule.months and rule.from_on is None:
        problems.append("it does not say when it begins: add 'from 2025-01'")
    return problems


def _weekly_problems(rule: MeetingRule) -> list[str]:
    problems = []
    if rule.day.nth or rule.day.number:
        problems.append("it counts in weeks, so it needs a weekday alone, such as 'fortnightly, Tuesday'")
    if rule.months:
        problems.append("it counts in weeks, so it cannot name months")
    return problems


def _monthly_problems(rule: MeetingRule) -> list[str]:
    problems = []
    if not rule.day.nth and not rule.day.number:
        problems.append("it does not say which one of the month's weekdays: write 'second Tuesday'")
    if rule.months:
        problems += _months_problems(rule.often.step, rule.months)
    return problems


def _months_problems(step: int, months: tuple[int, ...]) -> list[str]:
    if step == 1:
        return []
    if step == 3:
        one_each = [(month - 1) // 3 for month in months] == [0, 1, 2, 3]
        return [] if one_each else ["it is quarterly, so it needs one month in each quarter of the year"]
    if step == 12:
        return [] if len(months) == 1 else ["it is annual, so it needs one month"]
    return ["it says both how often and which months: keep one of them"]
