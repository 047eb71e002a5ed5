"""Which table holds the actions and what its columns are: by header words, by contents, by the caller's mapping."""

import pytest

from scheduler.plans.target_dates import Certainty
from scheduler.reading.action_tables import find_action_tables
from scheduler.reading.column_contents import guess_table, looks_like_date
from scheduler.reading.columns import ColumnRole, header_roles
from scheduler.reading.read import NoActions, RemarkKind
from scheduler.reading.rows import UnreadableDocument
from tests.scheduler.reading.plan.documents import actions, due, leads, reading, remarks, text, titles

_HEADERS = {
    "ref": [
        "Ref",
        "Ref.",
        "No.",
        "No",
        "Action No.",
        "Action ref",
        "Reference number",
        "#",
        "ID",
        "Rec. no.",
        "Rec",
        "1. Rec No",
    ],
    "area": [
        "Area for improvement",
        "Areas for development",
        "Recommendation",
        "Priority",
        "Objective",
        "Theme",
        "Inspection finding",
    ],
    "action": [
        "Action",
        "Actions identified",
        "What we will do",
        "What will we do?",
        "What needs to happen",
        "How will we do it?",
        "Action – what will be done",
        "4. Response: action taken/planned",
        "Key tasks",
        "Required improvement",
        "Management response",
    ],
    "lead": [
        "Lead",
        "Lead/s",
        "Action Owner(s)",
        "Who",
        "By whom",
        "Responsible officer",
        "Person responsible",
        "Lead agency",
        "Action by",
        "Assigned to",
        "Who will lead?",
    ],
    "target": [
        "Target date",
        "By when",
        "Completion date and key milestones",
        "Timescale",
        "Deadline",
        "Due",
        "Date",
        "When will it be done?",
        "To be completed by",
        "Revised target date",
        "End",
    ],
    "first_target": ["Original target date", "First deadline"],
    "start": ["Commencement date", "Start", "Date started", "Launch date"],
    "status": ["Status", "Action status"],
    "progress": ["Progress", "Progress update", "Comments", "Action taken to date", "Update (May 2026)"],
    "completed": ["Completed Y/N (RAG)", "Date completed", "Action complete?", "Closed", "Actual completion date"],
    "rating": ["RAG", "BRAG", "BRAG rating", "Rating"],
    "measure": [
        "Success measures/impact",
        "Success criteria",
        "Evidence",
        "Evidence of completion",
        "How will we know?",
        "Impact",
        "Outcome",
    ],
    "unread": ["Date raised", "Date sent", "Review date", "Last updated", "Created Date", "Created By", "Late"],
}


@pytest.mark.parametrize(
    ("role", "header"), [(role, header) for role, headers in _HEADERS.items() for header in headers]
)
def test_a_header_says_what_its_column_holds(role: str, header: str) -> None:
    assert header_roles(header) == (ColumnRole(role),)


@pytest.mark.parametrize("header", ["Cost", "Resources", "Name", "Department", "", "Partners", "Leadership"])
def test_a_header_that_says_nothing_gives_no_role(header: str) -> None:
    assert header_roles(header) == ()


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("Target date/Progress", (ColumnRole.TARGET, ColumnRole.PROGRESS)),
        ("By who and by when", (ColumnRole.LEAD, ColumnRole.TARGET)),
        ("Action and timescale", (ColumnRole.ACTION, ColumnRole.TARGET)),
        ("RAG status", (ColumnRole.RATING, ColumnRole.STATUS)),
        ("Progress / RAG", (ColumnRole.RATING, ColumnRole.PROGRESS)),
    ],
)
def test_a_header_may_name_two_things(header: str, roles: tuple[ColumnRole, ...]) -> None:
    assert header_roles(header) == roles


def test_a_rag_status_of_colours_is_a_rating_and_one_of_words_is_a_status() -> None:
    (coloured,) = find_action_tables(text("Action|Lead|RAG status", "Meet|PN|Green", "Write|PN|Amber"))
    (worded,) = find_action_tables(text("Action|Lead|RAG status", "Meet|PN|In progress", "Write|PN|Complete"))
    assert [table.columns[2].roles for table in (coloured, worded)] == [(ColumnRole.RATING,), (ColumnRole.STATUS,)]


def test_a_rating_is_kept_and_never_read_as_a_status() -> None:
    (action,) = actions(text("Action|Lead|By when|BRAG", "Meet|PN|Sept 2026|Green")).values()
    assert (action.rating, action.status.value) == ("Green", "not_started")


def test_the_revised_date_is_the_target_and_the_other_was_before() -> None:
    read = actions(
        text(
            "Ref|Action|Owner|Target date|Revised date",
            "1|Meet|PN|31/03/2026|30/09/2026",
            "2|Write|PN|30/06/2026|",
        )
    )
    moved = {
        ref: (str(one.target and one.target.due_on), str(one.moved_from and one.moved_from.due_on))
        for ref, one in read.items()
    }
    assert moved == {"1": ("2026-09-30", "2026-03-31"), "2": ("2026-06-30", "None")}


