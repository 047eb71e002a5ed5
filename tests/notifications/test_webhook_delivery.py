"""Events from the outbox to another program: drained beside mails, tried again under one id, ended when unwanted."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult, drain
from notifications.redaction import redact_message
from notifications.tables import Kind, State
from notifications.transports.memory import Memory
from tests.notifications.mails import EIGHT, EVERY_DAY, MINUTE, NINA, new_message
from tests.notifications.transports.receivers import NAME, Program, listening, road_to
from tests.notifications.transports.relays import free_port

EVENT = {"type": "action.completed", "data": {"ref": "1.12", "title": "Ring Zebedee", "times_moved": 1}}
BODY = json.dumps(EVENT).encode()
NEXT = EIGHT + 2 * MINUTE
LEASE = timedelta(minutes=46)


def put(session: Session, key: str = "a1", **words: Any) -> None:
    """One event in the outbox."""
    given = {"kind": Kind.WEBHOOK, "recipient": NAME, "to_address": NAME, "message_id": f"msg_{key}", "body": BODY}
    assert outbox.put(session, new_message(key, **{**given, **words}), [], now=EIGHT) == key


def told(sessions: sessionmaker[Session], port: int, at: datetime = EIGHT, **words: Any) -> DrainResult:
    """A drain of events alone, to the program that listens there."""
    road = road_to(port, now=lambda: at)
    return drain(sessions, road, now=lambda: at, node="node", days=EVERY_DAY, kinds=(Kind.WEBHOOK,), **words)


def state(sessions: sessionmaker[Session], key: str = "a1") -> tuple[State, str]:
    """How an event stands, and the last that was said of it."""
    with sessions() as session:
        entry = outbox.entry(session, key)
    assert entry is not None
    return entry.state, entry.sentence


def test_mails_and_events_go_by_their_own_roads(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session)
        outbox.put(session, new_message("nina", kind=Kind.NOTE), [], now=EIGHT)
    mails, program = Memory(), Program()
    with listening(program) as port:
        drain(sessions, mails, now=lambda: EIGHT, node="node", days=EVERY_DAY)
        told(sessions, port)

    assert [each.recipient for each in mails.accepted] == [NINA]
    assert [(each.id, each.content, each.is_signed) for each in program.taken] == [("msg_a1", BODY, True)]
    assert state(sessions) == (State.ACCEPTED, "Accepted by webhook")


def test_an_event_that_was_not_taken_is_tried_again_unchanged(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session)
    program = Program(statuses=[500, 0])
    with listening(program) as port:
        results = [told(sessions, port, at) for at in (EIGHT, NEXT, NEXT + MINUTE, NEXT + 6 * MINUTE)]

    assert results == [
        DrainResult(put_off=1, waiting=1),
        DrainResult(put_off=1, waiting=1),
        DrainResult(waiting=1),
        DrainResult(accepted=1),
    ]
    assert [(each.id, each.content, each.is_signed) for each in program.taken] == [("msg_a1", BODY, True)] * 3
    assert len({each.timestamp for each in program.taken}) == 3


def test_a_program_that_is_down_uses_up_no_other_programs_time_and_its_events_end_after_five_days(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        put(session)
    down = free_port()

    assert told(sessions, down) == DrainResult(put_off=1, waiting=1)
    assert told(sessions, down, EIGHT + timedelta(days=5)) == DrainResult(expired=1)


def test_gone_ends_the_event_and_whatever_else_waits_for_that_program(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session, "a1")
    program = Program(statuses=[410])
    with listening(program) as port:
        told(sessions, port)
        with sessions.begin() as session:
            put(session, "a2")
        assert told(sessions, port, NEXT) == DrainResult(suppressed=1)

    assert (state(sessions, "a1")[0], state(sessions, "a2")[0]) == (State.FAILED, State.SUPPRESSED)
    with sessions() as session:
        assert [each.address for each in outbox.suspensions(session)] == [NAME]


def test_an_event_cut_off_by_a_crash_is_sent_once_more_under_its_id(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session)
    with sessions.begin() as session:
        [leased] = outbox.lease_due(session, now=EIGHT, by="lost", limit=1, lease_for=MINUTE)
        assert outbox.begin_handoff(session, leased, now=EIGHT)
    program = Program()
    with listening(program) as port:
        results = [told(sessions, port, EIGHT + LEASE + n * 16 * MINUTE) for n in (0, 1, 2)]

    assert results == [DrainResult(unknown=1, waiting=1), DrainResult(resent=1, accepted=1), DrainResult()]
    assert [each.id for each in program.taken] == ["msg_a1"]


def test_no_mail_drain_asks_the_relay_about_an_event_in_doubt(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session)
    with sessions.begin() as session:
        [leased] = outbox.lease_due(session, now=EIGHT, by="lost", limit=1, lease_for=MINUTE)
        assert outbox.begin_handoff(session, leased, now=EIGHT)
    mails = Memory()
    for at in (EIGHT + LEASE, EIGHT + LEASE + 16 * MINUTE):
        drain(sessions, mails, now=at.replace, node="node", days=EVERY_DAY)

    assert state(sessions)[0] is State.UNKNOWN


def test_a_redaction_leaves_an_event_whole_without_the_words(session: Session) -> None:
    put(session)

    def blank(text: str) -> str:
        return text.replace("Zebedee", '[taken "out"]')

    assert redact_message(session, "a1", blank=blank, by="sam@example.org", why="a child was named", now=EIGHT)
    redacted = {**EVENT, "data": {"ref": "1.12", "title": 'Ring [taken "out"]', "times_moved": 1}}
    assert json.loads(outbox.body(session, "a1")) == redacted
