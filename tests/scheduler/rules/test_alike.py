"""What is worked out for one commitment holds for another only where no rule of escalation could tell them apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.answers import AnswerKind
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.alike import likeness
from scheduler.rules.answered import fold_answers
from scheduler.rules.decide import decide_each
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import COG, MANAGER, NINA, OMAR, PLAN, SAM, commitment, in_month, people, snapshot
from tests.scheduler.rules.answering import an_answer
from tests.scheduler.rules.chairs import said_of

NOVEMBER, JANUARY = in_month(date(2024, 11, 30)), in_month(date(2025, 1, 31))
PROMISE = commitment(JANUARY, was=(NOVEMBER,))
DAY = date(2025, 2, 10)


def told(about: str, target: str = "2025-01-31", **changed: Any) -> ToldNotice:
    key = NoticeKey(commitment=about, target=target, kind=NoticeKind.LATE, slot=date(2025, 2, 3), person=NINA)
    return ToldNotice(key=replace(key, **changed), accepted_on=DAY)


def of(promise: Commitment, *notices: ToldNotice, **register: Any) -> object:
    world = snapshot(promise, **register)
    plans = {**world.plans, "second": replace(PLAN, slug="second")}
    return likeness(promise, View(replace(world, plans=plans), Told(notices), Policy(), DAY))


def test_two_actions_of_one_lead_due_and_told_of_together_are_alike_whatever_they_are_called() -> None:
    other = replace(PROMISE, key="plan/1.2", ref="1.2", title="Another", progress="Begun")

    assert of(PROMISE) is not None
    assert of(PROMISE, told("plan/1.1"), told("plan/1.1", "2024-11-30")) == of(
        other, told("plan/1.2"), told("plan/1.2", "2024-11-30")
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"plan": "second"},
        {"ref": "1.1#1"},
        {"status": Status.COMPLETE},
        {"target": in_month(date(2025, 2, 28))},
        {"target": None},
        {"was": ()},
        {"leads": (OMAR,)},
        {"recurrence": Recurrence.ANNUAL},
        {"waiting_for": "guidance"},
        {"recorded_on": DAY},
        {"unverified": True},
        {"completed_on": DAY},
        {"complete_since": DAY},
        {"moved_on": DAY},
        {"came_back": "it ran out"},
    ],
)
def test_what_a_rule_may_look_at_tells_two_apart(changed: dict[str, Any]) -> None:
    assert of(replace(PROMISE, **changed)) != of(PROMISE)


@pytest.mark.parametrize(
    "notice",
    [
        told("plan/1.1"),
        told("plan/1.1", "2024-11-30"),  # of a date that it had before
        told("plan/1.1", person=OMAR),
        told("plan/1.1", kind=NoticeKind.MANAGER),
        told("plan/1.1", slot=DAY),
    ],
)
def test_what_was_told_of_it_tells_two_apart(notice: ToldNotice) -> None:
    known = told("plan/1.1", slot=date(2025, 1, 27))

    assert of(PROMISE, known, notice) != of(PROMISE, known)
    assert of(PROMISE, known, notice) != of(PROMISE, known, replace(notice, accepted_on=None))


def test_what_was_told_of_another_changes_nothing() -> None:
    assert of(PROMISE, told("plan/9.9")) == of(PROMISE)


def test_what_something_was_said_of_is_like_no_other() -> None:
    answered = fold_answers([an_answer(AnswerKind.PROGRESS, NINA, words="Begun")])

    assert of(replace(PROMISE, answered=answered)) is None


OMARS = replace(PROMISE, leads=(OMAR,))


def test_leads_in_place_who_have_the_same_people_above_them_are_alike_and_so_is_what_they_were_told() -> None:
    both = people(Person(email=OMAR, name="Omar Reid", manager=MANAGER))
    late = told("plan/1.1")

    assert of(PROMISE, people=both) == of(OMARS, people=both)
    assert of(PROMISE, late, people=both) == of(OMARS, replace(late, key=replace(late.key, person=OMAR)), people=both)
    assert of(PROMISE, late, people=both) != of(OMARS, late, people=both)


@pytest.mark.parametrize(
    "changed",
    [
        {"manager": ""},
        {"manager": OMAR},
        {"organisation": "Police"},
        {"digest": Frequency.WEEKLY},
        {"away_from": DAY},
        {"left_on": DAY},
        {"suspended": "bounced"},
    ],
)
def test_leads_who_are_of_another_sort_are_not_alike(changed: dict[str, Any]) -> None:
    omar = Person(email=OMAR, name="Omar Reid", manager=MANAGER)

    assert of(PROMISE, people=people(omar)) != of(OMARS, people=people(replace(omar, **changed)))


@pytest.mark.parametrize("board", [{"chair": OMAR}, {"vice_chair": OMAR}, {"members": {"Police": OMAR}}])
def test_who_has_a_part_in_the_board_is_like_nobody_else(board: dict[str, Any]) -> None:
    both, sams = people(Person(email=OMAR, name="Omar Reid", manager=MANAGER)), replace(PROMISE, leads=(SAM,))

    assert of(PROMISE, people=both) != of(OMARS, people=both, board=replace(COG, **board))
    assert of(PROMISE, people=people()) != of(sams, people=people(Person(email=SAM, name="Sam Ode", manager=MANAGER)))


def test_one_who_leads_beside_their_own_manager_is_alike_only_to_themselves() -> None:
    names = ("ida", "lou", "kit")
    three = {f"{name}@example.org": Person(email=f"{name}@example.org", name=name) for name in names}
    ida, lou, kit = three
    directory = {**people(), **three, ida: replace(three[ida], manager=lou), lou: replace(three[lou], manager=MANAGER)}
    directory[kit] = replace(directory[lou], email=kit)
    beside_lou, beside_kit = (replace(PROMISE, leads=(ida, each)) for each in (lou, kit))

    assert of(beside_lou, people=directory) != of(beside_kit, people=directory)


def test_a_lead_who_is_told_of_twice_or_in_no_directory_is_named() -> None:
    assert of(replace(PROMISE, leads=(NINA, NINA))) != of(PROMISE)
    assert of(replace(PROMISE, leads=("nobody@example.org",))) != of(replace(PROMISE, leads=("none@example.org",)))


@pytest.mark.parametrize("changed", [{"of_group": {NINA: "group:qa"}}, {"leads": (), "printed_leads": ("LG",)}])
def test_where_the_leads_are_named_so_is_what_is_said_of_them(changed: dict[str, Any]) -> None:
    unled = replace(PROMISE, leads=(), printed_leads=("NM",))

    assert len({repr(of(each)) for each in (PROMISE, unled, replace(PROMISE, **changed))}) == 3


def test_what_a_hold_kept_back_and_what_its_words_promise_tell_two_apart() -> None:
    hold, other = (said_of("2025-02-17", ChairWordKind.HOLD, ref, on="2025-02-13") for ref in ("1.1", "9.9"))
    done = replace(PROMISE, status=Status.COMPLETE)

    assert of(PROMISE, chair_words=(hold,)) != of(PROMISE, chair_words=(other,)) == of(PROMISE)
    assert of(PROMISE) != of(replace(PROMISE, title="Report to COG"))
    assert of(replace(PROMISE, title="Report to COG")) != of(replace(PROMISE, title="Report to COG at each meeting"))
    assert of(done) != of(replace(done, title="Appoint, with 6 months funding"))


def test_of_two_that_are_alike_each_tells_the_manager_who_leads_it_and_each_lead_of_their_own() -> None:
    both = people(Person(email=OMAR, name="Omar Reid", manager=MANAGER))
    omars = replace(OMARS, key="plan/1.2", ref="1.2")
    first = (told("plan/1.1"), told("plan/1.2", person=OMAR))
    heard = Told(tuple(replace(each, accepted_on=date(2025, 2, 3)) for each in first))  # 5 working days before DAY
    view = View(snapshot(PROMISE, omars, people=both), heard, Policy(), DAY)

    found = {(each.ref, each.key.person, each.why_them) for each in decide_each(view).notices}

    assert found == {
        ("1.1", NINA, ""),
        ("1.1", MANAGER, "line manager of Nina Marsh"),
        ("1.2", OMAR, ""),
        ("1.2", MANAGER, "line manager of Omar Reid"),
    }
