"""Taking messages in hand, handing them over, and writing down how it came out, each step under a fence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, literal, literal_column, null, or_
from sqlalchemy.orm import Session

from notifications.outbox.among import among_given, listed
from notifications.outbox.evidence import Said
from notifications.outbox.many_rows import execute_many
from notifications.outbox.moves import MESSAGES, move, moving, record, record_each
from notifications.outbox.outgoing import Outgoing, outgoing_under
from notifications.retry import DOUBT_WAIT
from notifications.tables import DUE, UNDER_LEASE, Kind, State, UtcInstant

# Longer than all the waits of RFC 5321 4.5.3.2 together: a node that still waits for a reply keeps its message.
HANDOFF_FOR = timedelta(minutes=45)

_THIS = MESSAGES.c.id == bindparam("key")
_OUR_LEASE = MESSAGES.c.fence == bindparam("held")
_THOSE = among_given(MESSAGES.c.id, "keys")
_GOING = moving(State.HANDOFF, _THOSE, _OUR_LEASE, handoff_at=bindparam("at"), lease_until=bindparam("until"))
_HANDOFF = _GOING.returning(MESSAGES.c.id)
_NEXT_FENCE = MESSAGES.c.fence + 1
_LEASING = outgoing_under(_NEXT_FENCE)
_LEASED = moving(
    State.LEASED,
    _THOSE,
    lease_by=bindparam("by"),
    lease_until=bindparam("until"),
    fence=_NEXT_FENCE,
)
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
    connection = session.connection()
    given = {"now": now, "kinds": sorted(kinds), "most": limit}
    due = list(map(Outgoing._make, connection.execute(_due(connection.dialect.name), given).all()))
    if due:  # nobody else changes them: locked on PostgreSQL, and SQLite has one writer
        connection.execute(_LEASED, {"keys": listed(each.id for each in due), "by": by, "until": now + lease_for})
    return due


def begin_handoff(session: Session, message: Outgoing, *, now: datetime, hold_for: timedelta = HANDOFF_FOR) -> bool:
    """Say that the message is about to go out; False when the lease is lost or nothing in the message holds any more.

    To be committed before its first byte leaves: from here on a crash makes it a message in doubt.
    """
    return bool(begin_handoffs(session, [message], now=now, hold_for=hold_for))


def begin_handoffs(
    session: Session, messages: Sequence[Outgoing], *, now: datetime, hold_for: timedelta = HANDOFF_FOR
) -> list[Outgoing]:
    """Say of several that they are about to go out, as begin_handoff does; gives those that may, in their order.

    Only a journal can tell afterwards which of several began (notifications/journal.py).
    """
    begun: set[str] = set()
    for fence, keys in _by_fence((each.id, each.fence) for each in messages).items():
        given = {"keys": listed(keys), "held": fence, "at": now, "until": now + hold_for}
        begun.update(session.connection().execute(_HANDOFF, given).scalars().all())
    return [message for message in messages if message.id in begun]


def take_back(session: Session, held: Iterable[tuple[str, int]], *, until: datetime, now: datetime) -> int:
    """Take messages back, by id and fence, that were said to be going and never began: under lease again, how many."""
    said = MESSAGES.c.state == State.HANDOFF
    return sum(
        len(move(session, State.LEASED, said, *_under(*each), at=now, handoff_at=None, lease_until=until))
        for each in _by_fence(held).items()
    )


def record_accepted(session: Session, message: Outgoing, *, at: datetime, said: Said) -> bool:
    """Write down, right after the server's yes, that it took the message; commit at once, or keep a journal.

    It holds even where the lease ran out meanwhile: acceptance is evidence, and it stops a resend that has not
    begun. False when another try is under way or the message ended otherwise; then only its history says so.
    """
    return record_all_accepted(session, [(message, at, said)]) == 1


def record_all_accepted(session: Session, taken: Sequence[tuple[Outgoing, datetime, Said]]) -> int:
    """Write several acceptances down, as record_accepted does; how many held."""
    keys, fences = [message.id for message, _, _ in taken], [message.fence for message, _, _ in taken]
    instants, said = [at for _, at, _ in taken], [said for _, _, said in taken]
    accepted = execute_many(session, _ACCEPTED, {"key": keys, "held": fences, "at": instants})
    record_each(session, list(zip(keys, instants, said, strict=True)))
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
    leased = MESSAGES.c.state == State.LEASED
    held = _by_fence((each.id, each.fence) for each in messages).items()
    return sum(len(move(session, State.READY, leased, *_under(*each), at=now)) for each in held)


def hold_back(session: Session, message: Outgoing, *, until: datetime, now: datetime) -> bool:
    """Give a lease back before its handoff, not to be taken again before `until`; False when the lease was lost."""
    held = _key_under(message.id, message.fence, State.LEASED)
    return bool(move(session, State.READY, *held, at=now, next_try_at=until))


def sweep(session: Session, *, now: datetime) -> Swept:
    """Pick up what a node that is gone held: before the handoff it may be sent freely, after it nobody knows."""
    over = and_(UNDER_LEASE, MESSAGES.c.lease_until <= now)
    ready = move(session, State.READY, MESSAGES.c.state == State.LEASED, over, at=now)
    return Swept(ready=tuple(ready), unknown=tuple(_doubt(session, over, now=now)))


def doubt(session: Session, key: str, fence: int, *, now: datetime) -> bool:
    """A process that is gone had begun to send the message; False when what became of it is known."""
    return bool(_doubt(session, *_key_under(key, fence, State.HANDOFF), now=now))


def _doubt(session: Session, *where: ColumnElement[bool], now: datetime) -> list[str]:
    said = Said(outcome="unknown", sentence="The sending was cut off: whether the message arrived is not known")
    evidence_due = case((MESSAGES.c.resent, null()), else_=literal(now + DOUBT_WAIT, UtcInstant()))
    return move(session, State.UNKNOWN, *where, at=now, said=said, next_try_at=evidence_due)


@cache
def _due(dialect: str) -> Select[Any]:
    """Those of one instant in the order in which they were written: a round's. On SQLite that is the order of the
    index itself, so that nothing needs sorting; what was written together also lies, and is changed, together."""
    written = (literal_column("messages.rowid"),) if dialect == "sqlite" else (MESSAGES.c.created_at, MESSAGES.c.id)
    return (
        _LEASING.where(DUE, MESSAGES.c.state != State.UNKNOWN, MESSAGES.c.next_try_at <= bindparam("now"))
        .where(MESSAGES.c.kind.in_(bindparam("kinds", expanding=True)))
        .order_by(MESSAGES.c.next_try_at, *written)
        .limit(bindparam("most"))
        .with_for_update(of=MESSAGES, skip_locked=True)
    )


def _key_under(key: str, fence: int, state: State) -> tuple[ColumnElement[bool], ...]:
    return (MESSAGES.c.id == key, MESSAGES.c.state == state, MESSAGES.c.fence == fence)


def _under(fence: int, keys: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (MESSAGES.c.id.in_(keys), MESSAGES.c.fence == fence)


def _by_fence(held: Iterable[tuple[str, int]]) -> dict[int, list[str]]:
    """Messages by the number of the lease that we were given; nearly all have the same."""
    keys: dict[int, list[str]] = defaultdict(list)
    for key, fence in held:
        keys[fence].append(key)
    return keys
