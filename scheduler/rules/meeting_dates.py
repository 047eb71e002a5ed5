"""The days that a meeting series gives; what became of an occurrence since (moved, cancelled) is the register's."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from scheduler.plans.boards import MeetingSeries
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.meeting_rules import MeetingDay, MeetingRule, SlotKind, parse_rule
from scheduler.rules.meeting_words import LAST, Unit
from scheduler.rules.working_days import WorkingDays

__all__ = ["MeetingRule", "PlannedMeeting", "meeting_uid", "never_fires", "occurrences", "parse_rule"]

# Enough for the rarest rule: 29 February every second year, across a century that has no leap day.
LONGEST_LOOK_YEARS = 40


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    """An occurrence as the series gives it; times are local in the board's zone.

    `slot` is its identity within the series, taken from its day before any move: "2025Q1" (calendar quarter),
    "2025-03", "2025", or the ISO day for weekly rules and listed days. `moved_because` is empty unless it was moved.
    """

    slot: str
    on: date
    starts: time
    ends: time
    moved_because: str = ""
    paper_deadline_on: date | None = None


def occurrences(series: MeetingSeries, *, calendar: WorkingDays, start: date, end: date) -> tuple[PlannedMeeting, ...]:
    """The meetings of a series held from start to end, both included, earliest first.

    A day of the rule that is no working day is moved to the next one, and says so; a listed day stays. A listed
    day that the rule gives as well is one meeting, under the rule's slot. Raises ValueError for a rule that cannot
    be read, hours that end before they start, or a calendar without working days.
    """
    rule = parse_rule(series.rule) if series.rule else None
    series = _with_hours(series, rule)
    ruled = list(_ruled(series, rule, calendar, start, end)) if rule else []
    days = set(series.days) - {planned.on for planned in ruled}
    listed = [_planned(series, calendar, day.isoformat(), day) for day in days if start <= day <= end]
    return tuple(sorted([*ruled, *listed], key=lambda planned: (planned.on, planned.slot)))


def never_fires(series: MeetingSeries, *, calendar: WorkingDays, start: date) -> str:
    """Why a series gives no meeting from `start` on, in words; "" when it gives one. ValueError as `occurrences`."""
    if any(day >= start for day in series.days):
        return ""
    if not series.rule:
        return (
            f"its last listed day was {day_in_words(max(series.days))}" if series.days else "it has no rule and no days"
        )
    rule = parse_rule(series.rule)
    begin = max(start, rule.from_on or start)
    end = date(min(begin.year + LONGEST_LOOK_YEARS, date.max.year - 1), 12, 31)
    if next(_ruled(series, rule, calendar, start, end), None):
        return ""
    if rule.until_on is None:
        return f"none of its months has a day {rule.day.number}"
    if rule.until_on < start:
        return f"its rule ended on {day_in_words(rule.until_on)}"
    return f"its rule gives no day from {day_in_words(begin)} to {day_in_words(rule.until_on)}"


def meeting_uid(series_slug: str, slot: str, domain: str) -> str:
    """A meeting's identity in every calendar, for good (calendars.md 1): "moderation-2025Q1@chaser.example.org"."""
    return f"{series_slug}-{slot}@{domain}"


def _with_hours(series: MeetingSeries, rule: MeetingRule | None) -> MeetingSeries:
    """The series with its rule's hours, where the rule names some."""
    if rule and rule.starts and rule.ends:
        return replace(series, starts=rule.starts, ends=rule.ends)
    if series.ends <= series.starts:
        hours = f"{series.ends:%H:%M}, not after it starts at {series.starts:%H:%M}"
        raise ValueError(f'the meeting series "{series.slug}" ends at {hours}')
    return series


def _ruled(
    series: MeetingSeries, rule: MeetingRule, calendar: WorkingDays, start: date, end: date
) -> Iterator[PlannedMeeting]:
    """The rule's meetings in order; one given for a day before `start` counts when it is moved to `start` or after."""
    earliest = calendar.before(start, 1) + timedelta(days=1)
    for day in _given_days(rule, earliest, end):
        on = day if day in series.days else calendar.on_or_after(day)
        if start <= on <= end:
            planned = _planned(series, calendar, _slot(rule.slots, day), on)
            yield planned if on == day else replace(planned, moved_because=_moved_because(calendar, day))


def _planned(series: MeetingSeries, calendar: WorkingDays, slot: str, on: date) -> PlannedMeeting:
    days = series.paper_deadline_days
    deadline = None if days is None else calendar.on_or_before(on - timedelta(days=days))
    return PlannedMeeting(slot=slot, on=on, starts=series.starts, ends=series.ends, paper_deadline_on=deadline)


def _moved_because(calendar: WorkingDays, day: date) -> str:
    """Where it was moved from: "moved from Friday 3 April 2026 (bank holiday: Good Friday)"; a weekend says itself."""
    reason = "" if day.weekday() > 4 else f" ({calendar.why_not(day)})"
    return f"moved from {day_in_words(day)}{reason}"


def _slot(kind: SlotKind, day: date) -> str:
    slots = {
        SlotKind.DAY: day.isoformat(),
        SlotKind.MONTH: f"{day:%Y-%m}",
        SlotKind.QUARTER: f"{day:%Y}Q{(day.month + 2) // 3}",
        SlotKind.YEAR: f"{day:%Y}",
    }
    return slots[kind]


def _given_days(rule: MeetingRule, first: date, last: date) -> Iterator[date]:
    """The days that the rule gives from first to last, before any is moved."""
    first, last = max(first, rule.from_on or first), min(last, rule.until_on or last)
    days = _weekly_days(rule, first) if rule.often.unit is Unit.WEEKS else _monthly_days(rule, first, last)
    for day in days:
        if day > last:
            return
        if day >= first:
            yield day


def _weekly_days(rule: MeetingRule, first: date) -> Iterator[date]:
    """Every so many weeks, counted from the rule's first week; endless."""
    begin = rule.from_on or first
    anchor = begin + timedelta(days=(rule.day.weekday - begin.weekday()) % 7)
    step = timedelta(weeks=rule.often.step)
    day = anchor + step * max(0, (first - anchor) // step)
    while True:
        yield day
        day += step


def _monthly_days(rule: MeetingRule, first: date, last: date) -> Iterator[date]:
    """The rule's day in each of its months, from first's month to last's; a month without such a day has none."""
    anchor = _month_index(rule.from_on or first)
    for index in range(_month_index(first), _month_index(last) + 1):
        year, month = index // 12, index % 12 + 1
        chosen = month in rule.months if rule.months else (index - anchor) % rule.often.step == 0
        day = _day_in_month(rule.day, year, month) if chosen else None
        if day:
            yield day


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day_in_month(which: MeetingDay, year: int, month: int) -> date | None:
    first_weekday, length = monthrange(year, month)
    if which.number:
        return date(year, month, which.number) if which.number <= length else None
    first = 1 + (which.weekday - first_weekday) % 7
    if which.nth == LAST:
        return date(year, month, first + (length - first) // 7 * 7)
    return date(year, month, first + (which.nth - 1) * 7)
