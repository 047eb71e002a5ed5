"""Who hears next, and on which day: what each person who hears is told of the next one.

Nina's action is late from Monday 3 February 2025; Mary hears on Monday 10, Robin, who chairs, on Monday 17.
"""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.next_step import NextStep, next_chair, next_step
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, PLAN, VICE, commitment, in_month, live, people, snapshot
from tests.scheduler.rules.chairs import meeting, said_of
from tests.scheduler.rules.test_chair_mail import MOVED
from tests.scheduler.rules.test_exception_notes import noted

JANUARY, JUNE = in_month(date(2025, 1, 31)), in_month(date(2025, 6, 30))
LATE = commitment(JANUARY)


def on_day(day: str, register: Snapshot, policy: Policy | None = None) -> View:
    """The register on a day, after every morning from 3 February on but that day's own."""
    today = date.fromisoformat(day)
    start = date(2025, 2, 3)
    lived = live(register, start, today, policy=policy, down=frozenset({today}))
    told = Told(tuple(ToldNotice(key=n.key, accepted_on=on) for on, d in lived.items() for n in d.notices))
    return View(register, told, policy or Policy(), today)


def said(step: NextStep | None) -> tuple[str, str, str] | None:
    return (step.people[0], step.capacity.value, f"{step.on:%a %Y-%m-%d}") if step else None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-02-03", (MANAGER, "manager", "Mon 2025-02-10")),  # the lead hears this morning
        ("2025-02-10", (MANAGER, "manager", "Mon 2025-02-10")),
        ("2025-02-11", (CHAIR, "chair", "Mon 2025-02-17")),
        ("2025-02-17", (CHAIR, "chair", "Mon 2025-02-17")),
        ("2025-02-18", (CHAIR, "chair", "Mon 2025-02-24")),  # and again while it is late
    ],
)
def test_the_lead_reads_of_the_manager_and_then_of_the_chair(today: str, expected: tuple[str, str, str]) -> None:
    assert said(next_step(LATE, on_day(today, snapshot(LATE)))) == expected


def test_the_chair_reads_of_nobody_where_a_word_to_the_chair_was_said_either() -> None:
    line = said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13")
    view = on_day("2025-02-10", replace(snapshot(LATE), chair_words=(line,)))

    assert said(next_step(LATE, view)) == (MANAGER, "manager", "Mon 2025-02-10")
    assert next_step(LATE, view, beyond=StepTo.CHAIR) is None


def test_the_manager_reads_of_the_chair_and_the_chair_of_nobody() -> None:
    view = on_day("2025-02-10", snapshot(LATE))

    assert said(next_step(LATE, view, beyond=StepTo.MANAGER)) == (CHAIR, "chair", "Mon 2025-02-17")
    assert next_step(LATE, view, beyond=StepTo.CHAIR) is None


def test_another_agencys_lead_reads_of_its_own_board_member() -> None:
    board = replace(COG, members={"Police": OMAR})
    directory = people(Person(email=NINA, name="Nina Marsh", organisation="Police", manager=MANAGER))
    view = on_day("2025-02-04", snapshot(LATE, board=board, people=directory))

    assert said(next_step(LATE, view)) == (OMAR, "board member", "Mon 2025-02-10")


def unled(**words: object) -> Commitment:
    return replace(commitment(JUNE, leads=(), recorded_on=date(2025, 2, 3)), **words)  # type: ignore[arg-type] # of a Commitment


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        (commitment(JUNE), None),  # neither late nor the chair's
        (
            unled(),
            (CHAIR, "chair", "Mon 2025-02-24"),
        ),  # released on Tuesday 4: 10 working days are over on Tuesday 18
        (replace(MOVED, moved_on=date(2025, 2, 4)), (CHAIR, "chair", "Mon 2025-02-10")),
        (replace(MOVED, status=Status.COMPLETE), None),
    ],
)
def test_of_what_is_not_late_only_what_is_the_chairs_already_names_a_next(
    promise: Commitment, expected: tuple[str, str, str] | None
) -> None:
    released = replace(PLAN, recorded_on=date(2025, 2, 3), released_on=date(2025, 2, 4))

    assert said(next_step(promise, on_day("2025-02-05", snapshot(promise, plan=released)))) == expected


def test_untouched_the_chair_hears_of_a_far_date_in_its_own_time() -> None:
    far = commitment(in_month(date(2029, 1, 31)))  # late from Thursday 1 February 2029, ten working days on Thursday 15

    step = next_chair(far, on_day("2025-02-05", snapshot(far)))

    assert said(step) == (CHAIR, "chair", "Mon 2029-02-19")
    assert step is not None
    assert step.look_on == date(2029, 2, 15)


def test_a_hold_and_a_note_until_a_meeting_put_it_off() -> None:
    hold = said_of("2025-02-17", ChairWordKind.HOLD, "1.1", on="2025-02-13")
    held = replace(snapshot(LATE), chair_words=(hold,))
    until_march = noted(LATE, on="2025-02-11", until="2025-03-20")
    register = replace(snapshot(until_march), meetings=(meeting("2025-03-20"),), board_series={"cog": "cog"})

    assert said(next_step(LATE, on_day("2025-02-14", held))) == (CHAIR, "chair", "Mon 2025-02-24")
    assert said(next_step(until_march, on_day("2025-02-14", register))) == (CHAIR, "chair", "Mon 2025-03-24")


def test_without_a_head_or_a_step_or_a_release_nobody_is_next() -> None:
    headless = snapshot(LATE, board=replace(COG, chair="", vice_chair=""))
    held_back = snapshot(LATE, plan=replace(PLAN, released_on=None))
    lead_alone = Policy(steps=(Step(to=StepTo.LEAD, after=0),))

    assert next_chair(LATE, on_day("2025-02-12", headless)) is None
    assert next_chair(LATE, on_day("2025-02-12", held_back)) is None
    assert next_step(LATE, on_day("2025-02-12", snapshot(LATE), lead_alone)) is None


def test_a_vice_chair_is_named_where_they_stand_in() -> None:
    away = people(Person(email=CHAIR, name="Robin Hale", away_from=date(2025, 2, 1), away_to=date(2025, 2, 28)))

    step = next_step(LATE, on_day("2025-02-12", snapshot(LATE, people=away)))

    assert said(step) == (VICE, Capacity.VICE_CHAIR.value, "Mon 2025-02-17")


def test_no_notice_is_told_of_twice() -> None:
    view = on_day("2025-02-18", snapshot(LATE))

    assert [n.key.slot for n in view.told.on_slot(NoticeKind.CHAIR, date(2025, 2, 17))] == [date(2025, 2, 17)]
    assert view.told.on_slot(NoticeKind.CHAIR, date(2025, 2, 24)) == ()
