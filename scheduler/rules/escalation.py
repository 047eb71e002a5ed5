"""Escalation by steps: the lead on the first working day late, then the manager, then the chair in a weekly mail.

Each step waits until the one before was told, counted by accepted mail (rules.md, "Escalation").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.commitments import Commitment
from scheduler.rules.ladder import NoticeKind, Slot
from scheduler.rules.policy import StepTo
from scheduler.rules.recipients import Recipient, chair_recipient, manager_recipients
from scheduler.rules.told import target_key
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class Escalating:
    """A step that is due today: its slot, whom it goes to, or why it is held."""

    slot: Slot
    recipients: tuple[Recipient, ...] = ()
    held: str = ""


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """Who hears next if nothing changes, and on which day; told to everybody who hears before."""

    to: StepTo
    people: tuple[str, ...]
    on: date


def first_heard(commitment: Commitment, kind: NoticeKind, view: View) -> date | None:
    """The day on which a mail of a kind about the present target date was first accepted; None while none was.

    Of LATE it starts the clock of escalation: the lead heard, or the co-ordinator in their place.
    """
    return view.told.first_accepted(commitment.key, target_key(commitment.target), kind)


def manager_day(clock: date, commitment: Commitment, view: View) -> date | None:
    """The working day on which a manager is told; None when the table has no such step."""
    after = view.policy.after(StepTo.MANAGER)
    return view.calendar(commitment).after(clock, after) if after is not None else None


def chair_day(clock: date, commitment: Commitment, view: View) -> date | None:
    """The first working day of the week in which the chair first hears; None when the table has no such step."""
    after = view.policy.after(StepTo.CHAIR)
    if after is None:
        return None
    calendar = view.calendar(commitment)
    ripe = calendar.after(clock, after)
    return ripe if calendar.first_of_week(ripe) == ripe else _first_of_following_week(ripe, calendar)


def _first_of_following_week(day: date, calendar: WorkingDays) -> date:
    return calendar.on_or_after(day + timedelta(days=7 - day.weekday()))


def steps_due(commitment: Commitment, view: View) -> Iterator[Escalating]:
    """The steps beyond the lead that are due today for something late, whether or not they were told already."""
    clock = first_heard(commitment, NoticeKind.LATE, view)
    if clock is None or clock >= view.today:
        return
    managers = manager_recipients(commitment, view.snapshot, view.today)
    on = manager_day(clock, commitment, view)
    if on and managers and view.today >= on:
        why = f"{view.policy.after(StepTo.MANAGER)} working days since {_first_told(commitment)} was told"
        yield Escalating(slot=Slot(kind=NoticeKind.MANAGER, on=on, why=why), recipients=managers)
    if _manager_heard(commitment, managers, view):
        yield from _chair_step(clock, commitment, view)


def _first_told(commitment: Commitment) -> str:
    return "the lead" if commitment.leads else "the co-ordinator"


def _manager_heard(commitment: Commitment, managers: tuple[Recipient, ...], view: View) -> bool:
    """Each step is told before the next: a manager who can be told must have been, on an earlier day."""
    if view.policy.after(StepTo.MANAGER) is None or not managers:
        return True
    heard = first_heard(commitment, NoticeKind.MANAGER, view)
    return heard is not None and heard < view.today


def _chair_step(clock: date, commitment: Commitment, view: View) -> Iterator[Escalating]:
    first = chair_day(clock, commitment, view)
    week = view.calendar(commitment).first_of_week(view.today)
    if first is None or week is None or not first <= week <= view.today:
        return
    days = f"{view.policy.after(StepTo.CHAIR)} working days since {_first_told(commitment)} was told"
    slot = Slot(kind=NoticeKind.CHAIR, on=week, why=days if week == first else "still late; a decision is waiting")
    to = chair_recipient(view.board(commitment), commitment, view.snapshot, view.today)
    yield Escalating(slot=slot, held=to) if isinstance(to, str) else Escalating(slot=slot, recipients=(to,))


def next_step(commitment: Commitment, view: View, *, beyond: StepTo = StepTo.LEAD) -> NextStep | None:
    """Who hears next of something late after `beyond`, counted from today where the lead hears only today.

    None when nobody is left to hear.
    """
    clock = first_heard(commitment, NoticeKind.LATE, view) or view.today
    if beyond is StepTo.LEAD:
        manager = _next_manager(clock, commitment, view)
        if manager:
            return manager
    return _next_chair(clock, commitment, view) if beyond is not StepTo.CHAIR else None


def _next_manager(clock: date, commitment: Commitment, view: View) -> NextStep | None:
    managers = tuple(r.person for r in manager_recipients(commitment, view.snapshot, view.today))
    on = manager_day(clock, commitment, view)
    told = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.MANAGER])
    if not managers or on is None or told:
        return None
    return NextStep(to=StepTo.MANAGER, people=managers, on=max(on, view.today))


def _next_chair(clock: date, commitment: Commitment, view: View) -> NextStep | None:
    to = chair_recipient(view.board(commitment), commitment, view.snapshot, view.today)
    on = chair_day(clock, commitment, view)
    if on is None or isinstance(to, str):
        return None
    calendar, told = view.calendar(commitment), view.told.about(commitment.key, target_key(commitment.target))
    heard_this_week = any(n.key.kind is NoticeKind.CHAIR and n.key.slot == view.today for n in told)
    if on <= view.today and (heard_this_week or calendar.first_of_week(view.today) != view.today):
        on = _first_of_following_week(view.today, calendar)
    return NextStep(to=StepTo.CHAIR, people=(to.person,), on=max(on, view.today))
