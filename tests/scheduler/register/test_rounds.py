"""The record of rounds, and the days on which actions are looked at again."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from scheduler.register.looks import look_next, to_look_at
from scheduler.register.lookups import NotInRegister
from scheduler.register.rounds import RoundRecord, begin_round, finish_round, last_round
from tests.scheduler.register.databases import sqlite_copy
from tests.scheduler.register.samples import DAY, NEXT, NEXT_DAY, NOW, record_first
from tests.scheduler.rules.editions import action, plan


def test_a_round_that_never_ran_is_none(session: Session) -> None:
    begin_round(session, "weekly", DAY, now=NOW)
    assert last_round(session, "morning") is None


def test_a_round_that_began_is_not_finished(session: Session) -> None:
    number = begin_round(session, "morning", DAY, now=NOW)
    assert last_round(session, "morning") == RoundRecord(
        number=number, kind="morning", on_day=DAY, began_at=NOW, finished_at=None, counts={}, fault=""
    )


def test_a_finished_round_says_what_came_of_it(session: Session) -> None:
    number = begin_round(session, "morning", DAY, now=NOW)
    finish_round(session, number, now=NEXT, counts={"digests": 3, "held": 0})
    assert last_round(session, "morning") == RoundRecord(
        number=number,
        kind="morning",
        on_day=DAY,
        began_at=NOW,
        finished_at=NEXT,
        counts={"digests": 3, "held": 0},
        fault="",
    )


def test_the_last_round_is_the_one_that_began_last(session: Session) -> None:
    late = begin_round(session, "morning", NEXT_DAY, now=NEXT)
    early = begin_round(session, "morning", DAY, now=NOW)
    finish_round(session, early, now=NEXT, fault="the relay refused the login")
    found = last_round(session, "morning")
    assert found is not None
    assert (found.number, found.finished_at, found.fault) == (late, None, "")


def test_a_round_that_never_began_cannot_be_finished(session: Session) -> None:
    with pytest.raises(NotInRegister) as refused:
        finish_round(session, 7, now=NOW)
    assert str(refused.value) == "no round 7 in the register: begin a round before finishing it"


def test_what_was_recorded_is_looked_at_on_the_day_and_then_when_the_rules_say(session: Session) -> None:
    record_first(session, plan(*(action(ref) for ref in ("1.1", "1.2", "1.3"))))
    keys = ("cog-2026/1.1", "cog-2026/1.2", "cog-2026/1.3")
    assert to_look_at(session, date(2026, 9, 30)) == ()
    assert to_look_at(session, DAY) == keys
    look_next(session, {keys[0]: NEXT_DAY, keys[1]: None, keys[2]: date(2026, 10, 12)})
    assert to_look_at(session, date(2026, 10, 31)) == (keys[2],)
    assert to_look_at(session, NEXT_DAY) == (keys[2], keys[0])


def test_looking_next_at_nothing_is_nothing(session: Session) -> None:
    record_first(session, plan(action("1.1")))
    look_next(session, {})
    assert to_look_at(session, DAY) == ("cog-2026/1.1",)


def test_candidates_are_found_by_the_partial_index(sqlite_template: Path, tmp_path: Path) -> None:
    query = text("EXPLAIN QUERY PLAN SELECT key FROM actions WHERE next_look_on <= '2026-10-01'")
    with sqlite_copy(sqlite_template, tmp_path) as engine, engine.connect() as connection:
        steps = [row[-1] for row in connection.execute(query)]
    assert steps == ["SEARCH actions USING INDEX ix_actions_next_look (next_look_on<?)"]
