"""One PDF page as blocks from the top down: tables, ruled or not, and the lines between them. Pages join in pdf.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.reading.pdf_columns import Aligned, River, continued, parted
from scheduler.reading.pdf_drawing import Ruling
from scheduler.reading.pdf_lines import Line, flowing, lines_of, usual_gap
from scheduler.reading.pdf_page import Page, Word
from scheduler.reading.pdf_rows import RowParter, TextRow
from scheduler.reading.pdf_rulings import Grid, Region, separators


@dataclass(frozen=True, kw_only=True)
class PageCell:
    """A cell's paragraphs and the columns that it covers, from 0; `continues` as in rows.Cell.

    `head` and `tail` are its first and last line, and `right` is how far these may run: they tell cut rows.
    """

    paragraphs: tuple[str, ...]
    column: int
    spans: int = 1
    continues: bool = False
    head: Line | None = None
    tail: Line | None = None
    right: float = 0.0


@dataclass(frozen=True, kw_only=True)
class PageTable:
    """The part of a table that stands on one page. `edges` part its columns, in points; rows without words are gone.

    `rivers` are the white stretches of a table without drawn lines, empty for a ruled one.
    """

    page: int
    edges: tuple[float, ...]
    rows: tuple[tuple[PageCell, ...], ...]
    rivers: tuple[River, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageText:
    """Paragraphs between tables."""

    page: int
    paragraphs: tuple[str, ...]


def blocks(
    page: Page, words: Sequence[Word], ruled: Sequence[Grid], above: Sequence[River]
) -> list[PageTable | PageText]:
    """The page's tables and paragraphs, made of `words` (the page's less its running heads).

    `ruled` are its drawn tables from the top down; `above` are the rivers of the table without drawn lines that the
    page before ended with, for it may go on.
    """
    inside: dict[int, list[Word]] = defaultdict(list)
    between: list[list[Word]] = [[] for _ in range(len(ruled) + 1)]
    for word in words:
        x, y = word.middle
        holder = next((number for number, grid in enumerate(ruled) if grid.holds(x, y)), None)
        if holder is not None:
            inside[holder].append(word)
        else:
            between[sum(grid.rows[0] < y for grid in ruled)].append(word)
    drawn = separators(page, ruled)
    right = min(max((word.right for word in words), default=0.0), page.width)
    found: list[PageTable | PageText] = []
    for number, loose in enumerate(between):
        lines = lines_of(loose)
        found.extend(_unruled(page.number, lines, drawn, above if number == 0 else (), right))
        if number < len(ruled):
            found.append(_ruled(page.number, ruled[number], inside[number]))
    return [block for block in found if isinstance(block, PageText) or block.rows]


def _ruled(page: int, grid: Grid, words: Iterable[Word]) -> PageTable:
    held: dict[Region, list[Word]] = defaultdict(list)
    for word in words:
        held[grid.region_at(*word.middle)].append(word)
    cells = _cells({region: lines_of(inside) for region, inside in held.items()})
    rows = (tuple(_row(number, regions, cells)) for number, regions in enumerate(grid.regions))
    told = tuple(row for row in rows if any(cell.paragraphs and not cell.continues for cell in row))
    return PageTable(page=page, edges=grid.columns, rows=told)


def _cells(lines: Mapping[Region, Sequence[Line]]) -> dict[Region, PageCell]:
    """Cells with words; text may run as far right as it does anywhere in cells of the same columns."""
    gap = usual_gap(lines.values())
    right: dict[tuple[int, int], float] = defaultdict(float)
    for region, held in lines.items():
        columns = region.column, region.columns
        right[columns] = max(right[columns], *(line.right for line in held))
    return {
        region: _cell(held, region.column, region.columns, right[region.column, region.columns], gap)
        for region, held in lines.items()
    }


def _cell(lines: Sequence[Line], column: int, spans: int, right: float, gap: float) -> PageCell:
    return PageCell(
        paragraphs=flowing(lines, right, gap), column=column, spans=spans, head=lines[0], tail=lines[-1], right=right
    )


def _row(number: int, regions: Sequence[Region], cells: Mapping[Region, PageCell]) -> Iterator[PageCell]:
    for column, region in enumerate(regions):
        if region.column == column:
            empty = PageCell(paragraphs=(), column=column, spans=region.columns)
            yield replace(cells.get(region, empty), continues=region.row != number)


def _unruled(
    page: int, lines: Sequence[Line], drawn: Sequence[Ruling], above: Sequence[River], right: float
) -> Iterator[PageTable | PageText]:
    goes_on = continued(lines, above)
    if goes_on is not None:
        yield _aligned(page, goes_on, drawn)
        lines = lines[len(goes_on.lines) :]
    loose: list[Line] = []
    for block in parted(lines):
        if isinstance(block, Line):
            loose.append(block)
            continue
        yield from _text(page, loose, right)
        loose = []
        yield _aligned(page, block, drawn)
    yield from _text(page, loose, right)


def _text(page: int, lines: Sequence[Line], right: float) -> Iterator[PageText]:
    """Loose lines, which may run as far right as anything on their page."""
    if lines:
        yield PageText(page=page, paragraphs=flowing(lines, right, usual_gap([lines])))


def _aligned(page: int, table: Aligned, drawn: Sequence[Ruling]) -> PageTable:
    parter = RowParter.of(table, drawn)
    rows = tuple(
        tuple(
            _cell(held, column, _spans(table, row), parter.limit(column, across=row.across), parter.gap)
            for column, held in sorted(row.columns.items())
        )
        for row in parter.rows()
    )
    left, right = min(line.left for line in table.lines), max(line.right for line in table.lines)
    edges = (left, *(river.middle for river in table.rivers), right)
    return PageTable(page=page, edges=edges, rows=rows, rivers=table.rivers)


def _spans(table: Aligned, row: TextRow) -> int:
    return len(table.rivers) + 1 if row.across else 1
