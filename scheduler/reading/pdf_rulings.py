"""Ruled lines to grids: rows and columns of a drawn table, with its merged cells. Words are put in by pdf_tables.py."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from scheduler.reading.pdf_drawing import Ruling
from scheduler.reading.pdf_page import Page

_NEAR = 3.0
_NARROWEST = 6.0
_SHORTEST = 8.0
_MOST_RULINGS = 2_000
_MOST_CELLS = 20_000


@dataclass(frozen=True, kw_only=True)
class Region:
    """A cell of a grid: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Edges of columns and rows, ascending, and the cell that covers each of their crossings."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    regions: tuple[tuple[Region, ...], ...]

    @property
    def is_frame(self) -> bool:
        """A box round something, without cells."""
        return len({region for row in self.regions for region in row}) < 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def region_at(self, x: float, y: float) -> Region:
        """The cell at a point that the grid holds."""
        return self.regions[_between(self.rows, y)][_between(self.columns, x)]


def grids(page: Page) -> list[Grid]:
    """The page's drawn tables from the top down; grids inside another one's cells and mere frames are left out.

    A page with thousands of lines is a drawing, not a table, and has none.
    """
    horizontals = _joined(page.horizontals)
    verticals = _joined(page.verticals)
    if len(horizontals) + len(verticals) > _MOST_RULINGS:
        return []
    found = [
        grid
        for across, down in _connected(horizontals, verticals)
        if (grid := _grid(across, down)) is not None and not grid.is_frame
    ]
    found.sort(key=lambda grid: (grid.columns[0] - grid.columns[-1]) * (grid.rows[-1] - grid.rows[0]))
    outer: list[Grid] = []
    for grid in found:
        middle = (grid.columns[0] + grid.columns[-1]) / 2, (grid.rows[0] + grid.rows[-1]) / 2
        if not any(other.holds(*middle) for other in outer):
            outer.append(grid)
    return [_with_what_runs_off(grid, page) for grid in sorted(outer, key=lambda grid: grid.rows[0])]


def _with_what_runs_off(grid: Grid, page: Page) -> Grid:
    """A grid that the sheet's right edge cuts off, wide enough for the words of its last column."""
    if grid.columns[-1] < page.width - _NARROWEST:
        return grid
    farthest = max((word.right for word in page.words if grid.rows[0] <= word.middle[1] <= grid.rows[-1]), default=0.0)
    return replace(grid, columns=(*grid.columns[:-1], max(grid.columns[-1], farthest)))


def separators(page: Page, tables: Sequence[Grid]) -> list[Ruling]:
    """Horizontal lines outside the given tables: where columns are not drawn they may still part rows."""
    outside = []
    for ruling in _joined(page.horizontals):
        middle = (ruling.begins + ruling.ends) / 2
        if not any(grid.holds(middle, ruling.at) for grid in tables):
            outside.append(ruling)
    return outside


