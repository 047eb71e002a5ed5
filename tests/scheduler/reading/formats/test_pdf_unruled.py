"""PDF tables without lines round their cells: columns by white, rows by lines, white or flow."""

from pathlib import Path
from typing import Any

import pytest

from scheduler.reading.pdf import read_pdf
from tests.scheduler.reading.formats.pdfs import (
    CENTRED,
    HEADER,
    LINE_BELOW_HEADER,
    LINES_BETWEEN_ROWS,
    NO_PADDING,
    SHADED_ROWS,
    WIDTHS,
    lines_pdf,
    plan_rows,
    table_pdf,
)
from tests.scheduler.reading.formats.tables import all_texts, cell_at, texts

_LOOKS = {
    "no lines": (),
    "no lines, no white between rows": NO_PADDING,
    "lines between rows": LINES_BETWEEN_ROWS,
    "lines between rows, no white": (*LINES_BETWEEN_ROWS, *NO_PADDING),
    "shaded rows": SHADED_ROWS,
    "a line below the header": LINE_BELOW_HEADER,
    "cells centred in their rows": CENTRED,
}


@pytest.mark.parametrize("look", list(_LOOKS))
def test_every_row_is_read_whatever_parts_the_rows(tmp_path: Path, look: str) -> None:
    style: tuple[Any, ...] = _LOOKS[look]
    rows = plan_rows(40)
    made = table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=style, above=["Improvement plan"], running_head="v2")
    document = read_pdf(made)
    assert [row for row in all_texts(document) if row != list(HEADER)] == list(map(list, rows))
    assert all_texts(document).count(list(HEADER)) == len(document.tables)
    assert [cell.text for cell in document.paragraphs] == ["Improvement plan"]


@pytest.mark.parametrize("look", ["no lines", "no lines, no white between rows", "lines between rows"])
def test_rows_without_numbers_are_told_apart_too(tmp_path: Path, look: str) -> None:
    style: tuple[Any, ...] = _LOOKS[look]
    rows = [row[1:] for row in plan_rows(10)]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER[1:], *rows], style=style, widths=WIDTHS[1:]))
    assert all_texts(document) == [list(HEADER[1:]), *map(list, rows)]


def test_a_second_page_without_a_header_keeps_the_first_ones_columns(tmp_path: Path) -> None:
    rows = plan_rows(40)
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], repeat=0))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]


def test_a_single_row_below_a_header_is_a_table(tmp_path: Path) -> None:
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *plan_rows(1)]))
    assert all_texts(document) == [list(HEADER), *map(list, plan_rows(1))]


def test_a_heading_that_runs_across_is_a_row_of_its_own(tmp_path: Path) -> None:
    heading = "1. Make sure that every plan says how children and those around them are kept safe from harm"
    rows = [list(HEADER), [heading, "", "", "", ""], *map(list, plan_rows(4))]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=(("SPAN", (0, 1), (-1, 1)),)))
    assert texts(document.tables[0])[1] == [heading, "", "", "", ""]
    assert cell_at(document, 1, 2, 1).spans == 5


def test_an_area_beside_several_rows_is_read_whole(tmp_path: Path) -> None:
    area = "Children and those who care for them know who works with them and why they do"
    actions = [row[1:4] for row in plan_rows(3)]
    rows = [("Area", "Action", "Lead", "Target date"), (area, *actions[0]), *(("", *row) for row in actions[1:])]
    style = (*NO_PADDING, ("SPAN", (0, 1), (0, 3)))
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=style, widths=(80, 260, 90, 110)))
    assert all_texts(document) == list(map(list, rows))


def test_lines_of_prose_are_no_table(tmp_path: Path) -> None:
    page = [f"This is line {number} of a report that has no table, and says so in whole lines." for number in range(30)]
    document = read_pdf(lines_pdf(tmp_path / "report.pdf", [page]))
    assert (document.tables, len(document.paragraphs)) == ((), 1)


def test_lines_that_begin_with_what_they_tell_are_no_table(tmp_path: Path) -> None:
    page = ["To:              The board", "From:          The co-ordinator", "Date:          3 March 2025", "A letter."]
    document = read_pdf(lines_pdf(tmp_path / "letter.pdf", [page]))
    assert document.tables == ()


def test_running_heads_and_page_numbers_are_no_part_of_the_plan(tmp_path: Path) -> None:
    pages = [["OFFICIAL", "", "", *[f"Paragraph {number} of page {page}." for number in range(9)]] for page in range(4)]
    document = read_pdf(lines_pdf(tmp_path / "report.pdf", pages))
    assert "OFFICIAL" not in " ".join(cell.text for cell in document.paragraphs)
    assert "Paragraph 8 of page 3." in document.paragraphs[-1].text


def test_words_that_stand_once_at_a_pages_head_stay(tmp_path: Path) -> None:
    document = read_pdf(lines_pdf(tmp_path / "report.pdf", [["Improvement plan 2025"], ["Annex"], ["Key"]]))
    assert [cell.text for cell in document.paragraphs] == ["Improvement plan 2025", "Annex", "Key"]
