"""Two plans made one keep refs, answers, history and what was told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.register import history
from scheduler.register.leads import confirm
from scheduler.register.merging import CannotMerge, merge_plans
from scheduler.register.plans import close_plan, compare, list_plans, record
from scheduler.register.snapshot import load_snapshot
from tests.builders import NINA, OMAR
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action, at

NOW = at("2025-02-03T12:00")
JANUARY = date(2025, 1, 31)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path)
    made.record(a_plan(an_action("1.1", JANUARY, "NM"), an_action("1.2", date(2025, 2, 28), "NM")), slug="north")
    made.record(a_plan(an_action("1.1", JANUARY, "OR"), an_action("2.1", date(2025, 3, 31), "NM")), slug="south")
    yield made
    made.sessions.kw["bind"].dispose()


def merge(house: TestHouse) -> dict[str, str]:
    with house.sessions.begin() as session:
        return dict(merge_plans(session, "south", "north", who="Sam", day=NOW.date(), now=NOW).refs)


def test_refs_stay_unless_they_are_taken_and_keys_stay_always(house: TestHouse) -> None:
    assert merge(house) == {"1.1": "1.1 (south)", "2.1": "2.1"}
    with house.sessions() as session:
        promised = load_snapshot(session, house.orders.boards).commitments
    assert [(each.key, each.plan, each.ref, each.leads) for each in promised] == [
        ("north/1.1", "north", "1.1", (NINA,)),
        ("north/1.2", "north", "1.2", (NINA,)),
        ("south/1.1", "north", "1.1 (south)", (OMAR,)),
        ("south/2.1", "north", "2.1", (NINA,)),
    ]


def test_nobody_is_told_anything_twice(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    merge(house)

    assert house.morning("2025-02-04T08:00").posted == ()


def test_history_before_and_after_is_read_under_the_new_plan(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        moved = a_plan(an_action("1.1", date(2025, 4, 30), "OR"), an_action("2.1", date(2025, 3, 31), "NM"))
        record(session, "south", moved, board="cog", file_name="b", sha256="b", now=at("2025-01-06T08:00"), day=JANUARY)
    merge(house)

    with house.sessions() as session:
        told = [each.what for each in history.read(session, "north", "1.1 (south)")]
    assert told == ["date moved", "merged"]


def test_the_emptied_plan_is_closed_and_the_next_edition_compares_with_both(house: TestHouse) -> None:
    merge(house)
    both = a_plan(
        an_action("1.1", JANUARY, "NM"),
        an_action("1.2", date(2025, 2, 28), "NM"),
        replace(an_action("1.1 (south)", JANUARY, "OR"), title="Action 1.1"),
        an_action("2.1", date(2025, 3, 31), "NM"),
    )

    with house.sessions() as session:
        assert [(plan.slug, plan.closed_on) for plan in list_plans(session)] == [("north", None), ("south", NOW.date())]
        assert compare(session, "north", both).amendments == ()


def test_what_a_printed_lead_means_goes_along(house: TestHouse) -> None:
    house.record(a_plan(an_action("5.1", JANUARY, "QQ")), slug="east")
    with house.sessions.begin() as session:
        confirm(session, "QQ", OMAR, plan="east", who="Sam", now=NOW)
        merge_plans(session, "east", "north", who="Sam", day=NOW.date(), now=NOW)

    house.morning("2025-02-03T08:00")  # leads are resolved anew each morning
    with house.sessions() as session:
        promised = load_snapshot(session, house.orders.boards).commitments
    assert {each.key: each.leads for each in promised}["east/5.1"] == (OMAR,)


def test_what_cannot_be_merged_is_refused(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        with pytest.raises(CannotMerge, match="cannot be merged with itself"):
            merge_plans(session, "north", "north", who="Sam", day=NOW.date(), now=NOW)
        close_plan(session, "north", NOW.date(), who="Sam", now=NOW)
        with pytest.raises(CannotMerge, match="'north' was closed on 2025-02-03"):
            merge_plans(session, "south", "north", who="Sam", day=NOW.date(), now=NOW)


def test_a_plan_that_waits_for_release_is_not_let_go_by_merging_it(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00", release=True)
    house.record(a_plan(an_action("5.1", JANUARY, "OR")), slug="east")

    with house.sessions.begin() as session, pytest.raises(CannotMerge, match="'east' still waits for its release"):
        merge_plans(session, "east", "north", who="Sam", day=NOW.date(), now=NOW)
