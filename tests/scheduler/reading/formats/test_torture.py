"""Plans changed inside their parts, where a zip's checksums would stop blind damage: read or refused, and nothing lost.

A hunt with atheris (ten minutes of a processor a format) went before this; what it found stands in test_mutations.py.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scheduler.reading.open_document import open_document
from scheduler.reading.read import NoActions, Reading, RemarkKind, read_document
from scheduler.reading.rows import Document, UnreadableDocument
from tests.examples import tried
from tests.scheduler.reading.formats.workbooks import inline, packed, workbook_parts

_WORDS = (
    *(
        "Ref",
        "Action",
        "Lead",
        "Target date",
        "RAG",
        "4. Courts",
        "1.1",
        "16.b",
        "a)",
        "1.1 Ask 1.2 Write",
        "=",
    ),
    *(
        "31 June 2026",
        "Q2 2026/27",
        "Dec 9999",
        "ongoing - review Sept 2026",
        "Completed",
        "Nina Marsh",
        "AB / CD",
        "\u202e",
    ),
)
_VALUES = ("0", "-1", "9", "65000", "continue", "restart", "A1:C3", "s", "inlineStr", "d", "45730", "1e999", "")
_DEEDS = st.sampled_from(("say", "set", "drop", "double", "move"))
_CHANGES = st.lists(
    st.tuples(_DEEDS, st.floats(0, 1), st.floats(0, 1), st.sampled_from(_WORDS), st.sampled_from(_VALUES)),
    min_size=1,
    max_size=6,
)
_Change = tuple[str, float, float, str, str]
_ROWS = (
    ("Ref", "Action", "Lead", "Target date"),
    ("1.1", "Ask", "AB", "May 2027"),
    ("2", "Staff", "", ""),
    ("2.1", "Write", "CD", "Q3 26/27"),
)
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@cache
def _parts(kind: str) -> dict[str, bytes]:
    if kind == "docx":
        content = (resources.files("config") / "sample" / "plan.docx").read_bytes()
    else:
        rows = "".join(map(_sheet_row, range(1, len(_ROWS) + 1), _ROWS))
        merges = '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'
        with TemporaryDirectory() as folder:
            content = packed(Path(folder) / "plan", workbook_parts(rows, after_rows=merges)).read_bytes()
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _sheet_row(number: int, row: tuple[str, ...]) -> str:
    cells = (inline(f"{column}{number}", words) for column, words in zip("ABCD", row, strict=True))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _at(found: list[etree._Element], share: float) -> etree._Element:
    return found[int(share * (len(found) - 1))]


def _change(root: etree._Element, change: _Change) -> None:
    deed, here, there, words, value = change
    nodes = list(root.iter("*"))
    node, other = _at(nodes, here), _at(nodes, there)
    parent = node.getparent()
    if deed == "say":
        _at([one for one in nodes if one.text and one.text.strip()] or nodes, here).text = words
    elif deed == "set" and node.attrib:
        node.set(sorted(map(str, node.attrib))[0], value)
    elif deed == "drop" and parent is not None:
        parent.remove(node)
    elif deed == "double" and parent is not None:
        parent.append(deepcopy(node))
    elif deed == "move":
        other.append(deepcopy(node))


def _changed_part(kind: str, changes: list[_Change]) -> bytes:
    root = etree.fromstring(_parts(kind)[_MAIN[kind]])
    for change in changes:
        _change(root, change)
    return etree.tostring(root)


def _changed_lines(delimiter: str, changes: list[_Change]) -> bytes:
    fields = "\n".join(["Plan\n", *map(delimiter.join, _ROWS)]).split(delimiter)
    for deed, here, there, words, _ in changes:
        at, other = int(here * (len(fields) - 1)), int(there * (len(fields) - 1))
        if deed in ("say", "set"):
            fields[at] = words
        elif deed == "drop" and len(fields) > 1:
            del fields[at]
        else:
            fields.insert(other, fields[at])
    return delimiter.join(fields).encode()


_MADE: dict[str, Callable[[Path, list[_Change]], Path]] = {
    "docx": lambda path, changes: packed(path, {**_parts("docx"), _MAIN["docx"]: _changed_part("docx", changes)}),
    "xlsx": lambda path, changes: packed(path, {**_parts("xlsx"), _MAIN["xlsx"]: _changed_part("xlsx", changes)}),
    "txt": lambda path, changes: _written(path, _changed_lines("\t", changes)),
    "csv": lambda path, changes: _written(path, _changed_lines(",", changes)),
}


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _lost(document: Document, reading: Reading) -> Iterator[str]:
    """Cells that no value quotes, no remark speaks of by word, and none lists by cell, row, column or table."""
    quoted = [(quote.place, quote.words) for action in reading.plan.actions for quote in action.quotes.values()]
    leading = [(lead.place, lead.words) for action in reading.plan.actions for lead in action.leads]
    areas = (f"{area.ref} {area.title}" for area in reading.plan.areas)
    told = _letters(" ".join([*(words for _, words in quoted), *areas, *(one.text for one in reading.remarks)]))
    used = {place for place, _ in (*quoted, *leading)}
    used |= {remark.place for remark in reading.remarks if remark.kind is RemarkKind.LEFT_OVER or remark.place.column}
    keys = {(place.table, place.row, place.column) for place in used}
    for cell in (cell for table in document.tables for row in table.rows for cell in row.cells):
        table, row, column = cell.place.table, cell.place.row, cell.place.column
        around = {(table, row, column), (table, row, 0), (table, 0, column), (table, 0, 0)}
        letters = _letters(cell.text)
        if letters and not cell.continues and not around & keys and letters not in told:
            yield f"{cell.place}: {cell.text}"


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.lower()))


@pytest.mark.parametrize("kind", list(_MADE))
@given(changes=_CHANGES)
@tried(0.4)
def test_a_plan_changed_inside_is_read_with_nothing_lost_or_refused(
    kind: str, changes: list[_Change], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = _MADE[kind](tmp_path_factory.getbasetemp() / f"plan.{kind}", changes)
    read = _read(path)
    assert read is None or list(_lost(*read)) == []


def _read(path: Path) -> tuple[Document, Reading] | None:
    """The document and the plan in it, or nothing where one of the foreseen sentences refuses it."""
    try:
        document = open_document(path)
        return document, read_document(document, as_of=date(2026, 11, 1))
    except (UnreadableDocument, NoActions):
        return None
