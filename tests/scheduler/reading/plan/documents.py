"""Documents for the tests of reading: extracted text and Word files built here, and plans read from them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable

from scheduler.plans.plan import Action
from scheduler.reading.docx import read_docx
from scheduler.reading.read import Reading, RemarkKind, read_document
from scheduler.reading.rows import Document
from scheduler.reading.text import read_text

AS_OF = date(2026, 6, 1)


def text(*lines: str) -> Document:
    """A text document; "|" stands for the tab between cells."""
    return read_text("\n".join(line.replace("|", "\t") for line in lines), name="plan.txt")


def word(folder: Path, build: Callable[[WordDocument], None]) -> Document:
    """A Word document, saved and read again."""
    document = docx.Document()
    build(document)
    path = folder / "plan.docx"
    document.save(str(path))
    return read_docx(path)


def fill(document: WordDocument, *rows: Sequence[str]) -> WordTable:
    """Adds a table to a Word document; a line end in a cell begins a paragraph."""
    table: WordTable = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, paragraphs in zip(row.cells, words, strict=False):
            first, *others = paragraphs.split("\n")
            cell.text = first
            for paragraph in others:
                cell.add_paragraph(paragraph)
    return table


def reading(document: Document, columns: Mapping[str, str] | None = None) -> Reading:
    """The document as a plan of 1 June 2026."""
    return read_document(document, as_of=AS_OF, columns=columns)


def actions(document: Document) -> dict[str, Action]:
    """The plan's actions by their references, in its order."""
    return {action.ref: action for action in reading(document).plan.actions}


def titles(document: Document) -> dict[str, str]:
    """What each action says, by its reference."""
    return {ref: action.title for ref, action in actions(document).items()}


def due(document: Document) -> dict[str, str | None]:
    """Each action's due day as ISO text, by its reference."""
    return {
        ref: action.target.due_on.isoformat() if action.target else None for ref, action in actions(document).items()
    }


def leads(document: Document) -> dict[str, list[str]]:
    """Each action's leads as printed, by its reference."""
    return {ref: [lead.words for lead in action.leads] for ref, action in actions(document).items()}


def remarks(document: Document, kind: RemarkKind) -> list[tuple[str, str]]:
    """The remarks of a kind: reference and sentence."""
    return [(remark.ref, remark.text) for remark in reading(document).remarks if remark.kind is kind]
