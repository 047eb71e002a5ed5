"""The reading report: guesses, contradictions, actions that say the same, and an account of every cell."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.plan import Place
from scheduler.reading.read import NoActions, Reading, RemarkKind, read_document
from scheduler.reading.report import Remark, in_order
from scheduler.reading.rows import Cell, Document, Row, Table
from scheduler.reading.sameness import repeated, same_pairs, stems
from tests.scheduler.reading.plan.documents import actions, due, reading, remarks, text, titles


def test_an_impossible_date_gives_no_due_day_and_is_reported_with_its_place() -> None:
    read = text("Ref|Action|Owner|Due date", "3|Meet|PN|31 June 2026")
    assert [one.target for one in actions(read).values()] == [None]
    assert remarks(read, RemarkKind.CONTRADICTS) == [("3", "“31 June 2026” is no day of the calendar.")]


def test_a_date_before_the_start_is_reported() -> None:
    read = text("Ref|Action|Owner|Start date|Due date", "1|Meet|PN|Sept 2026|July 2026")
    assert remarks(read, RemarkKind.CONTRADICTS) == [("1", "“July 2026” lies before the start (1 September 2026).")]


def test_a_completion_with_a_later_step_is_reported() -> None:
    read = text("Ref|Action|Owner|Target date/Progress", "1|Meet|PN|Completed May 2026, review December 2026")
    (action,) = actions(read).values()
    assert (action.status.value, action.unverified, action.target) == ("complete", True, None)
    assert [ref for ref, _ in remarks(read, RemarkKind.CONTRADICTS)] == ["1"]


def test_a_bare_past_month_in_a_completed_column_is_for_the_co_ordinator_to_verify() -> None:
    read = text("Ref|Action|Owner|Completed", "1|Meet|PN|May 2026")
    assert ("1", "“May 2026” is read as reported complete; the co-ordinator verifies it.") in remarks(
        read, RemarkKind.NOTED
    )


def test_words_that_say_nothing_are_listed() -> None:
    read = text("Ref|Action|Lead|Due date", "1|Meet|TBC|TBC")
    assert remarks(read, RemarkKind.LEFT_OVER) == [("1", "“TBC” in the column of lead became nothing.")]
    assert remarks(read, RemarkKind.NOTED)[0] == ("1", "“TBC” names no day by which it is due.")


def test_a_column_that_was_not_read_is_listed_with_an_example() -> None:
    read = text("Ref|Action|Lead|Due date|Cost", "1|Meet|PN|Sept 2026|£500", "2|Write|PN|Sept 2026|")
    assert remarks(read, RemarkKind.LEFT_OVER) == [
        ("", "The column “Cost” was not read: 1 filled cells, such as “£500”.")
    ]


def test_a_rating_by_colour_alone_is_said_to_be_unread() -> None:
    document = text("Action|Lead|BRAG|By when", "Meet|PN||Sept 2026", "Ask|TM||Oct 2026")
    assert remarks(document, RemarkKind.LEFT_OVER) == [
        ("", "The column “BRAG” holds no words. A rating by colour alone is not read: set it by hand.")
    ]


def test_words_beside_a_target_date_that_nothing_took_are_listed() -> None:
    document = text("Action|Lead|By when|Status", "Meet|PN|by the end of Sept 2026 in the new hall|On track")
    assert remarks(document, RemarkKind.LEFT_OVER) == [
        ("1", "“new hall” in the cell of the target date became nothing.")
    ]


def test_a_heading_above_an_empty_column_is_listed() -> None:
    document = text("Action|Lead|By when|Cost", "Meet|PN|Sept 2026|")
    assert remarks(document, RemarkKind.LEFT_OVER) == [("", "“Cost” was used for nothing.")]


def test_a_log_in_a_column_of_progress_gives_no_target_date() -> None:
    document = text("Action|Lead|Progress", "Meet|PN|12/05/2026: asked for rooms. Booked by July 2026.")
    assert due(document) == {"1": "2026-07-31"}


def test_two_actions_that_may_be_one_series_are_pointed_out() -> None:
    read = text(
        "Ref|Action|Lead|Progress",
        "1|Managers come together quarterly to moderate|PN|Moderation meetings are planned",
        "2|Moderation meetings take place quarterly for the new tool|PN|In progress",
        "3|Report to the board quarterly|PN|In progress",
    )
    assert remarks(read, RemarkKind.SAME) == [
        ("1", "1 and 2 may say the same: both are about the same thing, quarterly.")
    ]


def test_two_titles_of_nearly_the_same_words_are_pointed_out() -> None:
    found = same_pairs(
        {
            "1": "Train all managers in writing good plans",
            "2": "Train every manager in writing good plans",
            "3": "Meet",
        },
        {"1": "", "2": "", "3": ""},
    )
    assert found == [("1", "2", "their words are nearly the same")]


def test_a_thing_that_three_actions_name_makes_no_two_of_them_the_same() -> None:
    words = {str(number): f"Audit group meets quarterly for topic {number}" for number in (1, 2, 3)}
    assert same_pairs({ref: f"Title {ref}" for ref in words}, words) == []


def test_stems_bring_forms_of_a_word_together() -> None:
    assert stems("Moderation of the meetings, moderated") == ["modera", "meetin", "modera"]


def test_the_closest_recommendation_repeats_an_earlier_one_or_none_does() -> None:
    current = ["visit every home each month", "train all staff in writing plans"]
    assert repeated("All staff need training to write their plans", current) == 1
    assert repeated("Buy a fleet of vans", current) is None


def test_a_proposed_lead_is_reported_where_its_name_stands() -> None:
    read = text("Area|Action|Progress", "1. Plans|Share it|TM to draft it")
    above = text("Area|Action|Lead|By when", "1. Plans|Write|PN|Oct 2026", "|Share||Nov 2026")
    places = [
        (remark.text, remark.place)
        for document in (read, above)
        for remark in reading(document).remarks
        if "proposed" in remark.text
    ]
    assert places == [
        ("TM is proposed as lead: named inside a sentence only.", Place(table=1, row=2, column=3)),
        ("Its lead cell is empty: PN is proposed as lead, from the row above.", Place(table=1, row=2, column=3)),
    ]


def test_remarks_stand_with_what_needs_a_person_first_and_once() -> None:
    noted = Remark(kind=RemarkKind.NOTED, text="b")
    wrong = Remark(kind=RemarkKind.CONTRADICTS, text="a")
    assert in_order([noted, wrong, noted]) == (wrong, noted)


_HEADERS = st.sampled_from(
    [
        *("Area", "Actions", "Action", "Lead", "Owner", "Target date", "By when", "Status", "Progress", "RAG", "Ref"),
        *("No.", "Start date", "Completed Y/N", "Impact", "Cost", "", "Original date", "Revised date"),
    ]
)
_WORDS = st.sampled_from(
    [
        *(
            "",
            "",
            "1",
            "1.1",
            "1.11 Do one. 1.12 Do two",
            "2.1 Write",
            "write more",
            "PN",
            "PN / TM",
            "Police",
            "Green",
        ),
        *("Priya Nair, Head of Care", "Sept 2026", "31/06/2026", "Completed", "In progress", "Q2", "Review the plan"),
        *("a) one", "TBC", "Oct 2026 - PN to lead", "1.11 Oct 2026 1.12 Nov 2026", "1. One", "Covid-", "19 rules"),
        *("(", "[*", "ongoing", "Green"),
    ]
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    tables = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        width = draw(st.integers(1, 6))
        header = draw(st.lists(_HEADERS, min_size=width, max_size=width))
        rows = [header, *draw(st.lists(st.lists(_WORDS, min_size=1, max_size=width + 1), max_size=5))]
        place = Place(table=number)
        tables.append(Table(rows=tuple(_row(row, number, at) for at, row in enumerate(rows, 1)), place=place))
    return Document(
        name="plan.txt", tables=tuple(tables), says_merges=draw(st.booleans()), fixes_columns=draw(st.booleans())
    )


def _row(words: list[str], table: int, row: int) -> Row:
    cells = tuple(
        Cell(paragraphs=(one,) if one else (), place=Place(table=table, row=row, column=column))
        for column, one in enumerate(words, 1)
    )
    return Row(cells=cells, place=Place(table=table, row=row))


@given(_documents())
def test_whatever_a_table_holds_each_reference_is_one_actions_and_each_cell_is_told_of(document: Document) -> None:
    try:
        read = read_document(document, as_of=date(2026, 6, 1))
    except NoActions:
        return
    refs = [action.ref for action in read.plan.actions]
    assert len(refs) == len(set(refs))
    assert [cell.text for cell in _cells(document) if not _is_told(cell, read)] == []


def _cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for row in table.rows for cell in row.cells if cell.paragraphs]


def _is_told(cell: Cell, read: Reading) -> bool:
    """Whether a cell's place or words occur in an action, an area or a remark."""
    quotes = [quote for action in read.plan.actions for quote in action.quotes.values()]
    remarked = [remark.place for remark in read.remarks]
    places = {(place.table, place.row, place.column) for place in (*remarked, *(quote.place for quote in quotes))}
    at = cell.place
    around = {(at.table, at.row, at.column), (at.table, at.row, 0), (at.table, 0, at.column), (at.table, 0, 0)}
    words = [*(f"{area.ref} {area.title}" for area in read.plan.areas), *(quote.words for quote in quotes)]
    words += [remark.text for remark in read.remarks]
    return bool(places & around) or _plain(cell.text) in _plain(" ".join(words))


