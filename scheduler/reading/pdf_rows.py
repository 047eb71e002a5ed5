"""Rows of a table without drawn lines: where one ends and the next begins. Columns are pdf_columns.py's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scheduler.reading.pdf_columns import Aligned
from scheduler.reading.pdf_lines import Line, deliberate, is_numbered, usual_gap
from scheduler.reading.pdf_page import Ruling

_WIDE_COLUMN = 8.0
_WHITE_BETWEEN_ROWS = 0.4


@dataclass(kw_only=True)
class TextRow:
    """A row's lines by column, from 0. A heading that runs across has its lines in the first."""

    columns: dict[int, list[Line]] = field(default_factory=dict)
    across: bool = False
    bottom: float = 0.0

    def add(self, parts: dict[int, Line]) -> None:
        """Puts a further line's parts under what is there."""
        for column, line in parts.items():
            self.columns.setdefault(column, []).append(line)
            self.bottom = max(self.bottom, line.bottom)


@dataclass(frozen=True, kw_only=True)
class RowParter:
    """Parts a table's lines into rows.

    Drawn lines between rows decide where there are any, then wider white between rows. Where lines follow each
    other evenly, a row begins where no text of the row above flows on: a word that would have stood on the line
    above was not wrapped.
    """

    table: Aligned
    separators: tuple[float, ...]
    gap: float
    by_white: bool

    @classmethod
    def of(cls, table: Aligned, drawn: Sequence[Ruling]) -> "RowParter":
        """For a table, and the lines drawn across the page between its first and last line."""
        columns = _by_column(table)
        gap = usual_gap(columns.values())
        left, right = min(line.left for line in table.lines), max(line.right for line in table.lines)
        top, bottom = table.lines[0].top, table.lines[-1].bottom
        separators = sorted(
            ruling.at
            for ruling in drawn
            if top < ruling.at < bottom and min(ruling.ends, right) - max(ruling.begins, left) > (right - left) * 0.6
        )
        wider = [
            below
            for above, below in zip(table.lines, table.lines[1:], strict=False)
            if _is_wider(below.top - above.bottom, gap, below) and len(table.parts(below)) > 1
        ]
        return cls(table=table, separators=tuple(separators), gap=gap, by_white=len(wider) > 1)

    def rows(self) -> list[TextRow]:
        """From the top down."""
        rows: list[TextRow] = []
        for line in self.table.lines:
            across = self.table.is_across(line)
            parts = {0: line} if across else self.table.parts(line)
            if not rows or self._begins_row(rows[-1], line, parts, across):
                rows.append(TextRow(across=across))
            rows[-1].add(parts)
        return rows

    def _begins_row(self, row: TextRow, line: Line, parts: dict[int, Line], across: bool) -> bool:
        if len(self.separators) > 1:
            return any(row.bottom - line.height / 2 < at < line.top + line.height / 2 for at in self.separators)
        if across or row.across:
            return across != row.across or _is_wider(line.top - row.bottom, self.gap, line)
        if 0 in parts and is_numbered(parts[0].text):
            return True
        if 0 not in parts and len(parts) < 2:
            return False
        if self.by_white:
            return _is_wider(line.top - row.bottom, self.gap, line)
        return not self._flows_on(row, parts)

    def _flows_on(self, row: TextRow, parts: dict[int, Line]) -> bool:
        """Whether wrapped text goes on: in wide columns where there are any, else in any column."""
        limits = {column: self.limit(column) for column in parts}
        wide = [column for column, part in parts.items() if limits[column] - part.left > _WIDE_COLUMN * part.height]
        return any(
            column in row.columns and not deliberate(row.columns[column][-1], parts[column], limits[column], self.gap)
            for column in wide or parts
        )

    def limit(self, column: int, *, across: bool = False) -> float:
        """How far right the text of a column (or of a line across all) may run, in points."""
        if column < len(self.table.rivers) and not across:
            return self.table.rivers[column].left
        return max(line.right for line in self.table.lines)


def _is_wider(white: float, gap: float, line: Line) -> bool:
    return white > gap + _WHITE_BETWEEN_ROWS * line.height


def _by_column(table: Aligned) -> dict[int, list[Line]]:
    columns: dict[int, list[Line]] = {}
    for line in table.lines:
        for column, part in _inside(table, line):
            columns.setdefault(column, []).append(part)
    return columns


def _inside(table: Aligned, line: Line) -> Iterator[tuple[int, Line]]:
    if not table.is_across(line):
        yield from table.parts(line).items()
