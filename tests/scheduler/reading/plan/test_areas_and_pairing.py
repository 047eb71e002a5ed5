"""Areas, sections and references; several actions in a cell with their dates; what a row without an action becomes."""

import pytest

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty
from scheduler.reading.read import RemarkKind
from tests.scheduler.reading.plan.documents import actions, due, leads, reading, remarks, text, titles

_HEADER = "Area|Actions|Lead|Target date"


def test_actions_without_a_reference_are_lettered_in_their_area() -> None:
    read = text(_HEADER, "16 Custody|Refer|PN|Sept 2026", "|Train|TM|Oct 2026", "17 Markers|Review|JO|Nov 2026")
    assert titles(read) == {"16.a": "Refer", "16.b": "Train", "17.a": "Review"}
    assert remarks(read, RemarkKind.GUESSED)[-1] == (
        "",
        "No printed reference of their own for 3 of 3 actions: by their place, 16.a, 16.b, 17.a.",
    )


def test_an_area_without_a_number_is_counted_by_its_place() -> None:
    read = text(_HEADER, "Plans|Write|PN|Sept 2026", "Staff|Train|TM|Oct 2026", "3. Homes|Visit|JO|Nov 2026")
    assert list(titles(read)) == ["1.a", "2.a", "3.a"]
    assert ("", "The area “Staff” is called 2 by its place among the others.") in remarks(read, RemarkKind.GUESSED)


def test_an_area_that_each_row_repeats_is_one() -> None:
    read = text(_HEADER, "1. Plans|Write|PN|Sept 2026", "1. Plans|Share|PN|Oct 2026")
    assert list(titles(read)) == ["1.a", "1.b"]


def test_an_area_that_comes_again_goes_on() -> None:
    read = text(_HEADER, "1. Plans|Write|PN|Sept 2026", "2. Staff|Train|TM|Oct 2026", "1. Plans|Share|PN|Nov 2026")
    assert list(titles(read)) == ["1.a", "2.a", "1.b"]


def test_an_areas_words_may_go_on_beside_its_next_action() -> None:
    read = text(_HEADER, "1. Plans that say|Write|PN|Sept 2026", "who does what|Share|PN|Oct 2026")
    assert [(area.ref, area.title) for area in reading(read).plan.areas] == [("1", "Plans that say who does what")]
    assert list(titles(read)) == ["1.a", "1.b"]


def test_a_column_of_references_may_number_the_areas() -> None:
    read = text(
        "Ref|Area|Action|Lead|By when",
        "1|Plans|1.1 Write|PN|Sept 2026",
        "||1.2 Share|PN|Oct 2026",
        "2|Staff|Train|TM|Nov 2026",
        "||Praise|TM|Dec 2026",
    )
    assert titles(read) == {"1.1": "Write", "1.2": "Share", "2.a": "Train", "2.b": "Praise"}


def test_a_column_of_references_may_number_the_actions() -> None:
    read = text("No.|Area|Action|Lead|By when", "1|Plans|Write|PN|Sept 2026", "2||Share|PN|Oct 2026")
    assert titles(read) == {"1": "Write", "2": "Share"}
    assert {one.quotes["ref"].certainty for one in actions(read).values()} == {Certainty.PRINTED}


def test_rows_without_a_reference_among_rows_with_their_own_are_counted_by_place() -> None:
    document = text(
        "Ref|Action|Lead", "1.1|Write|PN", "1.2|Ask|PN", "|Print|PN", "2.1|Buy|TM", "|Test|TM", "2.2|Train|TM"
    )
    assert titles(document) == {"1.1": "Write", "1.2": "Ask", "3": "Print", "2.1": "Buy", "5": "Test", "2.2": "Train"}


def test_numbers_that_begin_again_in_each_area_are_told_apart_by_the_areas() -> None:
    read = text(
        "No.|Action|Lead|By when",
        "Priority 1: Plans|||",
        "1|Write|PN|Sept 2026",
        "2|Share|PN|Oct 2026",
        "Priority 2: Staff|||",
        "1|Train|TM|Nov 2026",
    )
    assert titles(read) == {"1.1": "Write", "1.2": "Share", "2.1": "Train"}


