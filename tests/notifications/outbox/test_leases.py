"""Who holds a message, for how long, and that a node which lost its lease undoes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.outbox import Outgoing
from notifications.tables import Kind, State
from tests.notifications.mails import EIGHT, MINUTE, OMAR, new_message, notice
from tests.notifications.outbox.states import SAID

FIVE_MINUTES = timedelta(minutes=5)
AN_HOUR_LATER = EIGHT + timedelta(hours=1)
REFUSED = outbox.Said(outcome="refused", sentence="Refused for good: 550 no such user")


def lease(
    session: Session, *, at: int = 0, by: str = "node", limit: int = 10, kinds: tuple[Kind, ...] = tuple(Kind)
) -> list[Outgoing]:
    """Lease what is due that many minutes after eight."""
    now = EIGHT + at * MINUTE
    return outbox.lease_due(session, now=now, by=by, limit=limit, lease_for=FIVE_MINUTES, kinds=kinds)


def state_of(session: Session, key: str) -> State:
    """Where a message stands."""
    entry = outbox.entry(session, key)
    assert entry is not None
    return entry.state


def put(session: Session, *keys: str) -> None:
    """Put notes, one a minute from eight on."""
    for position, key in enumerate(keys):
        message = new_message(key, kind=Kind.NOTE)
        outbox.put(session, message, [], now=EIGHT + position * MINUTE)


def test_a_lease_gives_the_frozen_message_and_the_number_to_settle_it_by(session: Session) -> None:
    message = new_message("a", recipient=OMAR)
    outbox.put(session, message, [notice()], now=EIGHT)

    assert lease(session) == [
        Outgoing(
            id="a",
            to_address=OMAR,
            envelope_from="chaser@example.org",
            local_day=message.local_day,
            message_id="<a@example.org>",
            body=message.body,
            fence=1,
            tries=0,
            expires_at=None,
            resent=False,
        )
    ]


def test_the_longest_waiting_go_first_and_no_more_than_asked_for(session: Session) -> None:
    put(session, "a", "b", "c")

    assert [each.id for each in lease(session, at=3, limit=2)] == ["a", "b"]
    assert [each.id for each in lease(session, at=3, limit=2)] == ["c"]
    assert lease(session, at=3) == []


def test_what_is_not_due_yet_is_left(session: Session) -> None:
    put(session, "a", "b")

    assert [each.id for each in lease(session, at=0)] == ["a"]


def test_only_the_kinds_asked_for_are_taken(session: Session) -> None:
    put(session, "a")
    outbox.put(session, new_message("t", kind=Kind.TEST), [], now=EIGHT)

    assert [each.id for each in lease(session, kinds=(Kind.TEST,))] == ["t"]


def test_a_lease_that_ran_out_before_the_handoff_is_taken_again_with_a_new_number(session: Session) -> None:
    put(session, "a")
    [first] = lease(session)

    assert outbox.sweep(session, now=EIGHT + FIVE_MINUTES - MINUTE) == outbox.Swept(ready=(), unknown=())
    assert outbox.sweep(session, now=EIGHT + FIVE_MINUTES) == outbox.Swept(ready=("a",), unknown=())
    [second] = lease(session, at=5)
    assert (first.fence, second.fence) == (1, 2)


def test_a_stalled_node_cannot_hand_over_what_another_leased(session: Session) -> None:
    put(session, "a")
    [stalled] = lease(session)
    outbox.sweep(session, now=AN_HOUR_LATER)
    [other] = lease(session, at=60, by="other")

    assert outbox.begin_handoff(session, stalled, now=AN_HOUR_LATER) is False
    assert outbox.begin_handoff(session, other, now=AN_HOUR_LATER) is True


def test_a_stalled_node_cannot_overwrite_what_another_did(session: Session) -> None:
    put(session, "a")
    [stalled] = lease(session)
    outbox.begin_handoff(session, stalled, now=EIGHT)
    outbox.sweep(session, now=AN_HOUR_LATER)
    outbox.resend(session, stalled, now=AN_HOUR_LATER)
    [other] = lease(session, at=60, by="other")
    outbox.begin_handoff(session, other, now=AN_HOUR_LATER)

    assert outbox.settle(session, stalled, State.FAILED, at=AN_HOUR_LATER, said=REFUSED) is False
    assert outbox.record_accepted(session, stalled, at=AN_HOUR_LATER, said=SAID) is False
    assert state_of(session, "a") is State.HANDOFF
    outcomes = [each.outcome for each in outbox.happenings(session, "a")]
    assert outcomes == ["unknown", "resent", "refused", "test"]


def test_an_acceptance_that_comes_after_the_lease_ran_out_stops_the_resend(session: Session) -> None:
    put(session, "a")
    [stalled] = lease(session)
    outbox.begin_handoff(session, stalled, now=EIGHT)
    outbox.sweep(session, now=AN_HOUR_LATER)
    outbox.resend(session, stalled, now=AN_HOUR_LATER)
    [other] = lease(session, at=60, by="other")

    assert outbox.record_accepted(session, stalled, at=AN_HOUR_LATER, said=SAID) is True
    assert outbox.begin_handoff(session, other, now=AN_HOUR_LATER) is False
    assert state_of(session, "a") is State.ACCEPTED


def test_a_message_handed_over_is_in_doubt_when_its_node_is_gone(session: Session) -> None:
    put(session, "a")
    [leased] = lease(session)
    outbox.begin_handoff(session, leased, now=EIGHT)

    assert outbox.sweep(session, now=EIGHT + timedelta(minutes=44)) == outbox.Swept(ready=(), unknown=())
    assert outbox.sweep(session, now=EIGHT + timedelta(minutes=45)) == outbox.Swept(ready=(), unknown=("a",))
    assert [each.sentence for each in outbox.happenings(session, "a")] == [
        "The sending was cut off: whether the message arrived is not known"
    ]


def test_a_fault_of_the_road_uses_up_no_try(session: Session) -> None:
    put(session, "a")
    for counts in (True, False, True):
        [leased] = lease(session)
        outbox.begin_handoff(session, leased, now=EIGHT)
        outbox.settle(session, leased, State.RETRY_WAIT, at=EIGHT, said=SAID, next_try_at=EIGHT, counts=counts)

    assert [each.tries for each in lease(session)] == [2]


def test_leases_given_back_can_be_taken_at_once(session: Session) -> None:
    put(session, "a", "b")
    leased = lease(session, at=1)

    assert outbox.release(session, leased, now=EIGHT + MINUTE) == 2
    assert [(each.id, each.fence) for each in lease(session, at=1)] == [("a", 2), ("b", 2)]


def test_two_nodes_never_lease_the_same_message(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session, "a", "b", "c")
    with sessions.begin() as session:
        mine = lease(session, at=3, by="mine", limit=2)
    with sessions.begin() as session:
        theirs = lease(session, at=3, by="theirs", limit=2)

    assert ([each.id for each in mine], [each.id for each in theirs]) == (["a", "b"], ["c"])


def test_rows_that_another_transaction_is_leasing_are_passed_over(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        put(session, "a", "b")
        if session.get_bind().dialect.name == "sqlite":
            pytest.skip("SQLite has one writer at a time: there is no other transaction to pass over")
    with sessions.begin() as first, sessions.begin() as second:
        assert [each.id for each in lease(first, at=2, limit=1)] == ["a"]
        assert [each.id for each in lease(second, at=2, limit=2)] == ["b"]
