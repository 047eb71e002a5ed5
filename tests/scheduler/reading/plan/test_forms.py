"""Forms: a table, or lines, of labels and values for each action."""

from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from scheduler.plans.plan import Status
from scheduler.reading.read import NoActions, RemarkKind
from tests.scheduler.reading.plan.documents import actions, due, fill, leads, reading, remarks, text, titles, word


def test_a_table_of_labels_for_each_action_is_read_as_one_action(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        for number, when in (("1", "31.03.2027"), ("2", "by end Q3")):
            document.add_heading(f"Recommendation {number}", 2)
            fill(
                document,
                ("Action", f"Do thing {number}"),
                ("Lead", "AD Early Help/Head of QA"),
                ("Target date", when),
                ("Status", "In progress"),
            )

    document = word(tmp_path, build)
    assert titles(document) == {"1.a": "Do thing 1", "2.a": "Do thing 2"}
    assert due(document) == {"1.a": "2027-03-31", "2.a": "2026-12-31"}
    assert leads(document) == {"1.a": ["AD Early Help", "Head of QA"], "2.a": ["AD Early Help", "Head of QA"]}
    assert [action.status for action in actions(document).values()] == [Status.IN_PROGRESS, Status.IN_PROGRESS]


def test_labels_may_stand_in_two_pairs_of_columns_and_come_again_in_one_table() -> None:
    document = text(
        "Action ref|3.1|Priority|High",
        "Action|Share a chronology",
        "Lead officer|DI Sarah Webb|Target date|30/10/2026",
        "Action ref|3.2|Priority|Low",
        "Action|Audit its use",
        "Lead officer|Tom Field|Target date|Feb 2027",
    )
    assert titles(document) == {"3.1": "Share a chronology", "3.2": "Audit its use"}
    assert leads(document) == {"3.1": ["DI Sarah Webb"], "3.2": ["Tom Field"]}
    assert due(document) == {"3.1": "2026-10-30", "3.2": "2027-02-28"}


def test_a_row_across_a_form_heads_the_forms_below(tmp_path: Path) -> None:
    def build(document: WordDocument) -> None:
        form = [("Action", "Meet often"), ("Owner", "PN"), ("Deadline", "Sept 2026")]
        table = fill(document, ("Theme 1: Board", ""), *form, ("Theme 2: Staff", ""), *form)
        for row in (0, 4):
            table.cell(row, 0).merge(table.cell(row, 1))

    read = reading(word(tmp_path, build))
    assert [(action.ref, action.area) for action in read.plan.actions] == [("1.a", "1"), ("2.a", "2")]
    assert [(area.ref, area.title) for area in read.plan.areas] == [("1", "Board"), ("2", "Staff")]


def test_a_value_goes_on_where_its_label_is_empty() -> None:
    document = text("Action|Meet often", "|and write minutes", "Owner|PN", "Deadline|Sept 2026")
    assert titles(document) == {"1": "Meet often and write minutes"}


def test_each_cell_of_a_form_keeps_its_place_and_is_told_of() -> None:
    document = text("Action|Meet", "Owner|PN", "Deadline|Sept 2026", "Barriers|Rooms", "", "Action|Ask", "Owner|TM")
    (action,) = [one for one in reading(document).plan.actions if one.title == "Meet"]
    assert [(name, str(quote.place)) for name, quote in sorted(action.quotes.items())] == [
        ("leads", "table 1, row 2, column 2"),
        ("ref", "table 1, row 1, column 2"),
        ("status", "table 1, row 3, column 2"),
        ("target", "table 1, row 3, column 2"),
        ("title", "table 1, row 1, column 2"),
    ]
    left = [sentence for _, sentence in remarks(document, RemarkKind.LEFT_OVER)]
    assert left[0] == "The column “Barriers” was not read: 1 filled cells, such as “Rooms”."


def test_a_table_with_a_header_is_no_form_however_few_its_columns() -> None:
    document = text("Action|Lead", "Review progress|PN", "Agree a timescale|TM", "Assign officers|JO")
    assert titles(document) == {"1": "Review progress", "2": "Agree a timescale", "3": "Assign officers"}


def test_lines_of_labels_give_an_action_each_time_that_the_first_label_comes_again() -> None:
    document = text(
        "Improvement plan for fostering",
        "",
        "Action 1: Recruit ten carers",
        "in the north",
        "Lead: Fostering Manager",
        "Target date: 31 March 2027",
        "Kind of work: new",
        "",
        "The second follows.",
        "Action 2: Publish the offer",
        "Lead: Comms Team / PN",
        "Target date: Sept 26",
    )
    assert titles(document) == {"1": "Recruit ten carers in the north", "2": "Publish the offer"}
    assert leads(document) == {"1": ["Fostering Manager"], "2": ["Comms Team", "PN"]}
    assert due(document) == {"1": "2027-03-31", "2": "2026-09-30"}


def test_labels_of_a_letter_are_no_plan() -> None:
    with pytest.raises(NoActions):
        reading(text("Report to: Cabinet", "Lead officer: PN", "Date: 3 May 2026", "Action: to note the report"))
