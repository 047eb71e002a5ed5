"""Reads Word documents: tables with their merges, paragraphs, list numbers. What they mean is for columns.py on."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.document import CT_Document
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from lxml import etree

from scheduler.plans.plan import Place
from scheduler.reading.docx_numbers import ListNumbers
from scheduler.reading.markup import plain
from scheduler.reading.rows import Cell, Document, Row, Table, UnreadableDocument
from scheduler.reading.sheets import require_a_plans_size

_DAMAGED = (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, etree.XMLSyntaxError)
_DELETED = (qn("w:del"), qn("w:moveFrom"))
_WRAPPERS = (qn("w:ins"), qn("w:moveTo"), qn("w:sdt"), qn("w:smartTag"), qn("w:customXml"))


def read_docx(path: Path) -> Document:
    """Tables and paragraphs of a .docx, in its order; deleted text of tracked changes is left out.

    A table's heading is the last paragraph since the table above that has a heading's style, else the last one, or
    empty. A table inside a cell is a table of
    its own, after the one that holds it. Raises UnreadableDocument for a file that is no Word document, or holds a
    table wider than any plan's.
    """
    try:
        word = docx.Document(str(path))
    except _DAMAGED as error:
        raise UnreadableDocument(
            f"{path.name} cannot be opened as a Word document ({error}); "
            "save it again from Word as .docx, or give another format."
        ) from error
    if not isinstance(word.element, CT_Document) or word.element.body is None:
        raise UnreadableDocument(
            f"{path.name} says it is a Word document, but its main part is not one that Word writes; "
            "save it again from Word as .docx, or give another format."
        )
    try:
        _accept_changes(word.element.body)
        return _Reader(word, path.name).document()
    except XmlchemyError as error:  # an attribute that Word always writes is missing or cannot be
        raise UnreadableDocument(
            f"{path.name} is damaged and cannot be read as a Word document. Open it in Word and save it again as .docx."
        ) from error


def _accept_changes(body: etree._Element) -> None:
    """Takes away what tracked changes deleted, and the wrappers around what they and forms hold."""
    for gone in list(body.iter(*_DELETED)):
        _parent(gone).remove(gone)
    for wrapper in list(body.iter(*_WRAPPERS)):
        content = wrapper.find(qn("w:sdtContent"))
        parent = _parent(wrapper)
        at = parent.index(wrapper)
        parent[at : at + 1] = list(wrapper if content is None else content)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError(f"{element.tag} stands outside the document's body")
    return parent


class _Reader:
    """One pass over a document, counting its tables, paragraphs and lists."""

    def __init__(self, word: WordDocument, name: str) -> None:
        self._word, self._name = word, name
        self._numbers = ListNumbers(word)
        self._tables: list[Table] = []
        self._loose: list[Cell] = []

    def document(self) -> Document:
        heading, styled = "", False
        for block in self._word.iter_inner_content():
            if isinstance(block, WordTable):
                self._read_table(block, heading)
                heading, styled = "", False
            elif words := self._words(block):
                self._loose.append(Cell(paragraphs=(words,), place=Place(paragraph=len(self._loose) + 1)))
                if _is_heading(block) or not styled:
                    heading, styled = words, _is_heading(block)
        return Document(name=self._name, tables=tuple(self._tables), paragraphs=tuple(self._loose), says_merges=True)

    def _read_table(self, table: WordTable, heading: str) -> None:
        number = len(self._tables) + 1
        self._tables.append(Table(rows=(), place=Place(table=number), heading=heading))
        rows: list[Row] = []
        inner: list[WordTable] = []
        for at, row in enumerate(table._tbl.tr_lst, start=1):
            above = rows[-1].cells if rows else ()
            place = Place(table=number, row=at)
            rows.append(Row(cells=tuple(self._cells(row, table, place, above, inner)), place=place))
        self._tables[number - 1] = Table(rows=tuple(rows), place=Place(table=number), heading=heading)
        for one in inner:
            self._read_table(one, "")

    def _cells(
        self, row: CT_Row, table: WordTable, place: Place, above: tuple[Cell, ...], inner: list[WordTable]
    ) -> Iterator[Cell]:
        column = 1
        require_a_plans_size(self._name, columns=row.grid_before + sum(tc.grid_span for tc in row.tc_lst))
        for _ in range(row.grid_before):
            yield Cell(place=_column(place, column))
            column += 1
        for tc in row.tc_lst:
            cell = WordCell(tc, table)
            words = self._paragraphs(cell)
            inner.extend(cell.tables)
            yield _cell(tc, words, _column(place, column), above)
            for covered in range(1, tc.grid_span):
                yield Cell(place=_column(place, column + covered))
            column += tc.grid_span

    def _paragraphs(self, cell: WordCell) -> tuple[str, ...]:
        read = (self._words(paragraph) for paragraph in cell.paragraphs)
        return tuple(line for words in read for line in words.split("\n") if line)

    def _words(self, paragraph: Paragraph) -> str:
        """A paragraph with the number that Word draws before it; breaks inside it stay line ends."""
        lines = [line for line in (plain(piece) for piece in paragraph.text.splitlines()) if line]
        number = self._numbers.before(paragraph)
        return " ".join(filter(None, [number, "\n".join(lines)]))


def _is_heading(paragraph: Paragraph) -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").startswith(("Heading", "Title"))


def _cell(tc: CT_Tc, words: tuple[str, ...], place: Place, above: tuple[Cell, ...]) -> Cell:
    """A cell, or for one merged with the cell above, that cell's words."""
    upper = above[place.column - 1] if place.column <= len(above) else None
    if tc.vMerge == "continue" and upper is not None:
        return Cell(paragraphs=upper.paragraphs, place=place, continues=True, spans=tc.grid_span)
    return Cell(paragraphs=words, place=place, spans=tc.grid_span)


def _column(place: Place, column: int) -> Place:
    return Place(table=place.table, row=place.row, column=column)
