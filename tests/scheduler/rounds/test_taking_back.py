"""Taking an answer back: within ten minutes, by whoever said it; all is as it was, and the history keeps both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register import history
from scheduler.register.revisions import revisions
from scheduler.register.snapshot import load_snapshot
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Admitted, Refused
from tests.builders import CHAIR, NINA, OMAR, SAM, on_day
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at, lived_in

SAID_AT = "2025-01-06T10:00"
LATEST = "2025-01-06T10:09"


def told_once(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")))
    house.morning("2025-01-03T08:00", release=True)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = lived_in(tmp_path, told_once)
    yield made
    made.sessions.kw["bind"].dispose()


def answer(house: TestHouse, kind: AnswerKind, when: str = SAID_AT, who: str = NINA, **words: Any) -> Admitted:
    decided = try_to(house, kind, when, who, **words)
    assert isinstance(decided, Admitted), decided
    return decided


def try_to(house: TestHouse, kind: AnswerKind, when: str, who: str, **words: Any) -> Admitted | Refused:
    said = Said(kind=kind, who=who, road=Road.WEB, **words)
    with house.sessions.begin() as session:
        return take_answer(session, house.orders, "plan", "1.1", said, at=at(when), now=at(when))


def take_back(house: TestHouse, number: int, when: str = LATEST, who: str = NINA) -> Admitted | Refused:
    return try_to(house, AnswerKind.TAKE_BACK, when, who, takes_back=number)


def held(house: TestHouse) -> Commitment:
    with house.sessions() as session:
        return load_snapshot(session, {}).commitments[0]


SAYINGS: dict[AnswerKind, dict[str, Any]] = {
    AnswerKind.PROGRESS: {"words": "first session held"},
    AnswerKind.COMPLETE: {"evidence": "minute 4"},
    AnswerKind.NEW_DATE: {"target": on_day(date(2025, 2, 14)), "words": "the trainer is away"},
    AnswerKind.WAITING: {"whom": "guidance", "until": date(2025, 1, 20)},
    AnswerKind.NOT_MINE: {"whom": "Omar"},
    AnswerKind.CLOSE: {"words": "the duty went to the county"},
}


@pytest.mark.parametrize("kind", SAYINGS)
def test_whatever_a_lead_said_is_undone_as_if_it_had_not_been_said(house: TestHouse, kind: AnswerKind) -> None:
    before = held(house)
    said = answer(house, kind, **SAYINGS[kind]).answer
    between = held(house)
    take_back(house, said.number)
    after = held(house)

    assert between != before
    assert [each.kind for each in after.answered.answers] == [kind, AnswerKind.TAKE_BACK]
    kept = {"answers": before.answered.answers}
    assert type(after.answered)(**{**vars(after.answered), **kept}) == before.answered
    assert {**vars(after), "answered": None} == {**vars(before), "answered": None}


def test_the_history_keeps_what_was_said_and_that_it_was_taken_back(house: TestHouse) -> None:
    said = answer(house, AnswerKind.COMPLETE, evidence="minute 4").answer
    take_back(house, said.number)
    with house.sessions() as session:
        entries = [each for each in history.read(session, "plan", "1.1") if each.what.startswith("answered")]

    assert [(each.what, each.who) for each in entries] == [("answered: complete", NINA), ("answered: taken back", NINA)]
    assert entries[1].before == {"status": "complete", "to be verified": True}


def test_an_earlier_completion_comes_back_when_its_return_is_taken_back(house: TestHouse) -> None:
    answer(house, AnswerKind.COMPLETE, evidence="minute 4")
    returned = answer(house, AnswerKind.RETURN, "2025-01-06T10:02", SAM, words="the minute is missing").answer
    take_back(house, returned.number, who=SAM)

    assert (held(house).status, held(house).unverified) == (Status.COMPLETE, True)


@pytest.mark.parametrize(
    ("when", "who", "why"),
    [
        ("2025-01-06T10:10", NINA, "it was said more than 10 minutes ago"),
        (LATEST, OMAR, "only whoever recorded an answer takes it back"),
    ],
)
def test_it_is_refused_too_late_and_for_others(house: TestHouse, when: str, who: str, why: str) -> None:
    said = answer(house, AnswerKind.PROGRESS, words="first session held").answer
    refused = take_back(house, said.number, when, who)

    assert isinstance(refused, Refused)
    assert [each.what for each in refused.problems] == [why]


def test_what_something_was_answered_after_stays(house: TestHouse) -> None:
    said = answer(house, AnswerKind.PROGRESS, words="first session held").answer
    answer(house, AnswerKind.PROGRESS, "2025-01-06T10:01", SAM, words="noted")
    refused = take_back(house, said.number)

    assert isinstance(refused, Refused)
    assert [each.what for each in refused.problems] == ["something was answered after it"]


LATER = on_day(date(2025, 2, 14))
DECISIONS: dict[AnswerKind, tuple[str, dict[str, Any]]] = {
    AnswerKind.NEW_DATE: (CHAIR, {"target": LATER, "words": "agreed", "minute": "4"}),
    AnswerKind.REASSIGN: (CHAIR, {"whom": OMAR}),
    AnswerKind.CLOSE: (CHAIR, {"words": "the duty went to the county", "minute": "4"}),
    AnswerKind.CORRECT: (SAM, {"target": LATER, "words": "the year was misread"}),
    AnswerKind.STANDING: (SAM, {"every": Recurrence.QUARTERLY}),
}


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_decision_is_undone_as_if_it_had_not_been_made(house: TestHouse, kind: AnswerKind) -> None:
    before, (who, words) = held(house), DECISIONS[kind]
    said = answer(house, kind, who=who, **words).answer
    between = held(house)
    take_back(house, said.number, who=who)
    after = held(house)

    assert (between.target, between.leads, between.answered.closed_on, between.recurs) != (
        before.target,
        before.leads,
        before.answered.closed_on,
        before.recurs,
    )
    assert {**vars(after), "answered": None} == {**vars(before), "answered": None}


def test_a_grant_that_is_taken_back_leaves_the_request_open_and_the_date_where_it_was(house: TestHouse) -> None:
    before = held(house)
    answer(house, AnswerKind.NEW_DATE, target=LATER, words="the trainer is away")
    granted = answer(house, AnswerKind.GRANT, "2025-01-06T10:02", SAM).answer
    moved = held(house)
    take_back(house, granted.number, who=SAM)
    after = held(house)

    assert (moved.target, moved.was, moved.answered.request) == (LATER, (before.target,), None)
    assert (after.target, after.was, after.moved_on) == (before.target, (), None)
    assert after.answered.request is not None
    assert after.answered.request.target == LATER


def test_a_date_that_was_given_for_the_first_time_goes_again(tmp_path: Path) -> None:
    made = TestHouse(tmp_path)
    made.record(a_plan(replace(an_action("1.1", date(2025, 1, 31), "NM"), target=None)))
    made.morning("2025-01-03T08:00", release=True)
    said = answer(made, AnswerKind.NEW_DATE, who=CHAIR, target=LATER, words="agreed", minute="4").answer
    take_back(made, said.number, who=CHAIR)

    assert (held(made).target, held(made).was) == (None, ())


def test_a_calendar_hears_of_the_move_and_of_its_end(house: TestHouse) -> None:
    said = answer(house, AnswerKind.NEW_DATE, who=CHAIR, target=LATER, words="agreed", minute="4").answer
    with house.sessions() as session:
        moved = revisions(session)["plan/1.1"].sequence
    take_back(house, said.number, who=CHAIR)
    with house.sessions() as session:
        back = revisions(session)["plan/1.1"].sequence

    assert (moved, back) == (1, 2)


def test_an_answer_of_another_action_is_not_taken_back_here(house: TestHouse) -> None:
    refused = take_back(house, 4711)

    assert isinstance(refused, Refused)
    assert [each.what for each in refused.problems] == ["1.1 has no such answer"]
