"""Plans without a table: mails that lost its grid, a cell on each line, and numbered lists with brackets."""

import pytest

from scheduler.plans.plan import Action
from scheduler.reading.read import NoActions
from tests.scheduler.reading.plan.documents import reading, text

HEADER = ("No", "Action", "Owner", "By when")
FIRST = ("1", "Send the minutes", "Nina Marsh", "15 June 2026")
SECOND = ("2", "Book the hall", "Tom Field", "Sept 2026")


def _facts(*lines: str) -> list[tuple[str, str, str, str]]:
    """Reference, title, leads and due day of each action in those lines."""
    return [_fact(action) for action in reading(text(*lines)).plan.actions]


def _fact(action: Action) -> tuple[str, str, str, str]:
    due = str(action.target.due_on) if action.target else ""
    return (action.ref, action.title, ", ".join(lead.words for lead in action.leads), due)


def test_a_table_with_a_cell_on_each_line_is_read_row_by_row() -> None:
    assert _facts("Hello", *HEADER, *FIRST, *SECOND, "Thanks", "Nina") == [
        ("1", "Send the minutes", "Nina Marsh", "2026-06-15"),
        ("2", "Book the hall", "Tom Field", "2026-09-30"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (*HEADER, *FIRST[:2], *FIRST[3:], *SECOND),
        (*HEADER, *FIRST, *SECOND[:3]),
        (*HEADER, *FIRST, "and the papers", *SECOND),
        (*HEADER, *FIRST),
        (*HEADER[1:], *FIRST[1:], *SECOND[1:]),
    ],
    ids=["no lead", "no last date", "two lines in a cell", "one row", "no references"],
)
def test_cells_on_lines_that_cannot_be_told_are_not_guessed_at(lines: tuple[str, ...]) -> None:
    with pytest.raises(NoActions):
        reading(text(*lines))


def test_a_numbered_list_is_read_by_the_labels_in_its_brackets() -> None:
    lines = (
        "1. Governance",
        "1.1 Review the terms of reference (Lead: Board Manager, by July 2026)",
        "1.2 Publish the forward plan [Owner: Chair; due 30 September 2026].",
        "2. Quality",
        "2.1 Start monthly audits (Lead: NM, AB, by Q2 2026/27)",
    )
    assert _facts(*lines) == [
        ("1.1", "Review the terms of reference", "Board Manager", "2026-07-31"),
        ("1.2", "Publish the forward plan", "Chair", "2026-09-30"),
        ("2.1", "Start monthly audits", "NM, AB", "2026-09-30"),
    ]
    areas = reading(text(*lines)).plan.areas
    assert [(area.ref, area.title) for area in areas] == [("1", "Governance"), ("2", "Quality")]


def test_a_list_numbered_straight_through_keeps_brackets_that_label_nothing() -> None:
    assert _facts(
        "1. Train the panel (all members) (Lead: NM, target date: March 2027)",
        "2. Write to schools (Lead: AB, by December 2026)",
    ) == [("1", "Train the panel (all members)", "NM", "2027-03-31"), ("2", "Write to schools", "AB", "2026-12-31")]


def test_a_line_of_the_list_without_a_bracket_is_an_action_without_lead_and_date() -> None:
    found = _facts(
        "1) Train the panel (Lead: NM, by March 2027)",
        "2) Ask the school",
        "3) Write to schools (Lead: AB, by December 2026)",
        "4) Thank everybody",
        "12 people came.",
        "5) Agenda of the next meeting",
    )
    assert [(ref, title, due) for ref, title, _, due in found] == [
        ("1", "Train the panel", "2027-03-31"),
        ("2", "Ask the school", ""),
        ("3", "Write to schools", "2026-12-31"),
        ("4", "Thank everybody", ""),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("1. Train the panel (Lead: NM, by March 2027)", "2. Thank everybody"),
        ("1. Apologies (Lead member, Chair)", "2. Minutes (by the clerk)"),
        ("1. Train the panel (Lead: NM)", "2. Write to schools (Lead: AB)"),
    ],
    ids=["one alone", "no labels", "no dates"],
)
def test_a_list_that_does_not_say_who_and_by_when_is_no_plan(lines: tuple[str, ...]) -> None:
    with pytest.raises(NoActions):
        reading(text(*lines))
