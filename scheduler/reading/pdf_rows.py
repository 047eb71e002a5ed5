"""Rows of a table without drawn lines: where one ends and the next begins. Columns are pdf_columns.py's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from scheduler.reading.pdf_columns import Aligned, Placed
from scheduler.reading.pdf_drawing import Ruling
from scheduler.reading.pdf_lines import Line, deliberate, is_numbered, usual_gap

_WHITE_BETWEEN_ROWS = 0.4
_A_LINE_LEFT_OUT = 0.7
_WIDE = 8.0


@dataclass(kw_only=True)
class TextRow:
    """A row's lines by column, from 0. A heading that runs across has its lines in the first."""

    columns: dict[int, list[Line]] = field(default_factory=dict)
    across: bool = False
    bottom: float = 0.0

    def add(self, column: int, line: Line) -> None:
        """Puts a further line under what is in a column."""
        self.columns.setdefault(column, []).append(line)
        self.bottom = max(self.bottom, line.bottom)


@dataclass(frozen=True, kw_only=True)
class RowParter:
    """Parts a table's lines into rows.

    Drawn lines between rows decide where there are any, then wider white between rows (`by_white`). Where lines
    follow each other evenly, a row begins where the text of the row above does not flow on: a word that would have
    stood on the line above was not wrapped. In a `centred` table white alone tells, for short cells begin lower.
    """

    table: Aligned
    separators: tuple[float, ...]
    lefts: Mapping[int, float]
    gap: float
    by_white: bool
    centred: bool

    @classmethod
    def of(cls, table: Aligned, drawn: Sequence[Ruling]) -> "RowParter":
        """For a table, and the lines drawn across its page."""
        columns = _by_column(table)
        gap = usual_gap(columns.values())
        wider = [
            below
            for above, below in pairwise(table.placed)
            if len(below.parts) > 1 and _is_wider(below.line.top - above.line.bottom, gap, below.line)
        ]
        parter = cls(
            table=table,
            separators=(),
            lefts={column: min(line.left for line in lines) for column, lines in columns.items()},
            gap=gap,
            by_white=len(wider) > 1,
            centred=_is_centred(table, gap),
        )
        separators = _separators(table, drawn)
        # Far more first cells than lines: these set off a header or groups of rows, not each row.
        part_each_row = parter._first_cells() <= 1.5 * (len(separators) + 1)
        return replace(parter, separators=separators) if len(separators) > 1 and part_each_row else parter

    def rows(self) -> list[TextRow]:
        """From the top down."""
        rows: list[TextRow] = []
        for placed in self.table.placed:
            if not rows or self._ends_header(rows, placed.line) or self._begins_row(rows[-1], placed):
                rows.append(TextRow(across=placed.across))
            owner = None if placed.across or 0 not in placed.parts else self._owner_of_first(rows, placed.parts[0])
            for column, part in placed.parts.items():
                (owner or rows[-1] if column == 0 else rows[-1]).add(column, part)
        return rows

    def limit(self, column: int, *, across: bool = False) -> float:
        """How far right the text of a column (or of a line across all) may run, in points."""
        if column < len(self.table.rivers) and not across:
            return self.table.rivers[column].left
        return max(line.right for line in self.table.lines)

    def _ends_header(self, rows: Sequence[TextRow], line: Line) -> bool:
        """Whether white parts a line from the header: at a page's head a single cell may go on right below it."""
        return len(rows) == 1 and len(rows[0].columns) > 1 and _is_wider(line.top - rows[0].bottom, self.gap, line)

    def _first_cells(self) -> int:
        """How many cells begin in the first column, for all that its text shows."""
        firsts = [placed.parts[0] for placed in self.table.placed if 0 in placed.parts and not placed.across]
        again = [
            is_numbered(below.text) or deliberate(above, below, self.limit(0), self.gap)
            for above, below in pairwise(firsts)
        ]
        return sum(again) + bool(firsts)

    def _owner_of_first(self, rows: Sequence[TextRow], first: Line) -> TextRow | None:
        """A row further up whose first cell goes on beside later rows: the area that these belong to."""
        if 0 in rows[-1].columns or not first.text[:1].islower():
            return None
        owner = next((row for row in reversed(rows) if 0 in row.columns), None)
        if owner is None or owner.across or self._is_deliberate(owner, 0, first):
            return None
        return owner

    def _begins_row(self, row: TextRow, placed: Placed) -> bool:
        line, parts = placed.line, placed.parts
        if self.separators:
            return any(row.bottom - line.height / 2 < at < line.top + line.height / 2 for at in self.separators)
        if placed.across or row.across:
            wrapped = row.across and set(parts) == {0}
            return not wrapped or deliberate(row.columns[0][-1], line, self.limit(0, across=True), self.gap)
        if self.centred:
            return _is_wider(line.top - row.bottom, self.gap, line)
        if 0 in parts and is_numbered(parts[0].text):
            return True
        if 0 not in parts and len(parts) < 2:
            return False
        return self._begins_unnumbered_row(row, line, parts)

    def _begins_unnumbered_row(self, row: TextRow, line: Line, parts: Mapping[int, Line]) -> bool:
        begun = [column for column, part in parts.items() if _begins(row.columns.get(column), part)]
        if self.by_white and len(begun) < 2:
            return _is_wider(line.top - row.bottom, self.gap, line)
        flowing = [column for column in parts if not self._is_deliberate(row, column, parts[column])]
        # Where two columns begin at once a first one that flows says nothing: it may name an area for several rows.
        telling = [column for column in parts if len(begun) < 2 or column or column not in flowing]
        flowing = [column for column in flowing if column in telling]
        if any(parts[column].text[:1].islower() and self._width(column) > _WIDE * line.height for column in flowing):
            return False
        return 2 * sum(map(self._width, flowing)) < sum(map(self._width, telling))

    def _is_deliberate(self, row: TextRow, column: int, part: Line) -> bool:
        return column not in row.columns or deliberate(row.columns[column][-1], part, self.limit(column), self.gap)

    def _width(self, column: int) -> float:
        return self.limit(column) - self.lefts[column]


