"""Whose turn it is to answer a request, step by step, and the sentences that say so; asked on Monday 6 January 2025."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import Answer, Answered, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.answered import fold_answers
from scheduler.rules.policy import Policy
from scheduler.rules.requests import Turn, asked_in_words, asked_reason, turn
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, SAM, VICE, commitment, on_day, people, snapshot
from tests.scheduler.rules.answering import TO_7_FEBRUARY, an_answer, new_date

MON_6, MON_13, MON_20 = date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)
MEMBER, UNKNOWN = "member@example.org", "unknown@example.org"
FAR = commitment(on_day(date(2025, 6, 30)))
ASKED = replace(new_date(TO_7_FEBRUARY), is_request=True)
OVER = replace(an_answer(AnswerKind.REASSIGN, SAM, whom=OMAR), is_request=True)
AT_THE_BOARD = "Chief Officer Group, at its next meeting"
CHAIRS = "Robin Hale, for Chief Officer Group"


def now(request: Answer, day: date, *changed: Person, promise: Commitment = FAR, **board: Any) -> Turn | None:
    asked = replace(promise, answered=fold_answers([request]))
    directory = people(Person(email=MEMBER, name="Mel Shaw", organisation="Police"), *changed)
    register = snapshot(asked, people=directory, board=replace(COG, **board))
    return turn(asked, View(register, Told(), Policy(), day))


def test_a_small_move_is_the_co_ordinators_then_the_chairs_then_the_boards() -> None:
    assert [now(ASKED, day) for day in (MON_6, MON_13, MON_20)] == [
        Turn(person=SAM, whom="Sam Ode, co-ordinator", since=MON_6, goes_up_on=MON_13, then=CHAIRS, head=""),
        Turn(person=CHAIR, whom=CHAIRS, since=MON_13, goes_up_on=MON_20, then=AT_THE_BOARD, head=CHAIR),
        Turn(person="", whom=AT_THE_BOARD, since=MON_20, goes_up_on=None, then="", head=CHAIR),
    ]


def test_the_other_agency_is_asked_first_then_whoever_is_above_there() -> None:
    police = replace(people()[OMAR], organisation="Police")
    member: dict[str, Any] = {"members": {"Police": MEMBER}}

    steps = [now(OVER, day, police, **member) for day in (MON_6, MON_13, MON_20)]
    assert [step and (step.person, step.whom) for step in steps] == [
        (OMAR, "Omar Reid, Police"),
        (MEMBER, "Mel Shaw, Police"),
        (CHAIR, CHAIRS),
    ]
    without = now(OVER, MON_13, replace(police, manager=MANAGER))
    assert without is not None
    assert (without.person, without.whom) == (MANAGER, "Mary Lane")


@pytest.mark.parametrize(
    ("omar", "whom"),
    [
        (replace(people()[OMAR], left_on=MON_6), CHAIRS),
        (replace(people()[OMAR], left_on=MON_13), "Omar Reid"),
        (replace(people()[OMAR], suspended="bounced"), CHAIRS),
        (replace(people()[OMAR], organisation="Police", suspended="bounced", manager=MANAGER), "Mary Lane"),
    ],
)
def test_nobody_is_asked_who_cannot_be_reached(omar: Person, whom: str) -> None:
    found = now(OVER, MON_6, omar)

    assert found is not None
    assert found.whom == whom


def test_somebody_whom_no_directory_holds_is_not_asked() -> None:
    found = now(replace(OVER, whom=UNKNOWN), MON_6)

    assert found is not None
    assert (found.person, found.whom) == (CHAIR, CHAIRS)


@pytest.mark.parametrize(
    ("request_", "promise", "changed", "board", "person"),
    [
        (replace(ASKED, beyond="it has moved 1 time already"), FAR, (), {}, CHAIR),
        (replace(ASKED, who=SAM), FAR, (), {}, CHAIR),  # nobody decides on their own
        (ASKED, replace(FAR, leads=(NINA, SAM)), (), {}, CHAIR),
        (replace(ASKED, who=SAM), FAR, (replace(people()[CHAIR], away_from=MON_6),), {}, VICE),
        (replace(ASKED, who=SAM), replace(FAR, leads=(CHAIR,)), (), {}, VICE),
        (replace(ASKED, who=SAM), FAR, (), {"chair": "", "vice_chair": ""}, ""),
        (replace(ASKED, who=CHAIR, beyond="far"), FAR, (), {}, ""),  # the chair's own: the board's
    ],
)
def test_a_step_that_nobody_can_take_is_left_out(
    request_: Answer, promise: Commitment, changed: tuple[Person, ...], board: dict[str, Any], person: str
) -> None:
    found = now(request_, MON_6, *changed, promise=promise, **board)

    assert found is not None
    assert found.person == person


def test_without_anybody_at_the_head_the_board_is_next_and_heads_nobodys_mail() -> None:
    found = now(ASKED, MON_13, chair="", vice_chair="")

    assert found == Turn(person="", whom=AT_THE_BOARD, since=MON_13, goes_up_on=None, then="", head="")


def test_nobodys_turn_it_is_where_nothing_is_asked_or_it_is_over() -> None:
    done = replace(FAR, status=Status.COMPLETE)
    comes_round = replace(done, recurrence=Recurrence.QUARTERLY)
    undated = replace(FAR, answered=Answered(request=ASKED))

    assert now(ASKED, MON_6, promise=done) is None
    assert now(ASKED, MON_6, promise=comes_round) is not None
    assert turn(undated, View(snapshot(undated), Told(), Policy(), MON_6)) is None
    assert turn(FAR, View(snapshot(FAR), Told(), Policy(), MON_6)) is None


VIEW = View(snapshot(FAR), Told(), Policy(), MON_6)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (ASKED, "for a new date, on Friday 7 February 2025"),
        (replace(ASKED, target=None), "for a new date"),
        (OVER, "that Omar Reid takes it over"),
        (replace(ASKED, kind=AnswerKind.CLOSE), "to close it unfinished"),
    ],
)
def test_what_is_asked_is_said_in_words(request_: Answer, words: str) -> None:
    assert asked_in_words(request_, VIEW) == words


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {},
            "Nina Marsh asks for a new date, on Friday 7 February 2025: Police away; "
            "Chief Officer Group, at its next meeting decides",
        ),
        (
            {"words": "Police away."},
            "Nina Marsh asks for a new date, on Friday 7 February 2025: Police away; "
            "Chief Officer Group, at its next meeting decides",
        ),
        (
            {"words": "", "beyond": "it has moved 1 time already"},
            "Nina Marsh asks for a new date, on Friday 7 February 2025; it has moved 1 time already; "
            "Chief Officer Group, at its next meeting decides",
        ),
    ],
)
def test_the_whole_of_a_request_says_why_what_it_is_beyond_and_who_decides(
    changed: dict[str, Any], reason: str
) -> None:
    last = Turn(person="", whom=AT_THE_BOARD, since=MON_20, goes_up_on=None, then="", head=CHAIR)

    assert asked_reason(replace(ASKED, **changed), last, VIEW) == reason
