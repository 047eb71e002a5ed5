"""The manager's step by itself: from which day, under which slot, in which words, and when it is not theirs.

Nina's action was due on Saturday 30 November 2024: late from Monday 2 December; Mary hears on Monday 9.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.people import Person
from scheduler.rules.escalation import (
    Escalating,
    first_heard,
    first_told,
    late_from,
    manager_heard_by,
    steps_due,
)
from scheduler.rules.ladder import NoticeKind, Slot
from scheduler.rules.next_step import NextStep, next_step
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.recipients import Capacity, Recipient
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, commitment, in_month, on_day, people, snapshot

LATE = commitment(in_month(date(2024, 11, 30)))
MON_2, MON_9, TUE_10 = date(2024, 12, 2), date(2024, 12, 9), date(2024, 12, 10)
LINE = Recipient(person=MANAGER, capacity=Capacity.MANAGER, why="line manager of Nina Marsh")
FIVE_DAYS = "5 working days since the lead was told"


def told(kind: NoticeKind, slot: date, person: str = NINA, on: date | None = None, **changed: Any) -> ToldNotice:
    key = NoticeKey(commitment="plan/1.1", target="2024-11-30", kind=kind, slot=slot, person=person)
    return ToldNotice(key=replace(key, **changed), accepted_on=on or slot)


HEARD = told(NoticeKind.LATE, MON_2)


def view(day: date, *notices: ToldNotice, policy: Policy | None = None, **register: Any) -> View:
    return View(snapshot(LATE, **register), Told(notices), policy or Policy(), day)


def due(world: View) -> list[Escalating]:
    return list(steps_due(world.snapshot.commitments[0], world))


def step(on: date, why: str = FIVE_DAYS) -> Escalating:
    return Escalating(slot=Slot(kind=NoticeKind.MANAGER, on=on, why=why), to=LINE)


@pytest.mark.parametrize(
    ("day", "notices", "steps"),
    [
        (date(2024, 12, 6), (HEARD,), []),
        (MON_9, (HEARD,), [step(MON_9)]),
        (TUE_10, (HEARD,), [step(MON_9)]),  # caught up under its own day
        (MON_9, (), []),  # the lead has not heard
        (TUE_10, (HEARD, told(NoticeKind.MANAGER, date(2024, 12, 6), MANAGER)), [step(date(2024, 12, 6))]),
        (TUE_10, (HEARD, told(NoticeKind.MANAGER, date(2024, 12, 6), OMAR)), [step(MON_9)]),
        (TUE_10, (HEARD, told(NoticeKind.LATE, date(2024, 12, 6), MANAGER)), [step(MON_9)]),
        (TUE_10, (HEARD, told(NoticeKind.MANAGER, date(2024, 12, 6), MANAGER, target="2024-10-31")), [step(MON_9)]),
        (TUE_10, (HEARD, told(NoticeKind.MANAGER, date(2024, 12, 6), MANAGER, commitment="plan/9")), [step(MON_9)]),
    ],
)
def test_a_manager_is_due_five_working_days_after_the_lead_heard(
    day: date, notices: tuple[ToldNotice, ...], steps: list[Escalating]
) -> None:
    assert due(view(day, *notices)) == steps


def test_without_days_between_the_manager_hears_a_day_after_the_lead_at_the_earliest() -> None:
    at_once = Policy(steps=(Step(to=StepTo.LEAD, after=0), Step(to=StepTo.MANAGER, after=0)))
    why = "0 working days since the lead was told"

    assert due(view(MON_2, HEARD, policy=at_once)) == []
    assert due(view(date(2024, 12, 3), HEARD, policy=at_once)) == [step(MON_2, why)]


def test_a_manager_who_leaves_tomorrow_still_hears() -> None:
    leaves = people(Person(email=MANAGER, name="Mary Lane", left_on=TUE_10))

    assert due(view(MON_9, HEARD, people=leaves)) == [step(MON_9)]
    assert due(view(TUE_10, HEARD, people=leaves)) == []
    assert manager_heard_by(MON_2, LATE, view(MON_9, HEARD, people=leaves)) == MON_9


def test_who_hears_first_is_the_lead_or_the_co_ordinator() -> None:
    assert [first_told(LATE), first_told(replace(LATE, leads=()))] == ["the lead", "the co-ordinator"]


@pytest.mark.parametrize(
    ("due_on", "late"),
    [
        (date(2025, 3, 12), date(2025, 3, 13)),
        (date(2025, 3, 14), date(2025, 3, 17)),  # a Friday: from the Monday on
        (date(2025, 4, 17), date(2025, 4, 22)),  # over Easter
    ],
)
def test_something_is_late_from_the_first_working_day_after_its_due_day(due_on: date, late: date) -> None:
    promise = commitment(on_day(due_on))

    assert late_from(promise, View(snapshot(promise), Told(), Policy(), due_on)) == late
    assert late_from(commitment(None), view(MON_2)) is None


@pytest.mark.parametrize(
    ("day", "notices", "heard"),
    [
        (date(2024, 12, 3), (HEARD,), MON_9),
        (TUE_10, (HEARD,), TUE_10),  # today at the earliest
        (TUE_10, (HEARD, told(NoticeKind.MANAGER, MON_9, MANAGER, date(2024, 12, 12))), date(2024, 12, 12)),
    ],
)
def test_the_manager_was_told_or_will_be_at_the_earliest(
    day: date, notices: tuple[ToldNotice, ...], heard: date
) -> None:
    assert manager_heard_by(MON_2, LATE, view(day, *notices)) == heard
    assert first_heard(LATE, NoticeKind.LATE, view(day, *notices)) == MON_2


def test_the_next_step_is_said_in_full() -> None:
    leaves = people(Person(email=MANAGER, name="Mary Lane", left_on=date(2024, 12, 20)))
    manager_told = told(NoticeKind.MANAGER, MON_9, MANAGER)

    assert next_step(LATE, view(date(2024, 12, 3), HEARD, people=leaves)) == NextStep(
        to=StepTo.MANAGER, people=(MANAGER,), on=MON_9, capacity=Capacity.MANAGER
    )
    assert next_step(LATE, view(TUE_10, HEARD, manager_told)) == NextStep(
        to=StepTo.CHAIR,
        people=(CHAIR,),
        on=date(2024, 12, 16),
        capacity=Capacity.CHAIR,
        look_on=date(2024, 12, 12),
    )


def test_this_weeks_mail_that_goes_without_it_is_not_the_next_step() -> None:
    manager_told = told(NoticeKind.MANAGER, MON_9, MANAGER)
    went = told(NoticeKind.CHAIR, date(2024, 12, 16), CHAIR, commitment="plan/9.9")
    looked = told(NoticeKind.LOOK, date(2024, 12, 16), SAM, date(2024, 12, 12), commitment="plan/9.9")
    found = next_step(LATE, view(date(2024, 12, 17), HEARD, manager_told, looked, went))

    assert found is not None
    assert (found.on, found.look_on) == (date(2024, 12, 23), date(2024, 12, 19))


def test_without_a_manager_the_next_is_the_chair() -> None:
    omars = commitment(in_month(date(2024, 11, 30)), leads=(OMAR,))
    heard = told(NoticeKind.LATE, MON_2, OMAR)
    found = next_step(omars, View(snapshot(omars), Told((heard,)), Policy(), date(2024, 12, 3)))

    assert found is not None
    assert (found.to, found.people, found.on) == (StepTo.CHAIR, (CHAIR,), date(2024, 12, 16))


def test_what_is_alike_has_one_next_step_worked_out_once() -> None:
    second = replace(LATE, key="plan/1.2", ref="1.2")
    both = snapshot(LATE, second)
    heard = (HEARD, told(NoticeKind.LATE, MON_2, commitment="plan/1.2"))
    world = View(both, Told(heard), Policy(), date(2024, 12, 3))

    assert next_step(second, world) is next_step(LATE, world)
    assert next_step(LATE, world, beyond=StepTo.MANAGER) != next_step(LATE, world)
