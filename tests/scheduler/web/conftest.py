"""Homes for tests of the pages, on SQLite files of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.register.database import sessions
from tests.scheduler.register.databases import migrated_sqlite, sqlite_copy
from tests.scheduler.web.home import Home, furnish


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A SQLite file at head."""
    with migrated_sqlite(tmp_path_factory.mktemp("web")) as path:
        yield path


@pytest.fixture
def bare_home(template: Path, tmp_path: Path) -> Iterator[Home]:
    """A home in which nothing is recorded yet."""
    with sqlite_copy(template, tmp_path) as engine:
        yield Home(sessions(engine))


@pytest.fixture
def home(bare_home: Home) -> Home:
    """A home with people and the small plan, released."""
    with bare_home.sessions.begin() as session:
        furnish(session)
    return bare_home
