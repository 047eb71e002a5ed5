"""The co-ordinator's weekly summary in their one digest of the week's first working day, from register and outbox."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from notifications.transports.memory import Memory
from tests.builders import SAM
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action

MARCH = date(2025, 3, 31)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path)
    made.record(a_plan(replace(an_action("1.1", MARCH, "NM"), target=None), an_action("1.2", MARCH, "OR")))
    yield made
    made.sessions.kw["bind"].dispose()


def to_sam(house: TestHouse) -> list[str]:
    """The texts of the mails that Sam got."""
    assert isinstance(house.road, Memory)
    mails = [message_from_bytes(each.content, policy=policy.default) for each in house.road.accepted]
    bodies = [each.get_body(("plain",)) for each in mails if str(each["To"].addresses[0].addr_spec) == SAM]
    return [body.get_content() for body in bodies if body]


def test_it_goes_on_monday_with_what_waits_and_not_on_other_days(house: TestHouse) -> None:
    house.morning("2025-01-09T08:00", release=True)
    house.morning("2025-01-10T08:00")
    before = to_sam(house)

    house.morning("2025-01-13T08:00")
    house.morning("2025-01-14T08:00")

    [monday] = to_sam(house)[len(before) :]
    assert "1 action has no target date: chaser answer PLAN REF new-date" in " ".join(monday.split())


def test_after_a_monday_without_a_round_it_goes_with_the_next_morning_once(house: TestHouse) -> None:
    house.morning("2025-01-09T08:00", release=True)
    before = to_sam(house)

    for day in ("2025-01-14", "2025-01-15"):  # a Tuesday and a Wednesday; nobody was up on Monday 13
        house.morning(f"{day}T08:00")

    [tuesday] = to_sam(house)[len(before) :]
    assert "1 action has no target date: chaser answer PLAN REF new-date" in " ".join(tuesday.split())
