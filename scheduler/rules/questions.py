"""Questions that are asked once a slot and wait for an answer: to whom they go, and when a weekly reader gets them."""

from collections.abc import Iterator
from datetime import date

from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity, Recipient, lead_recipients
from scheduler.rules.told import NoticeKey
from scheduler.rules.view import View

UNDATED = "undated"  # a question hangs on its slot alone: no moved target date asks it again


def asked_of_leads(kind: NoticeKind, slot: date, reason: str, commitment: Commitment, view: View) -> Iterator[Notice]:
    """A question to everybody who hears of a commitment; a weekly reader gets it on the week's first working day."""
    for to in lead_recipients(commitment, view.snapshot, view.today):
        if not _waits_for_its_day(to.person, commitment, view):
            because = f"{reason}; {to.why}" if to.why else reason
            yield _notice(kind, slot, to, because, commitment, view)


def told_the_desk(kind: NoticeKind, slot: date, reason: str, commitment: Commitment, view: View) -> Notice:
    """A note about a commitment to its co-ordinator."""
    desk = Recipient(person=view.board(commitment).co_ordinator, capacity=Capacity.CO_ORDINATOR)
    return _notice(kind, slot, desk, reason, commitment, view)


def _waits_for_its_day(person: str, commitment: Commitment, view: View) -> bool:
    known = view.snapshot.people.get(person)
    is_weekly = known is not None and known.digest is Frequency.WEEKLY
    return is_weekly and view.calendar(commitment).first_of_week(view.today) != view.today


def _notice(kind: NoticeKind, slot: date, to: Recipient, reason: str, commitment: Commitment, view: View) -> Notice:
    return Notice(
        key=NoticeKey(commitment=commitment.key, target=UNDATED, kind=kind, slot=slot, person=to.person),
        plan=commitment.plan,
        board=view.board(commitment).slug,
        ref=commitment.ref,
        capacity=to.capacity,
        covers=to.covers,
        reason=reason,
        why_them=to.why,
    )
