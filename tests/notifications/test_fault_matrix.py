"""Every fault of a relay at every phase, and the state in which its message ends (delivery.md, "The outbox", 3 and 4).

The table is written by hand from that page. Stalls are waited for with short patience. Which answer a fault comes to
is the same above any database, and what each answer makes of a message is held on both in outbox/test_moves.py: so
every row goes through on SQLite, and one row of each ending on PostgreSQL.
"""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import drain
from notifications.tables import State
from notifications.transports.contract import Phase
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Relay, Security, Waits
from tests.notifications.mails import EIGHT, EVERY_DAY, NINA, OMAR, new_message, notice
from tests.notifications.transports.relays import (
    AFTERWARDS,
    ALWAYS,
    DROP,
    GARBAGE,
    HANDSHAKE,
    HOST,
    IMPATIENT,
    SHORT,
    SILENCE,
    FaultyRelay,
    free_port,
    relay_at,
)

SECURE = "250-relay.example.org\r\n250 STARTTLS"
LOGIN = "250-relay.example.org\r\n250 AUTH PLAIN"
PIPELINING = "250-relay.example.org\r\n250 PIPELINING"
ONCE_IN = {Phase.SENDER, Phase.RECIPIENT, Phase.CONTENT, Phase.BODY, Phase.DOT, AFTERWARDS}
LARGE = b"Subject: Large\r\n\r\n" + (b"x" * 70 + b"\r\n") * 200_000
NOT_SENT = "the road is closed: nothing was handed over, no try is used up"
ANOTHER_TRY = "not sent: tried again after its wait"
CLOSED = "not sent, and the road is closed: no try is used up"
GONE_WRONG = "refused for good"
ADDRESS = "refused for good, and nothing more goes to the address"
IN_DOUBT = "in doubt: never blindly resent"
ARRIVED = "accepted"

# What each ending means: the state, the tries used up, whether the road is left alone, whether the address is.
ENDINGS: dict[str, tuple[State, int, bool, bool]] = {
    NOT_SENT: (State.READY, 0, True, False),
    CLOSED: (State.RETRY_WAIT, 0, True, False),
    ANOTHER_TRY: (State.RETRY_WAIT, 1, False, False),
    GONE_WRONG: (State.FAILED, 1, False, False),
    ADDRESS: (State.FAILED, 1, False, True),
    IN_DOUBT: (State.UNKNOWN, 1, False, False),
    ARRIVED: (State.ACCEPTED, 1, False, False),
}

