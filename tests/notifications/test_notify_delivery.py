"""Delivery by GOV.UK Notify from end to end: what is in doubt is settled by asking, and never sent on a guess."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult, drain
from notifications.tables import State
from notifications.transports.contract import Transport
from tests.notifications.mails import EIGHT, EVERY_DAY, new_message
from tests.notifications.transports.notify_standin import DROP, StandIn, road_to, standing_in
from tests.notifications.transports.relays import free_port

LATER = EIGHT + timedelta(hours=1)


def drained(sessions: sessionmaker[Session], road: Transport, at: datetime) -> DrainResult:
    """One drain, as of an instant."""
    return drain(sessions, road, now=lambda: at, node="test", days=EVERY_DAY)


def put_one(sessions: sessionmaker[Session]) -> None:
    """A digest in the outbox."""
    with sessions.begin() as session:
        outbox.put(session, new_message("a1"), [], now=EIGHT)


def state(sessions: sessionmaker[Session]) -> State:
    """Where it stands."""
    with sessions() as session:
        entry = outbox.entry(session, "a1")
    assert entry is not None
    return entry.state


def test_a_mail_whose_answer_was_lost_is_found_by_its_reference_and_not_sent_again(
    sessions: sessionmaker[Session],
) -> None:
    put_one(sessions)
    service = StandIn(answers=[(DROP, [])])
    with standing_in(service) as url:
        first = drained(sessions, road_to(url), EIGHT)
        second = drained(sessions, road_to(url), LATER)

    assert (first.unknown, second.accepted, second.resent) == (1, 1, 0)
    assert state(sessions) is State.ACCEPTED
    assert [mail["reference"] for mail in service.mails] == ["a1"]


def test_a_mail_in_doubt_waits_while_notify_is_silent(sessions: sessionmaker[Session]) -> None:
    put_one(sessions)
    service = StandIn(answers=[(DROP, [])])
    with standing_in(service) as url:
        drained(sessions, road_to(url), EIGHT)
        silent = drained(sessions, road_to(f"http://127.0.0.1:{free_port()}"), LATER)
        drained(sessions, road_to(url), LATER + timedelta(hours=1))

    assert (silent.resent, silent.waiting) == (0, 1)
    assert state(sessions) is State.ACCEPTED
    assert len(service.mails) == 1


def test_beyond_its_rate_notify_is_left_alone_for_a_minute_and_no_try_is_used_up(
    sessions: sessionmaker[Session],
) -> None:
    put_one(sessions)
    said = "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"
    service = StandIn(answers=[(429, [{"error": "RateLimitError", "message": said}])])
    with standing_in(service) as url:
        first = drained(sessions, road_to(url), EIGHT)
        at_once = drained(sessions, road_to(url), EIGHT + timedelta(seconds=30))
        after = drained(sessions, road_to(url), EIGHT + timedelta(seconds=61))

    assert (first.put_off, at_once.accepted, after.accepted) == (1, 0, 1)
    with sessions() as session:
        entry = outbox.entry(session, "a1")
    assert entry is not None
    assert entry.tries == 1
