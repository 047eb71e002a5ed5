"""Real processes that are killed while messages flow: nothing is lost, and nothing comes twice unsaid.

A message in doubt is sent once more. Where that is cut off by a kill, too, a person is asked (delivery.md, "The
outbox", point 5): of the few that are in flight at two kills, nobody knows whether they came.

Ten kills on each database; two hundred under `make torture`. The counts are printed.
"""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from notifications import outbox
from notifications.tables import Base, State
from scheduler.register import database
from tests.notifications.kills.course import Course, course
from tests.scheduler.register.databases import postgres_database

TORTURE = os.environ.get("CHASER_TEST_PROFILE") == "torture"
KILLS, MESSAGES = (200, 10_000) if TORTURE else (10, 500)
FEW = 3
RESENT = "No trace of it was found: sent once more, the same message; it may come twice"


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty outbox of its own, which other processes can open."""
    if request.param == "sqlite":
        engine = database.open_database(f"sqlite:///{tmp_path / 'outbox.db'}")
        Base.metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    with postgres_database(request.getfixturevalue("postgres_address"), migrated=False) as engine:
        Base.metadata.create_all(engine)
        yield engine


@pytest.fixture
def running(engine: Engine, tmp_path: Path) -> Iterator[Course]:
    """The relay, and nobody at work yet."""
    with course(engine, tmp_path / "journal") as running:
        yield running


def resent(running: Course) -> set[str]:
    """The messages whose history says that they may come twice."""
    with running.sessions() as session:
        return {
            entry.message_id
            for entry in running.entries().values()
            if entry.resent and RESENT in [each.sentence for each in outbox.happenings(session, entry.id)]
        }


def test_killed_processes_lose_nothing_and_double_only_what_was_in_flight_and_say_so(
    running: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    running.run(MESSAGES, KILLS, signal.SIGKILL)

    entries, brought, said = running.entries(), running.brought(), resent(running)
    asked = {key for key, entry in entries.items() if entry.state is State.UNKNOWN}
    lost, twice = set(entries) - set(brought) - asked, {key for key, times in brought.items() if times > 1}
    kills, on = running.killed, running.engine.dialect.name
    with capfd.disabled():
        came = f"{len(lost)} lost, {len(said)} resent, {len(twice)} came twice, {len(asked)} in flight at two kills"
        sys.stderr.write(f"\n{len(entries)} messages, {kills} kills on {on}: {came}\n")
    assert (len(entries), kills) == (MESSAGES, KILLS)
    assert lost == set()
    assert set(brought) <= set(entries)
    assert {entry.state for entry in entries.values()} <= {State.ACCEPTED, State.UNKNOWN}
    assert asked <= said
    assert len(asked) <= max(1, kills // 50)
    assert twice <= said
    assert len(said) <= kills
    assert len(twice) <= max(FEW, kills // 10)  # what the house promises: at most one in ten kills
    assert max(brought.values()) <= 2
    assert len(set(running.dots)) == len(brought)  # each with the same bytes whenever it came


def test_processes_that_are_told_to_stop_double_nothing(running: Course) -> None:
    running.run(60, 3, signal.SIGTERM)

    assert {entry.state for entry in running.entries().values()} == {State.ACCEPTED}
    assert running.brought() == dict.fromkeys(running.entries(), 1)
    assert resent(running) == set()
