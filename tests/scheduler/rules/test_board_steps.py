"""Steps that a board chose or changed between two rounds, and another agency's own board member as the second step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.powers import Part, parts_of
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import (
    CHAIR,
    COG,
    MANAGER,
    NINA,
    OMAR,
    SAM,
    VICE,
    commitment,
    people,
    snapshot,
)
from tests.scheduler.rules.chairs import Row, meeting, rows
from tests.scheduler.rules.test_chair_reasons import CHAIRS, JANUARY, JUNE, STEPS, TWICE, an_answer

# Steps that are the board's own, and steps that change between two rounds


def after(**numbers: int) -> Policy:
    return Policy(steps=tuple(Step(to=StepTo(to), after=count) for to, count in {"lead": 0, **numbers}.items()))


def lived_with(first: Policy, then: Policy, register: Snapshot, *, changed_on: str) -> list[Row]:
    """A register through February, as one policy has it and, from a day on, as another does."""
    day, end, told, found = date(2025, 2, 3), date(2025, 2, 28), Told(), []
    while day <= end:
        policy = first if day < date.fromisoformat(changed_on) else then
        notices = [n for n in decide(register, told, policy, day).notices if n.key.kind in STEPS]
        told = Told((*told.notices, *(ToldNotice(key=n.key, accepted_on=day) for n in notices)))
        found += [(f"{day:%a %Y-%m-%d}", n.key.kind.value, n.ref, n.key.person) for n in notices]
        day += timedelta(days=1)
    return [row for row in found if row[1] in {"manager", "chair"}]


USUAL = after(manager=5, chair=10)
LATE = snapshot(commitment(JANUARY))  # Nina hears on Monday 3 February


def test_without_a_change_the_steps_are_these() -> None:
    assert lived_with(USUAL, USUAL, LATE, changed_on="2025-02-12") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_shortened_steps_tell_nobody_twice_and_bring_forward_who_has_not_heard() -> None:
    assert lived_with(USUAL, after(manager=3, chair=5), LATE, changed_on="2025-02-12") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),  # by the old numbers, and not again by the new
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]
    assert lived_with(USUAL, after(manager=3, chair=4), LATE, changed_on="2025-02-06") == [
        ("Thu 2025-02-06", "manager", "1.1", MANAGER),  # 3 working days after Monday 3
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),  # 4 are over on Friday 7
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_lengthened_steps_keep_what_was_told_and_put_off_the_rest() -> None:
    assert lived_with(USUAL, after(manager=8, chair=14), LATE, changed_on="2025-02-11") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),  # 14 working days are over on Friday 21
    ]
    assert lived_with(USUAL, after(manager=12, chair=14), LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_a_step_taken_out_is_silent_and_put_back_goes_on_from_the_same_clock() -> None:
    assert lived_with(USUAL, after(manager=5), LATE, changed_on="2025-02-11") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER)
    ]
    assert lived_with(after(manager=5), USUAL, LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Tue 2025-02-18", "chair", "1.1", CHAIR),  # Monday's mail is due again, and one working day over
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]
    assert lived_with(after(chair=10), USUAL, LATE, changed_on="2025-02-18") == [
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Tue 2025-02-18", "manager", "1.1", MANAGER),  # the step is there now, and its day is over
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


def test_without_a_step_for_the_chair_only_requests_go_there() -> None:
    asked = an_answer(
        AnswerKind.CLOSE, NINA, on="2025-01-31", words="Done elsewhere", is_request=True, beyond="closing it"
    )
    promise = replace(TWICE, target=JANUARY, answered=fold_answers([asked]))

    assert lived_with(after(manager=5), after(manager=5), snapshot(promise), changed_on="2025-02-11") == [
        ("Tue 2025-02-04", "chair", "1.1", CHAIR),  # the first look was on Monday
        ("Mon 2025-02-10", "chair", "1.1", CHAIR),
        ("Mon 2025-02-10", "manager", "1.1", MANAGER),
        ("Mon 2025-02-17", "chair", "1.1", CHAIR),
        ("Mon 2025-02-24", "chair", "1.1", CHAIR),
    ]


# Another agency's own board member


POLICE = replace(COG, members={"Sussex Police": VICE})


def led_by(organisation: str, *, manager: str = MANAGER, board: Board = POLICE, owner: str = "Council") -> Snapshot:
    """Something late that a person of an organisation leads, overseen by a board with a member from the police."""
    directory = people(
        Person(email=NINA, name="Nina Marsh", organisation=organisation, manager=manager),
        Person(email=SAM, name="Sam Ode", organisation=owner),
    )
    return snapshot(commitment(JANUARY), board=board, people=directory)


@pytest.mark.parametrize(
    ("register", "whom"),
    [
        (led_by("Sussex Police"), VICE),
        (led_by("SUSSEX POLICE", manager=""), VICE),
        (led_by("Sussex Police", owner=""), VICE),  # nobody said what Sam belongs to: another agency, as it is named
        (led_by("Council"), MANAGER),
        (led_by("Health"), MANAGER),  # no member of theirs is named
        (led_by(""), MANAGER),
        (led_by("Council", manager="", board=replace(COG, members={"Council": VICE})), VICE),  # no manager is set
        (led_by("Council", board=replace(COG, members={"Council": VICE})), MANAGER),
        (led_by("Health", manager=""), ""),
    ],
)
def test_another_agencys_lead_goes_to_its_own_board_member(register: Snapshot, whom: str) -> None:
    told = [
        (day, person) for day, _, _, person in rows(register, "2025-02-03", "2025-02-14", kinds=(NoticeKind.MANAGER,))
    ]

    assert told == ([("Mon 2025-02-10", whom)] if whom else [])


def test_a_member_who_has_left_or_leads_it_gives_way_to_the_line_manager() -> None:
    left = led_by("Sussex Police")
    left = replace(left, people={**left.people, VICE: Person(email=VICE, name="Val Ames", left_on=date(2025, 1, 1))})
    leading = replace(left, people=led_by("Sussex Police").people)
    leading = replace(leading, commitments=(replace(leading.commitments[0], leads=(NINA, VICE)),))

    for register in (left, leading):
        assert {row[3] for row in rows(register, "2025-02-03", "2025-02-14", kinds=(NoticeKind.MANAGER,))} == {MANAGER}


def test_the_next_board_meeting_does_not_change_what_the_chair_hears_between() -> None:
    register = replace(snapshot(commitment(JANUARY)), meetings=(meeting("2025-06-19"),), board_series={"cog": "cog"})

    assert rows(register, "2025-02-03", "2025-02-17", kinds=CHAIRS) == [("Mon 2025-02-17", "chair", "1.1", CHAIR)]


def test_another_agencys_board_member_is_asked_after_who_is_to_take_it_over() -> None:
    directory = people(Person(email=OMAR, name="Omar Reid", organisation="Sussex Police", manager=MANAGER))
    asked = an_answer(AnswerKind.REASSIGN, SAM, on="2025-01-06", whom=OMAR, is_request=True)
    promise = commitment(JUNE, answered=fold_answers([asked]))
    register = snapshot(promise, board=POLICE, people=directory)

    told = rows(register, "2025-01-07", "2025-01-17", kinds=(NoticeKind.TO_GRANT,))

    assert [row for row in told if row[3] != SAM] == [
        ("Tue 2025-01-07", "to grant", "1.1", OMAR),
        ("Mon 2025-01-13", "to grant", "1.1", VICE),  # the police's member, 5 working days after Monday 6
    ]


@pytest.mark.parametrize(("organisation", "parts"), [("Sussex Police", {Part.MANAGER}), ("Council", set())])
def test_a_board_member_may_answer_for_their_own_agencys_leads(organisation: str, parts: set[Part]) -> None:
    register = led_by(organisation)
    view = View(register, Told(), Policy(), date(2025, 2, 3))
    board = replace(POLICE, chair="", vice_chair="", members={"Sussex Police": OMAR})
    view = replace(view, snapshot=replace(register, boards={"cog": board}))

    assert parts_of(OMAR, register.commitments[0], view) == parts