NO, BUSY, CLOSING = "554 5.7.1 no", "451 4.3.0 busy", "421 4.3.2 closing"
NO_SUCH_USER = "550 5.1.1 No such user"
# the phase, what the relay does there, how it ends, and how often the whole message came over
MATRIX: list[tuple[str, str, str, int]] = [
    (Phase.CONNECT, NO, NOT_SENT, 0),
    (Phase.CONNECT, BUSY, NOT_SENT, 0),
    (Phase.CONNECT, DROP, NOT_SENT, 0),
    (Phase.CONNECT, SILENCE, NOT_SENT, 0),
    (Phase.CONNECT, GARBAGE, NOT_SENT, 0),
    (Phase.HELLO, NO, NOT_SENT, 0),
    (Phase.HELLO, BUSY, NOT_SENT, 0),
    (Phase.HELLO, DROP, NOT_SENT, 0),
    (Phase.HELLO, SILENCE, NOT_SENT, 0),
    (Phase.HELLO, GARBAGE, NOT_SENT, 0),
    (Phase.SECURE, NO, NOT_SENT, 0),
    (Phase.SECURE, BUSY, NOT_SENT, 0),
    (Phase.SECURE, DROP, NOT_SENT, 0),
    (Phase.SECURE, SILENCE, NOT_SENT, 0),
    (Phase.SECURE, GARBAGE, NOT_SENT, 0),
    (HANDSHAKE, DROP, NOT_SENT, 0),
    (HANDSHAKE, SILENCE, NOT_SENT, 0),
    (HANDSHAKE, GARBAGE, NOT_SENT, 0),
    (Phase.LOGIN, "535 5.7.8 wrong password", NOT_SENT, 0),
    (Phase.LOGIN, "454 4.7.0 busy", NOT_SENT, 0),
    (Phase.LOGIN, DROP, NOT_SENT, 0),
    (Phase.LOGIN, SILENCE, NOT_SENT, 0),
    (Phase.LOGIN, GARBAGE, NOT_SENT, 0),
    (Phase.SENDER, NO, CLOSED, 0),
    (Phase.SENDER, BUSY, ANOTHER_TRY, 0),
    (Phase.SENDER, CLOSING, CLOSED, 0),
    (Phase.SENDER, DROP, ANOTHER_TRY, 0),
    (Phase.SENDER, SILENCE, ANOTHER_TRY, 0),
    (Phase.SENDER, GARBAGE, ANOTHER_TRY, 0),
    (Phase.RECIPIENT, NO_SUCH_USER, ADDRESS, 0),
    (Phase.RECIPIENT, NO, GONE_WRONG, 0),
    (Phase.RECIPIENT, BUSY, ANOTHER_TRY, 0),
    (Phase.RECIPIENT, CLOSING, CLOSED, 0),
    (Phase.RECIPIENT, DROP, ANOTHER_TRY, 0),
    (Phase.RECIPIENT, SILENCE, ANOTHER_TRY, 0),
    (Phase.RECIPIENT, GARBAGE, ANOTHER_TRY, 0),
    (Phase.CONTENT, NO, GONE_WRONG, 0),
    (Phase.CONTENT, BUSY, ANOTHER_TRY, 0),
    (Phase.CONTENT, CLOSING, CLOSED, 0),
    (Phase.CONTENT, DROP, ANOTHER_TRY, 0),
    (Phase.CONTENT, SILENCE, ANOTHER_TRY, 0),
    (Phase.CONTENT, GARBAGE, ANOTHER_TRY, 0),
    (Phase.BODY, "552 5.3.4 too big", GONE_WRONG, 1),
    (Phase.BODY, DROP, ANOTHER_TRY, 0),
    (Phase.BODY, SILENCE, ANOTHER_TRY, 0),
    (Phase.BODY, GARBAGE, IN_DOUBT, 1),  # by the time the garbage is read, the dot is out
    (Phase.DOT, NO, GONE_WRONG, 1),
    (Phase.DOT, BUSY, ANOTHER_TRY, 1),
    (Phase.DOT, CLOSING, CLOSED, 1),
    (Phase.DOT, DROP, IN_DOUBT, 1),
    (Phase.DOT, SILENCE, IN_DOUBT, 1),
    (Phase.DOT, GARBAGE, IN_DOUBT, 1),
    (AFTERWARDS, NO, ARRIVED, 1),
    (AFTERWARDS, DROP, ARRIVED, 1),
    (AFTERWARDS, SILENCE, ARRIVED, 1),
    (AFTERWARDS, GARBAGE, ARRIVED, 1),
]


def on_databases(rows: list[tuple[str, str, str, int]]) -> list[tuple[str, str, str, str, int]]:
    """Every row on SQLite, and the first one of each ending on PostgreSQL as well."""
    firsts = {ending: (phase, fault, ending, came_over) for phase, fault, ending, came_over in reversed(rows)}
    return [*(("sqlite", *row) for row in rows), *(("postgres", *row) for row in firsts.values())]


COLUMNS = ("outbox_engine", "phase", "fault", "ending", "came_over")


@dataclass(frozen=True)
class Came:
    """How one message ended: its state, the tries used up, whether road and address are left alone."""

    state: State
    tries: int
    road_closed: bool
    suspended: bool


def came_of(sessions: sessionmaker[Session], relay: Relay, body: bytes) -> Came:
    """Put Nina's digest in the outbox, drain once, and see."""
    with sessions.begin() as session:
        outbox.put(session, new_message("nina", body=body), [notice()], now=EIGHT)
    drain(sessions, Smtp(relay), now=lambda: EIGHT, node="node", days=EVERY_DAY)
    return ended(sessions)


def ended(sessions: sessionmaker[Session], key: str = "nina") -> Came:
    """How a message ended."""
    with sessions() as session:
        entry = outbox.entry(session, key)
        assert entry is not None
        closed = outbox.the_breaker(session, "smtp") is not None
        return Came(entry.state, entry.tries, closed, bool(outbox.suspensions(session)))


