"""One statement for many rows. What SQLAlchemy does for each row again and again is done once for all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, Insert, LargeBinary, Table, Update
from sqlalchemy.orm import Session

Process = Callable[[Any], Any]
Columns = Mapping[str, Sequence[Any]]  # the values of so many rows by their names, all in the order of the rows
_COUNTING = {"preserve_rowcount": True}


class _Column(NamedTuple):
    """One place of a statement as the driver takes it: the name of our values, or the one `value` of all rows.

    `process` makes what the driver takes of a value of ours; None where that is the same.
    """

    name: str
    value: Any
    process: Process | None


class _Prepared(NamedTuple):
    """A statement as the driver takes it, and its places."""

    words: str
    columns: tuple[_Column, ...]


def execute_many(session: Session, statement: Insert | Update, columns: Columns) -> int:
    """Run the statement for each row, of which there is one at least; how many rows it changed.

    On SQLite a round writes ten rows a mail, and preparing them one by one cost as much as writing them.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        return connection.execute(statement, rows, execution_options=_COUNTING).rowcount
    prepared = _prepared(statement, connection.dialect, tuple(columns))
    many = len(next(iter(columns.values())))
    given = zip(*(_values(each, columns, many) for each in prepared.columns), strict=True)
    return connection.exec_driver_sql(prepared.words, list(given), _COUNTING).rowcount


def _values(column: _Column, columns: Columns, many: int) -> Iterable[Any]:
    """What stands in one place, row by row. Of days, instants and words of a list, the same come again and again."""
    if not column.name:
        return repeat(column.value, many)
    values = columns[column.name]
    if column.process is None:
        return values
    processed = {value: column.process(value) for value in set(values)}
    return map(processed.__getitem__, values)


@lru_cache(maxsize=64)
def _prepared(statement: Insert | Update, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    inserts = isinstance(statement, Insert)
    compiled = statement.compile(dialect=dialect, column_keys=list(names) if inserts else None, for_executemany=True)
    beside = dict(compiled.params) | (_defaults(cast(Table, statement.table)) if inserts else {})
    places = [(name, _process(compiled.binds[name].type, dialect)) for name in compiled.positiontup or ()]
    columns = [
        _Column(name, None, process)
        if name in names
        else _Column("", process(beside[name]) if process else beside[name], None)
        for name, process in places
    ]
    return _Prepared(str(compiled), tuple(columns))


def _defaults(table: Table) -> dict[str, Any]:
    return {column.name: cast(Any, column.default).arg for column in table.c if column.default is not None}


def _process(kind: Any, dialect: Dialect) -> Process | None:
    """None for bytes too: the driver takes them as they are, and looking them up among others costs their length."""
    process: Process | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return None if isinstance(kind, LargeBinary) else process
