"""Tables over page breaks: the same columns on each page, and rows that a break cut in two made whole again."""

from collections.abc import Sequence
from dataclasses import replace

from scheduler.reading import refs
from scheduler.reading.pdf_lines import begins_paragraph, has_room, joined
from scheduler.reading.pdf_tables import PageCell, PageTable

_SAME_EDGE = 6.0


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


def made_whole(above: PageTable, table: PageTable, first: PageTable) -> tuple[PageTable, PageTable]:
    """Both parts of a table, with a row that the page break cut put together in the upper part.

    `first` is the part on the table's first page: rows that say its first rows again are its header. A row was cut
    where its cells go on in the middle of a sentence, for no first word would have stood on the line above; beside
    such a cell others, not the first, may go on with a paragraph of theirs. A lower part that held nothing else has
    no rows left.
    """
    header = 0
    while header < min(len(first.rows), len(table.rows)) and _words(table.rows[header]) == _words(first.rows[header]):
        header += 1
    if len(above.edges) != len(table.edges) or header == len(table.rows):
        return above, table
    upper, lower = above.rows[-1], table.rows[header]
    if not _goes_on(upper, lower):
        return above, table
    whole = replace(above, rows=(*above.rows[:-1], _together(upper, lower)))
    rest = table.rows[header + 1 :]
    return whole, replace(table, rows=(*table.rows[:header], *rest) if rest else ())


def _nearest(edge: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _words(row: Sequence[PageCell]) -> list[tuple[str, ...]]:
    return [cell.paragraphs for cell in row]


def _goes_on(upper: Sequence[PageCell], lower: Sequence[PageCell]) -> bool:
    above = {cell.column: cell for cell in upper}
    told = [cell for cell in lower if cell.paragraphs]
    if not all(cell.column in above and above[cell.column].tail for cell in told):
        return False
    flowing = [cell for cell in told if _flows(above[cell.column], cell)]
    if any(_begins_with_reference(cell) for cell in told):  # 13.8 below 13.7: two rows, unless a sentence was cut
        flowing = [cell for cell in flowing if _begins_low(cell) or _ends_low(above[cell.column])]
    return bool(flowing) and all(cell in flowing or (cell.column and _begins_paragraph(cell)) for cell in told)


def _flows(above: PageCell, cell: PageCell) -> bool:
    if above.tail is None or cell.head is None or above.spans != cell.spans:
        return False
    return not _begins_paragraph(cell) and not has_room(above.tail, cell.head, max(above.right, cell.right))


def _begins_paragraph(cell: PageCell) -> bool:
    return cell.head is not None and begins_paragraph(cell.head.text)


def _begins_with_reference(cell: PageCell) -> bool:
    return cell.head is not None and bool(refs.action_head(cell.head.text).ref)


def _begins_low(cell: PageCell) -> bool:
    return cell.head is not None and cell.head.text[:1].islower()


def _ends_low(cell: PageCell) -> bool:
    """Whether a cell ends with a word in small letters and no stop, as no date does."""
    last = cell.paragraphs[-1].split()[-1] if cell.paragraphs else ""
    return last[:1].islower() and last[-1:].isalpha()


def _together(upper: Sequence[PageCell], lower: Sequence[PageCell]) -> tuple[PageCell, ...]:
    below = {cell.column: cell for cell in lower if cell.paragraphs}
    return tuple(_longer(cell, below[cell.column]) if cell.column in below else cell for cell in upper)


def _longer(cell: PageCell, rest: PageCell) -> PageCell:
    if _begins_paragraph(rest):
        return replace(cell, paragraphs=(*cell.paragraphs, *rest.paragraphs), tail=rest.tail)
    seam = joined(cell.paragraphs[-1], rest.paragraphs[0])
    return replace(cell, paragraphs=(*cell.paragraphs[:-1], seam, *rest.paragraphs[1:]), tail=rest.tail)
