"""Homes for tests of the pages, on SQLite files of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.register.database import sessions
from tests.scheduler.register.databases import furnished_copy, sqlite_copy
from tests.scheduler.web.home import Home, furnish


@pytest.fixture
def bare_home(tmp_path: Path) -> Iterator[Home]:
    """A home in which nothing is recorded yet."""
    with sqlite_copy(tmp_path) as engine:
        yield Home(sessions(engine))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home with people and the small plan, released."""
    with furnished_copy(tmp_path, furnish) as engine:
        yield Home(sessions(engine))
