"""Escalation by steps: the lead on the first working day late, then the manager, then the chair in a weekly mail.

Each step waits until the one before was told, counted by accepted mail (rules.md, "Escalation").
"""

from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.ladder import NoticeKind, Slot
from scheduler.rules.policy import Policy, StepTo
from scheduler.rules.recipients import Recipient, chair_recipient, manager_recipients
from scheduler.rules.told import Told, target_key
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


def clock_start(commitment: Commitment, told: Told) -> date | None:
    """The day on which the lead (or the co-ordinator in their place) first heard that it is late."""
    return told.first_accepted(commitment.key, target_key(commitment.target), NoticeKind.LATE)


def manager_day(clock: date, board: Board, policy: Policy) -> date | None:
    """The working day on which a manager is told; None when the table has no such step."""
    after = policy.after(StepTo.MANAGER)
    return policy.working_days(board.slug).after(clock, after) if after is not None else None


def chair_day(clock: date, board: Board, policy: Policy) -> date | None:
    """The first working day of the week in which the chair first hears; None when the table has no such step."""
    after = policy.after(StepTo.CHAIR)
    if after is None:
        return None
    calendar = policy.working_days(board.slug)
    ripe = calendar.after(clock, after)
    return ripe if calendar.first_of_week(ripe) == ripe else _first_of_following_week(ripe, calendar)


def _first_of_following_week(day: date, calendar: WorkingDays) -> date:
    return calendar.on_or_after(day + timedelta(days=7 - day.weekday()))


def steps_due(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> tuple[Escalating, ...]:
    """The steps beyond the lead that are due today for something late, whether or not they were told already."""
    clock = clock_start(commitment, told)
    if clock is None or clock >= today:
        return ()
    managers = manager_recipients(commitment, snapshot, today)
    found = [
        _manager_step(clock, managers, board, policy, today),
        _chair_step(commitment, board, snapshot, told, policy, today),
    ]
    return tuple(step for step in found if step)


def _manager_step(
    clock: date, managers: tuple[Recipient, ...], board: Board, policy: Policy, today: date
) -> Escalating | None:
    on = manager_day(clock, board, policy)
    if on is None or today < on or not managers:
        return None
    slot = Slot(
        kind=NoticeKind.MANAGER, on=on, why=f"{policy.after(StepTo.MANAGER)} working days since the lead was told"
    )
    return Escalating(slot=slot, recipients=managers)


def _chair_step(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> Escalating | None:
    clock = clock_start(commitment, told)
    first = chair_day(clock, board, policy) if clock else None
    week = policy.working_days(board.slug).first_of_week(today)
    if first is None or week is None or not first <= week <= today:
        return None
    if _manager_still_to_hear(commitment, board, snapshot, told, policy, today):
        return None
    after = policy.after(StepTo.CHAIR)
    why = f"{after} working days since the lead was told" if week == first else "still late; a decision is waiting"
    slot = Slot(kind=NoticeKind.CHAIR, on=week, why=why)
    recipient = chair_recipient(board, commitment, snapshot, today)
    if isinstance(recipient, str):
        return Escalating(slot=slot, held=recipient)
    return Escalating(slot=slot, recipients=(recipient,))


def _manager_still_to_hear(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> bool:
    """Each step is told before the next: a manager who can be told must have been, on an earlier day."""
    if policy.after(StepTo.MANAGER) is None or not manager_recipients(commitment, snapshot, today):
        return False
    heard = told.first_accepted(commitment.key, target_key(commitment.target), NoticeKind.MANAGER)
    return heard is None or heard >= today


def next_step(
    commitment: Commitment, board: Board, snapshot: Snapshot, told: Told, policy: Policy, today: date
) -> NextStep | None:
    """Who hears next of something late, counted from today where the lead hears today; None when nobody is left."""
    clock = clock_start(commitment, told) or today
    managers = tuple(r.person for r in manager_recipients(commitment, snapshot, today))
    on = manager_day(clock, board, policy)
    heard = told.about(commitment.key, target_key(commitment.target), [NoticeKind.MANAGER])
    if managers and on and not heard:
        return NextStep(to=StepTo.MANAGER, people=managers, on=max(on, today))
    chair = chair_recipient(board, commitment, snapshot, today)
    first = chair_day(clock, board, policy)
    if first is None or isinstance(chair, str):
        return None
    week = policy.working_days(board.slug).first_of_week(today)
    if first <= today:
        first = week if week == today else _first_of_following_week(today, policy.working_days(board.slug))
    return NextStep(to=StepTo.CHAIR, people=(chair.person,), on=first)
