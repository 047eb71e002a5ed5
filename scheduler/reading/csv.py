"""Reads CSV files with any usual delimiter and encoding. What the columns mean is for columns.py on."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import count, islice
from pathlib import Path

from scheduler.plans.plan import Place
from scheduler.reading.decoding import decoded
from scheduler.reading.plain_text import lines
from scheduler.reading.rows import Cell, Document, UnreadableDocument
from scheduler.reading.sheets import SheetRow, require_a_plans_size, sheet_parts

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 200


def read_csv(path: Path) -> Document:
    """The one table of a CSV file, and the title lines above it; rows are numbered as a spreadsheet shows them.

    A cell that begins with "=" is text like any other. Raises UnreadableDocument for bytes that are no text, a
    quotation mark that is never closed, a cell longer than csv.field_size_limit(), and more columns or cells than a
    plan has.
    """
    text = decoded(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")
    told, text = _told_delimiter(text)
    records = _records(text, told or _delimiter(text), path.name)
    first = 2 if told else 1
    rows = [SheetRow(number=first + at, cells=_cells(record)) for at, record in records]
    titles, table = sheet_parts(rows, part="", table=1)
    numbered = tuple(
        Cell(paragraphs=title.paragraphs, place=Place(row=title.place.row, paragraph=number))
        for number, title in enumerate(titles, start=1)
    )
    return Document(name=path.name, tables=(table,) if table else (), paragraphs=numbered, fixes_columns=True)


def _told_delimiter(text: str) -> tuple[str, str]:
    """The delimiter that Excel's own first line ("sep=;") names, if there is one, and the text below it."""
    first, _, below = text.partition("\n")
    words = first.strip().strip('"')
    return (words[4], below) if len(words) == 5 and words.lower().startswith("sep=") else ("", text)


def _delimiter(text: str) -> str:
    """The delimiter that parts most records into equally many cells; of equals, the one that makes more cells."""

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            sample = list(islice(csv.reader(StringIO(text), delimiter=delimiter), _SAMPLE))
        except csv.Error:  # a cell without end: reading in earnest will say where
            return 0.0, 1
        widths = Counter(len(record) for record in sample if record)
        width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        return (times / len(sample) if width > 1 else 0.0), width

    return max(_DELIMITERS, key=evenness)


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Records that hold something, with how many stand before them."""
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    cells = 0
    for at in count():
        begins = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as fault:
            raise UnreadableDocument(f"{name}, line {begins}: {_unreadable(fault, text)}") from fault
        if record is None:
            return
        if any(record):
            cells += sum(map(bool, record))
            require_a_plans_size(name, columns=len(record), cells=cells)
            yield at, record


def _unreadable(fault: csv.Error, text: str) -> str:
    """What keeps a record from being read: only where there are quotation marks can one of them be unclosed."""
    if "field limit" not in str(fault):
        return (
            f"the quotation marks do not pair up ({fault}). "
            'Inside a quoted cell each " is written twice; export the file again as CSV.'
        )
    quoted = " A quotation mark that is never closed makes such a cell too." if '"' in text else ""
    return (
        f"a cell is longer than {csv.field_size_limit():,} characters, far longer than a plan's.{quoted} "
        "Shorten it, or export the file again as CSV."
    )


def _cells(record: list[str]) -> dict[int, Cell]:
    return {column: Cell(paragraphs=lines(words)) for column, words in enumerate(record, start=1) if words.strip()}
