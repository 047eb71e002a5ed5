"""So many mails to a domain in any minute, and no more."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from notifications.delivery import DrainResult
from notifications.pace import Pace
from notifications.tables import State
from notifications.transports.memory import Memory
from tests.notifications.mails import EIGHT, MINUTE
from tests.notifications.test_delivery import Desk

SECOND = timedelta(seconds=1)


def test_what_is_over_the_pace_waits_until_a_minute_after_the_first() -> None:
    pace = Pace(2)

    assert [pace.wait_until("a@example.org", EIGHT + n * SECOND) for n in range(4)] == [
        None,
        None,
        EIGHT + MINUTE,
        EIGHT + MINUTE,
    ]
    assert pace.wait_until("b@example.org", EIGHT + MINUTE) is None


def test_each_domain_has_its_own_pace_whatever_its_case() -> None:
    pace = Pace(1)

    asked = [pace.wait_until(address, EIGHT) for address in ("a@example.org", "a@example.com", "b@EXAMPLE.ORG")]
    assert asked == [None, None, EIGHT + MINUTE]


def test_no_pace_lets_all_go() -> None:
    pace = Pace()

    assert [pace.wait_until("a@example.org", EIGHT) for _ in range(100)] == [None] * 100


@given(st.integers(1, 5), st.lists(st.integers(0, 40), max_size=60))
def test_no_minute_sees_more_than_the_pace(a_minute: int, steps: list[int]) -> None:
    pace, now, went = Pace(a_minute), EIGHT, list[datetime]()
    for step in steps:
        now += step * SECOND
        if pace.wait_until("a@example.org", now) is None:
            went.append(now)

    assert all(sum(at - MINUTE < each <= at for each in went) <= a_minute for at in went)


def test_a_drain_holds_back_what_is_over_the_pace_and_uses_up_no_try(sessions: sessionmaker[Session]) -> None:
    road, pace = Memory(), Pace(2)
    desk = Desk(sessions, road)
    desk.put("a@example.org", "b@example.org", "c@example.org", "d@example.com")

    assert desk.drain(pace=pace) == DrainResult(accepted=3, waiting=1)
    [held] = [desk.entry(key) for key in "abcd" if desk.entry(key).state is State.READY]
    assert (held.tries, held.next_try_at) == (0, EIGHT + MINUTE)
    desk.at += MINUTE
    assert desk.drain(pace=pace) == DrainResult(accepted=1)
    assert len(road.accepted) == 4
