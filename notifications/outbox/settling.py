"""What is settled without a try: doubts by evidence, lives that end, addresses that nothing goes to."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Said
from notifications.outbox.moves import MESSAGES, move
from notifications.outbox.outgoing import Outgoing, outgoing
from notifications.tables import DUE, LIVE_DIGEST, Kind, MessageRow, State, SuspensionRow

SUSPENSIONS = cast(Table, SuspensionRow.__table__)
_SUSPENDED = select(SUSPENSIONS.c.address).where(SUSPENSIONS.c.lifted_at.is_(None))
_ANY_SUSPENDED = _SUSPENDED.limit(1)


def doubts(session: Session, *, now: datetime, limit: int, kinds: Collection[Kind] = tuple(Kind)) -> list[Outgoing]:
    """Messages of these kinds of which nobody knows whether they arrived, and whose evidence should be in by now."""
    due = (
        select(MessageRow.id)
        .where(DUE, MessageRow.state == State.UNKNOWN, MessageRow.next_try_at <= now)
        .where(MessageRow.kind.in_(sorted(kinds)))
        .order_by(MessageRow.next_try_at, MessageRow.id)
        .limit(limit)
    )
    return outgoing(session, session.scalars(due))


def settle_by_evidence(session: Session, message: Outgoing, *, now: datetime, road: str) -> bool:
    """A message in doubt was found with the road that took it: it was accepted."""
    said = Said(outcome="accepted", road=road, sentence="Found with the road that it went by: it was accepted")
    in_doubt = and_(MESSAGES.c.id == message.id, MESSAGES.c.state == State.UNKNOWN)
    return bool(move(session, State.ACCEPTED, in_doubt, at=now, said=said, accepted_at=now))


def settle_by_journal(session: Session, key: str, answer: str, *, fence: int, now: datetime, road: str) -> bool:
    """A process that is gone had been told that the message is accepted; False when that is known, or overtaken.

    `fence` is the number of the lease under which it went, 0 where that was not written down: a later try that is
    under way settles itself.
    """
    ours = true() if fence == 0 else or_(MESSAGES.c.fence == fence, MESSAGES.c.state != State.HANDOFF)
    sentence = f"A process that was cut off had written down that {road} accepted it"
    said = Said(outcome="accepted", road=road, phase="dot", answer=answer, sentence=sentence)
    return bool(move(session, State.ACCEPTED, MESSAGES.c.id == key, ours, at=now, said=said, accepted_at=now))


def resend(session: Session, message: Outgoing, *, now: datetime) -> bool:
    """Let a message in doubt go once more, byte for byte the same; False when it has been sent again before."""
    said = Said(
        outcome="resent", sentence="No trace of it was found: sent once more, the same message; it may come twice"
    )
    once = and_(MESSAGES.c.id == message.id, MESSAGES.c.state == State.UNKNOWN, MESSAGES.c.resent.is_(False))
    return bool(move(session, State.READY, once, at=now, said=said, next_try_at=now, resent=True))


def expire(session: Session, *, now: datetime) -> list[str]:
    """End what outlived itself: its time is over, or a later digest of the same person stands; gives the ids."""
    over = Said(outcome="expired", sentence="Given up: its time was over before it could be delivered")
    outdated = Said(outcome="expired", sentence="Given up: a later digest says everything that still holds")
    ended = move(session, State.EXPIRED, DUE, MESSAGES.c.expires_at <= now, at=now, said=over)
    return ended + move(session, State.EXPIRED, DUE, _has_a_later_digest(now), at=now, said=outdated)


def suppress(session: Session, *, now: datetime) -> list[str]:
    """End what would go to an address that nothing is sent to; gives the ids."""
    if session.connection().execute(_ANY_SUSPENDED).first() is None:
        return []  # nearly always, and without looking at each message that waits
    said = Said(outcome="suppressed", sentence="Not sent: nothing is sent to this address until somebody lifts that")
    return move(session, State.SUPPRESSED, DUE, func.lower(MESSAGES.c.to_address).in_(_SUSPENDED), at=now, said=said)


def _has_a_later_digest(now: datetime) -> ColumnElement[bool]:
    """A digest that a clock ahead of the time wrote is none: it replaces nothing before its time."""
    later = MESSAGES.alias("later")
    theirs = and_(later.c.recipient == MESSAGES.c.recipient, later.c.local_day > MESSAGES.c.local_day)
    written = later.c.created_at <= now
    return and_(MESSAGES.c.kind == Kind.DIGEST, exists(select(later.c.id).where(LIVE_DIGEST, theirs, written)))
