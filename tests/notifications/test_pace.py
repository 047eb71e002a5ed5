"""So much in any minute and no more, however many processes send: they count together, in the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from notifications.delivery import DrainResult
from notifications.pace import Pace, SharedTurns
from notifications.tables import State
from notifications.tables_departures import DepartureRow
from notifications.transports.memory import Memory
from tests.notifications.mails import EIGHT, MINUTE
from tests.notifications.test_delivery import Desk

SECOND = timedelta(seconds=1)


def test_what_is_over_the_pace_waits_until_a_minute_after_the_first(session: Session) -> None:
    pace = Pace(2)

    assert [pace.wait_until(session, "a@example.org", EIGHT + n * SECOND) for n in range(4)] == [
        None,
        None,
        EIGHT + MINUTE,
        EIGHT + MINUTE,
    ]
    assert pace.wait_until(session, "b@example.org", EIGHT + MINUTE) is None


def test_each_domain_has_its_own_pace_whatever_its_case(session: Session) -> None:
    pace = Pace(1)

    asked = [
        pace.wait_until(session, address, EIGHT) for address in ("a@example.org", "a@example.com", "b@EXAMPLE.ORG")
    ]
    assert asked == [None, None, EIGHT + MINUTE]


def test_no_pace_lets_all_go_and_counts_nothing(session: Session) -> None:
    pace = Pace()

    assert [pace.wait_until(session, "a@example.org", EIGHT) for _ in range(100)] == [None] * 100
    assert session.scalar(select(func.count()).select_from(DepartureRow)) == 0


def test_what_a_clock_ahead_of_the_time_wrote_down_holds_nobody_up(session: Session) -> None:
    pace = Pace(1)

    assert pace.wait_until(session, "a@example.org", EIGHT + 24 * 60 * MINUTE) is None
    assert pace.wait_until(session, "a@example.org", EIGHT) is None


@given(st.integers(1, 5), st.lists(st.integers(0, 40), max_size=60))
def test_no_minute_sees_more_than_the_pace(a_minute: int, steps: list[int]) -> None:
    engine = create_engine("sqlite://")
    DepartureRow.metadata.tables["departures"].create(engine)
    pace, now, went = Pace(a_minute), EIGHT, list[datetime]()
    with Session(engine) as session:
        for step in steps:
            now += step * SECOND
            if pace.wait_until(session, "a@example.org", now) is None:
                went.append(now)
    engine.dispose()

    assert all(sum(at - MINUTE < each <= at for each in went) <= a_minute for at in went)


def test_processes_that_ask_at_once_keep_the_pace_together(sessions: sessionmaker[Session]) -> None:
    def one_process(_number: int) -> int:
        went = 0
        for _ in range(10):
            with sessions.begin() as session:
                went += Pace(7).wait_until(session, "a@example.org", EIGHT) is None
        return went

    with ThreadPoolExecutor(4) as processes:
        assert sum(processes.map(one_process, range(4))) == 7


def test_two_nodes_hold_back_together_what_is_over_the_pace_and_use_up_no_try(sessions: sessionmaker[Session]) -> None:
    road = Memory()
    one, other = Desk(sessions, road), Desk(sessions, road)
    one.put("a@example.org", "b@example.org")

    assert one.drain(pace=Pace(3)) == DrainResult(accepted=2)
    one.put("c@example.org", "d@example.org", "e@example.com")
    assert other.drain(pace=Pace(3), node="other") == DrainResult(accepted=2, waiting=1)
    [held] = [one.entry(key) for key in "abcde" if one.entry(key).state is State.READY]
    assert (held.tries, held.next_try_at) == (0, EIGHT + MINUTE)
    other.at += MINUTE
    assert other.drain(pace=Pace(3), node="other") == DrainResult(accepted=1)
    assert len(road.accepted) == 5


def test_requests_of_two_processes_keep_one_rate(sessions: sessionmaker[Session]) -> None:
    now, waited = [EIGHT], list[float]()

    def pause(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds * SECOND

    one, other = (
        SharedTurns(sessions=sessions, road="notify", a_minute=3, now=lambda: now[0], pause=pause) for _ in range(2)
    )
    for turns in (one, other, one):
        turns.wait()
        now[0] += SECOND
    assert waited == []
    other.wait()

    assert waited == [57.0]