def test_a_reference_printed_twice_is_told_apart_and_pointed_out() -> None:
    read = text("Area|Action|Lead|By when", "1. Plans|1.1 Write|PN|Sept 2026", "|1.1 Share|PN|Oct 2026")
    assert titles(read) == {"1.1": "Write", "1.1 (2)": "Share"}
    assert remarks(read, RemarkKind.CONTRADICTS) == [
        ("1.1 (2)", "Its reference stands on another action too: this one is called 1.1 (2).")
    ]


@pytest.mark.parametrize("refs", [("1.1", "1.2", "1.3"), ("1", "2", "3"), ("YJ-1", "YJ-2", "YJ-3")])
def test_a_reference_printed_twice_in_its_column_leaves_the_others_as_printed(refs: tuple[str, str, str]) -> None:
    one, two, three = refs
    read = text(
        "Ref|Action|Lead|By when",
        f"{one}|Write|PN|Sept 2026",
        f"{two}|Share|PN|Oct 2026",
        f"{three}|Train|TM|Nov 2026",
        f"{three}|Praise|TM|Dec 2026",
    )
    assert titles(read) == {one: "Write", two: "Share", three: "Train", f"{three} (2)": "Praise"}
    assert remarks(read, RemarkKind.CONTRADICTS) == [
        (f"{three} (2)", f"Its reference stands on another action too: this one is called {three} (2).")
    ]
    assert remarks(read, RemarkKind.GUESSED) == []


def test_a_reference_printed_again_in_the_next_area_leaves_the_others_as_printed() -> None:
    read = text(
        "Ref|Area|Action|Lead|By when",
        "1.1|Plans|Write|PN|Sept 2026",
        "1.2||Share|PN|Oct 2026",
        "1.2|Staff|Train|TM|Nov 2026",
        "2.2||Praise|TM|Dec 2026",
    )
    assert titles(read) == {"1.1": "Write", "1.2": "Share", "2.1.2": "Train", "2.2": "Praise"}


def test_numbers_that_go_with_their_areas_are_the_areas() -> None:
    read = text(
        "Ref|Area|Action|Lead|By when",
        "1.1|Plans|Write|PN|Sept 2026",
        "1.2|Staff|Train|TM|Oct 2026",
        "1.3|Homes|Visit|JO|Nov 2026",
        "1.3|Homes|Praise|JO|Dec 2026",
    )
    assert list(titles(read)) == ["1.1.a", "1.2.a", "1.3.a", "1.3.b"]


def test_numbers_that_mostly_repeat_are_the_areas() -> None:
    read = text(
        "No.|Action|Lead|By when",
        "1|Write|PN|Sept 2026",
        "1|Share|PN|Oct 2026",
        "2|Train|TM|Nov 2026",
        "2|Praise|TM|Dec 2026",
        "3|Visit|JO|Dec 2026",
    )
    assert list(titles(read)) == ["1.a", "1.b", "2.a", "2.b", "3.a"]


@pytest.mark.parametrize(
    ("target", "completed", "progress", "status"),
    [
        ("Ongoing", "", "Team met in May 2026", Status.ONGOING),
        ("Completed", "", "", Status.COMPLETE),
        ("June 2026", "N", "In progress", Status.IN_PROGRESS),
        ("June 2026", "N", "Completed", Status.NOT_STARTED),
        ("June 2026", "12/12/2026", "Completed", Status.COMPLETE),
        ("June 2026", "Y", "In progress", Status.COMPLETE),
        ("June 2026", "", "✅ Complete", Status.COMPLETE),
    ],
)
def test_the_cell_that_says_most_tells_how_far_an_action_is(
    target: str, completed: str, progress: str, status: Status
) -> None:
    document = text("Action|Lead|By when|Met? Y/N|Notes", f"Meet|PN|{target}|{completed}|{progress}")
    assert actions(document)["1"].status is status


def test_section_rows_head_the_rows_below_and_carry_no_lead_over() -> None:
    read = text(_HEADER, "Police|||", "1. Plans|Write|PN|Sept 2026", "Health|||", "2. Staff|Train||Oct 2026")
    assert leads(read) == {"1.a": ["PN"], "2.a": []}
    assert remarks(read, RemarkKind.NOTED)[1:] == [
        ("", "“Police” was read as a heading of the rows below."),
        ("", "“Health” was read as a heading of the rows below."),
    ]


