"""Reads PDFs that hold text: tables, ruled or not, over page breaks. What a page shows is pdf_page.py's to find."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints

from scheduler.plans.plan import Place
from scheduler.reading.pdf_cuts import in_columns_of, made_whole
from scheduler.reading.pdf_page import Page, read_page
from scheduler.reading.pdf_rulings import grids
from scheduler.reading.pdf_running import without_running_heads
from scheduler.reading.pdf_tables import PageCell, PageTable, PageText, blocks
from scheduler.reading.rows import Cell, Document, Row, Table, UnreadableDocument

_MOST_PAGES = 1_000
_TAIL = 2_048


def read_pdf(path: Path) -> Document:
    """Tables and paragraphs of a PDF, in its order.

    The part of a table on each page is a table of its own, in the columns of the part above; without a heading it
    goes on with that part. Raises UnreadableDocument for a PDF that is damaged, cut short, locked or too long, and
    for a picture without text.
    """
    with _opened(path) as raw_document:
        count = pdfium.FPDF_GetPageCount(raw_document)
        if not 0 < count <= _MOST_PAGES:
            raise UnreadableDocument(
                f"{path.name} has {count:,} pages; plans of up to {_MOST_PAGES:,} pages are read. "
                "Give the pages that hold the plan as a PDF of their own."
            )
        try:
            pages = [read_page(raw_document, number) for number in range(1, count + 1)]
        except ValueError as fault:
            raise UnreadableDocument(f"{path.name}: {fault}. Ask for the file again, or for the original.") from fault
    _require_text(path.name, pages)
    return _document(path.name, _blocks(pages))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    content = path.read_bytes()
    if b"%%EOF" not in content[-_TAIL:]:
        raise UnreadableDocument(
            f"{path.name} is cut short: the end of the PDF is missing. Download or copy it again, whole."
        )
    pdfium.FPDF_InitLibrary()
    raw_document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not raw_document:
        raise UnreadableDocument(_refusal(path.name, pdfium.FPDF_GetLastError()))
    try:
        yield raw_document
    finally:
        pdfium.FPDF_CloseDocument(raw_document)


def _refusal(name: str, error: int) -> str:
    if error == pdfium.FPDF_ERR_PASSWORD:
        return f"{name} is locked with a password. Open it, print or export it without one, and give that copy."
    if error == pdfium.FPDF_ERR_SECURITY:
        return f"{name} is locked in a way that cannot be opened here. Ask for a copy without protection."
    return f"{name} is damaged: it cannot be opened as a PDF. Ask for the file again, or for the original."


def _require_text(name: str, pages: Sequence[Page]) -> None:
    words = [word.text for page in pages for word in page.words]
    letters = "".join(words)
    if not any(letter.isalnum() for letter in letters):
        held = "a picture of text, as a scanner makes it" if any(page.is_picture for page in pages) else "no text"
        raise UnreadableDocument(
            f"{name} has no text that can be read: its {_counted(len(pages))} {held}. "
            "Ask for the original (Word, Excel or a PDF made from them), or have the text recognised (OCR) first."
        )
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if unknown * 3 > len(letters):
        raise UnreadableDocument(
            f"{name} hides its text: {unknown:,} of {len(letters):,} letters have no meaning outside its own fonts. "
            "Ask for the original, or have the text recognised (OCR) first."
        )


def _counted(pages: int) -> str:
    return "one page holds" if pages == 1 else f"{pages:,} pages hold"


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
