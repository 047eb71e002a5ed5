"""Doubts settled by evidence, lives that end, addresses that nothing goes to."""

from datetime import timedelta

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.tables import Kind, State
from tests.notifications.mails import EIGHT, MINUTE, NINA, OMAR, TUESDAY, new_message, notice
from tests.notifications.outbox.states import LONG, bring_to

QUARTER_PAST = EIGHT + 15 * MINUTE
NEXT_DAY = EIGHT + timedelta(days=1)


def states(session: Session) -> dict[str, State]:
    """Where each message stands."""
    return {entry.id: entry.state for entry in outbox.entries(session)}


def in_doubt(session: Session) -> list[str]:
    """The messages whose evidence should be in at a quarter past eight."""
    return [each.id for each in outbox.doubts(session, now=QUARTER_PAST, limit=10)]


def test_evidence_is_waited_for_a_quarter_of_an_hour(session: Session) -> None:
    outbox.put(session, new_message(), [notice()], now=EIGHT)
    bring_to(session, State.UNKNOWN)

    assert outbox.doubts(session, now=QUARTER_PAST - MINUTE, limit=10) == []
    assert in_doubt(session) == ["a"]


def test_a_message_that_its_road_has_was_accepted(session: Session) -> None:
    outbox.put(session, new_message(), [notice()], now=EIGHT)
    bring_to(session, State.UNKNOWN)
    [doubt] = outbox.doubts(session, now=QUARTER_PAST, limit=10)

    assert outbox.settle_by_evidence(session, doubt, now=QUARTER_PAST, road="maildrop") is True
    [only] = outbox.told(session)
    assert (only.state, only.accepted_at) == (State.ACCEPTED, QUARTER_PAST)


def test_without_evidence_a_message_goes_once_more_byte_for_byte_the_same(session: Session) -> None:
    message = new_message()
    outbox.put(session, message, [notice()], now=EIGHT)
    bring_to(session, State.UNKNOWN)
    [doubt] = outbox.doubts(session, now=QUARTER_PAST, limit=10)

    assert outbox.resend(session, doubt, now=QUARTER_PAST) is True
    [again] = outbox.lease_due(session, now=QUARTER_PAST, by="node", limit=1, lease_for=LONG)
    assert (again.body, again.message_id, again.resent) == (message.body, message.message_id, True)


def test_a_message_in_doubt_for_the_second_time_waits_for_a_person(session: Session) -> None:
    outbox.put(session, new_message(), [notice()], now=EIGHT)
    bring_to(session, State.UNKNOWN)
    [doubt] = outbox.doubts(session, now=QUARTER_PAST, limit=10)
    outbox.resend(session, doubt, now=QUARTER_PAST)
    [again] = outbox.lease_due(session, now=QUARTER_PAST, by="node", limit=1, lease_for=MINUTE)
    outbox.begin_handoff(session, again, now=QUARTER_PAST)
    outbox.sweep(session, now=NEXT_DAY)

    assert outbox.doubts(session, now=NEXT_DAY + LONG, limit=10) == []
    assert outbox.resend(session, again, now=NEXT_DAY) is False
    assert outbox.waiting(session).in_doubt == 1
    assert outbox.try_again(session, "a", now=NEXT_DAY) is True


def test_a_message_whose_time_is_over_is_given_up_and_what_it_held_is_due_again(session: Session) -> None:
    ends_at = EIGHT + timedelta(hours=1)
    outbox.put(session, new_message(kind=Kind.ESCALATION, expires_at=ends_at), [notice(kind="chair")], now=EIGHT)

    assert outbox.expire(session, now=ends_at - MINUTE) == []
    assert outbox.expire(session, now=ends_at) == ["a"]
    assert outbox.told(session) == ()


def test_a_digest_that_comes_back_from_its_handoff_after_a_later_one_stands_is_given_up(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)
    leased = bring_to(session, State.HANDOFF)
    assert leased is not None
    outbox.put(session, new_message("b", local_day=TUESDAY), [notice("1.2")], now=NEXT_DAY)
    outbox.settle(
        session,
        leased,
        State.RETRY_WAIT,
        at=NEXT_DAY,
        said=outbox.Said(outcome="later", sentence="Not taken yet"),
        next_try_at=NEXT_DAY,
    )

    assert outbox.expire(session, now=NEXT_DAY) == ["a"]
    assert states(session) == {"a": State.EXPIRED, "b": State.READY}


def test_a_later_digest_of_somebody_else_changes_nothing(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    outbox.put(session, new_message("b", local_day=TUESDAY, recipient=OMAR), [notice(person=OMAR)], now=EIGHT)

    assert outbox.expire(session, now=NEXT_DAY) == []


def test_nothing_goes_to_a_suspended_address_until_that_is_lifted(session: Session) -> None:
    outbox.put(session, new_message("a", to_address="Nina@Example.org"), [notice()], now=EIGHT)
    outbox.put(session, new_message("b", recipient=OMAR), [notice(person=OMAR)], now=EIGHT)
    outbox.suspend(session, NINA, why="refused on 3 March 2025: 550 no such user", now=EIGHT)

    assert outbox.suppress(session, now=EIGHT) == ["a"]
    assert states(session) == {"a": State.SUPPRESSED, "b": State.READY}

    outbox.lift(session, NINA, now=NEXT_DAY)
    outbox.put(session, new_message("c", local_day=TUESDAY), [notice()], now=NEXT_DAY)
    assert outbox.suppress(session, now=NEXT_DAY) == []
