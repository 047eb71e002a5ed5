"""What a person sees and does at the outbox: what waits, what became of a message; cancel it, settle it, try again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select, true, union_all
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Said
from notifications.outbox.moves import MESSAGES, move
from notifications.tables import DUE, UNDER_LEASE, AttemptRow, Kind, MessageRow, State
from notifications.tables_bodies import BodyRow


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A message as a list shows it; `sentence` is the last line of its history."""

    id: str
    kind: Kind
    recipient: str
    to_address: str
    local_day: date
    board: str
    message_id: str
    subject: str
    state: State
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    expires_at: datetime | None
    accepted_at: datetime | None
    resent: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of a message's history."""

    at: datetime
    road: str
    outcome: str
    phase: str
    answer: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How much has not gone, since when the oldest waits, and how many in doubt wait for a person."""

    messages: int
    oldest_at: datetime | None
    in_doubt: int


def entries(session: Session, *, states: Collection[State] = tuple(State), limit: int = 100) -> tuple[Entry, ...]:
    """The messages in these states, the latest first."""
    newest = (
        _entries().where(MessageRow.state.in_(sorted(states))).order_by(MessageRow.created_at.desc(), MessageRow.id)
    )
    return tuple(Entry(**row._mapping) for row in session.execute(newest.limit(limit)))


def entry(session: Session, key: str) -> Entry | None:
    """One message, by its id or by the beginning of it where no other id begins so."""
    found = session.execute(_entries().where(MessageRow.id.startswith(key, autoescape=True)).limit(2)).all()
    return Entry(**found[0]._mapping) if len(found) == 1 else None


def body(session: Session, key: str) -> bytes:
    """The frozen bytes of a message; empty when there is no such message."""
    return session.scalars(select(BodyRow.content).where(BodyRow.message == key)).first() or b""


def happenings(session: Session, key: str) -> tuple[Happening, ...]:
    """The history of a message, earliest first."""
    lines = select(AttemptRow).where(AttemptRow.message == key).order_by(AttemptRow.id)
    return tuple(
        Happening(
            at=row.at,
            road=row.road,
            outcome=row.outcome,
            phase=row.phase,
            answer=row.answer,
            sentence=row.sentence,
        )
        for row in session.scalars(lines)
    )


def waiting(session: Session) -> Waiting:
    """What health shows of the outbox."""
    not_gone = union_all(*(select(MessageRow.created_at).where(each) for each in (DUE, UNDER_LEASE))).subquery()
    count, oldest_at = session.execute(select(func.count(), func.min(not_gone.c.created_at))).one()
    for_a_person = select(func.count()).where(DUE, MessageRow.state == State.UNKNOWN, MessageRow.next_try_at.is_(None))
    return Waiting(messages=count, oldest_at=oldest_at, in_doubt=session.scalar(for_a_person) or 0)


def cancel(session: Session, key: str, *, why: str, now: datetime) -> bool:
    """Stop a message before it goes; `why` is a sentence. False when it has gone or is on its way."""
    said = Said(outcome="cancelled", sentence=why)
    return bool(move(session, State.CANCELLED, MESSAGES.c.id == key, at=now, said=said))


def settle_by_word(session: Session, key: str, *, arrived: bool, by: str, now: datetime) -> bool:
    """Settle a message in doubt by what a person found out; False when it is not in doubt.

    What did not arrive ends here, and what it told is due again; `try_again` sends the very same message instead.
    """
    in_doubt = (MESSAGES.c.id == key, MESSAGES.c.state == State.UNKNOWN)
    if arrived:
        said = Said(outcome="accepted", sentence=f"It arrived, says {by}")
        return bool(move(session, State.ACCEPTED, *in_doubt, at=now, said=said, accepted_at=now))
    said = Said(outcome="expired", sentence=f"It did not arrive, says {by}: what it told is due again")
    return bool(move(session, State.EXPIRED, *in_doubt, at=now, said=said))


def try_again(session: Session, key: str, *, now: datetime) -> bool:
    """Let a waiting message, or one in doubt, go at the next chance; False when it is neither."""
    said = Said(outcome="released", sentence="Sent on its way again by hand")
    waits = (MESSAGES.c.id == key, MESSAGES.c.state.in_([State.RETRY_WAIT, State.UNKNOWN]))
    in_doubt = case((MESSAGES.c.state == State.UNKNOWN, true()), else_=MESSAGES.c.resent)
    return bool(move(session, State.READY, *waits, at=now, said=said, next_try_at=now, resent=in_doubt))


def _entries() -> "Select[*tuple[Any, ...]]":
    last = (
        select(AttemptRow.sentence)
        .where(AttemptRow.message == MessageRow.id)
        .order_by(AttemptRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        MessageRow.id,
        MessageRow.kind,
        MessageRow.recipient,
        MessageRow.to_address,
        MessageRow.local_day,
        MessageRow.board,
        MessageRow.message_id,
        MessageRow.subject,
        MessageRow.state,
        MessageRow.tries,
        MessageRow.created_at,
        MessageRow.next_try_at,
        MessageRow.expires_at,
        MessageRow.accepted_at,
        MessageRow.resent,
        func.coalesce(last, "").label("sentence"),
    )
