"""The reminder ladder: on which working days a target date is spoken of, before and after its due day (rules.md)."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays

ONE_DAY = timedelta(days=1)
MOVED_BY = 2  # working days that a holiday may be announced or taken back by and still move a rung, not make a new one
WEEKLY = "late; told each week on its first working day"


class NoticeKind(StrEnum):
    """What sort of thing is told; part of a notice's key."""

    REMINDER = "reminder"
    LATE = "late"
    UNDATED = "undated"
    MANAGER = "manager"
    CHAIR = "chair"
    FIRST_LOOK = "first look"
    HELD = "held"
    STAND_IN = "stand-in"
    TO_VERIFY = "to verify"
    TO_GRANT = "to grant"
    NOT_MINE = "not mine"
    COPY = "copy"
    ASSURANCE = "assurance"
    UNASSURED = "unassured"
    PRESENTED = "presented"
    RUNS_OUT = "runs out"
    LOOK = "chair's look"
    NOBODY_LEADS = "nobody leads"
    EXCEPTION_NOTE = "exception note"
    SUMMARY = "summary"
    LEFT_ALONE = "left alone"
    RENEWAL = "renewal"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One rung: the working day planned for it, and why that day. `on` is the slot of the notice's key.

    Whatever was told for a day later than `after` was this rung, wherever its planned day lay then: holidays and
    rungs that change between two rounds move planned days, and tell nobody twice.
    """

    kind: NoticeKind
    on: date
    why: str
    days_before: int | None = None
    after: date = field(default=date.min, compare=False)


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A day before the due day that reminders count back from, and what happens then ("the papers are due for …")."""

    on: date
    words: str


def reminder_slots(
    target: TargetDate, *, policy: Policy, calendar: WorkingDays, aim: Aim | None = None
) -> tuple[Slot, ...]:
    """The rungs before the due day, earliest first, each moved back to a working day; two on one day are one.

    With an `aim` they count back from its day, which is a named one whatever the target date names.
    """
    rungs = policy.day_rungs if aim or target.names_a_day else policy.period_rungs
    return _reminder_slots(aim.on if aim else target.due_on, aim.words if aim else "", rungs, calendar)


@lru_cache(maxsize=4096)  # asked several times a commitment and day, and the answer hangs on nothing else
def _reminder_slots(end: date, what: str, rungs: tuple[int, ...], calendar: WorkingDays) -> tuple[Slot, ...]:
    by_day: dict[date, Slot] = {}
    for days in sorted(rungs, reverse=True):
        on = calendar.on_or_before(end - timedelta(days=days))
        why = _why_aimed(days, what, moved=on != end) if what else _why(days, moved=on != end)
        by_day[on] = Slot(kind=NoticeKind.REMINDER, on=on, why=why, days_before=days)
    return tuple(sorted(by_day.values(), key=lambda slot: slot.on))


def _why(days: int, *, moved: bool) -> str:
    if days:
        return f"{counted(days, 'day')} before its due day"
    return "the last working day before its due day" if moved else "due today"


def _why_aimed(days: int, what: str, *, moved: bool) -> str:
    if days:
        return f"{counted(days, 'day')} before {what}"
    return f"the last working day before {what}" if moved else f"today {what}"


def latest_slot(
    target: TargetDate, today: date, *, policy: Policy, calendar: WorkingDays, aim: Aim | None = None
) -> Slot | None:
    """The latest rung whose day has come by today: only this one is told, once; None before the first."""
    late = _latest_late(target, today, calendar)
    if late:
        return late
    come = [slot for slot in reminder_slots(target, policy=policy, calendar=calendar, aim=aim) if slot.on <= today]
    end = aim.on if aim else target.due_on
    return replace(come[-1], after=_told_after(come, end, calendar)) if come else None


def _told_after(come: list[Slot], end: date, calendar: WorkingDays) -> date:
    """From which day on a told rung was the latest of these: later than the one before it was ever planned for, and
    no further from the latest than holidays that come and go may move it."""
    near = calendar.before(come[-1].on, MOVED_BY) - ONE_DAY
    before = [end - timedelta(days=slot.days_before or 0) for slot in come[:-1]]
    return max([near, *before])


def _latest_late(target: TargetDate, today: date, calendar: WorkingDays) -> Slot | None:
    first = calendar.on_or_after(target.due_on + timedelta(days=1))
    if today < first:
        return None
    monday = today - timedelta(days=today.weekday())
    while monday > first:
        weekly = calendar.first_of_week(monday)
        if weekly and first < weekly <= today:
            return Slot(kind=NoticeKind.LATE, on=weekly, why=WEEKLY, after=monday - ONE_DAY)
        monday -= timedelta(days=7)
    return Slot(kind=NoticeKind.LATE, on=first, why="the first working day late", after=monday - ONE_DAY)


def next_slot(
    target: TargetDate, today: date, *, policy: Policy, calendar: WorkingDays, aim: Aim | None = None
) -> Slot:
    """The next rung after today: before the due day a reminder, afterwards the first or the next weekly late one."""
    for slot in reminder_slots(target, policy=policy, calendar=calendar, aim=aim):
        if slot.on > today:
            return slot
    first = calendar.on_or_after(target.due_on + timedelta(days=1))
    if first > today:
        return Slot(kind=NoticeKind.LATE, on=first, why="the first working day late")
    week = today
    while True:
        week += timedelta(days=7)
        weekly = calendar.first_of_week(week)
        if weekly:
            return Slot(kind=NoticeKind.LATE, on=weekly, why=WEEKLY)


def skipped_for(
    slot: Slot, target: TargetDate, today: date, *, policy: Policy, calendar: WorkingDays, aim: Aim | None = None
) -> str:
    """Why a rung that is caught up late is left out: the next one before the due day is near; empty when it is not."""
    if slot.kind is not NoticeKind.REMINDER or slot.on == today:
        return ""
    following = next_slot(target, today, policy=policy, calendar=calendar, aim=aim)
    near = following.kind is NoticeKind.REMINDER and calendar.between(today, following.on) <= policy.skip_within
    if not near:
        return ""
    return f"the rung of {day_in_words(slot.on)} was missed and the next one comes on {day_in_words(following.on)}"
