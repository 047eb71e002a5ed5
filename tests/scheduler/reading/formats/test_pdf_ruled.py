"""PDF tables with drawn lines: cells, merges, paragraphs, page breaks."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scheduler.plans.plan import Place
from scheduler.reading.pdf import read_pdf
from tests.scheduler.reading.formats.pdfs import (
    CENTRED,
    GRID,
    HEADER,
    WIDTHS,
    nested_pdf,
    plan_rows,
    sideways_pdf,
    table_pdf,
)
from tests.scheduler.reading.formats.tables import all_texts, cell_at, texts


def test_wrapped_cells_flow_again_and_know_their_place(tmp_path: Path) -> None:
    rows = plan_rows(5)
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=GRID))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]
    assert cell_at(document, 1, 4, 2).place == Place(page=1, table=1, row=4, column=2)
    assert document.name == "plan.pdf"


def test_paragraphs_stand_beside_the_table_and_the_last_one_above_is_its_heading(tmp_path: Path) -> None:
    made = table_pdf(
        tmp_path / "plan.pdf",
        [HEADER, *plan_rows(2)],
        style=GRID,
        above=["Improvement plan", "Priority 1: assessment"],
        below=["G means complete."],
    )
    document = read_pdf(made)
    assert document.tables[0].heading == "Priority 1: assessment"
    assert [cell.text for cell in document.paragraphs] == [
        "Improvement plan",
        "Priority 1: assessment",
        "G means complete.",
    ]


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_over_pages_keeps_every_row_whole_with_its_header_repeated_or_not(tmp_path: Path, repeat: int) -> None:
    rows = plan_rows(60)
    made = table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=GRID, repeat=repeat, running_head="Draft 3")
    document = read_pdf(made)
    assert len(document.tables) > 3
    assert [table.heading for table in document.tables] == [""] * len(document.tables)
    assert [row for row in all_texts(document) if row != list(HEADER)] == list(map(list, rows))
    assert all_texts(document).count(list(HEADER)) == (len(document.tables) if repeat else 1)
    assert document.paragraphs == ()


def test_rows_on_a_later_page_name_that_page(tmp_path: Path) -> None:
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *plan_rows(30)], style=GRID))
    assert [table.place.page for table in document.tables] == [1, 2, 3]
    assert document.tables[1].rows[1].cells[0].place == Place(page=2, table=2, row=2, column=1)


def test_rows_with_references_stay_apart_over_a_page_break_though_their_dates_fill_the_column(tmp_path: Path) -> None:
    rows = [("", f"1.{number} Train the team", "September 2026") for number in range(1, 61)]
    header = ("Area", "Actions", "Target date")
    path = table_pdf(tmp_path / "plan.pdf", [header, *rows], style=GRID, widths=(60, 150, 80), repeat=0)
    assert all_texts(read_pdf(path))[1:] == [list(row) for row in rows]


def test_a_row_cut_by_a_page_break_is_whole_again_in_mid_sentence(tmp_path: Path) -> None:
    long = " ".join(f"Step {number} is agreed with all partners before the next begins." for number in range(120))
    rows = [["1.1", long, "AB", "May 2025", ""], ["1.2", "Publish.", "CD", "June 2025", ""]]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=GRID, repeat=0))
    assert [(table.place.page, texts(table)) for table in document.tables] == [
        (1, [list(HEADER), rows[0]]),
        (4, [rows[1]]),
    ]


def test_a_cell_merged_over_rows_repeats_its_words_and_says_so(tmp_path: Path) -> None:
    rows = [
        ["Area", "Action", "Lead"],
        ["Victims", "Write to each victim.", "AB"],
        ["", "Ask what they wish.", ""],
    ]
    style = (*GRID, ("SPAN", (0, 1), (0, 2)), ("SPAN", (2, 1), (2, 2)))
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=style, widths=(100, 300, 100)))
    assert texts(document.tables[0])[2] == ["Victims", "Ask what they wish.", "AB"]
    assert [cell.continues for cell in document.tables[0].rows[1].cells] == [False, False, False]
    assert [cell.continues for cell in document.tables[0].rows[2].cells] == [True, False, True]


def test_a_heading_merged_across_the_table_says_how_many_columns_it_covers(tmp_path: Path) -> None:
    rows = [list(HEADER), ["1. Victims", "", "", "", ""], *map(list, plan_rows(1))]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=(*GRID, ("SPAN", (0, 1), (-1, 1)))))
    assert texts(document.tables[0])[1] == ["1. Victims", "", "", "", ""]
    assert cell_at(document, 1, 2, 1).spans == 5


def test_a_page_of_merged_headings_alone_keeps_the_columns_of_the_pages_before(tmp_path: Path) -> None:
    filler = [[f"{number}. Heading", "", "", "", ""] for number in range(1, 60)]
    rows = [list(HEADER), *map(list, plan_rows(15)), *filler]
    style = (*GRID, ("SPAN", (0, 16), (-1, 16)), *[("SPAN", (0, at), (-1, at)) for at in range(17, len(rows))])
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=style, repeat=0))
    assert {len(row.cells) for table in document.tables for row in table.rows} == {5}


@pytest.mark.parametrize(
    ("typed", "paragraphs"),
    [
        ("1.11 Train all staff.<br/>1.12 Ask them why.", ("1.11 Train all staff.", "1.12 Ask them why.")),
        ("• Train all staff.<br/>• Ask them why.", ("Train all staff.", "Ask them why.")),
        ("- Train all staff.<br/>- Ask them why.", ("Train all staff.", "Ask them why.")),
        ("Short.<br/>Another line that was typed.", ("Short.", "Another line that was typed.")),
        ("Done on 12.03.2025 by all", ("Done on 12.03.2025 by all",)),
    ],
)
def test_a_cells_paragraphs_begin_where_they_were_typed(tmp_path: Path, typed: str, paragraphs: Sequence[str]) -> None:
    rows = [["Action", "Lead"], [typed, "AB"], ["A longer line that shows how wide the column is, to its end", "CD"]]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=GRID, widths=(280, 100)))
    assert cell_at(document, 1, 2, 1).paragraphs == paragraphs


def test_a_reference_that_wraps_to_the_head_of_a_line_begins_a_paragraph(tmp_path: Path) -> None:
    rows = [["Action", "Lead"], ["1.11 Agree the terms of the panel. 1.12 Ask the partners for their own views.", "AB"]]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=GRID, widths=(157, 100)))
    assert cell_at(document, 1, 2, 1).paragraphs == (
        "1.11 Agree the terms of the panel.",
        "1.12 Ask the partners for their own views.",
    )


def test_a_hyphen_at_a_lines_end_closes_up(tmp_path: Path) -> None:
    rows = [["Action", "Lead"], ["All of the audits are to be re-issued to the service", "AB"]]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", rows, style=GRID, widths=(140, 100)))
    assert cell_at(document, 1, 2, 1).paragraphs == ("All of the audits are to be re-issued to the service",)


@pytest.mark.parametrize("turned_page", [True, False])
def test_a_table_printed_sideways_reads_like_any_other(tmp_path: Path, turned_page: bool) -> None:
    rows = plan_rows(4)
    document = read_pdf(sideways_pdf(tmp_path / "plan.pdf", [HEADER, *rows], turned_page=turned_page))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]


def test_a_table_inside_a_form_on_a_cropped_sheet_reads_like_any_other(tmp_path: Path) -> None:
    rows = plan_rows(4)
    document = read_pdf(nested_pdf(tmp_path / "plan.pdf", [HEADER, *rows]))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]
    assert document.paragraphs == ()


def test_a_table_wider_than_its_sheet_loses_no_words(tmp_path: Path) -> None:
    rows = plan_rows(3)
    wide = [width * 1.6 for width in WIDTHS]
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=GRID, widths=wide))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]


def test_cells_centred_in_their_rows_stay_in_them(tmp_path: Path) -> None:
    rows = plan_rows(5)
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [HEADER, *rows], style=(*GRID, *CENTRED)))
    assert all_texts(document) == [list(HEADER), *map(list, rows)]


def test_a_frame_round_words_is_no_table(tmp_path: Path) -> None:
    document = read_pdf(table_pdf(tmp_path / "plan.pdf", [["A box with a remark"]], style=GRID, widths=(300,)))
    assert (document.tables, [cell.text for cell in document.paragraphs]) == ((), ["A box with a remark"])