def _plain(words: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in words).lower().split())


_ROWS = [
    "1.1 Plans|1.11 Write a guide.|1.11 Oct 2026|Good",
    "|1.12 Share it.|1.12 Nov 2026|Better",
    "1.2 Staff|1.21 Train them. 1.22 Praise them.|1.21 Dec 2026 1.22 Jan 2027|Best",
    "2. Homes|||",
    "2.1 Visits|2.11 Visit each home.|2.11 Feb 2027|Safe",
]
_TITLES = {
    "1.11": "Write a guide.",
    "1.12": "Share it.",
    "1.21": "Train them.",
    "1.22": "Praise them.",
    "2.11": "Visit each home.",
}


@given(st.sets(st.integers(1, 4)), st.booleans())
def test_pages_may_be_cut_between_any_rows(cuts: set[int], header_again: bool) -> None:
    header = "Area|Actions|Target date/Progress|Impact"
    lines = [header]
    for at, row in enumerate(_ROWS):
        if at in cuts:
            lines += ["", header] if header_again else [""]
        lines.append(row)
    assert titles(text(*lines)) == _TITLES


@given(st.integers(1, 30), st.integers(1, 30))
def test_pages_may_be_cut_inside_a_row(action_at: int, date_at: int) -> None:
    header = "Area|Actions|Target date/Progress"
    action = "1.11 write a guide that every team can use. 1.12 share it with all of them"
    dates = "1.11 Oct 2026 - drafted by the team already 1.12 Nov 2026 - a day is set"
    first, second = _halves(action, action_at), _halves(dates, date_at)
    read = text(header, f"1.1 Plans|{first[0]}|{second[0]}", "", header, f"|{first[1]}|{second[1]}")
    assert {ref: str(one.target and one.target.due_on) for ref, one in actions(read).items()} == {
        "1.11": "2026-10-31",
        "1.12": "2026-11-30",
    }


def _halves(words: str, at: int) -> tuple[str, str]:
    """Words parted before the last space up to a place, but never inside a reference's own words."""
    cut = words.rfind(" ", 0, max(at, 10))
    return words[:cut], words[cut + 1 :]
