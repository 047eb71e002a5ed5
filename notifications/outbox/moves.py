"""Which state may follow which, and the one conditional update that moves a message; its history beside it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from notifications.tables import AttemptRow, Base, MessageRow, NoticeRow, State

NOT_GONE = frozenset({State.READY, State.LEASED, State.RETRY_WAIT, State.UNKNOWN})

# From which states a message may come to each. A lease before the handoff may be overtaken: the handoff asks again.
FROM: dict[State, frozenset[State]] = {
    State.READY: frozenset({State.LEASED, State.RETRY_WAIT, State.UNKNOWN}),
    State.LEASED: frozenset({State.READY, State.RETRY_WAIT}),
    State.HANDOFF: frozenset({State.LEASED}),
    State.ACCEPTED: NOT_GONE | {State.HANDOFF},
    State.RETRY_WAIT: frozenset({State.HANDOFF}),
    State.UNKNOWN: frozenset({State.HANDOFF}),
    State.FAILED: frozenset({State.HANDOFF}),
    State.SUPPRESSED: frozenset({State.READY, State.RETRY_WAIT}),
    State.CANCELLED: NOT_GONE,
    State.EXPIRED: NOT_GONE | {State.HANDOFF},
    State.DELIVERED: frozenset({State.ACCEPTED}),
    State.BOUNCED: frozenset({State.ACCEPTED, State.DELIVERED}),
}
NOT_TOLD = frozenset({State.FAILED, State.SUPPRESSED, State.CANCELLED, State.EXPIRED})
FINAL = NOT_TOLD | {State.ACCEPTED, State.DELIVERED, State.BOUNCED}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of a message's history: by what road, how it came out, and a sentence for people."""

    sentence: str
    outcome: str
    road: str = ""
    phase: str = ""
    answer: str = ""


def move(
    session: Session,
    to: State,
    *where: ColumnElement[bool],
    at: datetime,
    said: Said | None = None,
    **values: Any,
) -> list[str]:
    """Move the messages that fulfil `where` and may come to that state; gives their ids, and writes their history.

    Whatever was to be told in a message that ends untold is given back: it is due again in the next digest.
    """
    if to in FINAL:
        values |= {"settled_at": at, "next_try_at": None}
    if to not in {State.LEASED, State.HANDOFF}:
        values |= {"lease_by": "", "lease_until": None}
    allowed = MessageRow.state.in_(sorted(FROM[to]))
    statement = update(MessageRow).where(and_(allowed, *where)).values(state=to, **values).returning(MessageRow.id)
    moved = list(session.scalars(statement, execution_options={"synchronize_session": False}))
    if said is not None:
        record(session, moved, at=at, said=said)
    if to in NOT_TOLD:
        give_back(session, moved, at=at)
    return moved


def record(session: Session, messages: Iterable[str], *, at: datetime, said: Said) -> None:
    """Add a line to the history of each message."""
    lines = [{"message": key, "at": at, **asdict(said)} for key in messages]
    if lines:
        session.execute(insert(AttemptRow), lines)


def give_back(session: Session, messages: Collection[str], *, at: datetime) -> None:
    """Let the notices of these messages be told again."""
    if messages:
        live = and_(NoticeRow.message.in_(messages), NoticeRow.given_back_at.is_(None))
        session.execute(
            update(NoticeRow).where(live).values(given_back_at=at), execution_options={"synchronize_session": False}
        )


def insert_unless_there(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An insert that does nothing where a unique key holds the row already."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
