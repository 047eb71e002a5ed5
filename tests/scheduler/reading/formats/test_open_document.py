"""A file is opened by what it holds, and refused with a sentence."""

import os
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from scheduler.reading.open_document import open_document
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.formats.pdfs import GRID, HEADER, plan_rows, table_pdf
from tests.scheduler.reading.formats.tables import all_texts, outcome

_FORMATS = "Give the plan as .docx, .pdf, .xlsx, .csv or .txt."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        open_document(path)
    return str(refusal.value)


def _word_plan(path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Ref", "Action", "1.1", "Train"], strict=True):
        cell.text = text
    document.save(str(path))
    return path


def test_each_format_is_read_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (["Ref", "Action"], ["1.1", "Train"]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "excel.docx")
    table_pdf(tmp_path / "portable.docx", [HEADER, *plan_rows(1)], style=GRID)
    _word_plan(tmp_path / "word.pdf")
    expected = [["Ref", "Action"], ["1.1", "Train"]]
    assert all_texts(open_document(tmp_path / "excel.docx")) == expected
    assert all_texts(open_document(tmp_path / "word.pdf")) == expected
    assert all_texts(open_document(tmp_path / "portable.docx")) == [list(HEADER), *map(list, plan_rows(1))]


@pytest.mark.parametrize(
    ("name", "parted"), [("plan.csv", ","), ("plan.tsv", "\t"), ("plan.txt", "\t"), ("plan", "\t")]
)
def test_text_is_read_as_its_name_says(tmp_path: Path, name: str, parted: str) -> None:
    (tmp_path / name).write_text(f"Ref{parted}Action\n1.1{parted}Train\n")
    assert all_texts(open_document(tmp_path / name)) == [["Ref", "Action"], ["1.1", "Train"]]


def test_text_keeps_its_tabs_and_loses_what_does_not_show(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes("Ref\tAct\x08ion\r\n\u202e1.1\tTrain\u200b\r\n".encode("utf-16"))
    assert all_texts(open_document(tmp_path / "plan.txt")) == [["Ref", "Act ion"], ["1.1", "Train"]]


def test_word_cells_lose_marks_that_turn_the_reading_direction(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "\u202e1.2\u202c"
    table.rows[0].cells[1].text = "Train"
    document.save(str(tmp_path / "plan.docx"))
    assert all_texts(open_document(tmp_path / "plan.docx")) == [["1.2", "Train"]]


def test_a_file_that_is_not_there_is_named_with_its_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "plan.docx") == f"There is no file {tmp_path}/plan.docx. Check its name and folder."


def test_folders_and_pipes_are_no_documents(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [_refusal(tmp_path), _refusal(tmp_path / "pipe")] == [
        f"{path} is a folder or device, no document. Give the plan's own file."
        for path in (tmp_path, tmp_path / "pipe")
    ]


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").touch()
    assert _refusal(tmp_path / "plan.docx") == "plan.docx is empty (0 bytes). Copy or save it again."


def test_200_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert _refusal(path) == (
        "plan.docx has 200 MB; plans of up to 100 MB are read. "
        "Give it without its pictures, or only the part that holds the plan."
    )


def test_16_megabytes_of_text_are_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes(b"a,b\n" * 4_000_000)
    assert _refusal(tmp_path / "plan.csv") == (
        "plan.csv is 16 MB of text; up to 10 MB are read. Give only the part that holds the plan."
    )


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        ("EncryptedPackage", "is locked with a password. Save a copy without one and give that."),
        ("WordDocument", "is in Word's old format (.doc). Open it in Word and save it as .docx."),
        ("Workbook", "is in Excel's old format (.xls). Open it in Excel and save it as .xlsx."),
        ("Book", "is in Excel's old format (.xls). Open it in Excel and save it as .xlsx."),
        ("__properties_version1.0", "is an Outlook message. Save the plan attached to it and give that."),
        ("Anything", f"is an old Office file of an unknown kind. {_FORMATS}"),
    ],
)
def test_locked_and_old_office_files_are_named(tmp_path: Path, stream: str, told: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(_OLD_OFFICE + stream.encode("utf-16-le") + bytes(100))
    assert _refusal(path) == f"plan.docx {told}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (rb"{\rtf1 plan}", f"is in rich text format. Open it in Word and save it as .docx. {_FORMATS}"),
        (
            b"\xef\xbb\xbf\n<!DOCTYPE HTML><table>",
            "is a web page, whatever its name says. Open it and save it as .docx or .xlsx, or download the plan again.",
        ),
        (
            b"<?xml version='1.0'?><Workbook/>",
            f"is an XML file. Open it in the program that made it and save it as .docx or .xlsx. {_FORMATS}",
        ),
        (
            b"\x89PNG\r\n\x1a\n....",
            "is a picture: it holds no text. Give the document it was taken from, or have its text recognised (OCR).",
        ),
        (b"\x1f\x8b\x08....", "is a compressed archive. Unpack it and give the plan."),
        (b"PK\x05\x06" + bytes(18), "is an empty zip archive. Give the plan itself."),
        (
            b"just words",
            f"is called .docx but does not begin like one: it is damaged or was renamed. {_FORMATS}",
        ),
    ],
)
def test_what_a_wrong_name_hides_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    assert _refusal(path) == f"plan.docx {told}"


def test_a_million_empty_rows_of_text_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Ref\tAction\n" + "\t\t \n" * 1_000_000 + "1.1\tTrain\n")
    assert all_texts(open_document(tmp_path / "plan.txt")) == [["Ref", "Action"], ["1.1", "Train"]]


def test_more_lines_than_a_plan_has_are_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("a\n" * 100_001)
    assert _refusal(tmp_path / "plan.txt") == (
        "plan.txt holds more than 100,000 filled cells, far more than a plan. "
        "Save the plan's own sheet or rows as a file and give that."
    )


def test_a_word_file_cut_short_is_not_read_by_halves(tmp_path: Path) -> None:
    whole = _word_plan(tmp_path / "whole.docx").read_bytes()
    for share in (0.1, 0.5, 0.9):
        (tmp_path / "cut.docx").write_bytes(whole[: int(len(whole) * share)])
        assert outcome(open_document, tmp_path / "cut.docx") == (
            "cut.docx is cut short or damaged: the end of the file, which says what is in it, is missing. "
            "Copy or download it again, whole."
        )


def test_more_letters_than_a_plan_has_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Ref\tAction\n" + f"1.1\t{'x' * 1_000_000}\n" * 6)
    assert _refusal(tmp_path / "plan.txt") == (
        "plan.txt holds 14 cells and 6.0 million letters, far more than a plan. Give the part that holds the plan."
    )
