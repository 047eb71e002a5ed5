"""Which state may follow which, and the one conditional update that moves a message; its history beside it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Insert, Table, Update, and_, bindparam, insert, literal_column, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Line, Said, keep_lines, new_entries
from notifications.outbox.many_rows import Columns, execute_many
from notifications.tables import AttemptRow, MessageRow, NoticeRow, State
from notifications.tables_bodies import BodyRow

# Tables rather than mapped classes: a drain writes three rows a message, and the mapper would cost more than the rows.
MESSAGES = cast(Table, MessageRow.__table__)
NOTICES = cast(Table, NoticeRow.__table__)
BODIES = cast(Table, BodyRow.__table__)
_RECORD = insert(cast(Table, AttemptRow.__table__))

NOT_GONE = frozenset({State.READY, State.LEASED, State.RETRY_WAIT, State.UNKNOWN})

# From which states a message may come to each. A lease before the handoff may be overtaken: the handoff asks again.
FROM: dict[State, frozenset[State]] = {
    State.READY: frozenset({State.LEASED, State.RETRY_WAIT, State.UNKNOWN}),
    State.LEASED: frozenset({State.READY, State.RETRY_WAIT, State.HANDOFF}),  # the last: said to be going, never begun
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


def moving(to: State, *where: ColumnElement[bool], **values: Any) -> Update:
    """The statement that moves what fulfils `where` and may come to that state; it asks for a parameter `at`."""
    if to in FINAL:
        values |= {"settled_at": bindparam("at"), "next_try_at": None}
    if to not in {State.LEASED, State.HANDOFF}:
        values |= {"lease_by": "", "lease_until": None}
    # In words, for a bound list is unrolled each time; one by one, for SQLite makes a table of a list for each row.
    words = " OR ".join(f"messages.state = '{state}'" for state in sorted(FROM[to]))
    allowed: ColumnElement[bool] = literal_column(f"({words})")
    return update(MESSAGES).where(and_(allowed, *where)).values(state=to, **values)


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
    statement = moving(to, *where, **values).returning(MESSAGES.c.id)
    moved = list(session.connection().execute(statement, {"at": at} if to in FINAL else {}).scalars())
    if said is not None:
        record(session, moved, at=at, said=said)
    if to in NOT_TOLD:
        give_back(session, moved, at=at)
    return moved


def record(session: Session, messages: Iterable[str], *, at: datetime, said: Said) -> None:
    """Add a line to the history of each message."""
    record_each(session, [(key, at, said) for key in messages])


def record_each(session: Session, happened: Sequence[tuple[str, datetime, Said]]) -> None:
    """Add a line of its own to the history of each message, by its id."""
    if not happened:
        return
    entries = new_entries(len(happened))
    messages, instants, said = zip(*happened, strict=True)
    columns = dict(zip(Said._fields, zip(*said, strict=True), strict=True))
    execute_many(session, _RECORD, {"message": messages, "at": instants, "entry": entries, **columns})
    keep_lines(session, list(map(Line, entries, messages, instants, said)))


def give_back(session: Session, messages: Collection[str], *, at: datetime) -> None:
    """Let the notices of these messages be told again."""
    if messages:
        live = and_(NOTICES.c.message.in_(messages), NOTICES.c.given_back_at.is_(None))
        session.connection().execute(update(NOTICES).where(live).values(given_back_at=at))


def insert_unless_there(session: Session, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Insert the rows that no unique key holds already; how many those were."""
    return insert_all_unless_there(session, table, {name: [row[name] for row in rows] for name in rows[0]})


def insert_all_unless_there(session: Session, table: Table, columns: Columns) -> int:
    """As insert_unless_there, column by column."""
    return execute_many(session, _unless_there(session.connection().dialect.name, table), columns)


@cache
def _unless_there(dialect: str, table: Table) -> Insert:
    statement = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return statement.on_conflict_do_nothing()
