"""Word documents: merges, list numbers, tracked changes, forms, headings and tables inside cells."""

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from scheduler.plans.plan import LeadSource
from scheduler.reading.docx import read_docx
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.plan.documents import actions, due, fill, leads, reading, titles, word

_HEADER = ("Ref", "Area", "Action", "Lead", "Target date", "Progress")


def test_a_vertically_merged_lead_covers_its_rows_as_printed(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(
            document,
            _HEADER,
            ("1", "Board", "Meet often", "PN", "Sept 2026", ""),
            ("", "", "Write minutes", "", "Oct 2026", ""),
            ("2", "Staff", "Hold a day", "", "Nov 2026", ""),
        )
        for column in (0, 1, 3):
            table.cell(1, column).merge(table.cell(2, column))

    read = actions(word(tmp_path, build))
    assert {ref: [(lead.words, lead.source) for lead in action.leads] for ref, action in read.items()} == {
        "1.a": [("PN", LeadSource.COLUMN)],
        "1.b": [("PN", LeadSource.COLUMN)],
        "2.a": [],
    }


def test_an_empty_lead_cell_in_word_is_empty_not_carried(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        fill(document, ("Action", "Lead", "By when"), ("Meet", "PN", "Sept 2026"), ("Write", "", "Oct 2026"))

    assert leads(word(tmp_path, build)) == {"1": ["PN"], "2": []}


def test_a_row_across_the_table_heads_the_rows_below(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(
            document,
            ("Action", "Lead", "By when"),
            ("Leadership", "", ""),
            ("Appoint a chair", "PN", "Sept 2026"),
            ("Practice", "", ""),
            ("Write a guide", "TM", "Oct 2026"),
        )
        for row in (1, 3):
            table.cell(row, 0).merge(table.cell(row, 2))

    document = word(tmp_path, build)
    assert titles(document) == {"1.a": "Appoint a chair", "2.a": "Write a guide"}
    assert [area.title for area in reading(document).plan.areas] == ["Leadership", "Practice"]


def test_numbers_that_word_draws_before_list_paragraphs_are_references(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(document, ("Ref", "Action", "By when"), ("", "Meet often", "Sept 2026"), ("", "Write", "Oct 2026"))
        for row in (1, 2):
            table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]

    assert titles(word(tmp_path, build)) == {"1": "Meet often", "2": "Write"}


def test_list_levels_count_anew_under_each_number(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        for level, words in ((0, "One"), (1, "One one"), (1, "One two"), (0, "Two"), (1, "Two one")):
            paragraph = document.add_paragraph(words)
            numbered = OxmlElement("w:numPr")
            numbered.extend([_valued("w:ilvl", str(level)), _valued("w:numId", "1")])
            paragraph._p.get_or_add_pPr().append(numbered)
        numbering = document.part.numbering_part.element
        abstract = numbering.num_having_numId(1).abstractNumId.val
        levels = next(
            one for one in numbering.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(abstract)
        )
        for level in levels.findall(qn("w:lvl")):
            levels.remove(level)
        for depth, pattern in enumerate(("%1.", "%1.%2")):
            levels.append(_level(depth, pattern))

    read = word(tmp_path, build)
    assert [cell.text for cell in read.paragraphs] == ["1. One", "1.1 One one", "1.2 One two", "2. Two", "2.1 Two one"]


def _level(depth: int, pattern: str) -> etree._Element:
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), str(depth))
    level.extend([_valued("w:start", "1"), _valued("w:numFmt", "decimal"), _valued("w:lvlText", pattern)])
    return level


def _valued(tag: str, value: str) -> etree._Element:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def test_inserted_words_count_and_deleted_ones_do_not(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(document, ("Action", "Lead", "By when"), ("Meet ", "PN", "Sept 2026"))
        paragraph = table.cell(1, 0).paragraphs[0]
        inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
        inserted.append(paragraph.add_run("every month")._r)
        deleted.append(paragraph.add_run("every week")._r)
        paragraph._p.append(inserted)
        paragraph._p.append(deleted)

    assert titles(word(tmp_path, build)) == {"1": "Meet every month"}


def test_what_a_form_field_holds_is_read(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(document, ("Action", "Lead", "By when"), ("Meet", "PN", "Sept 2026"))
        body, wrapper, content = document.element.body, OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        body.insert(body.index(table._tbl), wrapper)
        wrapper.append(content)
        content.append(table._tbl)

    assert titles(word(tmp_path, build)) == {"1": "Meet"}


def test_tables_under_headings_are_one_plan_and_a_legend_is_none(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        document.add_heading("Improvement plan 2026", 0)
        fill(document, ("RAG", "Meaning"), ("Green", "Complete"), ("Amber", "In progress"))
        for number, action in ((1, "Appoint a chair"), (2, "Write a guide")):
            document.add_heading(f"Priority {number}: Topic {number}", 1)
            document.add_paragraph("What we want to see in this part of the service.")
            fill(document, ("Action", "Lead", "By when"), (action, "PN", "Sept 2026"))

    document = word(tmp_path, build)
    read = reading(document)
    assert read.plan.title == "Improvement plan 2026"
    assert [(area.ref, area.title) for area in read.plan.areas] == [("1", "Topic 1"), ("2", "Topic 2")]
    assert titles(document) == {"1.a": "Appoint a chair", "2.a": "Write a guide"}


def test_a_line_above_each_tables_header_heads_its_rows(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        for number in (1, 2):
            table = fill(
                document,
                (f"Recommendation {number}: Topic {number}", "", ""),
                ("Action", "Lead", "By when"),
                (f"Do {number}", "PN", "Sept 2026"),
            )
            table.cell(0, 0).merge(table.cell(0, 2))
            document.add_paragraph()

    document = word(tmp_path, build)
    assert titles(document) == {"1.a": "Do 1", "2.a": "Do 2"}
    assert [(area.ref, area.title) for area in reading(document).plan.areas] == [("1", "Topic 1"), ("2", "Topic 2")]


def test_a_header_over_two_columns_is_parted_by_the_row_below(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(
            document,
            ("Action", "Lead", "Timescale", "", "Progress"),
            ("", "", "Start", "End", ""),
            ("Build the pathway", "PN", "Jan 2026", "Dec 2026", "Under way"),
        )
        table.cell(0, 2).merge(table.cell(0, 3))
        for column in (0, 1, 4):
            table.cell(0, column).merge(table.cell(1, column))

    (action,) = actions(word(tmp_path, build)).values()
    assert (str(action.starts_on), str(action.target and action.target.due_on)) == ("2026-01-01", "2026-12-31")


def test_cells_that_span_other_columns_than_their_headers_are_read_where_most_of_them_stands(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        table = fill(
            document,
            ("Action", "", "", "Lead", "By when"),
            ("Meet often", "", "PN", "", "Sept 2026"),
            ("Write minutes", "", "", "TM", "Oct 2026"),
        )
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 2).merge(table.cell(0, 3)).text = "Lead"
        table.cell(1, 0).merge(table.cell(1, 1))
        table.cell(1, 2).merge(table.cell(1, 3))
        table.cell(2, 0).merge(table.cell(2, 1))

    document = word(tmp_path, build)
    assert leads(document) == {"1": ["PN"], "2": ["TM"]}
    assert due(document) == {"1": "2026-09-30", "2": "2026-10-31"}


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        outer = fill(document, ("Outer", ""))
        inner = outer.cell(0, 1).add_table(rows=1, cols=2)
        inner.cell(0, 0).text = "Inner"

    read = word(tmp_path, build)
    assert [[cell.text for cell in table.rows[0].cells] for table in read.tables] == [["Outer", ""], ["Inner", ""]]


def test_a_file_that_is_no_word_document_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"no package")
    with pytest.raises(UnreadableDocument) as raised:
        read_docx(path)
    assert str(raised.value).startswith("plan.docx cannot be opened as a Word document (")
    assert str(raised.value).endswith("save it again from Word as .docx, or give another format.")


@pytest.mark.parametrize("main", ["<a/>", f'<w:document xmlns:w="{nsmap["w"]}"/>'])
def test_a_package_whose_main_part_is_no_word_document_is_refused_in_plain_words(tmp_path: Path, main: str) -> None:
    docx.Document().save(str(tmp_path / "whole.docx"))
    path = tmp_path / "plan.docx"
    with ZipFile(tmp_path / "whole.docx") as whole, ZipFile(path, "w") as package:
        for name in whole.namelist():
            package.writestr(name, main if name == "word/document.xml" else whole.read(name))
    with pytest.raises(UnreadableDocument) as raised:
        read_docx(path)
    assert str(raised.value) == (
        "plan.docx says it is a Word document, but its main part is not one that Word writes; "
        "save it again from Word as .docx, or give another format."
    )
