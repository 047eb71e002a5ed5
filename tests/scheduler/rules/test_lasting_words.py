"""What is said of a completion that lasts, runs out or leaves a doubt, in the sentences of `chaser explain`."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answered import fold_answers
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.lasting import about_lasting, is_to_be_verified, lasting_in_words
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told
from scheduler.rules.view import View
from tests.builders import NINA, SAM, commitment, in_month, snapshot
from tests.scheduler.rules.answering import an_answer

DAY = date(2025, 3, 24)
SINCE = date(2024, 11, 13)
DONE = commitment(
    in_month(date(2025, 3, 31)), status=Status.COMPLETE, complete_since=SINCE, completed_on=date(2024, 11, 1)
)
STANDING = replace(DONE, recurrence=Recurrence.QUARTERLY)


def view(promise: Commitment, day: date = DAY) -> View:
    return View(snapshot(promise), Told(), Policy(), day)


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (DONE, ()),
        (replace(DONE, title="Youth worker, six months funding"),
         ("Its words say “six months funding”: it may run out, perhaps on Thursday 1 May 2025; "
          "nobody has said so yet.",)),
        (replace(DONE, title="Youth worker, six months funding", completed_on=None),
         ("Its words say “six months funding”: it may run out; nobody has said so yet.",)),
        (replace(DONE, answered=fold_answers([an_answer(AnswerKind.RUNS_OUT, SAM, until=date(2025, 9, 30))])),
         ("It is complete until Tuesday 30 September 2025, and comes back on Tuesday 2 September 2025.",)),
        (STANDING,
         ("It is complete and comes round every quarter.",
          "One line was asked for the quarter to 31 March 2025 from Monday 17 March 2025 on: no line came yet.",
          "The next line is asked for on Monday 16 June 2025, for the quarter to 30 June 2025.")),
        (replace(STANDING, answered=fold_answers(
            [an_answer(AnswerKind.ASSURANCE, NINA, about_on=date(2025, 3, 31))])),
         ("It is complete and comes round every quarter.",
          "One line was asked for the quarter to 31 March 2025 from Monday 17 March 2025 on: a line came.",
          "The next line is asked for on Monday 16 June 2025, for the quarter to 30 June 2025.")),
        (replace(DONE, status=Status.IN_PROGRESS, came_back="it was complete, and that runs out"),
         ("It is open again: it was complete, and that runs out.",)),
    ],
)  # fmt: skip
def test_what_lasts_is_said_in_sentences(promise: Commitment, said: tuple[str, ...]) -> None:
    assert lasting_in_words(promise, view(promise)) == said


def test_a_completion_that_leaves_a_doubt_is_told_to_the_co_ordinator_in_full() -> None:
    in_doubt = replace(DONE, unverified=True)

    assert list(about_lasting(in_doubt, view(in_doubt))) == [
        Notice(
            key=NoticeKey(commitment="plan/1.1", target="undated", kind=NoticeKind.TO_VERIFY, slot=SINCE, person=SAM),
            plan="plan",
            board="cog",
            ref="1.1",
            capacity=Capacity.CO_ORDINATOR,
            reason="the plan says so, in words that leave a doubt",
        )
    ]


@pytest.mark.parametrize(
    ("promise", "to_be_verified"),
    [
        (replace(DONE, unverified=True), True),
        (DONE, False),
        (replace(DONE, unverified=True, status=Status.IN_PROGRESS), False),
        (replace(DONE, unverified=True, ref="1.1#1"), False),
        (replace(DONE, unverified=True, answered=fold_answers([an_answer(AnswerKind.COMPLETE, NINA)])), False),
        (replace(DONE, unverified=True, answered=fold_answers([an_answer(AnswerKind.CLOSE, SAM)])), False),
    ],
)
def test_only_an_actions_completion_that_the_plan_alone_reports_is_to_be_verified(
    promise: Commitment, to_be_verified: bool
) -> None:
    assert is_to_be_verified(promise) is to_be_verified
