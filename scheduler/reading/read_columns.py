"""A document's columns as somebody checks them: their headers, what they were taken to hold, and some of their words.

`names` is what a caller's mapping may call a column: its header where it has one, else its number from 1.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scheduler.plans.target_dates import Certainty
from scheduler.reading.action_tables import ActionTable
from scheduler.reading.rows import Document, Row, Table

_SAMPLES = 3
_MOST_COLUMNS = 50


@dataclass(frozen=True, kw_only=True)
class ReadColumn:
    """One column: its name, the roles of columns.ColumnRole that it was taken to hold, and words of its first cells."""

    name: str
    roles: tuple[str, ...] = ()
    is_guessed: bool = False
    samples: tuple[str, ...] = ()


def read_columns(tables: Iterable[ActionTable]) -> tuple[ReadColumn, ...]:
    """The columns of the action tables, each name once; those of a header that is parted below are not named."""
    found: dict[str, ReadColumn] = {}
    for table in tables:
        printed = {cell.text for row in table.table.rows[: table.begins] for cell in row.cells}
        for column in table.columns:
            name = column.header or str(column.index + 1)
            if not column.header or column.header in printed:
                found.setdefault(
                    name,
                    ReadColumn(
                        name=name,
                        roles=tuple(role.value for role in column.roles),
                        is_guessed=column.certainty is Certainty.GUESSED,
                        samples=_samples(table.table.rows[table.begins :], column.index),
                    ),
                )
    return tuple(found.values())[:_MOST_COLUMNS]


def unread_columns(document: Document) -> tuple[ReadColumn, ...]:
    """The columns of a document in which no actions were found, by the first full row of each table."""
    found: dict[str, ReadColumn] = {}
    for table in document.tables:
        for at, name in _heads(table):
            found.setdefault(name, ReadColumn(name=name, samples=_samples(table.rows[1:], at)))
    return tuple(found.values())[:_MOST_COLUMNS]


def _heads(table: Table) -> Iterator[tuple[int, str]]:
    rows = [row for row in table.rows if sum(bool(cell.text) for cell in row.cells) > 1]
    for at, cell in enumerate(rows[0].cells if rows else ()):
        if cell.text:
            yield at, cell.text


def _samples(rows: Iterable[Row], at: int) -> tuple[str, ...]:
    texts = (row.cells[at].text for row in rows if at < len(row.cells))
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]
