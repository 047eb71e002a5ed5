"""Extracted text: tabs, scraps of mark-up, rows cut by page breaks, headers that repeat, words that broke."""

import pytest

from scheduler.reading.broken_words import rejoin, words_of
from scheduler.reading.markup import paragraphs, plain
from scheduler.reading.read import RemarkKind
from scheduler.reading.text import read_text
from tests.scheduler.reading.plan.documents import actions, due, leads, remarks, text, titles

_HEADER = "Area|Actions|Target date/Progress"


def test_tabs_part_cells_and_other_lines_are_paragraphs() -> None:
    read = text("A plan", "", "Action|Lead", "Meet|PN", "", "The end")
    assert [cell.text for cell in read.paragraphs] == ["A plan", "The end"]
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows] == [["Action", "Lead"], ["Meet", "PN"]]
    assert read.tables[0].heading == "A plan"


def test_a_blank_line_ends_a_table_and_the_next_one_has_no_heading() -> None:
    read = text("A plan", "Action|Lead", "Meet|PN", "", "Write|TM")
    assert [(table.heading, len(table.rows)) for table in read.tables] == [("A plan", 2), ("", 1)]


def test_markdown_tables_are_tables() -> None:
    read = read_text("| Ref | Action |\n|---|---|\n| A1 | Meet |", name="plan.md")
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows] == [["Ref", "Action"], ["A1", "Meet"]]


@pytest.mark.parametrize(
    ("scrap", "expected"),
    [
        ("<p>One</p> <p>Two</p>", ("One", "Two")),
        ("One<br>Two<br/>Three", ("One", "Two", "Three")),
        ("<ul style='x'> <li>One</li> <li>Two</li></ul>", ("One", "Two")),
        ("young people <11 & others", ("young people <11 & others",)),
        ("Bread &amp; butter", ("Bread & butter",)),
        ("the 5<sup>th</sup> week", ("the 5th week",)),
        ("", ()),
    ],
)
def test_scraps_of_mark_up_part_paragraphs_or_go(scrap: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(scrap) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("# **A plan**", "A plan"), ("**Director:** us", "Director: us"), ("2 ** 3", "2 ** 3"), ("#4", "#4")],
)
def test_markdown_marks_go_from_a_line(line: str, expected: str) -> None:
    assert plain(line) == expected


def test_a_row_cut_by_a_page_break_goes_on_below_the_repeated_header() -> None:
    read = text(
        _HEADER,
        "1.1 Plans|1.11 Write a guide that|1.11 Oct 2026 - PN to write",
        "",
        _HEADER,
        "|everybody understands. 1.12 Share it.|it. 1.12 Nov 2026",
    )
    assert titles(read) == {"1.11": "Write a guide that everybody understands.", "1.12": "Share it."}
    assert due(read) == {"1.11": "2026-10-31", "1.12": "2026-11-30"}


def test_a_row_cut_by_a_page_break_goes_on_without_a_header_too() -> None:
    read = text("Action|Lead|By when", "Write a guide that|PN|Oct 2026", "", "everybody understands||")
    assert titles(read) == {"1": "Write a guide that everybody understands"}


def test_only_the_date_may_have_gone_over_the_page() -> None:
    read = text("Ref|Action|By when|Lead", "1|Write a guide.||PN", "", "Ref|Action|By when|Lead", "||October 2026|")
    assert due(read) == {"1": "2026-10-31"}


def test_a_row_with_its_own_reference_below_a_page_break_is_new() -> None:
    read = text(_HEADER, "1.1 Plans|1.11 Write|Oct 2026", "", _HEADER, "|1.12 share it|Nov 2026")
    assert titles(read) == {"1.11": "Write", "1.12": "share it"}


def test_a_row_without_a_reference_goes_on_where_all_others_have_one() -> None:
    read = text(
        _HEADER,
        "1.1 Plans|1.11 Make a package to keep|1.11 Oct 2026",
        "1.2 Staff|1.21 Train them.|1.21 Nov 2026",
        "1.3 Homes|1.31 Help the|1.31 Dec 2026",
        "",
        _HEADER,
        "|CLA team. 1.32 Visit.|1.32 Jan 2027",
    )
    assert titles(read)["1.31"] == "Help the CLA team."
    assert due(read)["1.32"] == "2027-01-31"


