"""Who may be mailed on a day, in what capacity and why them: leads, who is above them, and who is at the head."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.recipients import (
    Capacity,
    Recipient,
    chair_recipient,
    lead_recipients,
    manager_recipients,
    member_for,
    unreachable,
)
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, SAM, VICE, commitment, people, snapshot
from tests.scheduler.rules.answering import an_answer

TODAY, TOMORROW = date(2025, 1, 6), date(2025, 1, 7)
MEMBER, UNKNOWN = "member@example.org", "unknown@example.org"
HEALTH = replace(COG, members={"Health": MEMBER, "Council": "second@example.org"})
MEMBERS = (Person(email=MEMBER, name="Mel Shaw"), Person(email="second@example.org", name="Sol Shaw"))


@pytest.mark.parametrize(
    ("person", "fault"),
    [
        (None, "not in the directory"),
        (people()[NINA], ""),
        (replace(people()[NINA], away_from=TODAY), ""),
        (replace(people()[NINA], left_on=TODAY), "left on Monday 6 January 2025"),
        (replace(people()[NINA], left_on=TOMORROW), ""),
        (replace(people()[NINA], suspended="bounced on 2025-01-02"), "bounced on 2025-01-02"),
        (Person(email="group:qa", name="QA"), "a group without members and without a mailbox"),
        (Person(email="group:qa", name="QA", members=(NINA,)), ""),
    ],
)
def test_somebody_cannot_be_reached_for_a_reason(person: Person | None, fault: str) -> None:
    assert unreachable(person, TODAY) == fault


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"leads": ()}, "nobody leads this yet"),
        ({"leads": (), "printed_leads": ("NM", "SP")}, "printed lead “NM, SP” is not confirmed"),
        ({"leads": (UNKNOWN,)}, "unknown@example.org: not in the directory"),
        (
            {"answered": fold_answers([an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar")])},
            "Nina Marsh: said that it is not theirs",
        ),
        (
            {
                "leads": (UNKNOWN,),
                "answered": fold_answers([an_answer(AnswerKind.NOT_MINE, UNKNOWN, whom="Omar")]),
            },
            "unknown@example.org: said that it is not theirs",
        ),
    ],
)
def test_what_nobody_hears_of_is_the_co_ordinators_and_says_why(words: dict[str, Any], why: str) -> None:
    promise = commitment(None, **words)

    assert lead_recipients(promise, snapshot(promise), TODAY) == (
        Recipient(person=SAM, capacity=Capacity.CO_ORDINATOR, why=why),
    )


def above(promise: Commitment, *changed: Person, board: Board = HEALTH) -> tuple[Recipient, ...]:
    register = snapshot(promise, people=people(*MEMBERS, *changed), board=board)
    return manager_recipients(promise, register, TODAY)


LINE = Recipient(person=MANAGER, capacity=Capacity.MANAGER, why="line manager of Nina Marsh")
OF_HEALTH = Recipient(person=MEMBER, capacity=Capacity.BOARD_MEMBER, why="Chief Officer Group's member for Health")
SAM_OF_COUNCIL = replace(people()[SAM], organisation="Council")
NINAS = people()[NINA]


@pytest.mark.parametrize(
    ("directory", "heard"),
    [
        ((), (LINE,)),
        ((replace(NINAS, organisation="HEALTH"), SAM_OF_COUNCIL),
         (replace(OF_HEALTH, why="Chief Officer Group's member for HEALTH"),)),  # another agency than the desk's
        ((replace(NINAS, organisation="council"), SAM_OF_COUNCIL), (LINE,)),  # of the desk's own: the line
        ((replace(NINAS, organisation="Council", manager=""), SAM_OF_COUNCIL),
         (Recipient(person="second@example.org", capacity=Capacity.BOARD_MEMBER,
                    why="Chief Officer Group's member for Council"),)),
        ((replace(NINAS, organisation="Health"), SAM_OF_COUNCIL, Person(email=MEMBER, name="Mel", left_on=TODAY)),
         (LINE,)),
        ((replace(NINAS, organisation="Police"), SAM_OF_COUNCIL), (LINE,)),  # an agency without a member
        ((replace(people()[MANAGER], left_on=TODAY),), ()),
        ((replace(people()[MANAGER], left_on=TOMORROW),), (LINE,)),
        ((replace(NINAS, manager=NINA),), ()),  # nobody is told of their own as a manager
        ((replace(NINAS, manager=""),), ()),
    ],
)  # fmt: skip
def test_after_a_lead_comes_the_line_manager_or_the_agencys_own_member(
    directory: tuple[Person, ...], heard: tuple[Recipient, ...]
) -> None:
    assert above(commitment(None), *directory) == heard


def test_a_co_ordinator_who_is_in_no_directory_is_of_no_agency() -> None:
    promise, nina = commitment(None), replace(NINAS, organisation="Health")
    everybody = {who: person for who, person in people(*MEMBERS, nina).items() if who != SAM}

    assert manager_recipients(promise, snapshot(promise, people=everybody, board=HEALTH), TODAY) == (OF_HEALTH,)


def test_nobody_hears_for_a_lead_who_is_unknown_or_said_that_it_is_not_theirs() -> None:
    refused = fold_answers([an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar")])

    assert above(commitment(None, leads=(UNKNOWN,))) == ()
    assert above(commitment(None, answered=refused)) == ()


def test_two_leads_of_one_manager_are_one_mail() -> None:
    assert above(commitment(None, leads=(NINA, OMAR)), replace(people()[OMAR], manager=MANAGER)) == (LINE,)


def test_a_board_names_a_member_for_an_agency_in_any_case_and_for_no_other() -> None:
    assert [member_for(name, HEALTH) for name in ("health", "HEALTH", "Police", "")] == [MEMBER, MEMBER, "", ""]
    assert member_for("", replace(COG, members={"": MEMBER})) == ""


@pytest.mark.parametrize(
    ("leads", "directory", "board", "to"),
    [
        ((NINA,), (), COG, Recipient(person=CHAIR, capacity=Capacity.CHAIR)),
        (
            (CHAIR,),
            (),
            COG,
            Recipient(person=VICE, capacity=Capacity.VICE_CHAIR, why="leads this action", covers="Robin Hale"),
        ),
        (
            (NINA,),
            (replace(people()[CHAIR], away_from=TODAY),),
            COG,
            Recipient(person=VICE, capacity=Capacity.VICE_CHAIR, why="is away", covers="Robin Hale"),
        ),
        (
            (NINA,),
            (),
            replace(COG, chair=""),
            Recipient(person=VICE, capacity=Capacity.VICE_CHAIR, why="none is set", covers="the chair"),
        ),
        (
            (NINA,),
            (),
            replace(COG, chair=UNKNOWN, vice_chair=""),
            "chair: not in the directory; vice-chair: none is set",
        ),
        (
            (CHAIR,),
            (replace(people()[VICE], left_on=TODAY),),
            COG,
            "chair: leads this action; vice-chair: left on Monday 6 January 2025",
        ),
    ],
)
def test_the_chair_hears_or_the_vice_chair_in_their_place_or_it_says_why_nobody_can(
    leads: tuple[str, ...], directory: tuple[Person, ...], board: Board, to: Recipient | str
) -> None:
    promise = commitment(None, leads=leads)

    assert chair_recipient(board, promise, snapshot(promise, people=people(*directory)), TODAY) == to
