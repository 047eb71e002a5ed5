"""PDFs that cannot be read say why, and what to do."""

from pathlib import Path

import pytest

from scheduler.reading.pdf import read_pdf
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.formats.pdfs import (
    GRID,
    HEADER,
    lines_pdf,
    partly_scanned_pdf,
    plan_rows,
    scanned_pdf,
    table_pdf,
)


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        read_pdf(path)
    return str(refusal.value)


@pytest.mark.parametrize(("pages", "told"), [(1, "its one page holds"), (3, "its 3 pages hold")])
def test_a_scanned_pdf_says_that_it_has_no_text(tmp_path: Path, pages: int, told: str) -> None:
    assert _refusal(scanned_pdf(tmp_path / "scan.pdf", pages)) == (
        f"scan.pdf has no text that can be read: {told} a picture of text, as a scanner makes it. Ask for the original "
        "(Word, Excel or a PDF made from them), or have the text recognised (OCR) first."
    )


def test_a_scanners_stamp_is_no_text_of_the_plan(tmp_path: Path) -> None:
    assert "a picture of text" in _refusal(scanned_pdf(tmp_path / "scan.pdf", 2, stamp="Scanned on 3 March 2025"))


def test_scanned_pages_between_tables_are_not_passed_over(tmp_path: Path) -> None:
    assert _refusal(partly_scanned_pdf(tmp_path / "plan.pdf", {3, 4}, 6)) == (
        "plan.pdf has pages between its tables that are pictures without text: 3, 4. "
        "Ask for the original, or have the text of these pages recognised (OCR) first."
    )


def test_a_pictured_cover_and_back_are_passed_over(tmp_path: Path) -> None:
    document = read_pdf(partly_scanned_pdf(tmp_path / "plan.pdf", {1, 4}, 4))
    assert [table.place.page for table in document.tables] == [2, 3]


def test_an_empty_page_says_that_it_has_no_text(tmp_path: Path) -> None:
    assert _refusal(lines_pdf(tmp_path / "blank.pdf", [[]])) == (
        "blank.pdf has no text that can be read: its one page holds no text. Ask for the original "
        "(Word, Excel or a PDF made from them), or have the text recognised (OCR) first."
    )


def test_a_locked_pdf_says_that_a_password_is_needed(tmp_path: Path) -> None:
    assert _refusal(lines_pdf(tmp_path / "locked.pdf", [["Secret"]], password="open sesame")) == (
        "locked.pdf is locked with a password. Open it, print or export it without one, and give that copy."
    )


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    document = read_pdf(lines_pdf(tmp_path / "plan.pdf", [["Improvement plan"]], owner_password="owner"))
    assert [cell.text for cell in document.paragraphs] == ["Improvement plan"]


def test_a_pdf_cut_short_is_not_read_by_halves(tmp_path: Path) -> None:
    whole = table_pdf(tmp_path / "whole.pdf", [HEADER, *plan_rows(60)], style=GRID).read_bytes()
    for share in (0.3, 0.6, 0.9, 0.99):
        cut = tmp_path / "cut.pdf"
        cut.write_bytes(whole[: int(len(whole) * share)])
        assert _refusal(cut) == (
            "cut.pdf is cut short: the end of the PDF is missing. Download or copy it again, whole."
        )


def test_a_damaged_pdf_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n" + b"nothing that a PDF holds\n" * 50 + b"%%EOF\n")
    assert _refusal(damaged) == (
        "damaged.pdf is damaged: it cannot be opened as a PDF. Ask for the file again, or for the original."
    )


def test_more_pages_than_a_plan_has_are_refused(tmp_path: Path) -> None:
    assert _refusal(lines_pdf(tmp_path / "archive.pdf", [["x"]] * 1_001)) == (
        "archive.pdf has 1,001 pages; plans of up to 1,000 pages are read. "
        "Give the pages that hold the plan as a PDF of their own."
    )
