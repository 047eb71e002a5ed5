"""Escalation below the chair: the lead on the first working day late, then the manager. The chair is chair_mail's.

A manager is the lead's line manager, or, for another agency, its own board member (rules.md, "Escalation"). Each step
waits until the one before was told, counted by accepted mail. Whoever was told as manager of a target date is not
told again when the steps change; a step that comes earlier counts from the same day as before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.commitments import Commitment
from scheduler.rules.ladder import NoticeKind, Slot
from scheduler.rules.policy import StepTo
from scheduler.rules.recipients import Recipient, manager_recipients
from scheduler.rules.told import target_key
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Escalating:
    """A step that is due today: its slot, and whom it goes to."""

    slot: Slot
    to: Recipient


def first_heard(commitment: Commitment, kind: NoticeKind, view: View) -> date | None:
    """The day on which a mail of a kind about the present target date was first accepted; None while none was.

    Of LATE it starts the clock of escalation: the lead heard, or the co-ordinator in their place.
    """
    return view.told.first_accepted(commitment.key, target_key(commitment.target), kind)


def late_from(commitment: Commitment, view: View) -> date | None:
    """The first working day on which something is late; None without a target date."""
    target = commitment.target
    return view.calendar(commitment).on_or_after(target.due_on + timedelta(days=1)) if target else None


def first_told(commitment: Commitment) -> str:
    """Who hears first that something is late."""
    return "the lead" if commitment.leads else "the co-ordinator"


def manager_day(clock: date, commitment: Commitment, view: View) -> date | None:
    """The working day on which a manager is told; None when the table has no such step."""
    after = view.policy.after(StepTo.MANAGER)
    return view.calendar(commitment).after(clock, after) if after is not None else None


def steps_due(commitment: Commitment, view: View) -> Iterator[Escalating]:
    """The managers who are due to hear today of something late, whether or not they were told already."""
    clock = first_heard(commitment, NoticeKind.LATE, view)
    on = manager_day(clock, commitment, view) if clock else None
    if clock is None or on is None or clock >= view.today or view.today < on:
        return
    why = f"{view.policy.after(StepTo.MANAGER)} working days since {first_told(commitment)} was told"
    for to in manager_recipients(commitment, view.snapshot, view.today):
        told = _told_as_manager(to.person, commitment, view)
        yield Escalating(slot=Slot(kind=NoticeKind.MANAGER, on=told or on, why=why), to=to)


def _told_as_manager(person: str, commitment: Commitment, view: View) -> date | None:
    """The slot under which somebody was told as manager of the present target date; None while they were not."""
    told = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.MANAGER])
    return next((n.key.slot for n in told if n.key.person == person), None)


def manager_heard_by(clock: date, commitment: Commitment, view: View) -> date | None:
    """The day on which a manager who can be told was, or will be at the earliest; None where there is none to tell."""
    on = manager_day(clock, commitment, view)
    if on is None or not manager_recipients(commitment, view.snapshot, view.today):
        return None
    heard = first_heard(commitment, NoticeKind.MANAGER, view)
    return heard or max(on, view.today)