def test_a_completion_date_beside_a_target_date_says_when_it_was_completed() -> None:
    read = actions(
        text("Action|Owner|Target date|Completion date", "Meet|PN|June 2026|May 2026", "Write|PN|July 2026|")
    )
    assert {ref: one.status.value for ref, one in read.items()} == {"1": "complete", "2": "not_started"}


def test_a_target_that_is_a_figure_gives_way_to_the_column_of_dates() -> None:
    assert due(text("Action|Owner|Target|Date", "Visit homes|PN|90%|Sept 2026")) == {"1": "2026-09-30"}


def test_of_two_columns_of_dates_the_one_that_promises_holds_the_target() -> None:
    document = text(
        "Date agreed|Action|Lead|Due date", "4 May 2026|Meet|PN|30 June 2026", "4 May 2026|Ask|PN|31 July 2026"
    )
    assert due(document) == {"1": "2026-06-30", "2": "2026-07-31"}


def test_a_priority_of_high_and_low_groups_no_actions() -> None:
    document = text("Priority|Action|Lead|By when", "High|Meet|PN|June 2026", "Low|Ask|TM|July 2026")
    assert titles(document) == {"1": "Meet", "2": "Ask"}
    assert remarks(document, RemarkKind.LEFT_OVER) == [
        ("", "The column “Priority” was not read: 2 filled cells, such as “High”.")
    ]


def test_long_words_left_of_the_actions_that_stand_for_several_rows_are_their_area() -> None:
    document = text(
        "Must do|Action|Lead|By when",
        "Staff must complete their training|Meet|PN|June 2026",
        "Staff must complete their training|Ask|TM|July 2026",
        "The trust must review its rotas|Write|TM|July 2026",
    )
    assert titles(document) == {"1.a": "Meet", "1.b": "Ask", "2.a": "Write"}


def test_a_response_that_only_agrees_is_no_action() -> None:
    read = text(
        "Ref|Recommendation|Management response|Owner|Due",
        "1|Review access|Agreed|PN|May 2026",
        "2|Stop|Agreed|PN|May 2026",
    )
    assert titles(read) == {"1": "Review access", "2": "Stop"}


def test_of_two_columns_of_outcomes_the_first_is_what_the_actions_aim_at() -> None:
    read = text("Desired outcome|Action|Lead|Impact", "Safe homes|Visit|PN|Safer", "|Check|PN|Safer")
    assert [(area.ref, area.title) for area in reading(read).plan.areas] == [("1", "Safe homes")]
    assert list(titles(read)) == ["1.a", "1.b"]


def test_other_tables_are_passed_over_and_told_of() -> None:
    read = text(
        "Agency|Staffing costs",
        "Police|200,000",
        "",
        "Ratings",
        "1.1|Leadership|Good",
        "",
        "Name|Date sent|Comments",
        "Us||",
        "",
        "The plan",
        "Action|Lead|By when",
        "Meet|PN|Sept 2026",
    )
    assert titles(read) == {"1": "Meet"}
    assert [words for _, words in remarks(read, RemarkKind.LEFT_OVER)] == [
        "A table of 2 rows that begins “Agency | Staffing costs” holds no actions.",
        "A table of 1 row that begins “1.1 | Leadership | Good” holds no actions.",
        "A table of 2 rows that begins “Name | Date sent | Comments” holds no actions.",
    ]


def test_measures_with_owners_are_no_actions_where_the_plan_heads_its_actions() -> None:
    read = text(
        "Priority|Measure|Target|Owner", "Homes|Visits|90%|PN", "", "Plan", "Action|Owner|Due", "Meet|PN|May 2027"
    )
    assert titles(read) == {"1": "Meet"}


def test_recommendations_with_owners_are_actions_where_nothing_else_is() -> None:
    read = text("Recommendation|Owner|Due", "Review access|PN|May 2027", "Stop it|TM|May 2027")
    assert titles(read) == {"1": "Review access", "2": "Stop it"}
    assert remarks(read, RemarkKind.GUESSED)[1:] == [
        ("", "The column “Recommendation” was read as action by its contents.")
    ]


def test_a_title_row_above_the_header_is_left_over_and_names_the_plan() -> None:
    read = text("Our improvement plan||", "Action|Lead|By when", "Meet|PN|Sept 2026")
    assert reading(read).plan.title == "Our improvement plan"
    assert remarks(read, RemarkKind.LEFT_OVER) == [
        ("", "Row 1, above the header, is no action: “Our improvement plan”.")
    ]


