"""Rows of a sheet (Excel's or a CSV file's) to a table: title rows above it become paragraphs, empty rows go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.plans.plan import Place
from scheduler.reading.rows import Cell, Row, Table, UnreadableDocument

MOST_COLUMNS = 400
MOST_CELLS = 100_000


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row as numbered in its sheet, and its cells by column, both from 1; empty cells may be left out."""

    number: int
    cells: Mapping[int, Cell]


def sheet_parts(rows: Sequence[SheetRow], *, part: str, table: int) -> tuple[tuple[Cell, ...], Table | None]:
    """Title paragraphs and the table below them; no table where every row holds one cell at the most.

    `part` names the sheet, empty for a file that is one sheet; `table` is the table's number in the document.
    """
    told = [row for row in rows if any(cell.text and not cell.continues for cell in row.cells.values())]
    head = next((at for at, row in enumerate(told) if _filled(row) > 1), len(told))
    titles = tuple(_only(row, part) for row in told[:head])
    if head == len(told):
        return titles, None
    place = Place(part=part, table=table)
    heading = titles[-1].text if titles else part
    table_rows = tuple(_row(row, place) for row in told[head:])
    return titles, Table(rows=table_rows, place=place, heading=heading)


def require_a_plans_size(name: str, *, columns: int = 0, cells: int = 0) -> None:
    """Raises UnreadableDocument for more columns or cells than any plan has."""
    if columns > MOST_COLUMNS:
        raise UnreadableDocument(
            f"{name} has words in column {columns:,}; tables of up to {MOST_COLUMNS} columns are read. "
            "Save the plan's own sheet or columns as a file and give that."
        )
    if cells > MOST_CELLS:
        raise UnreadableDocument(
            f"{name} holds more than {MOST_CELLS:,} filled cells, far more than a plan. "
            "Save the plan's own sheet or rows as a file and give that."
        )


def _filled(row: SheetRow) -> int:
    return sum(bool(cell.text) for cell in row.cells.values())


def _only(row: SheetRow, part: str) -> Cell:
    column, cell = next((column, cell) for column, cell in sorted(row.cells.items()) if cell.text)
    return Cell(paragraphs=cell.paragraphs, place=Place(part=part, row=row.number, column=column))


def _row(row: SheetRow, table: Place) -> Row:
    place = replace(table, row=row.number)
    width = max(column + cell.spans - 1 for column, cell in row.cells.items() if cell.text)
    empty = Cell()
    cells = tuple(
        replace(row.cells.get(column, empty), place=replace(place, column=column)) for column in range(1, width + 1)
    )
    return Row(cells=cells, place=place)
