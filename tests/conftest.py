"""What all tests share: nobody judges speed, CI tries the same examples each time, what all need is made once."""

import gc
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer.testing
from hypothesis import settings
from sqlalchemy import Engine

from tests.scheduler.register.databases import postgres_server

settings.register_profile("house", deadline=None, max_examples=40, derandomize="CI" in os.environ)
settings.register_profile("torture", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("CHASER_TEST_PROFILE", "house"))
LONGEST = (
    "tests/browser/",
    "tests/journeys/",
    "tests/notifications/kills/",
    "tests/notifications/look/",
    "tests/notifications/test_crash_windows.py",
    "tests/scheduler/cli/test_real_relay.py",
    "tests/scheduler/rounds/test_answers_lived.py",
    "tests/scheduler/rounds/test_register_lived.py",
    "tests/scheduler/rules/test_decide.py",
    "tests/scheduler/rules/test_lasting_properties.py",
    "tests/scheduler/rules/test_properties.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: a fifth of the time a worker waits for a browser, a relay, a stall."""
    ours = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return len(ours) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest, or waits most, begins first: else the end would be one worker's alone."""
    items.sort(key=lambda each: not each.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of rubbish need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """One PostgreSQL server for all tests of a worker; each worker has its own, as marks tell of every writer."""
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let all SQLite engines of a test session share what SQLAlchemy compiled for the first of them.

    Thousands of tests open a file of their own, and each engine would compile the same statements anew.
    """
    first: list[Engine] = []
    make = Engine.__init__

    def make_alike(engine: Engine, *given: Any, **named: Any) -> None:
        make(engine, *given, **named)
        if engine.dialect.name != "sqlite":
            return
        first.append(engine)
        engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        del first[1:]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", make_alike)
        yield


@pytest.fixture(scope="session", autouse=True)
def commands_built_once() -> Iterator[None]:
    """Let tests that say commands share the tree of them: building it takes longer than most commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(typer.main.get_command))
        yield
