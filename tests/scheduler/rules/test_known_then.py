"""What is put back of a commitment for a past day, answer by answer, and what stays as the register holds it now."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.chair_words import ChairWord, ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide
from scheduler.rules.known import foretold, known_on
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from tests.builders import NINA, OMAR, PLAN, SAM, commitment, in_month, snapshot
from tests.scheduler.rules.answering import an_answer

DAY = date(2025, 1, 17)
NOVEMBER, DECEMBER = in_month(date(2024, 11, 30)), in_month(date(2024, 12, 31))
JANUARY, FEBRUARY = in_month(date(2025, 1, 31)), in_month(date(2025, 2, 28))


def said(kind: AnswerKind, day: int, who: str = NINA, **words: Any) -> Answer:
    return an_answer(kind, who, on=date(2025, 1, day), number=day, **words)


def then(promise: Commitment, *answers: Answer, day: date = DAY) -> Commitment:
    held = replace(promise, answered=fold_answers(answers))
    return known_on(day, held, snapshot(held), Told()).commitment


SET_AT_ONCE = said(AnswerKind.NEW_DATE, 20, target=FEBRUARY, words="Away")
ASKED = replace(said(AnswerKind.NEW_DATE, 21, target=FEBRUARY, words="Away"), is_request=True)
GRANTED = said(AnswerKind.GRANT, 22, SAM)
TO_CLOSE = replace(said(AnswerKind.CLOSE, 23, words="Over"), is_request=True)
CLOSED = said(AnswerKind.GRANT, 24, SAM)
NOTE = said(AnswerKind.PROGRESS, 20, words="Begun")
OVER_TO_OMAR = replace(said(AnswerKind.REASSIGN, 10, SAM, whom=OMAR), is_request=True)
Dates = tuple[TargetDate | None, tuple[TargetDate, ...]]


@pytest.mark.parametrize(
    ("answers", "was", "before"),
    [
        ((NOTE,), (DECEMBER, JANUARY), (FEBRUARY, (DECEMBER, JANUARY))),  # a note moves nothing
        ((SET_AT_ONCE,), (DECEMBER, JANUARY), (JANUARY, (DECEMBER,))),
        ((ASKED,), (JANUARY,), (FEBRUARY, (JANUARY,))),  # asked alone moves nothing
        ((ASKED, GRANTED), (NOVEMBER, DECEMBER, JANUARY), (JANUARY, (NOVEMBER, DECEMBER))),
        ((SET_AT_ONCE, ASKED, GRANTED), (NOVEMBER, DECEMBER, JANUARY), (DECEMBER, (NOVEMBER,))),
        ((SET_AT_ONCE, TO_CLOSE, CLOSED), (DECEMBER, JANUARY), (JANUARY, (DECEMBER,))),
        ((ASKED, GRANTED, TO_CLOSE, CLOSED), (DECEMBER, JANUARY), (JANUARY, (DECEMBER,))),
        ((OVER_TO_OMAR, GRANTED), (JANUARY,), (FEBRUARY, (JANUARY,))),  # granted: another lead, no other date
        ((SET_AT_ONCE,), (), (FEBRUARY, ())),  # a first date: none before it is known
    ],
)
def test_each_date_that_a_later_answer_moved_is_put_back(
    answers: tuple[Answer, ...], was: tuple[TargetDate, ...], before: Dates
) -> None:
    found = then(commitment(FEBRUARY, was=was), *answers)

    assert (found.target, found.was) == before


def test_a_date_that_an_edition_took_away_stays_away() -> None:
    found = then(commitment(None, was=(JANUARY,)), NOTE)

    assert (found.target, found.was) == (None, (JANUARY,))


WAITS = said(AnswerKind.WAITING, 10, whom="the region", ends_on=None)
WAITS_AGAIN = said(AnswerKind.WAITING, 20, whom="the court", ends_on=None)


@pytest.mark.parametrize(
    ("promise", "answers", "waiting_for"),
    [
        (commitment(JANUARY, waiting_for="the court"), (WAITS, WAITS_AGAIN), "the region"),
        (commitment(JANUARY, waiting_for="the court"), (WAITS_AGAIN,), ""),
        (commitment(JANUARY, waiting_for="guidance"), (NOTE,), "guidance"),  # the plan's own words
    ],
)
def test_whom_it_waited_for_is_what_was_said_by_then(
    promise: Commitment, answers: tuple[Answer, ...], waiting_for: str
) -> None:
    assert then(promise, *answers).waiting_for == waiting_for


LINE = said(AnswerKind.ASSURANCE, 20, words="Met")
CLAIM = said(AnswerKind.COMPLETE, 10)
VERIFIED = said(AnswerKind.VERIFY, 20, SAM)


@pytest.mark.parametrize(
    ("status", "unverified", "answers", "stood"),
    [
        (Status.COMPLETE, False, (LINE,), (Status.COMPLETE, False)),  # a line about it completed nothing
        (Status.COMPLETE, True, (LINE,), (Status.COMPLETE, True)),
        (Status.COMPLETE, False, (CLAIM, VERIFIED), (Status.COMPLETE, True)),
        (Status.COMPLETE, True, (VERIFIED,), (Status.IN_PROGRESS, False)),
        (Status.NOT_STARTED, False, (VERIFIED,), (Status.NOT_STARTED, False)),
    ],
)
def test_how_it_stood_is_what_was_said_by_then(
    status: Status, unverified: bool, answers: tuple[Answer, ...], stood: tuple[Status, bool]
) -> None:
    found = then(commitment(JANUARY, status=status, unverified=unverified), *answers)

    assert (found.status, found.unverified) == stood


def test_what_was_said_on_the_day_itself_is_known_on_it() -> None:
    assert then(commitment(JANUARY), NOTE, day=date(2025, 1, 20)).answered.answers == (NOTE,)
    assert then(commitment(JANUARY), NOTE, day=date(2025, 1, 19)).answered.answers == ()


def word(day: int) -> ChairWord:
    at = datetime(2025, 1, day, 15, tzinfo=UTC)
    return ChairWord(
        board="cog",
        mail_on=date(2025, 1, 20),
        kind=ChairWordKind.HOLD,
        at=at,
        on=at.date(),
        who=SAM,
        words="Wait",
        matters=(),
    )


def test_the_register_around_it_is_that_of_the_day() -> None:
    promise, other = (
        commitment(FEBRUARY, was=(JANUARY,), answered=fold_answers([SET_AT_ONCE])),
        commitment(None, ref="2"),
    )
    plans = {
        "plan": PLAN,
        "today": replace(PLAN, slug="today", released_on=DAY),
        "later": replace(PLAN, slug="later", released_on=date(2025, 1, 18)),
        "held": replace(PLAN, slug="held", released_on=None),
    }
    register = replace(snapshot(promise, other), plans=plans, chair_words=(word(16), word(17), word(18)))

    known = known_on(DAY, promise, register, Told())

    assert known.snapshot.commitments == (known.commitment, other)
    assert {slug: plan.released_on for slug, plan in known.snapshot.plans.items()} == {
        "plan": date(2024, 9, 2),
        "today": DAY,
        "later": None,
        "held": None,
    }
    assert known.snapshot.chair_words == (word(16), word(17))


def test_a_day_to_come_is_foretold_of_the_one_commitment_alone() -> None:
    promise, other = commitment(FEBRUARY), commitment(FEBRUARY, ref="1.2")
    register = snapshot(promise, other)

    known = foretold(date(2025, 2, 5), promise, register, Told(), Policy(), since=date(2025, 1, 31), decide=decide)

    assert {each.key.commitment for each in known.told.notices} == {"plan/1.1"}
    assert (known.snapshot, known.commitment) == (register, promise)