def test_several_actions_in_a_cell_have_their_own_dates_by_reference() -> None:
    read = text(
        "Area|Actions identified|Target date/Progress",
        "1.1 Plans|1.11 Write it. 1.12 Share it. 1.13 Praise it.|1.11 Oct 2026 - drafted 1.13 Completed",
    )
    assert due(read) == {"1.11": "2026-10-31", "1.12": None, "1.13": None}
    assert {ref: one.status.value for ref, one in actions(read).items()} == {
        "1.11": "not_started",
        "1.12": "not_started",
        "1.13": "complete",
    }


def test_a_date_under_a_reference_that_no_action_has_is_left_over() -> None:
    read = text(
        "Area|Actions identified|Target date/Progress", "1.1 Plans|1.11 Write. 1.12 Share.|1.11 Oct 2026 1.13 Nov 2026"
    )
    assert due(read) == {"1.11": "2026-10-31", "1.12": None}
    assert remarks(read, RemarkKind.LEFT_OVER) == [
        ("", "“Nov 2026” stands under 1.13, which no action of the row has.")
    ]


def test_actions_without_references_are_paired_with_as_many_dates_by_order() -> None:
    read = text(_HEADER, "1. Plans|<p>Write</p><p>Share</p>|<p>PN</p><p>TM</p>|<p>Sept 2026</p><p>Oct 2026</p>")
    assert titles(read) == {"1.a": "Write", "1.b": "Share"}
    assert (due(read), leads(read)) == ({"1.a": "2026-09-30", "1.b": "2026-10-31"}, {"1.a": ["PN"], "1.b": ["TM"]})
    assert ("1.a", "The row holds several actions; lead, target was given to this one by order.") in remarks(
        read, RemarkKind.GUESSED
    )


def test_bullets_with_one_date_are_one_action() -> None:
    read = text(_HEADER, "1. Plans|<ul><li>Write it:</li><li>well</li><li>soon</li></ul>|PN|Sept 2026")
    assert titles(read) == {"1.a": "Write it: well soon"}


def test_marked_steps_are_actions_where_the_dates_carry_the_same_marks() -> None:
    read = text(_HEADER, "3. Plans|<p>a) Write</p><p>b) Share</p>|PN|<p>a) Sept 2026</p><p>b) Oct 2026</p>")
    assert titles(read) == {"3.a": "Write", "3.b": "Share"}
    assert leads(read) == {"3.a": ["PN"], "3.b": ["PN"]}
    alone = text(_HEADER, "3. Plans|<p>a) Write</p><p>b) Share</p>|PN|Sept 2026")
    assert titles(alone) == {"3.a": "a) Write b) Share"}


def test_actions_numbered_in_their_cell_share_a_cell_that_numbers_none_and_it_is_said() -> None:
    read = text(_HEADER, "1. Plans|1.1 Write. 1.2 Share.|PN|Sept 2026")
    assert due(read) == {"1.1": "2026-09-30", "1.2": "2026-09-30"}
    assert ("1.2", "The row holds several actions and one cell of lead, target: they share it.") in remarks(
        read, RemarkKind.GUESSED
    )


def test_a_recommendation_with_a_lead_but_no_action_is_the_action() -> None:
    read = text(
        "Recommendation|Action|Lead|By when", "1. Write it down||PN|Sept 2026", "2. Say it|Say it loud|TM|Oct 2026"
    )
    assert titles(read) == {"1.a": "Write it down", "2.a": "Say it loud"}
    assert ("", "The row has no action; the words of its area were read as one.") in remarks(read, RemarkKind.GUESSED)


def test_a_row_with_nothing_but_a_success_measure_becomes_nothing_and_is_listed() -> None:
    read = text("Ref|Action|Lead|By when|Impact", "1|Write|PN|Sept 2026|Good", "2|||Oct 2026|Better")
    assert list(titles(read)) == ["1"]
    assert remarks(read, RemarkKind.LEFT_OVER) == [
        ("", "A row without an action became nothing: “2 | Oct 2026 | Better”.")
    ]


def test_codes_that_open_nearly_every_action_are_references() -> None:
    document = text("Action|Lead", "A1 Launch a campaign|PN", "A2 Offer a payment|TM", "B1 Open two homes|PN")
    assert titles(document) == {"A1": "Launch a campaign", "A2": "Offer a payment", "B1": "Open two homes"}


def test_a_word_with_a_figure_that_opens_one_action_is_no_reference() -> None:
    document = text("Action|Lead", "KS4 Results are shared|PN", "Offer a payment|TM", "Open two homes|PN")
    assert list(titles(document)) == ["1", "2", "3"]
