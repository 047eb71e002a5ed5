"""Putting messages with their notices: nothing twice, the newest digest replaces the last, and what counts as told."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import LiveNotice, Said
from notifications.tables import Kind, State
from tests.notifications.mails import EIGHT, MONDAY, NINA, OMAR, TUESDAY, new_message, notice
from tests.notifications.outbox.states import bring_to

NINE = EIGHT + timedelta(hours=1)
NEXT_DAY = EIGHT + timedelta(days=1)


def state_of(session: Session, key: str) -> State:
    """Where a message stands."""
    entry = outbox.entry(session, key)
    assert entry is not None
    return entry.state


def told_refs(session: Session, on: date | None = None) -> list[tuple[str, str]]:
    """The live notices: their reference, and the message that tells them."""
    return [(each.ref, each.message) for each in outbox.told(session, on=on)]


def test_a_message_is_put_with_its_notices_and_waits(session: Session) -> None:
    assert outbox.put(session, new_message("a"), [notice("1.1"), notice("1.2")], now=EIGHT) == "a"

    assert state_of(session, "a") is State.READY
    assert outbox.told(session)[0] == LiveNotice(
        commitment="plan/1.1",
        target="2025-02-28",
        kind="late",
        slot=MONDAY,
        person=NINA,
        plan="plan",
        ref="1.1",
        reason="the first working day after its target date",
        message="a",
        state=State.READY,
        accepted_at=None,
    )
    assert told_refs(session) == [("1.1", "a"), ("1.2", "a")]


def test_a_round_held_twice_puts_nothing_twice(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)

    assert outbox.put(session, new_message("b"), [notice()], now=NINE) is None
    assert told_refs(session) == [("1.1", "a")]
    assert [entry.id for entry in outbox.entries(session)] == ["a"]


def test_a_person_has_one_digest_a_local_day_whatever_it_would_say(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)

    assert outbox.put(session, new_message("b"), [notice("1.2")], now=NINE) is None
    assert told_refs(session) == [("1.1", "a")]


def test_one_digest_a_day_holds_however_the_address_is_written(session: Session) -> None:
    outbox.put(session, new_message("a", recipient=NINA), [notice("1.1")], now=EIGHT)

    assert outbox.put(session, new_message("b", recipient="Nina@Example.org"), [notice("1.2")], now=NINE) is None


def test_two_people_each_have_their_digest(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)

    assert outbox.put(session, new_message("b", recipient=OMAR), [notice(person=OMAR)], now=EIGHT) == "b"


def test_an_escalation_whose_notices_are_all_told_is_not_put(session: Session) -> None:
    chair = {"kind": Kind.ESCALATION, "plans": ()}
    outbox.put(session, new_message("a", **chair), [notice(kind="chair")], now=EIGHT)

    assert outbox.put(session, new_message("b", **chair), [notice(kind="chair")], now=NINE) is None
    assert (
        outbox.put(session, new_message("c", **chair), [notice(kind="chair"), notice("1.2", kind="chair")], now=NINE)
        == "c"
    )
    assert told_refs(session) == [("1.1", "a"), ("1.2", "c")]


def test_a_message_without_notices_is_put_as_it_is(session: Session) -> None:
    assert outbox.put(session, new_message("a", kind=Kind.NOTE), [], now=EIGHT) == "a"
    assert outbox.put(session, new_message("b", kind=Kind.NOTE), [], now=EIGHT) == "b"


@pytest.mark.parametrize("state", [State.READY, State.LEASED, State.RETRY_WAIT, State.UNKNOWN])
def test_a_new_digest_replaces_one_of_an_earlier_day_that_has_not_gone(session: Session, state: State) -> None:
    outbox.put(session, new_message("a"), [notice("1.1"), notice("1.2")], now=EIGHT)
    bring_to(session, state)

    outbox.put(session, new_message("b", local_day=TUESDAY), [notice("1.1"), notice("1.3")], now=NEXT_DAY)

    assert state_of(session, "a") is State.EXPIRED
    assert told_refs(session) == [("1.1", "b"), ("1.3", "b")]
    last = outbox.happenings(session, "a")[-1]
    assert last.sentence == "Replaced by the digest of 4 March 2025 before it went"


@pytest.mark.parametrize("state", [State.HANDOFF, State.ACCEPTED])
def test_a_digest_that_is_going_or_gone_is_not_replaced_and_keeps_its_notices(session: Session, state: State) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)
    bring_to(session, state)

    assert outbox.put(session, new_message("b", local_day=TUESDAY), [notice("1.1"), notice("1.2")], now=NEXT_DAY) == "b"
    assert state_of(session, "a") is state
    assert told_refs(session) == [("1.1", "a"), ("1.2", "b")]


def test_a_replaced_digest_that_was_leased_can_no_longer_go(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=timedelta(days=2))
    outbox.put(session, new_message("b", local_day=TUESDAY), [notice()], now=NEXT_DAY)

    assert outbox.begin_handoff(session, leased, now=NEXT_DAY) is False


def test_a_digest_of_an_earlier_day_never_replaces_a_later_one(session: Session) -> None:
    outbox.put(session, new_message("b", local_day=TUESDAY), [notice("1.1")], now=NEXT_DAY)
    outbox.put(session, new_message("a"), [notice("1.2")], now=NEXT_DAY)

    assert state_of(session, "b") is State.READY


@pytest.mark.parametrize("end", [State.FAILED, State.SUPPRESSED, State.CANCELLED, State.EXPIRED])
def test_what_a_message_did_not_tell_may_be_told_again_the_same_day(session: Session, end: State) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, end)

    assert told_refs(session) == []
    assert outbox.put(session, new_message("b"), [notice()], now=NINE) == "b"
    assert told_refs(session) == [("1.1", "b")]


def test_a_round_sees_what_waits_since_an_earlier_day_as_untold(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)

    assert told_refs(session, on=MONDAY) == [("1.1", "a")]
    assert told_refs(session, on=TUESDAY) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State.READY, ("a",)),
        (State.LEASED, ("a",)),
        (State.RETRY_WAIT, ("a",)),
        (State.UNKNOWN, ("a",)),
        (State.HANDOFF, ()),
        (State.ACCEPTED, ()),
    ],
)
def test_a_round_finds_the_digests_of_earlier_days_that_have_not_gone(
    session: Session, state: State, found: tuple[str, ...]
) -> None:
    outbox.put(session, new_message("a"), [notice("1.1")], now=EIGHT)
    bring_to(session, state)

    assert outbox.overtaken(session, on=TUESDAY) == found
    assert outbox.overtaken(session, on=MONDAY) == ()


def test_a_round_sees_an_escalation_that_waits_as_told(session: Session) -> None:
    outbox.put(session, new_message("a", kind=Kind.ESCALATION), [notice(kind="chair")], now=EIGHT)

    assert told_refs(session, on=TUESDAY) == [("1.1", "a")]


def test_told_can_be_asked_of_some_commitments(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice("1.1"), notice("1.2"), notice("1.3")], now=EIGHT)
    many = [f"plan/{n}.9" for n in range(1000)]

    found = outbox.told(session, commitments=[*many, "plan/1.1", "plan/1.3"])
    assert [each.ref for each in found] == ["1.1", "1.3"]


def test_told_says_when_a_message_was_accepted(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, State.ACCEPTED)

    [only] = outbox.told(session)
    assert (only.state, only.accepted_at) == (State.ACCEPTED, EIGHT)


def test_a_later_mail_of_a_thread_refers_to_the_first_that_was_accepted(session: Session) -> None:
    words = {"kind": Kind.ESCALATION, "thread": "escalation:cog"}
    outbox.put(session, new_message("a", **words), [notice(kind="chair")], now=EIGHT)
    assert outbox.thread_start(session, "escalation:cog") == ""

    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=timedelta(minutes=5))
    outbox.begin_handoff(session, leased, now=EIGHT)
    outbox.record_accepted(session, leased, at=EIGHT, said=Said(outcome="accepted", sentence="Accepted"))
    outbox.put(session, new_message("b", **words), [notice("1.2", kind="chair")], now=NINE)

    assert outbox.thread_start(session, "escalation:cog") == "<a@example.org>"
    assert outbox.thread_start(session, "escalation:other") == ""


@pytest.mark.parametrize(
    ("kind", "ends_at"),
    [(Kind.DIGEST, None), (Kind.ESCALATION, EIGHT + timedelta(days=5)), (Kind.FIRST_LOOK, EIGHT + timedelta(days=5))],
)
def test_a_digest_lives_until_the_next_and_all_else_for_five_days(
    session: Session, kind: Kind, ends_at: object
) -> None:
    outbox.put(session, new_message("a", kind=kind), [notice()], now=EIGHT)

    [entry] = outbox.entries(session)
    assert entry.expires_at == ends_at


def test_nothing_is_put_when_the_transaction_is_not_committed(session: Session) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    session.rollback()

    assert outbox.entries(session) == ()
    assert told_refs(session) == []
