"""Turns a table that lost its grid in a mail, a cell on each line, back into rows below its header.

What the header's words mean is columns.py's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scheduler.reading.columns import ColumnRole, header_roles
from scheduler.reading.rows import Cell, Document, Row, Table

_REF = re.compile(r"^[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?$")
_LONGEST_HEADER = 4
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_WHO_OR_WHEN = frozenset({ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.COMPLETED})


def stacked_lines_as_tables(document: Document) -> Document:
    """The document with the table that its lines hold one cell a line; those lines leave its paragraphs.

    Only where the first column holds a reference and each row has as many lines as the header: an empty cell leaves
    no line, so that nobody can tell the cells of other rows. Otherwise the same document.
    """
    lines = document.paragraphs
    for begin, end in _headers(lines):
        width = end - begin
        rows = _rows(lines, end, width)
        if len(rows) >= _FEWEST_ROWS:
            last = end + len(rows) * width
            made = tuple(Row(cells=tuple(cells), place=cells[0].place) for cells in (lines[begin:end], *rows))
            above = lines[begin - 1].text if begin else ""
            table = Table(rows=made, place=lines[begin].place, heading=above)
            left = (*lines[:begin], *lines[last:])
            return replace(document, tables=(*document.tables, table), paragraphs=left)
    return document


def _headers(lines: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Where runs of header words begin and end: a reference first, then an action and who or when."""
    roles = [header_roles(line.text) if len(line.text.split()) <= _LONGEST_HEADER else () for line in lines]
    for is_header, group in groupby(range(len(lines)), key=lambda at: bool(roles[at])):
        run = list(group)
        begin = next((at for at in run if ColumnRole.REF in roles[at]), None) if is_header else None
        if begin is None:
            continue
        end = run[-1] + 1
        met = {role for said in roles[begin:end] for role in said}
        if end - begin >= _FEWEST_COLUMNS and ColumnRole.ACTION in met and met & _WHO_OR_WHEN:
            yield begin, end


def _rows(lines: Sequence[Cell], begin: int, width: int) -> list[Sequence[Cell]]:
    """The rows from a line on, each of so many lines from its reference; none where one has fewer or more."""
    rows: list[Sequence[Cell]] = []
    while begin < len(lines) and _is_ref(lines[begin]):
        row = lines[begin : begin + width]
        if len(row) < width or any(map(_is_ref, row[1:])):
            return []
        rows.append(row)
        begin += width
    return [] if any(map(_is_ref, lines[begin : begin + width])) else rows


def _is_ref(line: Cell) -> bool:
    return bool(_REF.match(line.text))
