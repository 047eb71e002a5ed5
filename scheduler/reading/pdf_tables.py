"""One PDF page as blocks from the top down: tables, ruled or not, and the lines between them. Pages join in pdf.py."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.reading.pdf_columns import Aligned, River, continued, parted
from scheduler.reading.pdf_lines import Line, flowing, lines_of, usual_gap
from scheduler.reading.pdf_page import Page, Ruling, Word
from scheduler.reading.pdf_rows import RowParter
from scheduler.reading.pdf_rulings import Grid, Region, separators

_SAME_EDGE = 6.0


@dataclass(frozen=True, kw_only=True)
class PageCell:
    """A cell's paragraphs and the columns that it covers, from 0; `continues` as in rows.Cell."""

    paragraphs: tuple[str, ...]
    column: int
    spans: int = 1
    continues: bool = False


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
    found: list[PageTable | PageText] = []
    for number, loose in enumerate(between):
        found.extend(_unruled(page.number, lines_of(loose), drawn, above if number == 0 else ()))
        if number < len(ruled):
            found.append(_ruled(page.number, ruled[number], inside[number]))
    return [block for block in found if isinstance(block, PageText) or block.rows]


def in_columns_of(above: PageTable, table: PageTable) -> PageTable:
    """A table at a page's head in the columns of the one that ended the page before, where its own are among them.

    A page that happens to hold merged rows alone draws fewer columns than the rest of its table.
    """
    places = [_nearest(edge, above.edges) for edge in table.edges]
    near = all(abs(above.edges[at] - edge) <= _SAME_EDGE for at, edge in zip(places, table.edges, strict=True))
    if not near or places[0] != 0 or places[-1] != len(above.edges) - 1 or len(set(places)) != len(places):
        return table
    rows = tuple(
        tuple(
            replace(cell, column=places[cell.column], spans=places[cell.column + cell.spans] - places[cell.column])
            for cell in row
        )
        for row in table.rows
    )
    return replace(table, rows=rows, edges=above.edges)


def _nearest(edge: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _ruled(page: int, grid: Grid, words: Iterable[Word]) -> PageTable:
    held: dict[Region, list[Word]] = defaultdict(list)
    for word in words:
        held[grid.region_at(*word.middle)].append(word)
    texts = _texts({region: lines_of(inside) for region, inside in held.items()})
    rows = (tuple(_row(number, regions, texts)) for number, regions in enumerate(grid.regions))
    told = tuple(row for row in rows if any(cell.paragraphs and not cell.continues for cell in row))
    return PageTable(page=page, edges=grid.columns, rows=told)


def _texts(lines: Mapping[Region, Sequence[Line]]) -> dict[Region, tuple[str, ...]]:
    """Paragraphs of each cell; text may run as far right as it does anywhere in cells of the same columns."""
    gap = usual_gap(lines.values())
    right: dict[tuple[int, int], float] = defaultdict(float)
    for region, held in lines.items():
        columns = region.column, region.columns
        right[columns] = max(right[columns], *(line.right for line in held))
    return {region: flowing(held, right[region.column, region.columns], gap) for region, held in lines.items()}


def _row(number: int, regions: Sequence[Region], texts: Mapping[Region, tuple[str, ...]]) -> Iterator[PageCell]:
    for column, region in enumerate(regions):
        if region.column == column:
            yield PageCell(
                paragraphs=texts.get(region, ()),
                column=column,
                spans=region.columns,
                continues=region.row != number,
            )


def _unruled(
    page: int, lines: Sequence[Line], drawn: Sequence[Ruling], above: Sequence[River]
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
        yield from _text(page, loose)
        loose = []
        yield _aligned(page, block, drawn)
    yield from _text(page, loose)


def _text(page: int, lines: Sequence[Line]) -> Iterator[PageText]:
    if lines:
        right = max(line.right for line in lines)
        yield PageText(page=page, paragraphs=flowing(lines, right, usual_gap([lines])))


def _aligned(page: int, table: Aligned, drawn: Sequence[Ruling]) -> PageTable:
    parter = RowParter.of(table, drawn)
    rows = tuple(
        tuple(
            PageCell(
                paragraphs=flowing(lines, parter.limit(column, across=row.across), parter.gap),
                column=column,
                spans=len(table.rivers) + 1 if row.across else 1,
            )
            for column, lines in sorted(row.columns.items())
        )
        for row in parter.rows()
    )
    left, right = min(line.left for line in table.lines), max(line.right for line in table.lines)
    edges = (left, *(river.middle for river in table.rivers), right)
    return PageTable(page=page, edges=edges, rows=rows, rivers=table.rivers)
