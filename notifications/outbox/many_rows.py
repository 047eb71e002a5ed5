"""One statement for many rows. What SQLAlchemy does for each row again and again is done once for all of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, Insert, Table, Update
from sqlalchemy.orm import Session

Process = Callable[[Any], Any]
_COUNTING = {"preserve_rowcount": True}


class _Prepared(NamedTuple):
    """A statement as the driver takes it, what it holds beside the rows, and what makes a row of its values of ours.

    `processes` are for the places of some values; the last word of each is whether the same value may come again.
    """

    words: str
    beside: Mapping[str, Any]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    processes: tuple[tuple[int, Process, bool], ...]


def execute_many(session: Session, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]) -> int:
    """Run the statement for each row, all of which have the same names, two or more; how many rows it changed.

    On SQLite a round writes ten rows a mail, and preparing them one by one cost as much as writing them.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return connection.execute(statement, rows, execution_options=_COUNTING).rowcount
    prepared = _prepared(statement, connection.dialect, tuple(rows[0]))
    given = [list(prepared.pick({**prepared.beside, **row})) for row in rows]
    for place, process, may_repeat in prepared.processes:
        known: dict[Any, Any] = {}
        for row in given:
            value = row[place]
            if not may_repeat:
                row[place] = process(value)
            elif value in known:
                row[place] = known[value]
            else:
                row[place] = known[value] = process(value)
    return connection.exec_driver_sql(prepared.words, [tuple(row) for row in given], _COUNTING).rowcount


@lru_cache(maxsize=64)
def _prepared(statement: Insert | Update, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    inserts = isinstance(statement, Insert)
    compiled = statement.compile(dialect=dialect, column_keys=list(names) if inserts else None, for_executemany=True)
    order: Sequence[str] = compiled.positiontup or ()
    kinds = [compiled.binds[name].type for name in order]
    found = [(place, _process(kind, dialect), kind) for place, kind in enumerate(kinds)]
    processes = tuple(
        (place, process, issubclass(kind.python_type, date))  # days and instants come again and again
        for place, process, kind in found
        if process is not None
    )
    beside = dict(compiled.params) | (_defaults(cast(Table, statement.table)) if inserts else {})
    return _Prepared(str(compiled), beside, itemgetter(*order), processes)


def _defaults(table: Table) -> dict[str, Any]:
    return {column.name: cast(Any, column.default).arg for column in table.c if column.default is not None}


def _process(kind: Any, dialect: Dialect) -> Process | None:
    process: Process | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return process
