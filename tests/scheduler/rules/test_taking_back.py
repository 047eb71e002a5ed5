"""An answer is taken back by whoever recorded it, soon, and while nothing was answered after it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.plans.commitments import Commitment
from scheduler.rules.answered import fold_answers
from scheduler.rules.answers import Admitted, Refused, admit
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import NINA, OMAR, commitment, in_month, snapshot

AT = datetime(2025, 1, 6, 10, tzinfo=UTC)
SAID = Answer(
    number=4,
    at=AT,
    on=date(2025, 1, 6),
    commitment="plan/1.1",
    kind=AnswerKind.PROGRESS,
    who=NINA,
    recorded_by=NINA,
    road=Road.WEB,
    words="Begun",
)


def taken_back(*said: Answer, by: str = NINA, after: timedelta = timedelta(minutes=2)) -> list[str]:
    """What keeps the answer of number 4 from being taken back; nothing where it can be."""
    promise: Commitment = commitment(in_month(date(2025, 1, 31)), answered=fold_answers(said))
    back = replace(SAID, number=0, at=AT + after, kind=AnswerKind.TAKE_BACK, who=by, recorded_by=by, takes_back=4)
    decided = admit(back, promise, View(snapshot(promise), Told(), Policy(), SAID.on), meeting_on=None)
    assert isinstance(decided, Admitted | Refused)
    return [each.what for each in decided.problems] if isinstance(decided, Refused) else []


def test_soon_and_by_whoever_recorded_it_it_is_taken_back() -> None:
    assert taken_back(SAID) == []


@pytest.mark.parametrize(
    ("said", "by", "after", "problem"),
    [
        ((), NINA, 2, "1.1 has no such answer"),
        ((SAID,), OMAR, 2, "only whoever recorded an answer takes it back"),
        ((SAID,), NINA, 10, "it was said more than 10 minutes ago"),
        ((SAID, replace(SAID, number=5)), NINA, 2, "something was answered after it"),
        ((replace(SAID, kind=AnswerKind.TAKE_BACK),), NINA, 2, "what was taken back is said anew"),
    ],
)
def test_what_keeps_an_answer_is_said(said: tuple[Answer, ...], by: str, after: int, problem: str) -> None:
    assert problem in taken_back(*said, by=by, after=timedelta(minutes=after))


@pytest.mark.parametrize("kind", sorted(set(AnswerKind) - {AnswerKind.TAKE_BACK}))
def test_whatever_was_said_can_be_taken_back(kind: AnswerKind) -> None:
    assert taken_back(replace(SAID, kind=kind)) == []


@pytest.mark.parametrize(("said", "by", "after"), [((), NINA, 2), ((SAID,), OMAR, 2), ((SAID,), NINA, 10)])
def test_whoever_cannot_take_it_back_is_told_whom_to_tell(said: tuple[Answer, ...], by: str, after: int) -> None:
    promise: Commitment = commitment(in_month(date(2025, 1, 31)), answered=fold_answers(said))
    at = AT + timedelta(minutes=after)
    back = replace(SAID, number=0, at=at, kind=AnswerKind.TAKE_BACK, who=by, recorded_by=by, takes_back=4)
    found = admit(back, promise, View(snapshot(promise), Told(), Policy(), SAID.on), meeting_on=None)

    assert isinstance(found, Refused)
    assert [each.cure for each in found.problems] == ["tell the co-ordinator what should be recorded"]
