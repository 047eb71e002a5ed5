"""What a test compares of a document: texts of rows, without places."""

from collections.abc import Callable
from pathlib import Path

from scheduler.reading.rows import Cell, Document, Table, UnreadableDocument


def texts(table: Table) -> list[list[str]]:
    """Each row's cells in one line each."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def all_texts(document: Document) -> list[list[str]]:
    """The rows of every table, one after another."""
    return [row for table in document.tables for row in texts(table)]


def cell_at(document: Document, table: int, row: int, column: int) -> Cell:
    """A cell by the numbers of its place, all from 1."""
    return document.tables[table - 1].rows[row - 1].cells[column - 1]


def outcome(read: Callable[[Path], Document], path: Path) -> str:
    """The document's name, or the sentence that refuses it; anything else that is raised fails the test."""
    try:
        return read(path).name
    except UnreadableDocument as refusal:
        return str(refusal)
