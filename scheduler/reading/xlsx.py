"""Reads Excel workbooks sheet by sheet, as they show: merges, dates through formats. Values are xlsx_values.py's.

Rows are streamed and empty ones cost next to nothing: openpyxl, which keeps merges only when it holds a whole sheet,
took 16 s for a million formatted rows without a word in them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from scheduler.reading.damage import damage_named
from scheduler.reading.plain_text import lines, one_line
from scheduler.reading.rows import Cell, Document, Table, UnreadableDocument
from scheduler.reading.sheets import SheetRow, require_a_plans_size, sheet_parts
from scheduler.reading.xlsx_package import Workbook, workbook_of
from scheduler.reading.xlsx_stream import FilledCells

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class _Merge:
    """A block of merged cells, edges included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(kw_only=True)
class _Sheet:
    """What a pass over a sheet found; `cells` counts the filled ones so far, those of earlier sheets included.

    `uncalculated` are cells ("C4") whose formula was saved without a result.
    """

    rows: dict[int, dict[int, Cell]]
    merges: list[_Merge]
    uncalculated: list[str]
    cells: int


def read_xlsx(path: Path) -> Document:
    """Tables and title rows of a workbook's visible sheets, in their order; a sheet's name is its places' part.

    A formula counts as the result that was saved with it. Hidden rows are read, hidden sheets are not. Raises
    UnreadableDocument for a damaged workbook, formulas saved without results, and more cells than a plan has.
    """
    with damage_named(path.name, "an Excel workbook", "Open it in Excel and save it again as .xlsx."):
        sheets = _sheets(path)
    uncalculated = [f"{name}, {cell}" for name, sheet in sheets for cell in sheet.uncalculated]
    if uncalculated:
        raise UnreadableDocument(_uncalculated(path.name, uncalculated))
    tables: list[Table] = []
    loose: list[Cell] = []
    for name, sheet in sheets:
        rows = [SheetRow(number=number, cells=held) for number, held in sorted(_merged(sheet).items())]
        titles, table = sheet_parts(rows, part=name, table=len(tables) + 1)
        loose.extend(titles)
        tables += [table] if table else []
    return Document(name=path.name, tables=tuple(tables), paragraphs=tuple(loose), says_merges=True, fixes_columns=True)


def _sheets(path: Path) -> list[tuple[str, _Sheet]]:
    """The visible sheets by name."""
    sheets = []
    cells = 0
    with ZipFile(path) as package:
        workbook = workbook_of(package)
        for name, part in workbook.sheets:
            sheet = _read(package, part, workbook, path.name, cells)
            cells = sheet.cells
            sheets.append((one_line(name), sheet))
    return sheets


def _uncalculated(name: str, cells: Sequence[str]) -> str:
    named = "; ".join(cells[:_MOST_NAMED])
    more = f" and {len(cells) - _MOST_NAMED:,} more" if len(cells) > _MOST_NAMED else ""
    return (
        f"{name} holds formulas whose results were never saved ({named}{more}). "
        "Open it in Excel, save it, and give the saved file."
    )


def _read(package: ZipFile, part: str, workbook: Workbook, name: str, cells: int) -> _Sheet:
    sheet = _Sheet(rows={}, merges=[], uncalculated=[], cells=cells)
    number = 0
    with package.open(part) as stream:
        filled = FilledCells(stream)
        tags = ("{*}row", "{*}mergeCell")
        for _, element in etree.iterparse(filled, tag=tags, resolve_entities=False, remove_comments=True):
            if element.tag.endswith("}mergeCell"):
                sheet.merges += _merge(element.get("ref", ""))
            else:
                number = int(element.get("r") or number + 1)
                _read_row(element, number, workbook, sheet, name)
            element.clear()
            while (before := element.getprevious()) is not None:
                element.getparent().remove(before)
    return sheet


def _read_row(row: etree._Element, number: int, workbook: Workbook, sheet: _Sheet, name: str) -> None:
    column = 0
    held: dict[int, Cell] = {}
    for element in row:
        told = element.get("r")
        column = _column(told) if told else column + 1
        if not len(element):
            continue
        kind, value = element.get("t", "n"), element.findtext("{*}v")
        if not value and kind != "str" and element.find("{*}f") is not None:
            sheet.uncalculated.append(f"cell {told}" if told else f"row {number}, column {column}")
        words = workbook.words(kind, value, element.get("s"), element.find("{*}is"))
        if paragraphs := lines(words):
            held[column] = Cell(paragraphs=paragraphs)
    if held:
        sheet.cells += len(held)
        require_a_plans_size(name, columns=max(held), cells=sheet.cells)
        sheet.rows[number] = held


def _column(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(f"{reference!r} is no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _merge(reference: str) -> Iterator[_Merge]:
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) == 2 and all(corners):
        first, last = reference.split(":")
        top, bottom = (int(re.sub(r"\D", "", corner)) for corner in (first, last))
        yield _Merge(top=top, left=_column(first), bottom=bottom, right=_column(last))


def _merged(sheet: _Sheet) -> dict[int, dict[int, Cell]]:
    """The sheet's rows with each merge's words in all its rows; a merge ends where the sheet's words do."""
    rows = {number: dict(held) for number, held in sheet.rows.items()}
    numbers = sorted(rows)
    width = max((max(held) for held in rows.values()), default=0)
    for merge in sheet.merges:
        first = rows.get(merge.top, {}).get(merge.left)
        if first is None:
            continue
        right = min(merge.right, width)
        whole = replace(first, spans=max(right - merge.left + 1, 1))
        for number in numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]:
            for covered in range(merge.left + 1, right + 1):
                rows[number].pop(covered, None)
            rows[number][merge.left] = replace(whole, continues=number != merge.top)
    return rows
