"""The weeks ahead of some boards: what rehearsing them brings, once for as long as the register is the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scheduler.rounds.look import look
from scheduler.rounds.scene import Scene
from scheduler.rounds.weeks_ahead import weeks_ahead
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action

MONDAY = date(2025, 1, 20)
COG = frozenset({"cog"})


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    house = TestHouse(tmp_path)
    house.record(a_plan(an_action("1.1", date(2025, 1, 31), "NM")), on="2025-01-20T07:00")
    house.morning("2025-01-20T08:00", release=True)
    with house.sessions() as session:
        yield look(session, house.orders, MONDAY)
    house.sessions.kw["bind"].dispose()


def test_the_weeks_ahead_bring_what_each_morning_would_tell(scene: Scene) -> None:
    found = [(day, notice.ref) for day, notice in weeks_ahead(scene, COG, since=MONDAY, days=14) if notice.ref]

    assert [each for each in found if each[0] < date(2025, 2, 1)] == [(date(2025, 1, 24), "1.1")]  # 7 days before
    assert weeks_ahead(scene, frozenset(), since=MONDAY, days=14) == ()


def test_they_are_lived_once(scene: Scene) -> None:
    once = weeks_ahead(scene, COG, since=MONDAY, days=14)

    assert weeks_ahead(scene, COG, since=MONDAY, days=14) is once
    assert weeks_ahead(scene, COG, since=MONDAY, days=21) != once
