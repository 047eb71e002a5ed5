"""What something was read from: statements and their rows, read again later to see whether it would be read anew.

An answer that was worked out of the same rows is the same answer. To read rows again and compare them costs a tenth of
making promises, people and notices of them; and where they differ, it shows whose rows do. What is worked out of them
is others' business.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.orm import Session

Found = TypeVar("Found")
Row = tuple[Any, ...]
AGAIN = "read again"
MATTERS = ("commitment", "action", "key")  # columns that say which promise a row is about
LISTED = "key"  # in a statement with this column the rows are the promises themselves


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One statement and what it gave: rows as the driver gives them, in their order."""

    sql: str
    parameters: Any
    names: tuple[str, ...]
    rows: list[Row]


Evidence = tuple[Reading, ...]


def recorded(session: Session, find: Callable[[], Found]) -> tuple[Found, Evidence]:
    """What `find` finds in a session that only reads, and what it was read from.

    The rows are those of the end of it: they are what `find` saw only if nothing was committed since it began, which
    is the caller's to look at.
    """
    statements: list[tuple[str, Any]] = []
    with _listening(session.connection(), statements):
        found = find()
    return found, tuple(_read(session, sql, parameters) for sql, parameters in statements)


def read_again(session: Session, before: Evidence) -> Evidence:
    """The same statements with the rows that they give now; the same object where none differs.

    Statements that a session has read again once are not asked of it twice.
    """
    after = tuple(_read(session, each.sql, each.parameters) for each in before)
    return before if all(a.rows == b.rows for a, b in zip(before, after, strict=True)) else after


def sees_one_moment(session: Session) -> bool:
    """Whether all that a session reads is as of one moment: on SQLite; PostgreSQL gives each statement its own."""
    return session.get_bind().dialect.name == "sqlite"


def differing(before: Evidence, after: Evidence) -> frozenset[str] | None:
    """The keys of promises of whose rows any differ; None where anything else does, or there are other promises."""
    keys: set[str] = set()
    for was, now in zip(before, after, strict=True):
        if was.rows == now.rows:
            continue
        about = _about(now)
        if about is None or (LISTED in now.names and _keys(was, about) != _keys(now, about)):
            return None
        keys |= _differing(_by_matter(was, about), _by_matter(now, about))
    return frozenset(keys)


def _about(reading: Reading) -> int | None:
    """The place of the column that says which promise a row is about; None where it is about none."""
    return next((reading.names.index(name) for name in MATTERS if name in reading.names), None)


def _keys(reading: Reading, about: int) -> list[Hashable]:
    return [row[about] for row in reading.rows]


def _by_matter(reading: Reading, about: int) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in reading.rows:
        rows.setdefault(row[about], []).append(row)
    return rows


def _differing(was: dict[str, list[Row]], now: dict[str, list[Row]]) -> set[str]:
    return {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}


def _read(session: Session, sql: str, parameters: Any) -> Reading:
    known: dict[tuple[str, str], Reading] = session.info.setdefault(AGAIN, {})
    question = (sql, repr(parameters))
    if question not in known:
        cursor = session.connection().connection.cursor()
        cursor.execute(sql, parameters)
        names = tuple(column[0] for column in cursor.description or ())
        known[question] = Reading(sql=sql, parameters=parameters, names=names, rows=list(cursor.fetchall()))
        cursor.close()
    return known[question]


@contextmanager
def _listening(connection: Connection, statements: list[tuple[str, Any]]) -> Iterator[None]:
    """Statements of ours go into the list while this lasts; the driver's own, such as BEGIN, do not."""

    def note(
        _connection: Connection, _cursor: Any, sql: str, parameters: Any, context: ExecutionContext, _many: bool
    ) -> None:
        if context.compiled is not None:
            statements.append((sql, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", note)
