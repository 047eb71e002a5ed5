"""Homes for tests of the pages, on SQLite files of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.register.database import sessions
from tests.scheduler.register.databases import sqlite_copy
from tests.scheduler.web.home import Home, furnish


@pytest.fixture
def bare_home(tmp_path: Path) -> Iterator[Home]:
    """A home in which nothing is recorded yet."""
    with sqlite_copy(tmp_path) as engine:
        yield Home(sessions(engine))


@pytest.fixture
def home(bare_home: Home) -> Home:
    """A home with people and the small plan, released."""
    with bare_home.sessions.begin() as session:
        furnish(session)
    return bare_home
