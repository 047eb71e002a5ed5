"""What a file may cost, and what happens when it costs more."""

import zlib
from pathlib import Path

import pytest

from scheduler.reading.guard import allowance, open_guarded
from scheduler.reading.open_document import open_document
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.formats.pdfs import GRID, HEADER, plan_rows, table_pdf
from tests.scheduler.reading.formats.tables import all_texts
from tests.scheduler.reading.formats.workbooks import inline, packed, workbook_parts

_CURE = (
    "It is damaged, made to keep a program busy, or far larger than a plan. "
    "Save it again from Word or Excel, or give only the pages that hold the plan."
)


def _refusal(path: Path, *, seconds: float = 10, megabytes: int = 500) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        open_guarded(path, seconds=seconds, megabytes=megabytes)
    return str(refusal.value)


def test_a_document_is_the_same_as_read_without_a_guard(tmp_path: Path) -> None:
    path = table_pdf(tmp_path / "plan.pdf", [HEADER, *plan_rows(3)], style=GRID)
    assert open_guarded(path) == open_document(path)


def test_a_refusal_comes_through_word_for_word(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").touch()
    assert _refusal(tmp_path / "plan.docx") == "plan.docx is empty (0 bytes). Copy or save it again."


def test_a_name_with_blanks_and_accents_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "-- Zoë’s plan.csv"
    path.write_text("Ref,Action\n1.1,Train\n")
    assert open_guarded(path).name == "-- Zoë’s plan.csv"


def _busy_workbook(path: Path) -> Path:
    """Two million empty cells that do not name their places: honest XML, and a lot of it."""
    rows = f'<row r="1">{inline("A1", "Ref")}{inline("B1", "Action")}</row>' + "<row><c/></row>" * 2_000_000
    return packed(path, workbook_parts(rows))


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = _busy_workbook(tmp_path / "busy.xlsx")
    within = {f"busy.xlsx could not be read within {seconds} seconds. {_CURE}" for seconds in (1, 3)}
    assert {_refusal(path, seconds=1)} <= within  # 1 of a processor's; 3 on the clock of a busy machine


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    strings = f"<si><t>{'x' * 100_000}</t></si>" * 1_000
    path = packed(tmp_path / "big.xlsx", workbook_parts(f'<row r="1">{inline("A1", "a")}</row>', strings=strings))
    assert _refusal(path, seconds=60, megabytes=60) == (
        "big.xlsx needs more memory than a plan should: it is far bigger inside than it looks. "
        "Open it in Excel and save it again as .xlsx."
    )


def test_a_file_that_ends_the_process_that_reads_it_is_given_up(tmp_path: Path) -> None:
    strokes = zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 9)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length "
        + str(len(strokes)).encode()
        + b"/Filter/FlateDecode>>stream\n"
        + strokes
        + b"\nendstream\n"
        b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    assert _refusal(path, megabytes=200) == f"bomb.pdf stopped the program that was reading it. {_CURE}"


def test_programs_that_lie_beside_the_file_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "plan.csv").write_text("Ref,Action\n1.1,Train\n")
    monkeypatch.chdir(tmp_path)
    assert all_texts(open_guarded(Path("plan.csv"))) == [["Ref", "Action"], ["1.1", "Train"]]


@pytest.mark.parametrize(
    ("head", "megabytes", "allowed"),
    [
        (b"%PDF-1.7", 0.01, 11),
        (b"%PDF-1.7", 1, 18),
        (b"%PDF-1.7", 2.5, 30),
        (b"%PDF-1.7", 100, 40),
        (b"PK\x03\x04", 100, 10),
        (b"Ref,Action", 10, 10),
    ],
)
def test_only_a_long_pdf_may_take_longer(head: bytes, megabytes: float, allowed: int) -> None:
    assert allowance(head, int(megabytes * 1e6), 10) == allowed
