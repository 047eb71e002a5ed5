"""Opening databases and bringing them up to date, on SQLite and PostgreSQL."""

import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from scheduler.register.database import (
    UnusableDatabase,
    WrongRevision,
    check_revision,
    is_up_to_date,
    open_database,
    sessions,
    upgrade,
)
from scheduler.register.tables import PlanRow

INSERT_PLAN = text("INSERT INTO plans (slug, title, board, as_of, recorded_on) VALUES ('a', 'A', 'cog', :day, :day)")
DAY = {"day": "2026-10-01"}


def test_the_migrations_give_exactly_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, PlanRow.metadata) == []


def test_the_migrations_give_partial_indexes_their_predicates(blank: Engine) -> None:
    PlanRow.metadata.create_all(blank)
    known = _partial_indexes(blank)
    PlanRow.metadata.drop_all(blank)
    upgrade(blank)
    assert _partial_indexes(blank) == known
    assert len(known) == 11


def test_upgrading_twice_keeps_what_is_there(blank: Engine) -> None:
    upgrade(blank)
    with blank.begin() as connection:
        connection.execute(INSERT_PLAN, DAY)
    upgrade(blank)
    with blank.connect() as connection:
        assert connection.execute(text("SELECT slug FROM plans")).scalars().all() == ["a"]


def test_an_upgraded_database_is_at_the_right_revision(blank: Engine) -> None:
    upgrade(blank)
    check_revision(blank)
    with blank.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0015"]


def test_nodes_that_start_together_upgrade_once(blank: Engine) -> None:
    with ThreadPoolExecutor(3) as nodes:
        assert list(nodes.map(upgrade, [blank] * 3)) == [None] * 3
    check_revision(blank)


def test_the_newest_migration_by_its_file_is_the_last_by_its_revision(blank: Engine) -> None:
    assert not is_up_to_date(blank)
    upgrade(blank)
    assert is_up_to_date(blank)
    with blank.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0012'"))
    assert not is_up_to_date(blank)


def test_a_database_without_tables_is_refused(blank: Engine) -> None:
    with pytest.raises(WrongRevision) as refused:
        check_revision(blank)
    assert (refused.value.found, refused.value.wanted, refused.value.is_newer) == ("", "0015", False)
    assert str(refused.value) == (
        "the database has no tables yet, and this version of Chaser wants 0015: bring it up to date first"
    )


@pytest.mark.parametrize("asked", [check_revision, upgrade])
def test_a_database_of_a_later_version_is_refused(engine: Engine, asked: Callable[[Engine], None]) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(WrongRevision) as refused:
            asked(engine)
        assert (refused.value.found, refused.value.is_newer) == ("9999", True)
    finally:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_a_row_of_an_unknown_plan_is_refused(engine: Engine) -> None:
    orphan = text("INSERT INTO bindings (plan, words, address, at, who) VALUES ('b', 'sg', 'c@example.org', :at, '')")
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(orphan, {"at": "2026-10-01 08:00:00"})


def test_a_read_only_session_reads_and_does_not_write(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        session.execute(INSERT_PLAN, DAY)
    with sessions(engine, read_only=True)() as session:
        assert session.scalars(text("SELECT slug FROM plans")).all() == ["a"]
        with pytest.raises(DBAPIError):
            session.execute(text("UPDATE plans SET title = 'B'"))


def test_a_session_writes_again_on_a_connection_that_was_read_only(engine: Engine) -> None:
    with sessions(engine, read_only=True)() as session:
        assert session.scalars(text("SELECT slug FROM plans")).all() == []
    with sessions(engine).begin() as session:
        session.execute(INSERT_PLAN, DAY)
    with sessions(engine, read_only=True)() as session:
        assert session.scalars(text("SELECT slug FROM plans")).all() == ["a"]


def test_a_reader_sees_the_register_while_somebody_writes(engine: Engine) -> None:
    with sessions(engine).begin() as writer:
        writer.execute(INSERT_PLAN, DAY)
        with sessions(engine, read_only=True)() as reader:
            assert reader.scalars(text("SELECT slug FROM plans")).all() == []


def test_sqlite_is_set_up_to_keep_what_it_was_told(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'chaser.db'}")
    settings = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {setting}").scalar() for setting in settings]
    engine.dispose()
    assert found == ["wal", 2, 1, 30_000]


def test_a_writer_on_sqlite_takes_its_lock_when_it_begins(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'chaser.db'}")
    other = sqlite3.connect(tmp_path / "chaser.db", timeout=0)
    with engine.begin(), pytest.raises(sqlite3.OperationalError, match="database is locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("chaser.db", "'chaser.db' is no database address: write sqlite:///FILE or postgresql://USER@HOST/NAME"),
        (
            "mysql://db.example.org/chaser",
            "mysql databases are not supported: use sqlite:///FILE or postgresql://USER@HOST/NAME",
        ),
        (
            "sqlite:////nowhere/chaser.db",
            "the folder /nowhere for the database does not exist: create it first",
        ),
    ],
)
def test_an_address_that_cannot_be_opened_says_the_cure(url: str, said: str) -> None:
    with pytest.raises(UnusableDatabase) as refused:
        open_database(url)
    assert str(refused.value) == said


def test_postgresql_without_its_driver_says_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UnusableDatabase) as refused:
        open_database("postgresql://chaser@db.example.org/chaser")
    assert str(refused.value) == "PostgreSQL needs a driver that is not installed: pip install 'chaser[postgres]'"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_through_psycopg_however_its_address_begins(scheme: str) -> None:
    pytest.importorskip("psycopg")
    engine = open_database(f"{scheme}://chaser@db.example.org/chaser")
    assert (engine.dialect.name, engine.dialect.driver) == ("postgresql", "psycopg")


def _partial_indexes(engine: Engine) -> dict[str, str]:
    """Every partial index by name, with its predicate as the database tells it."""
    where = f"{engine.dialect.name}_where"
    inspector = inspect(engine)
    return {
        str(index["name"]): str(index["dialect_options"][where])
        for table in inspector.get_table_names()
        for index in inspector.get_indexes(table)
        if where in index.get("dialect_options", {})
    }
