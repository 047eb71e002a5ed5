"""What answers come to, one after the other, where nothing was there for them to change."""

from dataclasses import replace
from datetime import UTC, date, datetime

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.rules.answered import fold_answers
from scheduler.rules.policy import Policy
from scheduler.rules.standing import StandingKind, standing
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, SAM, commitment, in_month

MONDAY = date(2025, 1, 6)
SAID = Answer(
    at=datetime(2025, 1, 6, 10, tzinfo=UTC),
    on=MONDAY,
    commitment="plan/1.1",
    kind=AnswerKind.GRANT,
    who=SAM,
    recorded_by=SAM,
    road=Road.DESK,
)


def test_a_grant_without_a_request_and_an_approval_without_a_wait_change_nothing() -> None:
    granted = fold_answers([SAID])
    approved = fold_answers([replace(SAID, kind=AnswerKind.APPROVE_WAITING, ends_on=MONDAY)])

    assert (granted.request, granted.closed_on, granted.answers) == (None, None, (SAID,))
    assert approved.waiting is None


def test_what_was_closed_unfinished_stands_as_that() -> None:
    asked = replace(SAID, kind=AnswerKind.CLOSE, who=NINA, is_request=True)
    closed = commitment(in_month(date(2024, 11, 30)), answered=fold_answers([asked, SAID]))

    stands = standing(closed, today=MONDAY, policy=Policy(), calendar=WorkingDays())

    assert (closed.answered.closed_on, stands.kind, stands.words, stands.is_late) == (
        MONDAY,
        StandingKind.CLOSED,
        "closed unfinished",
        False,
    )
