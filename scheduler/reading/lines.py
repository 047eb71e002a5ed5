"""The rows of a plan's tables as lines: cells by what they hold, headers gone. What pages cut is page_breaks.py's."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.plans.plan import Place
from scheduler.reading import refs
from scheduler.reading.action_tables import ActionTable, repeats_header
from scheduler.reading.columns import Column, ColumnRole
from scheduler.reading.rows import Cell, Row

_EMPTY = Cell()
_LONGEST_BARE_REF = 6
_CODE = re.compile(r"^(?P<code>[A-Z]{1,4}[-–]?\d{1,3}[a-z]?)\s+(?=[A-Z])")
_NEARLY_ALL = 0.8
_SEVERAL = 3
_TOTAL = re.compile(r"^(?:grand\s+|sub-?\s*)?totals?\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the plan. `heading` is set on the first row below a new heading.

    `below_cut` marks the first row after a page break, as far as the document shows one; `narrow` a row with fewer
    cells than the table has columns: its cells cannot be told by where they stand. `whole` marks a row that is one
    cell across the table.
    """

    cells: Mapping[ColumnRole, Cell]
    place: Place
    heading: str = ""
    below_cut: bool = False
    narrow: bool = False
    whole: bool = False

    def cell(self, role: ColumnRole) -> Cell:
        """The cell that holds that; an empty one where the table has none."""
        return self.cells.get(role, _EMPTY)

    def text(self, role: ColumnRole) -> str:
        """That cell in one line."""
        return self.cell(role).text

    @property
    def own(self) -> dict[ColumnRole, Cell]:
        """The cells with words of their own: not empty, not merged with the row above."""
        return {role: cell for role, cell in self.cells.items() if cell.paragraphs and not cell.continues}


def read_lines(tables: Sequence[ActionTable]) -> tuple[Line, ...]:
    """All rows of the action tables that hold words, in order; rows of totals are left out."""
    several = sum(not table.goes_on for table in tables) > 1
    lines = tuple(
        line
        for number, table in enumerate(tables)
        for line in (*_above_header(table, several=several), *_table_lines(table, first=number == 0))
    )
    return _with_codes_marked(lines)


def _with_codes_marked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a stop behind each code that opens an action ("A1 Launch"), where nearly all actions have one."""
    opened = [_CODE.match(line.text(ColumnRole.ACTION)) for line in lines]
    codes = [found["code"] for found in opened if found]
    told = sum(bool(line.text(ColumnRole.ACTION)) for line in lines)
    if len(codes) < _SEVERAL or len(codes) < _NEARLY_ALL * told or len(set(codes)) < len(codes):
        return tuple(lines)
    return tuple(_marked(line, found["code"]) if found else line for line, found in zip(lines, opened, strict=True))


def _marked(line: Line, code: str) -> Line:
    cell = line.cell(ColumnRole.ACTION)
    first, *others = cell.paragraphs
    marked = replace(cell, paragraphs=(f"{code}.{first[len(code) :]}", *others))
    return replace(line, cells={**line.cells, ColumnRole.ACTION: marked})


def heads_the_rows(row: Row, *, several: bool) -> bool:
    """Whether a row above a header heads the table's rows ("Priority 1: …"); above a single table it is a title."""
    filled = [cell.text for cell in row.cells if cell.paragraphs]
    return len(filled) == 1 and (several or bool(refs.area_head(filled[0]).ref))


def _above_header(found: ActionTable, *, several: bool) -> Iterator[Line]:
    for row in found.table.rows[: found.header_at]:
        if heads_the_rows(row, several=several):
            cell = next(cell for cell in row.cells if cell.paragraphs)
            yield Line(cells={ColumnRole.AREA: cell}, place=row.place, whole=True)


def _table_lines(found: ActionTable, *, first: bool) -> Iterator[Line]:
    cut, heading = found.goes_on, "" if found.goes_on else found.table.heading
    for row in found.table.rows[found.begins :]:
        if repeats_header(row, found):
            cut = not first or row is not found.table.rows[found.begins]
            continue
        line = _line(row, found)
        if any(cell.paragraphs for cell in line.cells.values()) and not _is_total(line):
            yield replace(line, below_cut=cut, heading=heading)
            cut, heading = False, ""


def _line(row: Row, found: ActionTable) -> Line:
    cells = list(row.cells[: found.width]) if found.fixed else _fitted(row.cells, found)
    under = _under(cells, found.columns)
    by_role: dict[ColumnRole, Cell] = {}
    for column in found.columns:
        cell = under.get(column.index, _EMPTY)
        for role in column.roles:
            by_role[role] = joined(by_role[role], cell) if role in by_role else cell
    filled = [cell for cell in cells if cell.paragraphs]
    return Line(
        cells=by_role,
        place=row.place,
        narrow=len(cells) < found.width,
        whole=len(filled) == 1 and filled[0].spans >= found.width > 1,
    )


def _is_total(line: Line) -> bool:
    """Whether a row only counts the rows above: "Total actions" and figures."""
    first, *others = [cell.text for cell in line.own.values()] or [""]
    return bool(_TOTAL.match(first)) and bool(others) and not any(sign.isalpha() for words in others for sign in words)


def _fitted(cells: Sequence[Cell], found: ActionTable) -> list[Cell]:
    """As many cells as the table has columns: in extracted text a bare number may have a cell of its own."""
    fitted = list(cells)
    begins_with_ref = any(column.index == 0 and column.holds(ColumnRole.REF) for column in found.columns)
    while len(fitted) > found.width:
        bare = not fitted[0].text or (len(fitted[0].text) <= _LONGEST_BARE_REF and refs.area_head(fitted[0].text).ref)
        if bare and not begins_with_ref:
            fitted[:2] = [_one_line(fitted[0], fitted[1])]
        elif not fitted[-1].text:
            fitted.pop()
        else:
            fitted[-2:] = [joined(fitted[-2], fitted[-1])]
    return fitted


def _under(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[int, Cell]:
    """Each column's cell, by the column's index: where Word's grids differ a cell goes where most of it stands.

    Columns stand in order and do not overlap, so that only those around a cell are compared with it.
    """
    under: dict[int, Cell] = {}
    begins = [column.index for column in columns]
    covered = 0
    for index, cell in enumerate(cells):
        if index < covered:
            continue
        covered = index + cell.spans
        around = columns[max(bisect_right(begins, index) - 1, 0) : bisect_left(begins, covered) + 1]
        column = max(around, key=lambda one: _shared(one, index, cell.spans))
        under[column.index] = joined(under.get(column.index, _EMPTY), cell)
    return under


def _shared(column: Column, index: int, spans: int) -> int:
    return min(index + spans, column.index + column.spans) - max(index, column.index)


def joined(upper: Cell, lower: Cell) -> Cell:
    """Two cells as one, paragraphs one after the other; the place is the first's that holds words."""
    if not upper.paragraphs:
        return lower
    return replace(upper, paragraphs=(*upper.paragraphs, *lower.paragraphs)) if lower.paragraphs else upper


def _one_line(left: Cell, right: Cell) -> Cell:
    words = " ".join(filter(None, [left.text, right.text]))
    holder = left if left.paragraphs else right
    return replace(holder, paragraphs=(words,) if words else ())
