"""Who hears next if nothing changes, and on which day: what everybody who hears before is told."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from scheduler.plans.commitments import Commitment
from scheduler.rules.alike import once_for_alike
from scheduler.rules.chair_days import ChairDay, chair_days
from scheduler.rules.chair_mail import ForHead, for_heads, is_told, mail_day, why_silent
from scheduler.rules.chair_reasons import OF_LATENESS, holds_already, late_is_told_from
from scheduler.rules.escalation import first_heard, late_from, manager_day
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import StepTo
from scheduler.rules.recipients import Capacity, manager_recipients
from scheduler.rules.told import target_key
from scheduler.rules.view import View

MANAGER_AS = {Capacity.MANAGER: "line manager", Capacity.BOARD_MEMBER: "their agency's board member"}


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """Who hears next, in what capacity, and on which day; `look_on` is when the co-ordinator sees a chair's mail."""

    to: StepTo
    people: tuple[str, ...]
    on: date
    capacity: Capacity
    look_on: date | None = None


def next_step(commitment: Commitment, view: View, *, beyond: StepTo = StepTo.LEAD) -> NextStep | None:
    """Who hears next after `beyond`, counted from today where the lead hears only today; None when nobody is left.

    Of what is not late yet, only the chair may hear: that nobody leads it, that it moved, or what is asked.
    """
    return once_for_alike(_AFTER[beyond], commitment, view)


def _after(commitment: Commitment, view: View, *, beyond: StepTo) -> NextStep | None:
    is_late = view.standing(commitment).is_late
    if beyond is StepTo.LEAD and is_late:
        manager = _next_manager(commitment, view)
        if manager:
            return manager
    return next_chair(commitment, view, untouched=is_late) if beyond is not StepTo.CHAIR else None


def _next_manager(commitment: Commitment, view: View) -> NextStep | None:
    clock = first_heard(commitment, NoticeKind.LATE, view) or view.today
    managers = manager_recipients(commitment, view.snapshot, view.today)
    on = manager_day(clock, commitment, view)
    told = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.MANAGER])
    if not managers or on is None or told:
        return None
    people = tuple(each.person for each in managers)
    return NextStep(to=StepTo.MANAGER, people=people, on=max(on, view.today), capacity=managers[0].capacity)


def next_chair(commitment: Commitment, view: View, *, untouched: bool = True) -> NextStep | None:
    """When the chair hears next, and who that is; None when nobody can be told, or nothing is theirs.

    `untouched` counts what is yet to become late as going on as it is; without it, only what holds already.
    """
    released_on = view.snapshot.plans[commitment.plan].released_on
    if commitment.is_over or released_on is None or not (untouched or holds_already(commitment, view)):
        return None
    for planned in chair_days(view.board(commitment), view, from_on=_not_before(commitment, view)):
        for head in for_heads(planned, commitment, view):
            if isinstance(head, str):
                return None
            goes = _goes_on(planned, head, commitment, view)
            if goes and (untouched or any(reason.about not in OF_LATENESS for reason in head.reasons)):
                who = (head.to.person,)
                look_on = planned.look_on
                return NextStep(to=StepTo.CHAIR, people=who, on=goes, capacity=head.to.capacity, look_on=look_on)
    return None


def _not_before(commitment: Commitment, view: View) -> date:
    """A day before which no mail to the chair can speak of a commitment."""
    late = late_from(commitment, view)
    if late is None or holds_already(commitment, view):
        return view.today
    return max(late, view.today, late_is_told_from(commitment, view))


def _goes_on(planned: ChairDay, head: ForHead, commitment: Commitment, view: View) -> date | None:
    """The day on which a planned mail is yet to go with a commitment; None when it goes without, or has gone."""
    if is_told(planned, head, commitment, view) or why_silent(planned, commitment, view):
        return None
    goes = mail_day(planned, head, commitment, view)
    return goes if isinstance(goes, date) else None


_AFTER = {beyond: partial(_after, beyond=beyond) for beyond in StepTo}
