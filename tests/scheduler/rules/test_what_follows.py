"""What comes next after each answer, in the sentences that whoever recorded it reads; Monday 6 January 2025."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answers import Admitted, Effects, admit, what_follows
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, NINA, OMAR, SAM, commitment, in_month, on_day, snapshot
from tests.scheduler.rules.answering import (
    DUE,
    MEETING,
    MONDAY,
    TO_7_FEBRUARY,
    TO_17_FEBRUARY,
    admitted,
    after,
    an_answer,
    new_date,
)
from tests.scheduler.rules.chairs import meeting

OPEN = commitment(DUE)
CLAIM = an_answer(AnswerKind.COMPLETE, NINA, evidence="Minute 7")
CLAIMED = after(OPEN, CLAIM)
WAITS = an_answer(AnswerKind.WAITING, NINA, whom="the region", until=date(2025, 3, 31))
CLOSE = an_answer(AnswerKind.CLOSE, NINA, words="The service ended")
TO_BE_VERIFIED = "Nobody is chased for it; the co-ordinator verifies or returns it."
IS_CLOSED = "It is closed unfinished; nobody is chased for it."


@pytest.mark.parametrize(
    ("answer", "promise", "follows"),
    [
        (
            an_answer(AnswerKind.PROGRESS, NINA, words="Begun"),
            OPEN,
            "Reminders to Nina Marsh rest until Monday 20 January 2025; nothing else changes.",
        ),
        (CLAIM, OPEN, TO_BE_VERIFIED),
        (an_answer(AnswerKind.VERIFY, SAM), CLAIMED, "It is complete."),
        (an_answer(AnswerKind.RETURN, SAM, words="No"), CLAIMED, "It is open again, and is chased as before."),
        (
            new_date(TO_17_FEBRUARY, CHAIR, minute="4"),
            OPEN,
            "It is due on Monday 17 February 2025 now; what it was before is kept.",
        ),
        (
            an_answer(AnswerKind.GRANT, SAM),
            after(OPEN, new_date(TO_7_FEBRUARY)),
            "It is due on Friday 7 February 2025 now; what it was before is kept.",
        ),
        (an_answer(AnswerKind.GRANT, CHAIR, minute="4"), after(OPEN, CLOSE), IS_CLOSED),
        (replace(CLOSE, who=CHAIR, minute="4"), OPEN, IS_CLOSED),
        (
            an_answer(AnswerKind.DECLINE, SAM, words="No"),
            after(OPEN, new_date(TO_7_FEBRUARY)),
            "Everything stays as it was.",
        ),
        (WAITS, OPEN, "The wait ends after Tuesday 11 February 2025."),
        (
            an_answer(AnswerKind.APPROVE_WAITING, CHAIR, minute="4"),
            after(OPEN, WAITS),
            "The wait ends after Monday 31 March 2025.",
        ),
        (an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR), OPEN, "Omar Reid leads it from now on."),
        (
            an_answer(AnswerKind.CORRECT, SAM, target=in_month(date(2025, 2, 28)), words="Misread"),
            OPEN,
            "It is due by the end of February 2025 now; what it was before is kept.",
        ),
    ],
)
def test_what_follows_is_said_in_a_sentence(answer: Answer, promise: Commitment, follows: str) -> None:
    assert admitted(answer, promise).follows == (follows,)


def test_what_is_beyond_the_owner_says_why_and_whose_it_is() -> None:
    assert admitted(new_date(TO_17_FEBRUARY), OPEN).follows == (
        "The co-ordinator cannot grant this alone: it is a move of 31 days, more than 28.",
        "Robin Hale, for Chief Officer Group, decides; unanswered, it goes on Monday 13 January 2025 to "
        "Chief Officer Group, at its next meeting. Until then its target date stands.",
    )


def test_taking_back_says_that_all_is_as_before_and_names_what_it_undoes() -> None:
    said = after(OPEN, an_answer(AnswerKind.PROGRESS, NINA, words="Begun"))
    back = admitted(an_answer(AnswerKind.TAKE_BACK, NINA, takes_back=1), said)

    assert (back.follows, back.effects) == (("All is as it was before.",), Effects(restores=1))


@pytest.mark.parametrize(
    ("answer", "promise", "follows"),
    [
        (replace(new_date(TO_7_FEBRUARY), is_request=False), OPEN, ("It is due on Friday 7 February 2025 now; "
                                                                    "what it was before is kept.",)),
        (replace(new_date(TO_7_FEBRUARY), is_request=True), after(OPEN, new_date(TO_7_FEBRUARY)),
         ("Sam Ode, co-ordinator, decides; unanswered, it goes on Monday 13 January 2025 to Robin Hale, for "
          "Chief Officer Group. Until then its target date stands.",)),
        (replace(new_date(TO_7_FEBRUARY), is_request=True), OPEN, ()),  # declined since
        (replace(WAITS, ends_on=MEETING), OPEN, ()),  # the wait is over since
        (CLAIM, CLAIMED, (TO_BE_VERIFIED,)),
    ],
)  # fmt: skip
def test_what_follows_of_a_recorded_answer_is_told_as_things_stand(
    answer: Answer, promise: Commitment, follows: tuple[str, ...]
) -> None:
    assert what_follows(answer, promise, View(snapshot(promise), Told(), Policy(), MONDAY)) == follows


def test_a_completion_ends_the_wait_and_without_one_leaves_the_words_of_the_plan() -> None:
    waiting = after(commitment(DUE), WAITS)

    assert admitted(CLAIM, waiting).effects == Effects(
        status=Status.COMPLETE, unverified=True, completed_on=MONDAY, waiting_for=""
    )
    assert admitted(CLAIM, OPEN).effects == Effects(status=Status.COMPLETE, unverified=True, completed_on=MONDAY)


def test_a_completion_that_the_plan_alone_reports_is_verified_without_its_day() -> None:
    printed = replace(OPEN, status=Status.COMPLETE, unverified=True)

    assert admitted(an_answer(AnswerKind.VERIFY, SAM), printed).effects == Effects(status=Status.COMPLETE)


def test_an_answer_that_asks_for_nothing_is_beyond_nobody_and_ends_on_no_day() -> None:
    waiting = after(OPEN, WAITS)
    note = admitted(an_answer(AnswerKind.PROGRESS, NINA, words="Begun"), waiting).answer
    decided = admitted(new_date(TO_17_FEBRUARY, CHAIR, minute="4"), OPEN).answer

    assert (note.is_request, note.beyond, note.ends_on, note.about_on, note.meeting) == (False, "", None, None, "")
    assert (decided.is_request, decided.beyond, decided.ends_on) == (False, "", None)


def test_an_answer_with_a_last_day_that_is_no_wait_ends_on_no_day() -> None:
    holds = replace(CLAIM, until=date(2025, 9, 30))

    assert admitted(holds, OPEN).answer.ends_on is None


def test_one_who_says_that_it_is_not_theirs_and_a_request_are_declined_apart() -> None:
    said = after(OPEN, new_date(TO_7_FEBRUARY), an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid"))
    declined = admitted(an_answer(AnswerKind.DECLINE, SAM, words="The region met"), said).answer

    assert declined.whom == ""  # the request's: who said “not mine” is named where that is meant
    assert admitted(replace(declined, whom=NINA), said).answer.whom == NINA


def test_a_note_by_the_one_who_said_not_mine_names_nobody() -> None:
    said = after(commitment(on_day(date(2025, 1, 17))), an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid"))

    assert admitted(an_answer(AnswerKind.PROGRESS, SAM, words="Begun"), said).answer.whom == ""


@pytest.mark.parametrize(
    ("kind", "follows"),
    [
        (
            AnswerKind.NOTED,
            "Chief Officer Group's chair hears nothing more of it until Tuesday 11 February 2025. All else goes on.",
        ),
        (
            AnswerKind.RAISE,
            "It is on Chief Officer Group's list for Tuesday 11 February 2025. Its chair hears nothing more of it "
            "until then. All else goes on.",
        ),
    ],
)
def test_what_is_noted_or_raised_says_until_when_it_is_silent(kind: AnswerKind, follows: str) -> None:
    register = snapshot(OPEN, meetings=(meeting("2025-02-11"),), board_series={"cog": "cog"})
    view = View(register, Told(), Policy(), MONDAY)
    found = admit(an_answer(kind, CHAIR), OPEN, view, meeting_on=MEETING)

    assert isinstance(found, Admitted)
    assert (found.follows, found.effects, found.answer.ends_on) == ((follows,), Effects(), MEETING)
    assert what_follows(an_answer(kind, CHAIR), OPEN, view) == ()  # one of before meetings were kept


def test_a_note_while_a_request_is_open_says_what_follows_of_the_note() -> None:
    asked = after(OPEN, new_date(TO_7_FEBRUARY))

    assert admitted(an_answer(AnswerKind.PROGRESS, NINA, words="Begun"), asked).follows == (
        "Reminders to Nina Marsh rest until Monday 20 January 2025; nothing else changes.",
    )


def test_only_a_line_or_a_presentation_speaks_of_a_period_or_a_meeting() -> None:
    standing = replace(OPEN, status=Status.COMPLETE, recurrence=Recurrence.MONTHLY, complete_since=date(2024, 11, 1))
    line = an_answer(AnswerKind.ASSURANCE, NINA, words="Met")

    assert admitted(line, standing).answer.about_on == date(2024, 12, 31)
    assert admitted(an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar"), standing).answer.about_on is None
    assert what_follows(line, standing, View(snapshot(standing), Told(), Policy(), MONDAY)) == ()