def test_an_action_below_a_page_break_with_its_own_date_is_new() -> None:
    read = text("Action|Lead|By when", "Write a guide|PN|Oct 2026", "", "Action|Lead|By when", "Share it|TM|Nov 2026")
    assert titles(read) == {"1": "Write a guide", "2": "Share it"}


def test_an_action_below_a_page_break_with_its_own_lead_and_status_is_new_though_the_others_have_references() -> None:
    header = "Area|Actions|Target date|Lead"
    rows = ("1 Board|1.1 Meet|Sept 2026|PN", "|1.2 Write|Oct 2026|PN", "2 Staff|Ask the teams|May 2026|TM")
    document = text(header, *rows, "", header, "|Train custody staff|Completed|JO")
    assert titles(document) == {"1.1": "Meet", "1.2": "Write", "2.a": "Ask the teams", "2.b": "Train custody staff"}


def test_the_rest_of_a_row_may_stand_in_the_wrong_column() -> None:
    read = text("Area|Action|Lead|By when", "1. Plans|Write a guide for|PN|Oct 2026", "", "everyone who needs it||")
    assert titles(read) == {"1.a": "Write a guide for everyone who needs it"}


def test_a_line_read_twice_is_not_added_and_is_pointed_out() -> None:
    read = text(
        "Area|Action|Lead|By when",
        "1. Plans|Write a guide and consult eligible families.|PN|Oct 2026",
        "Homes|and consult elegible families.||",
        "2. More|Share it|TM|Nov 2026",
    )
    assert titles(read)["1.a"] == "Write a guide and consult eligible families."
    assert ("", "“and consult elegible families.” repeats the end of the row above.") in remarks(
        read, RemarkKind.LEFT_OVER
    )


def test_a_number_in_a_cell_of_its_own_belongs_to_the_area_beside_it() -> None:
    read = text("Area|Action|Lead|By when", "3.|Better plans|Write|PN|Oct 2026", "|that last|Share|TM|Nov 2026")
    assert titles(read) == {"3.a": "Write", "3.b": "Share"}
    assert leads(read) == {"3.a": ["PN"], "3.b": ["TM"]}


def test_an_empty_lead_cell_in_text_is_a_proposal_from_the_row_above() -> None:
    read = text("Area|Action|Lead|By when", "1. Plans|Write|PN|Oct 2026", "|Share||Nov 2026", "2. Staff|Meet||Dec 2026")
    carried = {ref: [(lead.words, lead.source.value) for lead in one.leads] for ref, one in actions(read).items()}
    assert carried == {"1.a": [("PN", "column")], "1.b": [("PN", "carried")], "2.a": []}


@pytest.mark.parametrize(
    ("upper", "lower", "others", "expected"),
    [
        ("mindful of Covid-", "19 rules", "", "mindful of Covid-19 rules"),
        ("the arrange-", "ments for", "their arrangements", "the arrangements for"),
        ("a multi-", "agency audit", "", "a multi-agency audit"),
        ("a risk-", "based plan", "use risk-based tools", "a risk-based plan"),
        ("an assess-", "ment", "", "an assessment"),
        ("an assess", "ment of need", "every assessment", "an assessment of need"),
        ("work with", "in teams", "work within with in in with", "work with in teams"),
        ("To be", "supported by", "", "To be supported by"),
        ("one thing -", "another", "", "one thing - another"),
    ],
)
def test_broken_words_are_put_together_again(upper: str, lower: str, others: str, expected: str) -> None:
    assert rejoin(upper, lower, words_of([upper, lower, others])) == expected


def test_a_markdown_ruler_that_sets_columns_left_and_right_is_no_row() -> None:
    document = read_text("| Action | Owner | Due |\n|:--|:-:|--:|\n| **1.1** Meet | PN | Sept 2026 |\n", name="plan.md")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Action", "Owner", "Due"],
        ["1.1 Meet", "PN", "Sept 2026"],
    ]
