"""Writing a message with what it tells, in the transaction that decided it, and reading back what was told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, or_, select, true
from sqlalchemy.orm import Session

from notifications.outbox.evidence import in_order, keep_message
from notifications.outbox.moves import MESSAGES, NOT_GONE, NOTICES, Said, insert_unless_there, move
from notifications.tables import DUE, LIVE_DIGEST, UNDER_LEASE, Kind, MessagePlanRow, MessageRow, NoticeRow, State

LIFE = timedelta(days=5)  # of all but a digest, which lives until the next one replaces it (delivery.md, 4)
_SPEAKS_OF = insert(cast(Table, MessagePlanRow.__table__))
_EARLIER = select(MESSAGES.c.id).where(
    LIVE_DIGEST,
    MESSAGES.c.recipient == bindparam("whose"),
    MESSAGES.c.local_day < bindparam("day"),
    MESSAGES.c.state.in_(sorted(NOT_GONE)),
)
KEYS_AT_ONCE = 500  # SQLite and PostgreSQL bound the parameters of one statement


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message to be sent: `id` is a uuid in hex, `recipient` the person's key, `body` the frozen bytes.

    `local_day` is the day of the round in the board's zone. `thread` names a subject whose later mails refer to
    the first. `expires_at` None means five days for all but a digest.
    """

    id: str
    kind: Kind
    recipient: str
    to_address: str
    local_day: date
    board: str
    plans: tuple[str, ...]
    message_id: str
    subject: str
    body: bytes
    envelope_from: str
    thread: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing told to one person; the first five fields are its key (rules.md, "Reminders to leads")."""

    commitment: str
    target: str
    kind: str
    slot: date
    person: str
    plan: str
    ref: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LiveNotice:
    """A notice that counts: told when `accepted_at` is set, else on its way in a message that stands at `state`."""

    commitment: str
    target: str
    kind: str
    slot: date
    person: str
    plan: str
    ref: str
    reason: str
    message: str
    state: State
    accepted_at: datetime | None


def put(session: Session, message: NewMessage, notices: Sequence[Notice], *, now: datetime) -> str | None:
    """Put a message in the outbox with what it tells; gives its id, or None where all of it was put before.

    A person has one live digest a local day; a new one replaces those of earlier days that have not gone: they
    expire, and what they held may be told in this one. A notice that another live message holds is left to it.
    """
    row = _row(message, now)
    if insert_unless_there(session, MESSAGES, [row]) == 0:
        return None
    if message.kind is Kind.DIGEST:
        _replace_earlier(session, message, now)
    held = _hold(session, message.id, notices, now)
    if notices and not held:
        session.connection().execute(delete(MESSAGES).where(MESSAGES.c.id == message.id))
        return None
    plans = {*message.plans, *(notice.plan for notice in notices)} - {""}
    if plans:
        spoken_of = [{"message": message.id, "plan": plan} for plan in sorted(plans)]
        session.connection().execute(_SPEAKS_OF, spoken_of)
    keep_message(session, row, plans, held)
    return message.id


def told(
    session: Session, *, on: date | None = None, commitments: Collection[str] | None = None
) -> tuple[LiveNotice, ...]:
    """Every live notice, of these commitments where named, in the order of their keys.

    `on` is the local day of a round: digests of earlier days that have not gone are left out, because a digest of
    that day will replace them and must tell again what they held.
    """
    if commitments is None:
        return tuple(_live(session, on, true()))
    wanted = sorted(set(commitments))
    at_once = [wanted[start : start + KEYS_AT_ONCE] for start in range(0, len(wanted), KEYS_AT_ONCE)]
    return tuple(live for keys in at_once for live in _live(session, on, NoticeRow.commitment.in_(keys)))


def overtaken(session: Session, *, on: date) -> tuple[str, ...]:
    """The digests of days before `on` that have not gone, by id: a round replaces them or calls them off."""
    found = [
        session.scalars(select(MessageRow.id).where(predicate, MessageRow.kind == Kind.DIGEST, _replaceable_on(on)))
        for predicate in (DUE, UNDER_LEASE)
    ]
    return tuple(sorted(key for keys in found for key in keys))


def thread_start(session: Session, thread: str) -> str:
    """The Message-ID that a further mail of that thread refers to; empty when it is the first."""
    earliest = (
        select(MessageRow.message_id)
        .where(MessageRow.thread == thread, MessageRow.accepted_at.is_not(None))
        .order_by(MessageRow.accepted_at, MessageRow.id)
    )
    return session.scalars(earliest.limit(1)).first() or ""


def _live(session: Session, on: date | None, which: ColumnElement[bool]) -> Iterator[LiveNotice]:
    statement = (
        select(
            NoticeRow.commitment,
            NoticeRow.target,
            NoticeRow.kind,
            NoticeRow.slot,
            NoticeRow.person,
            NoticeRow.plan,
            NoticeRow.ref,
            NoticeRow.reason,
            NoticeRow.message,
            MessageRow.state,
            MessageRow.accepted_at,
        )
        .join(MessageRow, MessageRow.id == NoticeRow.message)
        .where(NoticeRow.given_back_at.is_(None), which)
        .order_by(NoticeRow.commitment, NoticeRow.target, NoticeRow.kind, NoticeRow.slot, NoticeRow.person)
    )
    if on is not None:
        statement = statement.where(or_(MessageRow.kind != Kind.DIGEST, ~_replaceable_on(on)))
    for row in session.execute(statement):
        yield LiveNotice(**row._mapping)


def _replaceable_on(day: date) -> ColumnElement[bool]:
    return and_(MessageRow.local_day < day, MessageRow.state.in_(sorted(NOT_GONE)))


def _row(message: NewMessage, now: datetime) -> dict[str, Any]:
    row = vars(message) | {
        "recipient": message.recipient.lower(),
        "created_at": now,
        "next_try_at": now,
        "expires_at": message.expires_at or (None if message.kind is Kind.DIGEST else now + LIFE),
    }
    del row["plans"]
    return row


def _replace_earlier(session: Session, message: NewMessage, now: datetime) -> None:
    whose = {"whose": message.recipient.lower(), "day": message.local_day}
    earlier = list(session.connection().execute(_EARLIER, whose).scalars())
    if earlier:
        day = message.local_day
        said = Said(outcome="expired", sentence=f"Replaced by the digest of {day.day} {day:%B %Y} before it went")
        move(session, State.EXPIRED, MESSAGES.c.id.in_(earlier), at=now, said=said)


def _hold(session: Session, message: str, notices: Sequence[Notice], now: datetime) -> Sequence[Mapping[str, Any]]:
    """Write the notices that nobody holds, always in the order of their keys so that two nodes never wait in a ring.

    Gives those that this message holds now, in that order.
    """
    rows = in_order([vars(notice) | {"message": message, "decided_at": now} for notice in notices])
    if not rows or insert_unless_there(session, NOTICES, rows) == len(rows):
        return rows
    held = session.connection().execute(select(NOTICES).where(NOTICES.c.message == message))
    return in_order([row._asdict() for row in held])
