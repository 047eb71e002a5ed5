"""The embedded engine: rounds are asked at each tick, and a fault stops nothing else."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scheduler.engine.embedded import EmbeddedEngine

NOON = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
PATIENCE = 20.0


@pytest.fixture
def engine() -> Iterator[EmbeddedEngine]:
    made = EmbeddedEngine(lambda: datetime.now(UTC), tick_seconds=0.05)  # noqa: TID251 - a real clock for real ticks
    yield made
    made.stop(seconds=PATIENCE)


def test_what_is_due_runs_at_once_and_what_is_not_does_not(engine: EmbeddedEngine) -> None:
    ran, idle = threading.Event(), threading.Event()
    engine.every("idle", lambda _: False, lambda _: idle.set())
    engine.every("due", lambda _: not ran.is_set(), lambda _: ran.set())

    engine.start()

    assert ran.wait(PATIENCE)
    assert not idle.is_set()


def test_a_fault_in_one_round_is_shown_and_does_not_stop_the_next(engine: EmbeddedEngine) -> None:
    again = threading.Barrier(2)

    def broken(_: datetime) -> None:
        raise RuntimeError("the disk is full")

    engine.every("broken", lambda _: True, broken)

    def sound(_: datetime) -> None:
        again.wait(PATIENCE)

    engine.every("sound", lambda _: True, sound)

    engine.start()
    again.wait(PATIENCE)
    again.wait(PATIENCE)  # the tick after the fault

    broken_pulse, sound_pulse = engine.health()
    assert broken_pulse.fault == "RuntimeError: the disk is full"
    assert broken_pulse.last_good_at is None
    assert sound_pulse.fault == ""


def test_work_beside_the_rounds_begins_when_woken(engine: EmbeddedEngine) -> None:
    turns = threading.Semaphore(0)
    engine.beside("post", lambda _: turns.release(), seconds=3600)
    engine.start()
    assert turns.acquire(timeout=PATIENCE)

    engine.wake()

    assert turns.acquire(timeout=PATIENCE)


def test_stopping_waits_for_what_is_in_hand() -> None:
    engine = EmbeddedEngine(lambda: NOON)
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def slow(_: datetime) -> None:
        begun.set()
        go_on.wait(PATIENCE)
        done.set()

    engine.beside("post", slow, seconds=3600)
    engine.start()
    begun.wait(PATIENCE)
    threading.Timer(0.05, go_on.set).start()

    assert engine.stop(seconds=PATIENCE)
    assert done.is_set()


def test_stopping_gives_up_on_what_hangs() -> None:
    engine = EmbeddedEngine(lambda: NOON)
    begun, go_on = threading.Event(), threading.Event()

    def hanging(_: datetime) -> None:
        begun.set()
        go_on.wait(PATIENCE)

    engine.beside("post", hanging, seconds=3600)
    engine.start()
    begun.wait(PATIENCE)

    assert not engine.stop(seconds=0.01)
    go_on.set()


def test_a_clock_set_back_does_not_stop_the_ticks() -> None:
    clock = [datetime.now(UTC)]  # noqa: TID251 - APScheduler compares with the real clock
    engine = EmbeddedEngine(lambda: clock[0], tick_seconds=0.05)
    ticks = threading.Semaphore(0)
    engine.every("round", lambda _: True, lambda _: ticks.release())
    engine.beside("post", lambda _: None, seconds=0.02)
    engine.start()
    assert ticks.acquire(timeout=PATIENCE)

    engine._scheduler.modify_job(
        "tick", next_run_time=clock[0].replace(year=clock[0].year + 1)
    )  # as a set-back leaves it

    assert all(ticks.acquire(timeout=PATIENCE) for _ in range(3))
    engine.stop(seconds=PATIENCE)
