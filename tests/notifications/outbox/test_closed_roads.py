"""Suspended addresses and open breakers."""

from datetime import timedelta

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import Breaker, Suspension
from tests.notifications.mails import EIGHT, MINUTE, NINA, OMAR


def test_an_address_is_suspended_once_and_keeps_its_first_reason(session: Session) -> None:
    assert outbox.suspend(session, "Nina@Example.org", why="refused", now=EIGHT) is True
    assert outbox.suspend(session, NINA, why="bounced", now=EIGHT + MINUTE) is False

    assert outbox.suspensions(session) == (Suspension(address=NINA, since=EIGHT, why="refused"),)


def test_a_lifted_address_can_be_suspended_again(session: Session) -> None:
    outbox.suspend(session, NINA, why="refused", now=EIGHT)
    outbox.suspend(session, OMAR, why="refused", now=EIGHT)

    assert outbox.lift(session, "NINA@example.org", now=EIGHT) is True
    assert outbox.lift(session, NINA, now=EIGHT) is False
    assert [each.address for each in outbox.suspensions(session)] == [OMAR]
    assert outbox.suspend(session, NINA, why="refused again", now=EIGHT) is True


def test_a_breaker_opens_longer_each_time_in_a_row(session: Session) -> None:
    at, opened = EIGHT, []
    for _ in range(5):
        breaker = outbox.open_breaker(session, "smtp", why="connection refused", now=at)
        opened.append((breaker.times, breaker.open_until - at))
        at = breaker.open_until

    minutes = [(times, wait // MINUTE) for times, wait in opened]
    assert minutes == [(1, 1), (2, 5), (3, 15), (4, 30), (5, 30)]


def test_a_second_node_that_finds_the_road_closed_does_not_close_it_longer(session: Session) -> None:
    first = outbox.open_breaker(session, "smtp", why="connection refused", now=EIGHT)

    assert outbox.open_breaker(session, "smtp", why="timed out", now=EIGHT + timedelta(seconds=30)) == first


def test_a_road_that_works_again_starts_anew(session: Session) -> None:
    outbox.open_breaker(session, "smtp", why="connection refused", now=EIGHT)
    outbox.close_breaker(session, "smtp")

    assert outbox.the_breaker(session, "smtp") is None
    again = outbox.open_breaker(session, "smtp", why="421 closing", now=EIGHT)
    assert again == Breaker(open_until=EIGHT + MINUTE, why="421 closing", times=1)


def test_each_transport_has_its_own_breaker(session: Session) -> None:
    outbox.open_breaker(session, "smtp", why="connection refused", now=EIGHT)

    assert outbox.the_breaker(session, "maildrop") is None
