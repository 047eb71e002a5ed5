"""Taking messages in hand, handing them over, and writing down how it came out, each step under a fence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, case, literal, null, or_, select
from sqlalchemy.orm import Session

from notifications.outbox.moves import MESSAGES, Said, move, moving, record
from notifications.outbox.outgoing import Outgoing, outgoing
from notifications.retry import DOUBT_WAIT
from notifications.tables import DUE, UNDER_LEASE, Kind, MessageRow, State, UtcInstant

# Longer than all the waits of RFC 5321 4.5.3.2 together: a node that still waits for a reply keeps its message.
HANDOFF_FOR = timedelta(minutes=45)

_THIS = MESSAGES.c.id == bindparam("key")
_OUR_LEASE = MESSAGES.c.fence == bindparam("held")
_HANDOFF = moving(State.HANDOFF, _THIS, _OUR_LEASE, handoff_at=bindparam("at"), lease_until=bindparam("until"))
_ACCEPTED = moving(
    State.ACCEPTED,
    _THIS,
    or_(_OUR_LEASE, MESSAGES.c.state != State.HANDOFF),
    accepted_at=bindparam("at"),
    tries=MESSAGES.c.tries + 1,
)


@dataclass(frozen=True, kw_only=True)
class Swept:
    """Messages whose lease ran out: those that had not gone are ready again, those handed over are in doubt."""

    ready: tuple[str, ...]
    unknown: tuple[str, ...]


def lease_due(
    session: Session,
    *,
    now: datetime,
    by: str,
    limit: int,
    lease_for: timedelta,
    kinds: Collection[Kind] = tuple(Kind),
) -> list[Outgoing]:
    """Take up to `limit` messages whose time has come, earliest first; nobody else gets them while the lease runs."""
    due = (
        select(MessageRow.id)
        .where(DUE, MessageRow.state != State.UNKNOWN, MessageRow.next_try_at <= now)
        .where(MessageRow.kind.in_(sorted(kinds)))
        .order_by(MessageRow.next_try_at, MessageRow.created_at, MessageRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    keys = list(session.scalars(due))
    leased = move(
        session,
        State.LEASED,
        MESSAGES.c.id.in_(keys),
        at=now,
        lease_by=by,
        lease_until=now + lease_for,
        fence=MESSAGES.c.fence + 1,
    )
    return outgoing(session, [key for key in keys if key in set(leased)])


def begin_handoff(session: Session, message: Outgoing, *, now: datetime, hold_for: timedelta = HANDOFF_FOR) -> bool:
    """Say that the message is about to go out; False when the lease is lost or nothing in the message holds any more.

    To be committed before its first byte leaves: from here on a crash makes it a message in doubt.
    """
    given = {"key": message.id, "held": message.fence, "at": now, "until": now + hold_for}
    return session.connection().execute(_HANDOFF, given).rowcount == 1


def record_accepted(session: Session, message: Outgoing, *, at: datetime, said: Said) -> bool:
    """Write down, right after the server's yes, that it took the message; commit at once.

    It holds even where the lease ran out meanwhile: acceptance is evidence, and it stops a resend that has not
    begun. False when another try is under way or the message ended otherwise; then only its history says so.
    """
    given = {"key": message.id, "held": message.fence, "at": at}
    accepted = session.connection().execute(_ACCEPTED, given).rowcount == 1
    record(session, [message.id], at=at, said=said)
    return accepted


def settle(
    session: Session,
    message: Outgoing,
    to: State,
    *,
    at: datetime,
    said: Said,
    next_try_at: datetime | None = None,
    counts: bool = True,
) -> bool:
    """Write down that it was not accepted, or that nobody knows; False when the lease was lost.

    `to` is RETRY_WAIT, FAILED, EXPIRED or UNKNOWN; `counts` is False for a fault of the road, which uses up no try.
    """
    if to is State.UNKNOWN:
        next_try_at = None if message.resent else at + DOUBT_WAIT
    handed_over = (MESSAGES.c.id == message.id, MESSAGES.c.state == State.HANDOFF, MESSAGES.c.fence == message.fence)
    moved = move(session, to, *handed_over, at=at, next_try_at=next_try_at, tries=MESSAGES.c.tries + int(counts))
    record(session, [message.id], at=at, said=said)
    return bool(moved)


def release(session: Session, messages: Iterable[Outgoing], *, now: datetime) -> int:
    """Give leases back before their handoff, as on a planned stop; how many were still held."""
    return sum(len(move(session, State.READY, *_held(message), at=now)) for message in messages)


def hold_back(session: Session, message: Outgoing, *, until: datetime, now: datetime) -> bool:
    """Give a lease back before its handoff, not to be taken again before `until`; False when the lease was lost."""
    return bool(move(session, State.READY, *_held(message), at=now, next_try_at=until))


def sweep(session: Session, *, now: datetime) -> Swept:
    """Pick up what a node that is gone held: before the handoff it may be sent freely, after it nobody knows."""
    over = and_(UNDER_LEASE, MESSAGES.c.lease_until <= now)
    ready = move(session, State.READY, MESSAGES.c.state == State.LEASED, over, at=now)
    said = Said(outcome="unknown", sentence="The sending was cut off: whether the message arrived is not known")
    evidence_due = case((MESSAGES.c.resent, null()), else_=literal(now + DOUBT_WAIT, UtcInstant()))
    unknown = move(session, State.UNKNOWN, over, at=now, said=said, next_try_at=evidence_due)
    return Swept(ready=tuple(ready), unknown=tuple(unknown))


def _held(message: Outgoing) -> tuple[ColumnElement[bool], ...]:
    return (MESSAGES.c.id == message.id, MESSAGES.c.state == State.LEASED, MESSAGES.c.fence == message.fence)
