"""Every test here that asks for `sessions` or `session` runs on SQLite and on PostgreSQL, as production opens them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from notifications.tables import Base
from scheduler.register import database
from tests.notifications.mails import CHILDREN_FIRST
from tests.scheduler.register.databases import empty, postgres_database


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def outbox_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database with the tables for the whole test session."""
    if request.param == "sqlite":
        engine = database.open_database(f"sqlite:///{tmp_path_factory.mktemp('outbox') / 'outbox.db'}")
        Base.metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    with postgres_database(request.getfixturevalue("postgres_address"), migrated=False) as engine:
        Base.metadata.create_all(engine)
        yield engine


@pytest.fixture
def sessions(outbox_engine: Engine) -> Iterator[sessionmaker[Session]]:
    """A maker of sessions on an empty outbox, emptied again at the end."""
    yield database.sessions(outbox_engine)
    empty(outbox_engine, [row.__tablename__ for row in CHILDREN_FIRST])


@pytest.fixture
def session(outbox_engine: Engine) -> Iterator[Session]:
    """One session on an empty outbox; what it holds is rolled back."""
    with database.sessions(outbox_engine)() as session:
        yield session
        session.rollback()
