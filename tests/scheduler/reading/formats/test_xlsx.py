"""Excel workbooks: sheets, titles, merges, dates, formulas, and the ways in which files are odd."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scheduler.plans.plan import Place
from scheduler.reading.read import RemarkKind, read_document
from scheduler.reading.rows import UnreadableDocument
from scheduler.reading.xlsx import read_xlsx
from tests.scheduler.reading.formats.tables import all_texts, cell_at, texts
from tests.scheduler.reading.formats.workbooks import inline, packed, workbook_parts


def _saved(workbook: Workbook, path: Path) -> Path:
    workbook.save(path)
    return path


def _plan(rows: Sequence[Sequence[object]], title: str = "Plan") -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return workbook


def _refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as refusal:
        read_xlsx(path)
    return str(refusal.value)


def test_rows_below_the_title_are_a_table_and_places_name_sheet_row_and_column(tmp_path: Path) -> None:
    workbook = _plan([["Improvement plan"], [], ["Ref", "Action"], ["1.1", "Train all staff"]], title="Priority 1")
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert [cell.text for cell in document.paragraphs] == ["Improvement plan"]
    assert document.tables[0].heading == "Improvement plan"
    assert all_texts(document) == [["Ref", "Action"], ["1.1", "Train all staff"]]
    assert cell_at(document, 1, 2, 2).place == Place(part="Priority 1", table=1, row=4, column=2)


def test_each_visible_sheet_with_rows_gives_a_table_headed_by_its_name(tmp_path: Path) -> None:
    workbook = _plan([["Ref", "Action"], ["1.1", "Train"]], title="Assessment")
    workbook.create_sheet("Victims").append(["Ref", "Action"])
    workbook.create_sheet("Notes").append(["Only a remark"])
    lists = workbook.create_sheet("Lists")
    lists.append(["Green", "Amber"])
    lists.sheet_state = "hidden"
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert [(table.heading, table.place.table) for table in document.tables] == [("Assessment", 1), ("Victims", 2)]
    assert [cell.text for cell in document.paragraphs] == ["Only a remark"]


def test_rows_hidden_by_a_filter_are_read(tmp_path: Path) -> None:
    workbook = _plan([["Ref", "Action"], ["1.1", "Train"], ["1.2", "Publish"]])
    workbook.worksheets[0].row_dimensions[2].hidden = True
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1:] == [["1.1", "Train"], ["1.2", "Publish"]]


def test_cells_merged_over_rows_carry_their_words_and_say_so(tmp_path: Path) -> None:
    workbook = _plan([["Area", "Action"], ["Victims", "Write"], [None, "Ask"], [None, "Listen"], ["Courts", "Meet"]])
    workbook.worksheets[0].merge_cells("A2:A4")
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1:] == [
        ["Victims", "Write"],
        ["Victims", "Ask"],
        ["Victims", "Listen"],
        ["Courts", "Meet"],
    ]
    assert [row.cells[0].continues for row in document.tables[0].rows] == [False, False, True, True, False]


def test_cells_merged_over_columns_say_how_many_they_cover(tmp_path: Path) -> None:
    workbook = _plan([["Ref", "Action", "Lead"], ["1. Victims", None, None], ["1.1", "Write", "AB"]])
    workbook.worksheets[0].merge_cells("A2:C2")
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1] == ["1. Victims", "", ""]
    assert cell_at(document, 1, 2, 1).spans == 3


def test_a_merge_of_the_whole_sheet_ends_where_its_words_do(tmp_path: Path) -> None:
    head = f'<row r="1">{inline("A1", "a")}{inline("B1", "b")}{inline("C1", "Notes")}</row>'
    rows = head + "".join(f'<row r="{row}">{inline(f"A{row}", "a")}{inline(f"B{row}", "b")}</row>' for row in (2, 3))
    merge = '<mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    document = read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(rows, after_rows=merge)))
    assert texts(document.tables[0]) == [["a", "b", "Notes"]] * 3
    assert [row.cells[2].continues for row in document.tables[0].rows] == [False, True, True]


def test_dates_are_told_as_their_format_shows_them(tmp_path: Path) -> None:
    workbook = _plan([["Action", "By", "Review"], ["Train", date(2025, 3, 14), date(2025, 3, 1)]])
    sheet = workbook.worksheets[0]
    sheet["B2"].number_format = "dd/mm/yyyy"
    sheet["C2"].number_format = "mmm-yy"
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1] == ["Train", "14 March 2025", "March 2025"]


def test_a_workbook_that_counts_from_1904_gives_the_same_days(tmp_path: Path) -> None:
    workbook = _plan([["Action", "By"], ["Train", date(2025, 3, 14)]])
    workbook.epoch = CALENDAR_MAC_1904
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1] == ["Train", "14 March 2025"]


def test_numbers_show_as_in_their_cells(tmp_path: Path) -> None:
    workbook = _plan([["Ref", "Share", "Cost", "Done", "Count"], [1.1, 0.75, 1250, True, 3]])
    sheet = workbook.worksheets[0]
    for cell, code in (("A2", "0.00"), ("B2", "0%"), ("C2", '"£"#,##0')):
        sheet[cell].number_format = code
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert texts(document.tables[0])[1] == ["1.10", "75%", "£1,250", "TRUE", "3"]


def test_lines_typed_into_a_cell_are_paragraphs(tmp_path: Path) -> None:
    workbook = _plan([["Action", "Lead"], ["1.1 Train\n\n1.2 Ask\r\nwhy", "AB"]])
    document = read_xlsx(_saved(workbook, tmp_path / "plan.xlsx"))
    assert cell_at(document, 1, 2, 1).paragraphs == ("1.1 Train", "1.2 Ask", "why")


def test_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    parts = workbook_parts(f'<row r="1">{inline("A1", "Action")}{inline("B1", "=HYPERLINK(1)")}</row>')
    assert all_texts(read_xlsx(packed(tmp_path / "plan.xlsx", parts))) == [["Action", "=HYPERLINK(1)"]]


def test_a_formula_counts_as_the_result_that_was_saved_with_it(tmp_path: Path) -> None:
    rows = (
        f'<row r="1">{inline("A1", "Action")}<c r="B1" t="str"><f>UPPER("by")</f><v>BY</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    )
    assert all_texts(read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(rows)))) == [["Action", "BY"], ["2"]]


def test_formulas_saved_without_results_are_all_named(tmp_path: Path) -> None:
    workbook = _plan([["Action", "=TODAY()"], *[[f"Step {number}", "=A1"] for number in range(6)]])
    assert _refusal(_saved(workbook, tmp_path / "plan.xlsx")) == (
        "plan.xlsx holds formulas whose results were never saved (Plan, cell B1; Plan, cell B2; Plan, cell B3; "
        "Plan, cell B4; Plan, cell B5 and 2 more). Open it in Excel, save it, and give the saved file."
    )


def test_shared_and_formatted_text_is_joined_and_phonetic_readings_are_left_out(tmp_path: Path) -> None:
    strings = (
        "<si><r><t>1.1 </t></r><r><rPr><b/></rPr><t>Train</t></r><rPh sb='0' eb='1'><t>TORAIN</t></rPh></si>"
        "<si><t>two_x000A_lines</t></si>"
    )
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    document = read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(rows, strings=strings)))
    assert [cell.paragraphs for cell in document.tables[0].rows[0].cells] == [("1.1 Train",), ("two", "lines")]


def test_rows_and_cells_without_numbers_follow_each_other(tmp_path: Path) -> None:
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    rows = f"<row>{cell.format('a')}{cell.format('b')}</row><row r='5'>{cell.format('c')}{cell.format('d')}</row>"
    document = read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(rows)))
    assert [row.place.row for row in document.tables[0].rows] == [1, 5]


def test_iso_dates_and_errors_read_as_they_show(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="d"><v>2025-03-14T00:00:00</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
    assert all_texts(read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(rows)))) == [["14 March 2025", "#REF!"]]


def test_a_million_formatted_rows_without_words_are_passed_over(tmp_path: Path) -> None:
    head = f'<row r="1">{inline("A1", "Ref")}{inline("B1", "Action")}</row>'
    empty = "".join(f'<row r="{number}" s="1"><c r="A{number}" s="1"/></row>' for number in range(2, 1_048_576))
    last = f'<row r="1048576">{inline("A1048576", "9.9")}{inline("B1048576", "The last row")}</row>'
    document = read_xlsx(packed(tmp_path / "plan.xlsx", workbook_parts(head + empty + last)))
    assert [(row.place.row, [cell.text for cell in row.cells]) for row in document.tables[0].rows] == [
        (1, ["Ref", "Action"]),
        (1_048_576, ["9.9", "The last row"]),
    ]


def test_words_far_to_the_right_are_refused_with_their_column(tmp_path: Path) -> None:
    parts = workbook_parts(f'<row r="1">{inline("A1", "Ref")}{inline("XFD1", "stray")}</row>')
    assert _refusal(packed(tmp_path / "plan.xlsx", parts)) == (
        "plan.xlsx has words in column 16,384; tables of up to 400 columns are read. "
        "Save the plan's own sheet or columns as a file and give that."
    )


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" s="-1"><v>7</v></c><c r="??"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>many</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_a_workbook_that_contradicts_itself_is_named_as_damaged(tmp_path: Path, rows: str) -> None:
    assert _refusal(packed(tmp_path / "plan.xlsx", workbook_parts(rows))) == (
        "plan.xlsx is damaged and cannot be read as an Excel workbook. Open it in Excel and save it again as .xlsx."
    )


@pytest.mark.parametrize("missing", ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_without_one_of_its_parts_is_named_as_damaged(tmp_path: Path, missing: str) -> None:
    parts = {name: content for name, content in workbook_parts("").items() if name != missing}
    assert _refusal(packed(tmp_path / "plan.xlsx", parts)) == (
        "plan.xlsx is damaged and cannot be read as an Excel workbook. Open it in Excel and save it again as .xlsx."
    )


def test_a_note_right_of_the_table_moves_no_cell_and_is_listed(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (
        ["Ref", "Action", "Lead", "By when"],
        ["1.1", "Meet", "PN", "July 2026", None, "ask Jo"],
        ["1.2", "Ask", "TM"],
    ):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "plan.xlsx")
    read = read_document(read_xlsx(tmp_path / "plan.xlsx"), as_of=date(2026, 6, 1))
    assert [(action.ref, action.title) for action in read.plan.actions] == [("1.1", "Meet"), ("1.2", "Ask")]
    assert [one.text for one in read.remarks if one.kind is RemarkKind.LEFT_OVER] == ["“ask Jo” was used for nothing."]