def test_a_table_without_a_header_is_read_by_its_contents_and_says_so() -> None:
    read = text(
        "1.1|Review the referral form with the police|PN|Sept 2026|In progress",
        "1.2|Train the panel on the new form|TM|Oct 2026|Not started",
        "1.3|Audit twenty referrals for their quality|PN, TM|Dec 2026|Not started",
    )
    assert leads(read) == {"1.1": ["PN"], "1.2": ["TM"], "1.3": ["PN", "TM"]}
    assert due(read) == {"1.1": "2026-09-30", "1.2": "2026-10-31", "1.3": "2026-12-31"}
    assert [words for _, words in remarks(read, RemarkKind.GUESSED)] == [
        f"The column {number}, without a header, was read as {role} by its contents."
        for number, role in enumerate(("ref", "action", "lead", "target", "status"), start=1)
    ]


def test_a_column_whose_header_says_nothing_is_read_by_its_contents() -> None:
    read = text("Action|Name|Deadline", "Meet|Priya Nair|Sept 2026", "Write|Tom Marsh|Oct 2026")
    assert leads(read) == {"1": ["Priya Nair"], "2": ["Tom Marsh"]}
    (action, _) = actions(read).values()
    assert action.quotes["leads"].certainty is Certainty.GUESSED


def test_too_little_speaks_for_a_plan_without_a_header() -> None:
    assert guess_table([["Visits to homes in the county", "Letters to all of the parents"], ["90%", "80%"]]) == (
        None,
        None,
    )


def test_a_callers_mapping_reads_what_headers_do_not_say() -> None:
    read = text("Was|Wer|Bis", "Review the form|PN|Sept 2026", "Train the panel|TM|Oct 2026")
    given = reading(read, {"Was": "action", "Wer": "lead", "bis": "target"}).plan.actions
    assert [
        (one.title, [lead.words for lead in one.leads], str(one.target and one.target.due_on)) for one in given
    ] == [
        ("Review the form", ["PN"], "2026-09-30"),
        ("Train the panel", ["TM"], "2026-10-31"),
    ]


def test_a_callers_mapping_may_count_columns() -> None:
    read = text("Review the form|PN|Sept 2026", "Train the panel|TM|Oct 2026")
    given = reading(read, {"1": "action", "2": "lead", "3": "target"}).plan.actions
    assert [one.title for one in given] == ["Review the form", "Train the panel"]


def test_a_callers_mapping_overrules_a_header() -> None:
    read = text("Action|Lead|By when|Date", "Meet|PN|Sept 2026|Oct 2026")
    given = reading(read, {"By when": "first_target", "Date": "target"}).plan.actions
    assert [str(one.target and one.target.due_on) for one in given] == ["2026-10-31"]


def test_all_that_is_wrong_with_a_mapping_is_said_at_once() -> None:
    read = text("Action|Lead|By when", "Meet|PN|Sept 2026")
    with pytest.raises(UnreadableDocument) as roles:
        reading(read, {"Lead": "leader", "By when": "day"})
    assert str(roles.value) == (
        'A column cannot be read as "Lead" = "leader", "By when" = "day"; the kinds are action, area, completed, '
        "first_target, lead, measure, progress, rating, ref, start, status, target, unread."
    )
    with pytest.raises(UnreadableDocument) as headers:
        reading(read, {"Owner (YJS)": "lead"})
    assert str(headers.value) == (
        'plan.txt has no column "Owner (YJS)"; give each header as it stands in the table, '
        "or a column's number counted from 1."
    )


def test_a_document_without_actions_says_so() -> None:
    with pytest.raises(NoActions) as raised:
        reading(text("Minutes", "Agency|Costs", "Police|1"))
    assert str(raised.value) == "plan.txt: no actions here."
    assert raised.value.holds == ("It has 1 table, none of them with actions.", "It has 1 paragraph of text.")


@pytest.mark.parametrize(
    "words", ["Sept 2026", "31/03/2026", "2026-09-30", "Q2 2026/27", "Autumn term 2026", "TBC", "ASAP"]
)
def test_a_cell_about_a_date_looks_like_one(words: str) -> None:
    assert looks_like_date(words)


@pytest.mark.parametrize(
    "words", ["Green", "PN", "Review the form with the police by the end of the year and in May 2026 too"]
)
def test_a_cell_about_something_else_does_not_look_like_a_date(words: str) -> None:
    assert not looks_like_date(words)


def test_a_column_of_actions_and_milestones_stays_one_beside_a_column_of_dates() -> None:
    document = text("Objective|Key activities / milestones|Owner|Due date", "A better board|Meet|PN|July 2026")
    assert (titles(document), due(document)) == ({"1.a": "Meet"}, {"1.a": "2026-07-31"})


def test_a_row_of_totals_is_no_action_and_is_listed() -> None:
    document = text("Ref|Action|Lead|By when", "1|Meet|PN|July 2026", "2|Ask|PN|July 2026", "Total actions|2||")
    assert titles(document) == {"1": "Meet", "2": "Ask"}
    assert remarks(document, RemarkKind.LEFT_OVER) == [("", "“Total actions” was used for nothing.")]
