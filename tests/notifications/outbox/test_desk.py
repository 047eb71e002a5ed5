"""What a person sees and does at the outbox."""

from datetime import timedelta

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import Entry, Happening, Said, Waiting
from notifications.tables import Kind, State
from tests.notifications.mails import EIGHT, MINUTE, MONDAY, NINA, OMAR, new_message, notice
from tests.notifications.outbox.states import bring_to


def test_a_list_shows_where_each_message_stands_the_latest_first(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, State.ACCEPTED)
    outbox.put(session, new_message("b", recipient=OMAR), [notice(person=OMAR)], now=EIGHT + MINUTE)

    assert [entry.id for entry in outbox.entries(session)] == ["b", "a"]
    assert [entry.id for entry in outbox.entries(session, limit=1)] == ["b"]
    assert outbox.entries(session, states=[State.ACCEPTED]) == (
        Entry(
            id="a",
            kind=Kind.DIGEST,
            recipient=NINA,
            to_address=NINA,
            local_day=MONDAY,
            board="cog",
            message_id="<a@example.org>",
            subject="1 action needs you: 1 overdue",
            state=State.ACCEPTED,
            tries=1,
            created_at=EIGHT,
            next_try_at=None,
            expires_at=None,
            accepted_at=EIGHT,
            resent=False,
            sentence="Brought here by a test",
        ),
    )


def test_a_message_is_found_by_the_beginning_of_its_id_when_no_other_begins_so(session: Session) -> None:
    for key in ("abc1", "abc2", "xyz"):
        outbox.put(session, new_message(key, kind=Kind.NOTE), [], now=EIGHT)

    found = [outbox.entry(session, begins) for begins in ("x", "abc", "abc1", "q", "%")]
    assert [entry.id if entry else None for entry in found] == ["xyz", None, "abc1", None, None]


def test_the_frozen_bytes_can_be_read_back(session: Session) -> None:
    outbox.put(session, new_message("a", body=b"Subject: x\r\n\r\n\xc3\xa9\r\n"), [], now=EIGHT)

    assert outbox.body(session, "a") == b"Subject: x\r\n\r\n\xc3\xa9\r\n"
    assert outbox.body(session, "b") == b""


def test_a_history_tells_everything_that_happened_in_its_order(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=MINUTE)
    outbox.begin_handoff(session, leased, now=EIGHT)
    said = Said(road="smtp", outcome="later", phase="recipient", answer="450 busy", sentence="Not taken yet: 450 busy")
    outbox.settle(session, leased, State.RETRY_WAIT, at=EIGHT, said=said, next_try_at=EIGHT + MINUTE)
    outbox.cancel(session, "a", why="It was completed", now=EIGHT + MINUTE)

    assert outbox.happenings(session, "a") == (
        Happening(
            at=EIGHT,
            road="smtp",
            outcome="later",
            phase="recipient",
            answer="450 busy",
            sentence="Not taken yet: 450 busy",
        ),
        Happening(at=EIGHT + MINUTE, road="", outcome="cancelled", phase="", answer="", sentence="It was completed"),
    )


def test_health_sees_how_much_waits_and_since_when(session: Session) -> None:
    assert outbox.waiting(session) == Waiting(messages=0, oldest_at=None, in_doubt=0)

    for position, key in enumerate(("a", "b", "c")):
        outbox.put(session, new_message(key, kind=Kind.NOTE), [], now=EIGHT + position * timedelta(hours=1))
    outbox.cancel(session, "a", why="No longer needed", now=EIGHT)
    outbox.lease_due(session, now=EIGHT + timedelta(hours=1), by="node", limit=1, lease_for=MINUTE)

    assert outbox.waiting(session) == Waiting(messages=2, oldest_at=EIGHT + timedelta(hours=1), in_doubt=0)


def test_a_cancelled_message_gives_back_what_it_held(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)

    assert outbox.cancel(session, "a", why="It was completed", now=EIGHT) is True
    assert outbox.cancel(session, "a", why="It was completed", now=EIGHT) is False
    assert outbox.told(session) == ()


def test_a_person_may_let_a_waiting_message_go_at_once(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, State.RETRY_WAIT)

    assert outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=MINUTE) == []
    assert outbox.try_again(session, "a", now=EIGHT) is True
    assert [each.id for each in outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=MINUTE)] == ["a"]


def test_a_message_in_doubt_that_a_person_lets_go_is_known_to_be_sent_again(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, State.UNKNOWN)
    outbox.try_again(session, "a", now=EIGHT)

    [entry] = outbox.entries(session)
    assert (entry.state, entry.resent) == (State.READY, True)
