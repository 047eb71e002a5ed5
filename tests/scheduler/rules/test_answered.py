"""What answers come to, one after the other, where nothing was there for them to change."""

from dataclasses import replace
from datetime import UTC, date, datetime

from scheduler.plans.answers import Answer, AnswerKind, Road
from scheduler.rules.answered import fold_answers
from scheduler.rules.policy import Policy
from scheduler.rules.standing import StandingKind, standing
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, OMAR, SAM, commitment, in_month

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


ASKED = replace(SAID, kind=AnswerKind.NEW_DATE, who=NINA, is_request=True, number=1)
WAITS = replace(SAID, kind=AnswerKind.WAITING, who=NINA, whom="the region", ends_on=date(2025, 2, 11), number=2)
CLAIM = replace(SAID, kind=AnswerKind.COMPLETE, who=NINA, number=3)
NOT_MINE = replace(SAID, kind=AnswerKind.NOT_MINE, who=NINA, number=4)
MARCH = date(2025, 3, 20)


def test_a_completion_ends_what_was_asked_and_waited_for() -> None:
    before, after = fold_answers([ASKED, WAITS]), fold_answers([ASKED, WAITS, CLAIM])

    assert (before.request, before.asked_on, before.waiting) == (ASKED, MONDAY, WAITS)
    assert (after.request, after.asked_on, after.waiting, after.claim) == (None, None, None, CLAIM)


def test_a_verified_claim_waits_no_more_and_keeps_the_day_to_which_it_holds() -> None:
    holds = replace(CLAIM, until=date(2025, 9, 30))
    verified = fold_answers([holds, replace(SAID, kind=AnswerKind.VERIFY)])

    assert (verified.claim, verified.runs_out) == (None, holds)


def test_what_was_taken_back_stays_in_the_history_and_holds_nothing() -> None:
    back = replace(SAID, kind=AnswerKind.TAKE_BACK, takes_back=1, number=2)
    now = fold_answers([ASKED, back])

    assert (now.request, now.asked_on, now.answers) == (None, None, (ASKED, back))


def test_a_line_or_a_presentation_without_its_day_holds_for_no_period() -> None:
    line = replace(SAID, kind=AnswerKind.ASSURANCE)
    heard = replace(SAID, kind=AnswerKind.NOT_PRESENTED)

    assert fold_answers([line, heard]).assured == {}
    assert fold_answers([line, heard]).presented == {}
    assert fold_answers([replace(line, about_on=MARCH)]).assured == {MARCH: replace(line, about_on=MARCH)}
    assert fold_answers([replace(heard, about_on=MARCH)]).presented == {MARCH: replace(heard, about_on=MARCH)}


def test_presented_is_a_claim_where_it_asks_for_a_word_and_else_none() -> None:
    heard = replace(SAID, kind=AnswerKind.PRESENTED, about_on=MARCH)
    claimed = fold_answers([replace(heard, is_request=True)])

    assert fold_answers([heard]).claim is None
    assert (claimed.claim, list(claimed.presented)) == (replace(heard, is_request=True), [MARCH])


def test_a_granted_request_is_asked_no_more() -> None:
    granted = fold_answers([ASKED, SAID])

    assert (granted.request, granted.asked_on) == (None, None)


def test_a_declined_request_is_asked_no_more_from_any_day() -> None:
    declined = fold_answers([ASKED, replace(SAID, kind=AnswerKind.DECLINE)])

    assert (declined.request, declined.asked_on) == (None, None)


def test_whoever_takes_it_over_after_all_said_nothing_that_still_holds() -> None:
    omars = replace(NOT_MINE, who=OMAR, number=5)
    moved = replace(SAID, kind=AnswerKind.REASSIGN, whom=NINA)
    dated = replace(SAID, kind=AnswerKind.NEW_DATE, whom=NINA)

    assert fold_answers([NOT_MINE, omars, moved]).not_mine == {OMAR: omars}
    assert fold_answers([NOT_MINE, omars, dated]).not_mine == {NINA: NOT_MINE, OMAR: omars}
