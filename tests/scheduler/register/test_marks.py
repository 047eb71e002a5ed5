"""The mark of a database: the same while nothing is committed, another after each commit, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from scheduler.register import history
from scheduler.register.database import sessions
from scheduler.register.marks import Mark

NOW = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)


@pytest.fixture
def mark(engine: Engine) -> Iterator[Mark]:
    mark = Mark(engine)
    yield mark
    mark.close()


def write(engine: Engine) -> None:
    with sessions(engine).begin() as session:
        history.write(session, at=NOW, who="sam@example.org", road="desk", what="something")


def test_the_mark_stays_while_nobody_writes(engine: Engine, mark: Mark) -> None:
    before = mark.now()
    with sessions(engine, read_only=True)() as session:
        history.read(session, "")

    assert mark.now() == before


def test_each_commit_changes_the_mark(engine: Engine, mark: Mark) -> None:
    seen = {mark.now()}
    for _ in range(5):
        write(engine)
        seen.add(mark.now())

    assert len(seen) == 6


def test_what_is_written_and_not_committed_counts_at_the_commit(engine: Engine, mark: Mark) -> None:
    with sessions(engine)() as session:
        history.write(session, at=NOW, who="sam@example.org", road="desk", what="something")
        session.flush()
        before = mark.now()
        session.commit()

    assert mark.now() != before


def test_a_mark_that_was_closed_is_never_taken_for_the_same(engine: Engine, mark: Mark) -> None:
    before = mark.now()
    mark.close()

    assert mark.now() != before
