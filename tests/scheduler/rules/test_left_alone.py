"""Who hears that nothing is sent to an address any more: each co-ordinator whom it touches, once, in time."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.plans.people import Person
from scheduler.rules.left_alone import about_suspended
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View
from tests.builders import CHAIR, NINA, SAM, commitment, on_day, people, snapshot

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
