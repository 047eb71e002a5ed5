"""What a zip file holds is known before anybody unpacks it."""

import struct
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from scheduler.reading.packages import PackageKind, kind_of_package
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.formats.workbooks import TYPES, packed, workbook_parts


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        kind_of_package(path)
    return str(refusal.value)


def _types(kind: str) -> str:
    return TYPES.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind)


def test_word_and_excel_documents_are_told_apart(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    Workbook().save(tmp_path / "b.xlsx")
    kinds = (kind_of_package(tmp_path / name) for name in ("a.docx", "b.xlsx"))
    assert list(kinds) == [PackageKind.DOCX, PackageKind.XLSX]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.xlsx", {**workbook_parts(""), "xl/zeros.xml": bytes(310_000_000)})
    assert _refusal(bomb) == (
        "bomb.xlsx would unpack to 310 MB in 7 parts from 0.3 MB; a plan does not. Do not open it, and ask who sent "
        "it; a real plan of that size can be given without its pictures."
    )


def test_thousands_of_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/part{number}.xml": "" for number in range(5_001)}
    assert _refusal(packed(tmp_path / "many.xlsx", parts)) == (
        "many.xlsx would unpack to 0 MB in 5,001 parts from 0.5 MB; a plan does not. Do not open it, and ask who sent "
        "it; a real plan of that size can be given without its pictures."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("filling", [0, 2_000_000])
def test_entities_are_refused_wherever_they_are_declared(tmp_path: Path, encoding: str, filling: int) -> None:
    attack = f"<?xml version='1.0'?><!--{'x' * filling}--><!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
    parts: dict[str, str | bytes] = {**workbook_parts(""), "xl/sharedStrings.xml": attack.encode(encoding)}
    assert _refusal(packed(tmp_path / "laughs.xlsx", parts)) == (
        "laughs.xlsx declares entities of its own in xl/sharedStrings.xml, which no Word or Excel writes and "
        "which attacks use. Do not open it, and ask who sent it."
    )


def test_words_about_entities_are_no_declaration(tmp_path: Path) -> None:
    parts = {**workbook_parts(""), "xl/sharedStrings.xml": "<sst><si><t>&lt;!DOCTYPE html&gt;</t></si></sst>"}
    assert kind_of_package(packed(tmp_path / "plan.xlsx", parts)) is PackageKind.XLSX


_MACROS = "holds macros, which are never run or kept here. Save it without them, as .docx or .xlsx."


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", _MACROS),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", _MACROS),
        (
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            "is a binary Excel workbook (.xlsb). Open it and save it as .xlsx first.",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "is a Word template. Open it and save it as .docx first.",
        ),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
            "is an Excel template. Open it and save it as .xlsx first.",
        ),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "is a PowerPoint presentation. Give the plan itself, as .docx, .pdf or .xlsx.",
        ),
    ],
)
def test_kinds_that_are_not_read_are_named(tmp_path: Path, kind: str, told: str) -> None:
    assert _refusal(packed(tmp_path / "plan.docx", {"[Content_Types].xml": _types(kind)})) == f"plan.docx {told}"


def test_macros_under_an_honest_name_are_found(tmp_path: Path) -> None:
    parts = {**workbook_parts(""), "xl/vbaProject.bin": "macro"}
    assert _refusal(packed(tmp_path / "plan.xlsx", parts)) == f"plan.xlsx {_MACROS}"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "is an OpenDocument file. Open it and save it as .docx or .xlsx.",
        ),
        (
            {"Index/Document.iwa": "x"},
            "was made by Apple's Pages or Numbers. Export it as Word, Excel or PDF.",
        ),
        (
            {"plan.docx": "x", "minutes.docx": "x"},
            "is a zip archive of 2 files, no Word or Excel document. Unpack it and give the plan.",
        ),
        (
            {"[Content_Types].xml": _types("image/png"), "a.png": "x"},
            "is a zip archive of 2 files, no Word or Excel document. Unpack it and give the plan.",
        ),
    ],
)
def test_other_packages_are_named(tmp_path: Path, parts: dict[str, str], told: str) -> None:
    assert _refusal(packed(tmp_path / "plan.zip", parts)) == f"plan.zip {told}"


def test_a_package_cut_short_says_so(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.xlsx", workbook_parts("")).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[:-30])
    assert _refusal(tmp_path / "cut.xlsx") == (
        "cut.xlsx is cut short or damaged: the end of the file, which says what is in it, is missing. "
        "Copy or download it again, whole."
    )


def test_a_part_that_was_damaged_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "plan.xlsx", workbook_parts("<row/>" * 100))
    content = path.read_bytes()
    at = content.index(b"xl/workbook.xml") + 40
    path.write_bytes(content[:at] + b"\xff\xff\xff" + content[at + 3 :])
    assert _refusal(path) == (
        "plan.xlsx is damaged and cannot be read as a Word or Excel file. Copy or save it again, whole."
    )


def test_a_locked_part_says_that_a_password_is_needed(tmp_path: Path) -> None:
    path = packed(tmp_path / "plan.xlsx", workbook_parts(""))
    content = bytearray(path.read_bytes())
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + flags_at
        content[at : at + 2] = struct.pack("<H", struct.unpack("<H", content[at : at + 2])[0] | 1)
    path.write_bytes(content)
    assert _refusal(path) == "plan.xlsx is locked with a password. Save a copy without one and give that."
