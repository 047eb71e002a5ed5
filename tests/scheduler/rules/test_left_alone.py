"""Who hears that nothing is sent to an address any more: each co-ordinator whom it touches, once, in time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.plans.boards import Board
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.left_alone import about_suspended
from scheduler.rules.policy import Policy
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, COG, MANAGER, NINA, OMAR, PLAN, SAM, VICE, commitment, on_day, people, snapshot

SATURDAY, MONDAY, TUESDAY = date(2025, 3, 1), date(2025, 3, 3), date(2025, 3, 4)
WHY = "mail came back on 1 March 2025: no such user"


def view(today: date, *suspended: str, told: Told | None = None) -> View:
    """Nina leads one action; the people named are suspended since Saturday."""
    everybody = people()
    gone = [replace(everybody[each], suspended=WHY, suspended_on=SATURDAY) for each in suspended]
    led = commitment(on_day(date(2025, 6, 30)), leads=(NINA,))
    return View(snapshot(led, people=people(*gone)), told or Told(()), Policy(), today)


def test_the_co_ordinator_hears_on_the_first_working_day_what_came_back_and_what_it_touches() -> None:
    (notice,) = about_suspended(view(MONDAY, NINA))

    assert (notice.key.person, notice.key.slot, notice.key.target) == (SAM, MONDAY, "2025-03-01")
    assert notice.reason == (
        f"Nina Marsh (nina@example.org): {WHY}; 1 action of theirs now with their deputy or with you"
    )


def test_a_chair_who_leads_nothing_is_said_without_a_number() -> None:
    (notice,) = about_suspended(view(MONDAY, CHAIR))

    assert notice.reason == f"Robin Hale (chair@example.org): {WHY}"


@pytest.mark.parametrize("today", [SATURDAY, date(2025, 3, 2)])
def test_nothing_is_said_on_a_day_that_is_no_working_day(today: date) -> None:
    assert list(about_suspended(view(today, NINA))) == []


def test_it_is_said_once_a_suspension() -> None:
    (notice,) = about_suspended(view(MONDAY, NINA))
    told = Told((ToldNotice(key=notice.key, accepted_on=MONDAY),))

    assert list(about_suspended(view(TUESDAY, NINA, told=told))) == []


def test_a_co_ordinator_is_not_told_of_their_own_address() -> None:
    assert list(about_suspended(view(MONDAY, SAM))) == []


def test_nobody_is_said_to_be_left_alone_who_can_be_mailed_or_has_left() -> None:
    left = Person(email=NINA, name="Nina Marsh", suspended=WHY, suspended_on=SATURDAY, left_on=SATURDAY)
    gone = View(snapshot(commitment(on_day(date(2025, 6, 30))), people=people(left)), Told(()), Policy(), MONDAY)

    assert list(about_suspended(view(MONDAY))) == []
    assert list(about_suspended(gone)) == []


def test_the_notice_names_person_day_and_board_and_no_plan() -> None:
    assert list(about_suspended(view(MONDAY, CHAIR))) == [
        Notice(
            key=NoticeKey(
                commitment="person:chair@example.org",
                target="2025-03-01",
                kind=NoticeKind.LEFT_ALONE,
                slot=MONDAY,
                person=SAM,
            ),
            plan="",
            board="cog",
            ref="",
            capacity=Capacity.CO_ORDINATOR,
            reason=f"Robin Hale (chair@example.org): {WHY}",
        )
    ]


SAFER = Board(slug="safer", name="Safer Streets", co_ordinator="clerk@example.org", chair=VICE)
STREETS = replace(PLAN, slug="streets", board="safer")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (NINA, [SAM]),  # leads an action of the first board's plan
        (OMAR, ["clerk@example.org"]),  # and one of the second's
        (CHAIR, [SAM]),
        (VICE, [SAM, "clerk@example.org"]),  # vice-chair of the one, chair of the other
        (MANAGER, [SAM, "clerk@example.org"]),  # leads and heads nothing: whom it may touch, all boards know
    ],
)
def test_each_board_hears_of_those_who_matter_to_it(who: str, told: list[str]) -> None:
    gone = replace(people()[who], suspended=WHY, suspended_on=SATURDAY)
    led = commitment(None), commitment(None, plan="streets", leads=(OMAR,))
    register = snapshot(*led, people=people(gone), boards={"safer": SAFER, "cog": COG})
    world = View(replace(register, plans={"plan": PLAN, "streets": STREETS}), Told(()), Policy(), MONDAY)

    assert [notice.key.person for notice in about_suspended(world)] == told


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"suspended": WHY, "suspended_on": SATURDAY}, 1),
        ({"suspended": WHY}, 0),  # nobody kept since when
        ({"suspended_on": SATURDAY}, 0),  # mailed again since
        ({"suspended": WHY, "suspended_on": SATURDAY, "left_on": MONDAY}, 0),
        ({"suspended": WHY, "suspended_on": SATURDAY, "left_on": TUESDAY}, 1),
        ({"suspended": WHY, "suspended_on": TUESDAY}, 0),  # a clock ahead of the time
    ],
)
def test_only_a_suspension_that_has_begun_and_holds_is_said(changed: dict[str, Any], told: int) -> None:
    register = snapshot(commitment(None), people=people(replace(people()[NINA], **changed)))

    assert len(list(about_suspended(View(register, Told(()), Policy(), MONDAY)))) == told


def test_the_first_working_day_is_that_of_the_board() -> None:
    shut = Policy(calendars={"cog": WorkingDays(closed=frozenset({MONDAY}))})
    on = [replace(view(day, NINA), policy=shut) for day in (MONDAY, TUESDAY)]

    assert [[notice.key.slot for notice in about_suspended(each)] for each in on] == [[], [TUESDAY]]


def test_two_actions_are_counted_and_what_is_over_is_not() -> None:
    done = commitment(None, ref="1.3", status=Status.COMPLETE)
    led = commitment(None), commitment(None, ref="1.2"), done
    gone = replace(people()[NINA], suspended=WHY, suspended_on=SATURDAY)
    (notice,) = about_suspended(View(snapshot(*led, people=people(gone)), Told(()), Policy(), MONDAY))

    assert notice.reason.partition("; ")[2] == "2 actions of theirs now with their deputy or with you"
