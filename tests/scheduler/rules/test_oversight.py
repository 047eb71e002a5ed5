"""What only the co-ordinator hears: a first look, a word each week, what nobody leads, what is held, who stands in."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.rules.answered import fold_answers
from scheduler.rules.decisions import Held, Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.oversight import about_boards, while_unreleased, without_lead
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, NINA, PLAN, SAM, VICE, commitment, in_month, people, snapshot
from tests.scheduler.rules.answering import an_answer

FRIDAY, MONDAY, TUESDAY = date(2025, 1, 24), date(2025, 1, 27), date(2025, 1, 28)
JUNE = in_month(date(2025, 6, 30))
HELD_BACK = snapshot(commitment(JUNE), plan=replace(PLAN, released_on=None))


def view(register: Snapshot, day: date, *told: NoticeKey, closed: tuple[date, ...] = ()) -> View:
    known = Told(tuple(ToldNotice(key=key, accepted_on=key.slot) for key in told))
    return View(register, known, Policy(calendars={"cog": WorkingDays(closed=frozenset(closed))}), day)


def key(kind: NoticeKind, slot: date, about: str = "plan:plan", target: str = "undated") -> NoticeKey:
    return NoticeKey(commitment=about, target=target, kind=kind, slot=slot, person=SAM)


def notice(of: NoticeKey, reason: str, *, plan: str = "plan", ref: str = "") -> Notice:
    return Notice(key=of, plan=plan, board="cog", ref=ref, capacity=Capacity.CO_ORDINATOR, reason=reason)


LOOKED = key(NoticeKind.FIRST_LOOK, FRIDAY)
WAITING = notice(key(NoticeKind.HELD, MONDAY), "still waiting for release: nobody else is told anything")


def test_a_plan_has_a_first_look_and_then_a_word_each_week() -> None:
    assert list(while_unreleased(view(HELD_BACK, FRIDAY))) == [
        notice(LOOKED, "the first round after this plan was recorded")
    ]
    assert list(while_unreleased(view(HELD_BACK, FRIDAY, LOOKED))) == []
    assert list(while_unreleased(view(HELD_BACK, MONDAY, LOOKED))) == [WAITING]
    assert list(while_unreleased(view(HELD_BACK, TUESDAY, LOOKED))) == [WAITING]  # missed on Monday, caught up
    assert list(while_unreleased(view(HELD_BACK, TUESDAY, LOOKED, WAITING.key))) == []


def test_a_first_look_on_the_weeks_first_working_day_is_that_weeks_word() -> None:
    looked = key(NoticeKind.FIRST_LOOK, MONDAY)

    assert list(while_unreleased(view(HELD_BACK, MONDAY, looked))) == []
    assert list(while_unreleased(view(HELD_BACK, TUESDAY, looked))) == []


def test_another_word_about_the_plan_is_no_first_look() -> None:
    assert [each.key.kind for each in while_unreleased(view(HELD_BACK, TUESDAY, WAITING.key))] == [
        NoticeKind.FIRST_LOOK
    ]


def test_days_are_the_boards_own_and_a_released_plan_needs_no_look() -> None:
    assert list(while_unreleased(view(HELD_BACK, MONDAY, closed=(MONDAY,)))) == []
    assert [each.key.slot for each in while_unreleased(view(HELD_BACK, TUESDAY, LOOKED, closed=(MONDAY,)))] == [TUESDAY]
    assert list(while_unreleased(view(snapshot(commitment(JUNE)), MONDAY))) == []


def nobody_leads(of: View) -> list[Notice]:
    return [notice for each in of.snapshot.commitments for notice in without_lead(each, of)]


UNLED = commitment(JUNE, leads=(), printed_leads=("NM",), recorded_on=FRIDAY)
NOBODY = key(NoticeKind.NOBODY_LEADS, FRIDAY, "plan/1.1", "2025-06-30")
WHY = "printed lead “NM” is not confirmed"


def test_what_nobody_leads_is_told_once_under_the_day_from_which_it_holds() -> None:
    told = notice(NOBODY, WHY, ref="1.1")

    assert nobody_leads(view(snapshot(UNLED), FRIDAY)) == [told]
    assert nobody_leads(view(snapshot(UNLED), MONDAY)) == [told]
    assert nobody_leads(view(snapshot(UNLED), MONDAY, NOBODY)) == []


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2025, 1, 25), ()),  # a Saturday
        (MONDAY, (MONDAY,)),
        (FRIDAY, (FRIDAY,)),
    ],
)
def test_it_is_told_on_no_closed_day(day: date, closed: tuple[date, ...]) -> None:
    assert nobody_leads(view(snapshot(UNLED), day, closed=closed)) == []


def test_recorded_on_a_weekend_it_is_told_on_the_monday_and_not_before_by_a_clock_that_is_behind() -> None:
    register = snapshot(replace(UNLED, recorded_on=date(2025, 1, 25)))

    assert [each.key.slot for each in nobody_leads(view(register, MONDAY))] == [MONDAY]
    assert nobody_leads(view(register, FRIDAY)) == []


def test_an_action_with_a_lead_hides_no_other() -> None:
    register = snapshot(commitment(JUNE), replace(UNLED, ref="1.2", key="plan/1.2"))

    assert [each.ref for each in nobody_leads(view(register, FRIDAY))] == ["1.2"]


def test_a_lead_who_left_is_said_to_have_left() -> None:
    left = people(Person(email=NINA, name="Nina Marsh", left_on=FRIDAY))
    register = snapshot(commitment(JUNE), people=left)

    assert [(each.key.slot, each.reason) for each in nobody_leads(view(register, MONDAY))] == [
        (FRIDAY, "Nina Marsh: left on Friday 24 January 2025")
    ]


def test_what_is_said_to_be_somebody_elses_is_told_by_itself() -> None:
    said = fold_answers([an_answer(AnswerKind.NOT_MINE, NINA, whom="Omar Reid")])

    theirs, unled = commitment(JUNE, answered=said), replace(UNLED, ref="1.2", key="plan/1.2")

    assert nobody_leads(view(snapshot(theirs), MONDAY)) == []
    assert [each.ref for each in nobody_leads(view(snapshot(theirs, unled), MONDAY))] == ["1.2"]


STOOD_IN = Notice(
    key=NoticeKey(commitment="plan/1.1", target="2024-12-31", kind=NoticeKind.CHAIR, slot=MONDAY, person=VICE),
    plan="plan",
    board="cog",
    ref="1.1",
    capacity=Capacity.VICE_CHAIR,
    reason="10 working days since the lead was told",
    why_them="is away",
    covers="Robin Hale",
)
SECOND = replace(STOOD_IN, ref="1.2", key=replace(STOOD_IN.key, commitment="plan/1.2"))
TO_CHAIR = replace(STOOD_IN, capacity=Capacity.CHAIR, key=replace(STOOD_IN.key, person=CHAIR))
CANNOT = Held(commitment="plan/1.1", board="cog", what="1.1 cannot go", cure="set a chair")
STAND_IN, HELD = key(NoticeKind.STAND_IN, MONDAY, "board:cog"), key(NoticeKind.HELD, MONDAY, "board:cog")
REASON = "1.1 goes to Val Ames in place of Robin Hale (is away)"


def told_of(
    decided: list[Notice], held: list[Held], day: date = MONDAY, *told: NoticeKey, closed: tuple[date, ...] = ()
) -> list[Notice]:
    return list(about_boards(decided, held, view(snapshot(commitment(JUNE)), day, *told, closed=closed)))


def test_who_stands_in_and_what_is_held_are_told_once_a_week() -> None:
    both = [
        notice(HELD, "1.1 cannot go; 1.2 cannot go", plan=""),
        notice(STAND_IN, f"{REASON}; 1.2 goes to Val Ames in place of Robin Hale (is away)", plan=""),
    ]
    faults = [CANNOT, replace(CANNOT, commitment="plan/1.2", what="1.2 cannot go")]

    assert told_of([SECOND, TO_CHAIR, STOOD_IN], faults) == both
    assert told_of([SECOND, TO_CHAIR, STOOD_IN], faults, TUESDAY) == both  # under the week's first day
    assert told_of([STOOD_IN], [CANNOT], TUESDAY, HELD) == [notice(STAND_IN, REASON, plan="")]
    assert told_of([STOOD_IN], [], TUESDAY, STAND_IN) == []
    assert told_of([STOOD_IN], [], date(2025, 2, 3), STAND_IN) == [
        notice(replace(STAND_IN, slot=date(2025, 2, 3)), REASON, plan="")
    ]


def test_a_week_begins_by_the_boards_own_days_and_another_boards_matters_are_its_own() -> None:
    assert [each.key.slot for each in told_of([STOOD_IN], [], TUESDAY, closed=(MONDAY,))] == [TUESDAY]
    assert told_of([replace(STOOD_IN, board="other")], [replace(CANNOT, board="other")]) == []
    assert told_of([TO_CHAIR], []) == []