def reaching(phase: str) -> tuple[Mapping[tuple[str, int], str], dict[str, Any]]:
    """What a relay must offer, and how it must be set up, for a message to come to that phase at all."""
    if phase in {Phase.SECURE, HANDSHAKE}:
        return {(Phase.HELLO, ALWAYS): SECURE}, {"security": Security.STARTTLS}
    if phase == Phase.LOGIN:
        return {(Phase.HELLO, ALWAYS): LOGIN}, {"user": "chaser", "password": "secret"}
    return {}, {}


def patience(fault: str) -> Waits:
    """Short where a stall must be waited for, long enough for a busy machine where none is."""
    return IMPATIENT if fault == SILENCE else SHORT


def named(value: object) -> str | None:
    """A row of the table by its words."""
    return value.partition("\r")[0].replace("\x16\x03\x01 what?", "garbage") if isinstance(value, str) else None


@pytest.mark.parametrize(COLUMNS, on_databases(MATRIX), ids=named, indirect=["outbox_engine"])
def test_each_fault_at_each_phase_ends_as_the_page_says(
    sessions: sessionmaker[Session], phase: str, fault: str, ending: str, came_over: int
) -> None:
    offers, how = reaching(phase)
    body = LARGE if phase == Phase.BODY and fault in {DROP, SILENCE} else b"Subject: Hello\r\n\r\nHello\r\n"
    with FaultyRelay({**offers, (phase, ALWAYS): fault}) as relay:
        found = came_of(sessions, relay_at(relay.port, waits=patience(fault), **how), body)
        arrived = len(relay.arrived)

    assert (found, arrived) == (Came(*ENDINGS[ending]), came_over)


@pytest.mark.parametrize(
    COLUMNS, on_databases([row for row in MATRIX if row[0] in ONCE_IN]), ids=named, indirect=["outbox_engine"]
)
def test_it_ends_the_same_where_commands_go_over_at_once(
    sessions: sessionmaker[Session], phase: str, fault: str, ending: str, came_over: int
) -> None:
    body = LARGE if phase == Phase.BODY and fault in {DROP, SILENCE} else b"Subject: Hello\r\n\r\nHello\r\n"
    with FaultyRelay({(Phase.HELLO, ALWAYS): PIPELINING, (phase, ALWAYS): fault}) as relay:
        found = came_of(sessions, relay_at(relay.port, waits=patience(fault)), body)
        arrived = len(relay.arrived)

    assert (found, arrived) == (Came(*ENDINGS[ending]), came_over)


def test_nobody_listening_closes_the_road(sessions: sessionmaker[Session]) -> None:
    assert came_of(sessions, relay_at(free_port(), waits=IMPATIENT), b"") == Came(*ENDINGS[NOT_SENT])


@contextmanager
def a_full_queue() -> Iterator[int]:
    """A port on which nobody takes a connection any more, so that a new one waits for ever."""
    with socket.socket() as listening, socket.socket() as first, socket.socket() as second:
        listening.bind((HOST, 0))
        listening.listen(0)
        for each in (first, second):
            each.setblocking(False)
            each.connect_ex(listening.getsockname())
        yield int(listening.getsockname()[1])


def test_a_connection_that_is_never_taken_closes_the_road(sessions: sessionmaker[Session]) -> None:
    with a_full_queue() as port:
        assert came_of(sessions, relay_at(port, waits=IMPATIENT), b"") == Came(*ENDINGS[NOT_SENT])


@pytest.mark.parametrize("fault", [NO, DROP, SILENCE, GARBAGE], ids=named)
def test_what_a_relay_does_after_its_yes_does_not_hurt_the_next_message(
    sessions: sessionmaker[Session], fault: str
) -> None:
    with sessions.begin() as session:
        for key, person in (("nina", NINA), ("omar", OMAR)):
            outbox.put(session, new_message(key, recipient=person), [notice(person=person)], now=EIGHT)
    with FaultyRelay({(AFTERWARDS, 1): fault}) as relay:
        smtp = Smtp(relay_at(relay.port, waits=patience(fault)))
        drain(sessions, smtp, now=lambda: EIGHT, node="node", days=EVERY_DAY)
        arrived = len(relay.arrived)

    assert [ended(sessions, key) for key in ("nina", "omar")] == [Came(*ENDINGS[ARRIVED])] * 2
    assert arrived == 2
