"""Who is at the head of a matter, who speaks for which agency, and what lies within whose power."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import THE_BOARD, AnswerKind
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.policy import Policy
from scheduler.rules.powers import (
    Part,
    beyond_owner,
    heads,
    is_of_another_agency,
    may_decide,
    parts_of,
    speaks_for_agency,
)
from scheduler.rules.told import Told
from scheduler.rules.view import View
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, SAM, VICE, commitment, on_day, people, snapshot
from tests.scheduler.rules.answering import TO_7_FEBRUARY, an_answer, new_date

TODAY = date(2025, 1, 6)
UNKNOWN = "unknown@example.org"


def view(*changed: Person, policy: Policy | None = None, **board: Any) -> View:
    register = snapshot(people=people(*changed), board=replace(COG, **board))
    return View(register, Told(), policy or Policy(), TODAY)


@pytest.mark.parametrize(
    ("chair", "leads", "board", "at_the_head"),
    [
        ({}, (NINA,), {}, (CHAIR,)),
        ({"left_on": date(2025, 1, 7)}, (NINA,), {}, (CHAIR,)),
        ({"away_from": TODAY}, (NINA,), {}, (CHAIR, VICE)),  # who is away may still decide
        ({}, (CHAIR,), {}, (VICE,)),
        ({}, (CHAIR, VICE), {}, ()),
        ({}, (NINA,), {"chair": ""}, (VICE,)),
        ({}, (NINA,), {"chair": "", "vice_chair": ""}, ()),
    ],
)
def test_the_chair_is_at_the_head_unless_they_lead_it_and_the_vice_chair_where_they_stand_in(
    chair: dict[str, Any], leads: tuple[str, ...], board: dict[str, Any], at_the_head: tuple[str, ...]
) -> None:
    assert heads(commitment(None, leads=leads), view(replace(people()[CHAIR], **chair), **board)) == at_the_head


def of(who: str, organisation: str) -> Person:
    return replace(people()[who], organisation=organisation)


@pytest.mark.parametrize(
    ("whom", "leads", "directory", "other"),
    [
        (OMAR, (NINA,), (of(NINA, "Council"), of(OMAR, "Police")), True),
        (OMAR, (NINA,), (of(NINA, "Council"), of(OMAR, "Council")), False),
        (OMAR, (NINA,), (of(NINA, "Council"),), False),  # the directory names none for Omar
        (OMAR, (NINA,), (of(OMAR, "Police"),), False),  # nor for Nina
        (UNKNOWN, (NINA,), (of(NINA, "Council"),), False),
        (OMAR, (NINA, UNKNOWN), (of(NINA, "Council"), of(OMAR, "Police")), True),
        (OMAR, (NINA, MANAGER), (of(NINA, "Council"), of(MANAGER, "Police"), of(OMAR, "Police")), False),
        (OMAR, (), (of(SAM, "Council"), of(OMAR, "Police")), True),  # nobody leads it: the co-ordinator's agency
        (OMAR, (), (of(SAM, "Police"), of(OMAR, "Police")), False),
    ],
)
def test_another_agency_is_one_that_the_directory_names_and_nobody_who_leads_it_is_of(
    whom: str, leads: tuple[str, ...], directory: tuple[Person, ...], other: bool
) -> None:
    assert is_of_another_agency(whom, commitment(None, leads=leads), view(*directory)) is other


@pytest.mark.parametrize(
    ("who", "speaks"), [(OMAR, True), (MANAGER, True), (NINA, False), (SAM, False), (UNKNOWN, False)]
)
def test_anybody_of_an_agency_speaks_for_it(who: str, speaks: bool) -> None:
    world = view(of(OMAR, "Police"), of(MANAGER, "Police"), of(NINA, "Council"))

    assert speaks_for_agency(who, OMAR, world) is speaks


def test_where_no_agency_is_named_each_speaks_for_themselves_alone() -> None:
    assert [speaks_for_agency(who, OMAR, view()) for who in (OMAR, NINA)] == [True, False]
    assert [speaks_for_agency(who, UNKNOWN, view()) for who in (UNKNOWN, NINA)] == [True, False]


def test_a_first_date_is_no_move_however_short_moves_are_kept() -> None:
    world = view(policy=Policy(owner_move_days=0))

    assert beyond_owner(TO_7_FEBRUARY, commitment(None), None, world) == ""
    assert beyond_owner(TO_7_FEBRUARY, commitment(on_day(date(2025, 2, 6))), None, world) == (
        "it is a move of 1 days, more than 0"
    )


def test_each_part_is_held_by_whom_it_names() -> None:
    nina = replace(people()[NINA], deputy=OMAR, organisation="Health")
    world = view(nina, members={"health": "member@example.org"})
    promise = commitment(None)

    parts = {
        who: parts_of(who, promise, world)
        for who in (NINA, OMAR, MANAGER, "member@example.org", SAM, CHAIR, THE_BOARD, VICE, "")
    }
    assert parts == {
        NINA: {Part.LEAD},
        OMAR: {Part.DEPUTY},
        MANAGER: {Part.MANAGER},
        "member@example.org": {Part.MANAGER},
        SAM: {Part.CO_ORDINATOR},
        CHAIR: {Part.HEAD},
        THE_BOARD: {Part.BOARD},
        VICE: frozenset(),
        "": frozenset(),
    }


def test_who_said_that_it_is_not_theirs_leads_it_no_more() -> None:
    said = an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid")

    assert parts_of(NINA, commitment(None, answered=fold_answers([said])), view()) == frozenset()


def test_what_is_beyond_the_owner_is_for_the_head_and_the_board_alone() -> None:
    promise, asked = commitment(on_day(date(2025, 1, 17))), new_date(TO_7_FEBRUARY)
    beyond = replace(asked, beyond="it has moved 1 time already")

    able = (SAM, CHAIR, THE_BOARD, NINA)
    assert [may_decide(who, asked, promise, view()) for who in able] == [True, True, True, False]
    assert [may_decide(who, beyond, promise, view()) for who in able] == [False, True, True, False]
