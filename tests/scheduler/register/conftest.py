"""Every test that asks for `engine` or `session` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from scheduler.register.database import open_database, sessions
from tests.scheduler.register.databases import empty, postgres_database, sqlite_copy


@pytest.fixture(scope="session")
def postgres_engine(postgres_address: str) -> Iterator[Engine]:
    """One database at head, emptied after each test that used it."""
    with postgres_database(postgres_address, migrated=True) as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database at head."""
    if request.param == "sqlite":
        with sqlite_copy(tmp_path) as engine:
            yield engine
    else:
        engine = request.getfixturevalue("postgres_engine")
        yield engine
        empty(engine)


@pytest.fixture(params=["sqlite", "postgres"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any tables."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'blank.db'}")
        yield engine
        engine.dispose()
    else:
        with postgres_database(request.getfixturevalue("postgres_address"), migrated=False) as engine:
            yield engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on an empty database; what it holds is rolled back unless the test commits."""
    with sessions(engine)() as session:
        yield session
