"""Draining the outbox: what each answer of a road leads to, and that time, days and other nodes are minded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult, drain
from notifications.outbox import Entry
from notifications.tables import Kind, State
from notifications.transports.contract import (
    Accepted,
    Envelope,
    Later,
    Outcome,
    Phase,
    Refused,
    Transport,
    Unknown,
    Unreachable,
)
from notifications.transports.maildrop import Maildrop
from notifications.transports.memory import Memory
from notifications.transports.smtp import Smtp
from tests.notifications.mails import EIGHT, EVERY_DAY, MINUTE, NINA, OMAR, TUESDAY, WEEKDAYS, new_message, notice
from tests.notifications.transports.relays import ALWAYS, DROP, FaultyRelay, relay_at

FRIDAY_EVENING = datetime.fromisoformat("2025-03-07T23:58:00+00:00")
MONDAY_MORNING = datetime.fromisoformat("2025-03-10T08:00:00+00:00")
BUSY = Later(phase=Phase.RECIPIENT, answer="450 4.2.1 busy")
NO_SUCH_USER = Refused(phase=Phase.RECIPIENT, answer="550 5.1.1 No such user", blames_address=True)
SPAM = Refused(phase=Phase.DOT, answer="554 5.7.1 Looks like spam", blames_address=False)
CUT_OFF = Unknown(phase=Phase.DOT, answer="no reply to the whole message")
CLOSING = Unreachable(phase=Phase.SENDER, answer="421 4.3.2 closing")


@dataclass
class Desk:
    """An outbox with a road, and a clock that a test sets."""

    sessions: sessionmaker[Session]
    transport: Transport
    at: datetime = EIGHT

    def put(self, *recipients: str, **words: Any) -> None:
        """Put a digest for each, with one notice; its id is the part of the address before the @."""
        with self.sessions.begin() as session:
            for recipient in recipients:
                key = words.pop("key", recipient.partition("@")[0])
                message = new_message(key, recipient=recipient, **words)
                assert outbox.put(session, message, [notice(person=recipient)], now=self.at)

    def drain(self, **words: Any) -> DrainResult:
        """Drain at the time that the clock shows."""
        given: dict[str, Any] = {"now": lambda: self.at, "node": "node", "days": EVERY_DAY}
        return drain(self.sessions, self.transport, **given | words)

    def entry(self, key: str = "nina") -> Entry:
        """A message as it stands."""
        with self.sessions() as session:
            entry = outbox.entry(session, key)
        assert entry is not None
        return entry

    def told(self) -> list[str]:
        """To whom live notices were accepted."""
        with self.sessions() as session:
            return [each.person for each in outbox.told(session) if each.accepted_at]

    def suspended(self) -> list[tuple[str, str]]:
        """Whom nothing is sent to, and why."""
        with self.sessions() as session:
            return [(each.address, each.why) for each in outbox.suspensions(session)]


@pytest.fixture
def desk(sessions: sessionmaker[Session]) -> Desk:
    """A road in memory that takes everything."""
    return Desk(sessions, Memory())


def answering(*outcomes: Outcome) -> Memory:
    """A road that gives these answers in turn, and takes everything after."""
    left = list(outcomes)
    return Memory(answers=lambda _: left.pop(0) if left else Accepted(answer="kept in memory"))


def test_whatever_waits_is_brought_to_the_road_and_told(desk: Desk) -> None:
    desk.put(NINA, OMAR)

    assert desk.drain() == DrainResult(accepted=2)
    assert desk.told() == [NINA, OMAR]
    assert desk.entry().sentence == "Accepted by memory"
    assert desk.entry().accepted_at == EIGHT


def test_a_second_drain_sends_nothing_again(desk: Desk) -> None:
    desk.put(NINA)
    desk.drain()

    assert desk.drain() == DrainResult()


def test_what_goes_over_is_the_frozen_message_byte_for_byte(sessions: sessionmaker[Session]) -> None:
    road = answering(BUSY)
    desk = Desk(sessions, road)
    desk.put(NINA)
    desk.drain()
    desk.at += MINUTE
    desk.drain()

    message = new_message("nina")
    assert road.accepted == [
        Envelope(
            id="nina",
            message_id="<nina@example.org>",
            sender="chaser@example.org",
            recipient=NINA,
            day=message.local_day,
            content=message.body,
        )
    ]


def test_more_than_a_batch_goes_in_one_drain(desk: Desk) -> None:
    desk.put(*(f"person{n}@example.org" for n in range(7)))

    assert desk.drain(batch=3) == DrainResult(accepted=7)


def test_a_4xx_is_tried_again_after_its_wait_and_not_before(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(BUSY, BUSY))
    desk.put(NINA)

    assert desk.drain() == DrainResult(put_off=1, waiting=1)
    assert desk.entry().sentence == "Not taken yet, tried again on 3 March 2025 at 08:01: 450 4.2.1 busy"
    assert desk.drain() == DrainResult(waiting=1)
    desk.at += MINUTE
    assert desk.drain() == DrainResult(put_off=1, waiting=1)
    assert desk.entry().next_try_at == desk.at + 5 * MINUTE
    desk.at += 5 * MINUTE
    assert desk.drain() == DrainResult(accepted=1)
    assert desk.entry().tries == 3


def test_a_message_that_no_try_is_left_for_is_given_up(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(BUSY))
    desk.put(NINA, expires_at=EIGHT + timedelta(seconds=30))

    assert desk.drain() == DrainResult(expired=1)
    assert desk.entry().state is State.EXPIRED
    assert desk.entry().sentence == "Not taken yet, no time is left for another try: 450 4.2.1 busy"


def test_a_refused_recipient_is_suspended_and_what_waits_for_them_does_not_go(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(NO_SUCH_USER))
    desk.put(NINA)
    assert desk.drain() == DrainResult(failed=1)
    desk.put(NINA, local_day=TUESDAY, key="later")

    assert desk.drain() == DrainResult(suppressed=1)
    assert desk.told() == []
    assert desk.suspended() == [(NINA, "refused on 3 March 2025 at 08:00: 550 5.1.1 No such user")]
    assert desk.entry().sentence == f"Refused for good: 550 5.1.1 No such user; nothing more is sent to {NINA}"


def test_a_message_refused_for_what_it_is_suspends_nobody(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(SPAM))
    desk.put(NINA, OMAR)

    assert desk.drain() == DrainResult(failed=1, accepted=1)
    assert desk.suspended() == []


def test_a_closed_road_is_left_alone_and_uses_up_no_try(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(CLOSING, CLOSING))
    desk.put(NINA, OMAR)

    closed = "421 4.3.2 closing"
    assert desk.drain() == DrainResult(put_off=1, waiting=2, closed=closed)
    assert desk.drain() == DrainResult(waiting=2, closed=closed)
    desk.at += MINUTE
    assert desk.drain() == DrainResult(put_off=1, waiting=2, closed=closed)
    desk.at += 4 * MINUTE
    assert desk.drain() == DrainResult(waiting=2, closed=closed)
    desk.at += MINUTE
    assert desk.drain() == DrainResult(accepted=2)
    assert [desk.entry(key).tries for key in ("nina", "omar")] == [1, 1]


def test_a_road_that_works_again_is_forgiven(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(CLOSING))
    desk.put(NINA)
    desk.drain()
    desk.at += MINUTE
    desk.drain()

    with sessions() as session:
        assert outbox.the_breaker(session, "memory") is None


def test_a_relay_that_is_down_loses_nothing_and_says_why(sessions: sessionmaker[Session]) -> None:
    with FaultyRelay({(Phase.CONNECT, 1): "554 not today"}) as relay:
        desk = Desk(sessions, Smtp(relay_at(relay.port)))
        desk.put(NINA, OMAR)

        where = f"127.0.0.1, port {relay.port}"
        assert desk.drain() == DrainResult(waiting=2, closed=f"{where}: 554 not today")
        assert [desk.entry(key).state for key in ("nina", "omar")] == [State.READY, State.READY]
        desk.at += MINUTE
        assert desk.drain() == DrainResult(accepted=2)


def test_a_message_in_doubt_goes_once_more_and_after_that_waits_for_a_person(sessions: sessionmaker[Session]) -> None:
    with FaultyRelay({(Phase.DOT, ALWAYS): DROP}) as relay:
        desk = Desk(sessions, Smtp(relay_at(relay.port)))
        desk.put(NINA)
        results = []
        for _ in range(4):
            results.append(desk.drain())
            desk.at += 15 * MINUTE

    in_doubt = DrainResult(unknown=1, waiting=1)
    assert results == [in_doubt, replace(in_doubt, resent=1), DrainResult(waiting=1), DrainResult(waiting=1)]
    assert len(relay.arrived) == 2
    assert len(set(relay.arrived)) == 1
    assert (desk.entry().state, desk.entry().resent) == (State.UNKNOWN, True)
    with sessions() as session:
        sentences = [each.sentence for each in outbox.happenings(session, "nina")]
    unknown = "Handed over without an answer: whether it arrived is not known, and "
    assert sentences == [
        unknown + "evidence is awaited",
        "No trace of it was found: sent once more, the same message; it may come twice",
        unknown + "it was sent again before, so a person must decide",
    ]


def test_a_message_in_doubt_that_the_road_has_is_not_sent_again(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    maildrop = Maildrop(tmp_path)
    desk = Desk(sessions, maildrop)
    desk.put(NINA)
    with sessions.begin() as session:
        [leased] = outbox.lease_due(session, now=EIGHT, by="lost", limit=1, lease_for=MINUTE)
        outbox.begin_handoff(session, leased, now=EIGHT)
    with maildrop.session() as carrier:
        message = new_message("nina")
        carrier.send(
            Envelope(
                id="nina",
                message_id=message.message_id,
                sender=message.envelope_from,
                recipient=NINA,
                day=message.local_day,
                content=message.body,
            )
        )

    desk.at += 45 * MINUTE
    assert desk.drain() == DrainResult(unknown=1, waiting=1)
    desk.at += 15 * MINUTE
    assert desk.drain() == DrainResult(accepted=1)
    assert desk.entry().resent is False
    assert len(list(tmp_path.iterdir())) == 1


def test_a_retry_waits_over_the_weekend(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(BUSY, BUSY), at=FRIDAY_EVENING)
    desk.put(NINA)
    desk.drain(days=WEEKDAYS)
    desk.at += MINUTE
    desk.drain(days=WEEKDAYS)

    assert desk.entry().next_try_at == MONDAY_MORNING


@pytest.mark.parametrize("kind", [Kind.FIRST_LOOK, Kind.TEST, Kind.LINK, Kind.INVITATION])
def test_what_is_due_on_a_day_without_mail_waits_but_for_what_cannot(desk: Desk, kind: Kind) -> None:
    desk.at = FRIDAY_EVENING + timedelta(hours=12)
    desk.put(NINA)
    desk.put(OMAR, kind=kind)

    assert desk.drain(days=WEEKDAYS) == DrainResult(accepted=1, waiting=1)
    assert desk.entry("omar").state is State.ACCEPTED
    desk.at = MONDAY_MORNING
    assert desk.drain(days=WEEKDAYS) == DrainResult(accepted=1)


def test_under_a_redirect_every_mail_goes_to_one_address_and_says_for_whom(sessions: sessionmaker[Session]) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put(NINA)
    desk.drain(redirect="me@example.org")

    [sent] = road.accepted
    assert sent.recipient == "me@example.org"
    assert sent.content == (
        b'To: "would have gone to nina@example.org" <me@example.org>\r\n'
        b"X-Chaser-Would-Have-Gone-To: nina@example.org\r\n"
        b"Subject: 1 action needs you\r\n\r\nHello\r\n"
    )
    assert desk.entry().sentence == "Accepted by memory for me@example.org instead of nina@example.org"


def test_under_a_redirect_a_refusal_is_not_held_against_the_person(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, answering(NO_SUCH_USER))
    desk.put(NINA)
    desk.drain(redirect="me@example.org")

    assert desk.suspended() == []


def test_a_stop_finishes_what_is_in_hand_and_gives_the_rest_back(sessions: sessionmaker[Session]) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put("a@example.org", "b@example.org", "c@example.org")

    assert desk.drain(stop=lambda: len(road.accepted) >= 1) == DrainResult(accepted=1, waiting=2)
    states = [desk.entry(key).state for key in ("a", "b", "c")]
    assert states == [State.ACCEPTED, State.READY, State.READY]


def test_a_slow_road_never_sends_on_a_lease_of_which_less_than_half_is_left(sessions: sessionmaker[Session]) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put("a@example.org", "b@example.org", "c@example.org")
    leases = []

    def two_minutes_each(_: Envelope) -> Outcome:
        with sessions() as session:
            fences = session.connection().exec_driver_sql("SELECT max(fence) FROM messages")
            leases.append(fences.scalar_one())
        desk.at += 2 * MINUTE
        return Accepted(answer="kept")

    road.answers = two_minutes_each

    assert desk.drain(lease_for=5 * MINUTE) == DrainResult(accepted=3)
    assert leases == [1, 1, 2]


def test_what_was_cancelled_after_it_was_leased_does_not_go(sessions: sessionmaker[Session]) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put("a@example.org", "b@example.org")

    def cancels_the_other(_: Envelope) -> Outcome:
        with sessions.begin() as session:
            outbox.cancel(session, "b", why="It was completed", now=EIGHT)
        return Accepted(answer="kept")

    road.answers = cancels_the_other

    assert desk.drain() == DrainResult(accepted=1)
    assert desk.entry("b").state is State.CANCELLED


def no_transaction_open(sessions: sessionmaker[Session]) -> Callable[[Envelope], Outcome]:
    """A road that takes a message only while nobody holds the writer's lock."""

    def answer(_: Envelope) -> Outcome:
        with sessions.begin() as session:
            outbox.suspend(session, "somebody@example.org", why="a write in between", now=EIGHT)
        return Accepted(answer="kept")

    return answer


def test_no_transaction_is_held_while_a_message_goes_over(sessions: sessionmaker[Session]) -> None:
    desk = Desk(sessions, Memory(answers=no_transaction_open(sessions)))
    desk.put(NINA, OMAR)

    assert desk.drain() == DrainResult(accepted=2)