def _between(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line made one (dots and dashes too), lines too near to part anything made one."""
    by_place = sorted(rulings)
    whole: list[Ruling] = []
    for group in _near_groups(by_place):
        at = sum(ruling.at for ruling in group) / len(group)
        group.sort(key=attrgetter("begins"))
        begins, ends = group[0].begins, group[0].ends
        for ruling in group[1:]:
            if ruling.begins > ends + _NEAR:
                whole.append(Ruling(at, begins, ends))
                begins, ends = ruling.begins, ruling.ends
            ends = max(ends, ruling.ends)
        whole.append(Ruling(at, begins, ends))
    return [ruling for ruling in whole if ruling.ends - ruling.begins >= _SHORTEST]


def _near_groups(by_place: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in by_place:
        if group and ruling.at - group[-1].at > _NEAR:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _connected(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch each other, directly or through others: one table each.

    So are vertical lines of one length that touch nothing: a row that fills a page, cut at both ends.
    """
    across = sorted(horizontals)
    heights = [ruling.at for ruling in across]
    touching: dict[int, set[int]] = {}
    for number, down in enumerate(verticals):
        first = bisect_left(heights, down.begins - _NEAR)
        last = bisect_right(heights, down.ends + _NEAR)
        touching[number] = {
            at for at in range(first, last) if across[at].begins - _NEAR <= down.at <= across[at].ends + _NEAR
        }
    verticals_at: dict[int, set[int]] = defaultdict(set)
    for number, crossed in touching.items():
        for at in crossed:
            verticals_at[at].add(number)
    yield from _without_ends([verticals[number] for number, crossed in touching.items() if not crossed])
    waiting = {number for number, crossed in touching.items() if crossed}
    while waiting:
        rows, columns = _reached(waiting.pop(), touching, verticals_at)
        waiting -= columns
        yield [across[at] for at in sorted(rows)], [verticals[number] for number in sorted(columns)]


def _without_ends(verticals: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    lengths: dict[tuple[int, int], list[Ruling]] = defaultdict(list)
    for ruling in verticals:
        lengths[round(ruling.begins / _NEAR), round(ruling.ends / _NEAR)].append(ruling)
    for columns in lengths.values():
        if len(columns) > 2:
            ends = (min(ruling.begins for ruling in columns), max(ruling.ends for ruling in columns))
            yield [Ruling(at, columns[0].at, columns[-1].at) for at in ends], columns


def _reached(start: int, touching: dict[int, set[int]], verticals_at: dict[int, set[int]]) -> tuple[set[int], set[int]]:
    rows: set[int] = set()
    columns = {start}
    edge = [start]
    while edge:
        new_rows = touching[edge.pop()] - rows
        rows |= new_rows
        for at in new_rows:
            edge.extend(verticals_at[at] - columns)
            columns |= verticals_at[at]
    return rows, columns


def _grid(across: Sequence[Ruling], down: Sequence[Ruling]) -> Grid | None:
    """The grid of connected lines. A side that is left open at a page's end is closed where the other lines end."""
    columns = _edges([r.at for r in down], [r.begins for r in across], [r.ends for r in across])
    rows = _edges([r.at for r in across], [r.begins for r in down], [r.ends for r in down])
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS:
        return None
    walls = _crossed(down, columns, rows)
    floors = _crossed(across, rows, columns)
    return Grid(columns=columns, rows=rows, regions=_regions(len(rows) - 1, len(columns) - 1, walls, floors))


def _edges(drawn: Sequence[float], begins: Sequence[float], ends: Sequence[float]) -> tuple[float, ...]:
    """Ascending places of the lines; two that leave no room for a letter count as one."""
    edges: list[float] = []
    for at in sorted(set(drawn)):
        if not edges or at - edges[-1] >= _NARROWEST:
            edges.append(at)
    if min(begins) < edges[0] - _SHORTEST:
        edges.insert(0, min(begins))
    if max(ends) > edges[-1] + _SHORTEST:
        edges.append(max(ends))
    return tuple(edges)


def _crossed(rulings: Sequence[Ruling], edges: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(number of the edge, number of the stretch between two crossing edges) for each stretch that is drawn."""
    middles = [(one + other) / 2 for one, other in pairwise(along)]
    drawn = set()
    for ruling in rulings:
        edge = bisect_right(edges, ruling.at + _NEAR) - 1
        first, last = bisect_left(middles, ruling.begins), bisect_right(middles, ruling.ends)
        drawn |= {(edge, stretch) for stretch in range(first, last)}
    return drawn


def _regions(
    rows: int, columns: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> tuple[tuple[Region, ...], ...]:
    """Grows each cell to the right and downwards until it meets a drawn line."""
    taken: dict[tuple[int, int], Region] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in walls and (row, right) not in taken:
                right += 1
            end = row + 1
            while end < rows and all((end, at) not in floors and (end, at) not in taken for at in range(column, right)):
                end += 1
            region = Region(row=row, column=column, rows=end - row, columns=right - column)
            taken |= {(r, c): region for r in range(row, end) for c in range(column, right)}
    return tuple(tuple(taken[row, column] for column in range(columns)) for row in range(rows))
