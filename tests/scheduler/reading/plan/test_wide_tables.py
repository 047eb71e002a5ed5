"""Tables far wider than a plan's, such as a drawing's rulings make of a PDF page: found when changed PDFs were slow."""

import sys
from types import FrameType
from typing import Any

from scheduler.plans.plan import Action
from scheduler.reading.rows import Document
from tests.scheduler.reading.plan.documents import reading, text

_HEADER = ("Ref", "Action", "Lead", "Target date")
_ROW = ("1.1", "Train every case manager.", "AB", "March 2027")


def _wide(width: int) -> Document:
    empty = width - len(_HEADER)
    return text("|".join((*_HEADER, *[""] * empty)), "|".join((*_ROW, *["x"] * empty)))


def _steps_to_read(document: Document) -> int:
    """How many functions are called: the measure of work that does not depend on the machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reading(document)
    finally:
        sys.setprofile(before)
    return calls


def _facts(action: Action) -> tuple[str, ...]:
    leads = [lead.words for lead in action.leads]
    return (action.ref, action.title, *leads, action.target.words if action.target else "")


def test_an_action_in_the_first_columns_of_a_very_wide_table_is_read() -> None:
    read = reading(_wide(570))
    assert [_facts(action) for action in read.plan.actions] == [_ROW]


def test_a_table_twice_as_wide_takes_about_twice_the_work() -> None:
    _steps_to_read(_wide(10))
    assert _steps_to_read(_wide(800)) < 2.5 * _steps_to_read(_wide(400))
