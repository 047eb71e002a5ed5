"""A digest lists whatever of a person's is late or due within four weeks, worst first, and nothing else."""

from dataclasses import replace
from datetime import date

from scheduler.plans.commitments import Snapshot
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.rules.listing import Listed, listed_for, worst_first
from scheduler.rules.listing import listings as listings_in
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, OMAR, PLAN, SAM, commitment, in_month, on_day, people, snapshot

TODAY = date(2025, 1, 15)  # a Wednesday
LATE, LATER, SOON, FAR = (
    in_month(date(2024, 11, 30)),
    in_month(date(2024, 12, 31)),
    on_day(TODAY),
    in_month(date(2025, 3, 31)),
)


def listings(register: Snapshot) -> dict[str, tuple[Listed, ...]]:
    """By address, what a register lists on the day of these tests."""
    return listings_in(View(register, Told(), Policy(), TODAY))


def test_the_latest_stands_first_then_the_next_to_fall_due() -> None:
    register = snapshot(
        commitment(SOON, ref="1.4"),
        commitment(LATER, ref="1.3"),
        commitment(LATE, ref="1.2"),
        commitment(SOON, ref="1.1"),
        commitment(FAR, ref="1.5"),
        commitment(None, ref="1.6"),
    )

    found = listings(register)

    assert {person: [each.commitment.ref for each in shown] for person, shown in found.items()} == {
        NINA: ["1.2", "1.3", "1.1", "1.4"]
    }


def test_what_waits_past_its_date_is_late_and_what_is_over_is_not_listed() -> None:
    waits = commitment(LATE, waiting_for="guidance")
    register = snapshot(waits, commitment(LATE, ref="1.2", status=Status.COMPLETE))

    assert [each.commitment.ref for each in listings(register)[NINA]] == ["1.1"]


def test_everybody_who_hears_of_it_has_it_listed_and_nobody_does_before_the_release() -> None:
    shared = snapshot(commitment(LATE, leads=(NINA, OMAR)), commitment(LATE, ref="1.2", leads=()))
    held = replace(shared, plans={"plan": replace(PLAN, released_on=None)})

    assert sorted(listings(shared)) == sorted([NINA, OMAR, SAM])
    assert listings(held) == {}


def test_one_commitment_is_listed_for_each_of_its_leads() -> None:
    shared = snapshot(commitment(FAR, leads=(NINA, OMAR)))

    assert [each.to.person for each in listed_for(shared.commitments[0], shared, Policy(), TODAY)] == [NINA, OMAR]


def test_what_is_equally_late_stands_by_its_due_day_and_then_by_plan_and_reference() -> None:
    tomorrow, later = on_day(date(2025, 1, 16)), on_day(date(2025, 1, 20))
    register = snapshot(commitment(later, ref="1.1"), commitment(tomorrow, ref="1.3"), commitment(tomorrow, ref="1.2"))

    assert [each.commitment.ref for each in listings(register)[NINA]] == ["1.2", "1.3", "1.1"]


def test_what_has_no_date_stands_last() -> None:
    register = snapshot(commitment(None, ref="1.1"), commitment(FAR, ref="1.2"))
    both = [each for c in register.commitments for each in listed_for(c, register, Policy(), TODAY)]

    assert [each.commitment.ref for each in worst_first(both)] == ["1.2", "1.1"]


def test_a_plan_that_waits_for_its_release_hides_no_other() -> None:
    first, second = commitment(LATE), commitment(LATE, ref="2.1", plan="second", key="second/2.1")
    plans = {"plan": replace(PLAN, released_on=None), "second": replace(PLAN, slug="second")}
    register = replace(snapshot(first, second), plans=plans)

    assert [each.commitment.ref for each in listings(register)[NINA]] == ["2.1"]


def test_days_late_are_counted_by_the_boards_own_calendar_and_leads_by_the_day() -> None:
    register = snapshot(
        commitment(LATER), people=people(Person(email=NINA, name="Nina Marsh", left_on=date(2025, 1, 16)))
    )
    shut = Policy(calendars={"cog": WorkingDays(closed=frozenset({date(2025, 1, 6), date(2025, 1, 7)}))})
    [usual] = listed_for(register.commitments[0], register, Policy(), TODAY)
    [other] = listed_for(register.commitments[0], register, shut, TODAY)

    # due Tuesday 31 December: Friday 3 January is the first working day late, Wednesday 15 the ninth
    assert (usual.standing.days_late, other.standing.days_late, usual.to.person) == (9, 7, NINA)


def test_what_is_over_stands_in_nobodys_digest() -> None:
    done = commitment(in_month(TODAY), status=Status.COMPLETE)

    assert listed_for(done, snapshot(done), Policy(), TODAY) == ()
