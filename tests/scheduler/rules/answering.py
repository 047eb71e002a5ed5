"""Answers for tests: said on Monday 6 January 2025 at ten, admitted against a register of one action.

The board meets on Tuesday 11 February 2025 unless a test says otherwise.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Admitted, Effects, Refused, admit
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import NINA, on_day, people, snapshot

MONDAY = date(2025, 1, 6)
MEETING = date(2025, 2, 11)
DUE = on_day(date(2025, 1, 17))
TO_7_FEBRUARY = on_day(date(2025, 2, 7))  # 21 days later
TO_14_FEBRUARY = on_day(date(2025, 2, 14))  # 28 days later, past the meeting
TO_17_FEBRUARY = on_day(date(2025, 2, 17))  # 31 days later


def an_answer(kind: AnswerKind, who: str, *, on: date = MONDAY, **words: Any) -> Answer:
    """An answer at ten in the morning that its author wrote down, on a page."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return replace(
        Answer(at=at, on=on, commitment="plan/1.1", kind=kind, who=who, recorded_by=who, road=Road.WEB), **words
    )


def new_date(target: TargetDate, who: str = NINA, **words: Any) -> Answer:
    return an_answer(AnswerKind.NEW_DATE, who, target=target, words="Police away", **words)


def decided(
    answer: Answer,
    promise: Commitment,
    *,
    meeting_on: date | None = MEETING,
    directory: dict[str, Person] | None = None,
) -> Admitted | Refused:
    register = snapshot(promise, people=directory or people())
    return admit(answer, promise, View(register, Told(), Policy(), answer.on), meeting_on=meeting_on)


def admitted(answer: Answer, promise: Commitment, **words: Any) -> Admitted:
    found = decided(answer, promise, **words)
    assert isinstance(found, Admitted), found
    return found


def what_is_wrong(answer: Answer, promise: Commitment, **words: Any) -> list[str]:
    found = decided(answer, promise, **words)
    assert isinstance(found, Refused), found
    return [problem.what for problem in found.problems]


def after(promise: Commitment, *answers: Answer) -> Commitment:
    """The commitment once these were admitted, one after the other, with what each changes."""
    for answer in answers:
        done = admitted(answer, promise)
        said = [*promise.answered.answers, replace(done.answer, number=len(promise.answered.answers) + 1)]
        promise = replace(promise, answered=fold_answers(said), **_changed(promise, done.effects))
    return promise


def _changed(promise: Commitment, effects: Effects) -> dict[str, Any]:
    moved = {"target": effects.target} if effects.target else {}
    slipped = {"was": (*promise.was, promise.target)} if effects.target and effects.is_slip else {}
    status = {"status": effects.status, "unverified": effects.unverified} if effects.status else {}
    waits = {"waiting_for": effects.waiting_for} if effects.waiting_for is not None else {}
    return {**moved, **slipped, **status, **waits, **({"leads": (effects.lead,)} if effects.lead else {})}
