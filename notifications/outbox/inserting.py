"""Many rows at once into one table. What SQLAlchemy does for each row again and again is done once for all of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, Insert, Table
from sqlalchemy.orm import Session

_COUNTING = {"preserve_rowcount": True}
Process = Callable[[Any], Any]


class _Prepared(NamedTuple):
    """A statement as the driver takes it, and what makes a row of its values of one of ours."""

    words: str
    defaults: Mapping[str, Any]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    processes: tuple[tuple[int, Process, bool], ...]


def insert_rows(session: Session, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows that all name the same columns, two of the table's or more; how many were inserted.

    On SQLite a round writes ten rows a mail, and preparing them one by one cost as much as writing them.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return connection.execute(statement, rows, execution_options=_COUNTING).rowcount
    prepared = _prepared(statement, connection.dialect, tuple(rows[0]))
    given = [list(prepared.pick({**prepared.defaults, **row})) for row in rows]
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
def _prepared(statement: Insert, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    table = statement.table
    assert isinstance(table, Table)
    missing = [column for column in table.c if column.name not in names and column.default is not None]
    compiled = statement.compile(dialect=dialect, column_keys=list(names), for_executemany=True)
    order: Sequence[str] = compiled.positiontup or ()
    columns = [table.c[name] for name in order]
    found = [(place, _process(column.type, dialect)) for place, column in enumerate(columns)]
    processes = tuple(
        (place, process, issubclass(columns[place].type.python_type, date))  # days and instants come again and again
        for place, process in found
        if process is not None
    )
    defaults = {column.name: cast(Any, column.default).arg for column in missing}
    return _Prepared(str(compiled), defaults, itemgetter(*order), processes)


def _process(kind: Any, dialect: Dialect) -> Process | None:
    process: Process | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return process
