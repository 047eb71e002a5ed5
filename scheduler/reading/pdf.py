"""Reads PDFs that hold text: tables, ruled or not, over page breaks. What a page shows is pdf_page.py's to find."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.plans.plan import Place
from scheduler.reading.pdf_cuts import in_columns_of, made_whole
from scheduler.reading.pdf_file import read_pages
from scheduler.reading.pdf_page import Page
from scheduler.reading.pdf_rulings import grids
from scheduler.reading.pdf_running import without_running_heads
from scheduler.reading.pdf_tables import PageCell, PageTable, PageText, blocks
from scheduler.reading.rows import Cell, Document, Row, Table, UnreadableDocument


def read_pdf(path: Path) -> Document:
    """Tables and paragraphs of a PDF, in its order.

    The part of a table on each page is a table of its own, in the columns of the part above; without a heading it
    goes on with that part. Raises UnreadableDocument for a PDF that is damaged, cut short, locked or too long, and
    for pictures of text.
    """
    pages = read_pages(path)
    found = _blocks(pages)
    _require_no_picture_inside(path.name, pages, found)
    return _document(path.name, found)


def _require_no_picture_inside(name: str, pages: Sequence[Page], found: Sequence[PageTable | PageText]) -> None:
    """Refuses a plan with scanned pages between its tables: what stands there would be missed in silence."""
    tabled = [block.page for block in found if isinstance(block, PageTable)]
    pictures = [page.number for page in pages if page.is_picture and tabled and tabled[0] < page.number < tabled[-1]]
    if pictures:
        raise UnreadableDocument(
            f"{name} has pages between its tables that are pictures without text: {', '.join(map(str, pictures))}. "
            "Ask for the original, or have the text of these pages recognised (OCR) first."
        )


def _blocks(pages: Sequence[Page]) -> list[PageTable | PageText]:
    """Every page's blocks, running heads and page numbers left out, tables put in one over page breaks."""
    ruled = {page.number: [grid for grid in grids(page) if len(grid.columns) > 2] for page in pages}
    found: list[PageTable | PageText] = []
    first: PageTable | None = None
    for page, words in zip(pages, without_running_heads(pages, ruled), strict=True):
        above = found[-1] if found and isinstance(found[-1], PageTable) else None
        for block in blocks(page, words, ruled[page.number], above.rivers if above else ()):
            if isinstance(block, PageTable) and above:
                found[-1], block = made_whole(above, in_columns_of(above, block), first or above)
            elif isinstance(block, PageTable):
                first = block
            if isinstance(block, PageText) or block.rows:
                found.append(block)
            above = None
    return found


def _document(name: str, found: Sequence[PageTable | PageText]) -> Document:
    tables: list[Table] = []
    loose: list[Cell] = []
    heading = ""
    for block in found:
        if isinstance(block, PageText):
            for words in block.paragraphs:
                loose.append(Cell(paragraphs=(words,), place=Place(page=block.page, paragraph=len(loose) + 1)))
                heading = words
            continue
        tables.append(_table(block, Place(page=block.page, table=len(tables) + 1), heading))
        heading = ""
    return Document(name=name, tables=tuple(tables), paragraphs=tuple(loose))


def _table(block: PageTable, place: Place, heading: str) -> Table:
    rows = [
        _row(cells, replace(place, row=number), len(block.edges) - 1)
        for number, cells in enumerate(block.rows, start=1)
    ]
    return Table(rows=tuple(rows), place=place, heading=heading)


def _row(cells: Sequence[PageCell], place: Place, width: int) -> Row:
    """Cells in every column; those that a merged cell covers follow it, empty."""
    by_column = {cell.column: cell for cell in cells}
    made = []
    for column in range(width):
        cell = by_column.get(column, PageCell(paragraphs=(), column=column))
        made.append(
            Cell(
                paragraphs=cell.paragraphs,
                place=replace(place, column=column + 1),
                continues=cell.continues,
                spans=cell.spans,
            )
        )
    return Row(cells=tuple(made), place=place)
