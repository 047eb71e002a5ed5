"""The record of rounds: begun, finished, broken off."""

import pytest
from sqlalchemy.orm import Session

from scheduler.register.lookups import NotInRegister
from scheduler.register.rounds import RoundRecord, begin_round, finish_round, last_round
from tests.scheduler.register.samples import DAY, NEXT, NEXT_DAY, NOW


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