def _separators(table: Aligned, drawn: Sequence[Ruling]) -> tuple[float, ...]:
    """Heights of drawn lines between the table's first and last line that run across most of it."""
    left, right = min(line.left for line in table.lines), max(line.right for line in table.lines)
    top, bottom = table.lines[0].top, table.lines[-1].bottom
    return tuple(
        ruling.at
        for ruling in drawn
        if top < ruling.at < bottom and min(ruling.ends, right) - max(ruling.begins, left) > (right - left) * 0.6
    )


def _is_centred(table: Aligned, gap: float) -> bool:
    """Whether many first cells begin below the top of their row, as white parts the rows."""
    lower = at_top = 0
    for block in _blocks(table, gap):
        first = next((number for number, placed in enumerate(block) if 0 in placed.parts), 0)
        lower += first > 0
        at_top += first == 0 and len(block) > 1
    return lower > 1 and 2 * lower > at_top


def _blocks(table: Aligned, gap: float) -> list[list[Placed]]:
    """The table's lines as wider white parts them."""
    found = [[table.placed[0]]]
    for above, below in pairwise(table.placed):
        if _is_wider(below.line.top - above.line.bottom, gap, below.line):
            found.append([])
        found[-1].append(below)
    return found


def _begins(above: Sequence[Line] | None, part: Line) -> bool:
    return above is None or part.top - above[-1].bottom > part.height * _A_LINE_LEFT_OUT


def _is_wider(white: float, gap: float, line: Line) -> bool:
    return white > gap + _WHITE_BETWEEN_ROWS * line.height


def _by_column(table: Aligned) -> dict[int, list[Line]]:
    columns: dict[int, list[Line]] = {}
    for placed in table.placed:
        for column, part in ({} if placed.across else placed.parts).items():
            columns.setdefault(column, []).append(part)
    return columns
