"""The states of a message as a table: what each step makes of each state, and that nothing else happens."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox.outgoing import outgoing
from notifications.tables import State
from tests.notifications.mails import EIGHT, NINA, new_message, notice
from tests.notifications.outbox.states import LONG, SAID, bring_to

LATER = EIGHT + timedelta(hours=2)
ENDS_AT = EIGHT + timedelta(hours=1)


def lease(session: Session) -> None:
    outbox.lease_due(session, now=LATER, by="node", limit=10, lease_for=LONG)


def hand_over(session: Session) -> None:
    outbox.begin_handoff(session, in_hand(session), now=LATER)


def accept(session: Session) -> None:
    outbox.record_accepted(session, in_hand(session), at=LATER, said=SAID)


def settle(to: State) -> Callable[[Session], None]:
    def step(session: Session) -> None:
        outbox.settle(session, in_hand(session), to, at=LATER, said=SAID)

    return step


def release(session: Session) -> None:
    outbox.release(session, [in_hand(session)], now=LATER)


def take_back(session: Session) -> None:
    message = in_hand(session)
    outbox.take_back(session, [(message.id, message.fence)], until=EIGHT + LONG, now=LATER)


def find_it_begun(session: Session) -> None:
    message = in_hand(session)
    outbox.doubt(session, message.id, message.fence, now=LATER)


def lose_the_node(session: Session) -> None:
    outbox.sweep(session, now=EIGHT + LONG)


def cancel(session: Session) -> None:
    outbox.cancel(session, "a", why="Nothing in it holds any more", now=LATER)


def suppress(session: Session) -> None:
    outbox.suspend(session, NINA, why="refused", now=LATER)
    outbox.suppress(session, now=LATER)


def outlive(session: Session) -> None:
    outbox.expire(session, now=LATER)


def resend(session: Session) -> None:
    outbox.resend(session, in_hand(session), now=LATER)


def find_evidence(session: Session) -> None:
    outbox.settle_by_evidence(session, in_hand(session), now=LATER, road="maildrop")


def try_again(session: Session) -> None:
    outbox.try_again(session, "a", now=LATER)


def in_hand(session: Session) -> outbox.Outgoing:
    """The message with the fence that it has now."""
    return outgoing(session, ["a"])[0]


S = State
# For each step: from which state it leads to which; from every other state it changes nothing.
TABLE: list[tuple[Callable[[Session], None], dict[State, State]]] = [
    (lease, {S.READY: S.LEASED, S.RETRY_WAIT: S.LEASED}),
    (hand_over, {S.LEASED: S.HANDOFF}),
    (
        accept,
        {
            S.HANDOFF: S.ACCEPTED,
            S.READY: S.ACCEPTED,
            S.LEASED: S.ACCEPTED,
            S.RETRY_WAIT: S.ACCEPTED,
            S.UNKNOWN: S.ACCEPTED,
        },
    ),
    (settle(S.RETRY_WAIT), {S.HANDOFF: S.RETRY_WAIT}),
    (settle(S.FAILED), {S.HANDOFF: S.FAILED}),
    (settle(S.UNKNOWN), {S.HANDOFF: S.UNKNOWN}),
    (settle(S.EXPIRED), {S.HANDOFF: S.EXPIRED}),
    (release, {S.LEASED: S.READY}),
    (take_back, {S.HANDOFF: S.LEASED}),
    (find_it_begun, {S.HANDOFF: S.UNKNOWN}),
    (lose_the_node, {S.LEASED: S.READY, S.HANDOFF: S.UNKNOWN}),
    (
        cancel,
        {S.READY: S.CANCELLED, S.LEASED: S.CANCELLED, S.RETRY_WAIT: S.CANCELLED, S.UNKNOWN: S.CANCELLED},
    ),
    (suppress, {S.READY: S.SUPPRESSED, S.RETRY_WAIT: S.SUPPRESSED}),
    (outlive, {S.READY: S.EXPIRED, S.RETRY_WAIT: S.EXPIRED, S.UNKNOWN: S.EXPIRED}),
    (resend, {S.UNKNOWN: S.READY}),
    (find_evidence, {S.UNKNOWN: S.ACCEPTED}),
    (try_again, {S.RETRY_WAIT: S.READY, S.UNKNOWN: S.READY}),
]
REACHABLE = [state for state in State if state not in {State.DELIVERED, State.BOUNCED}]  # those two need bounces
NOT_TOLD = {State.FAILED, State.SUPPRESSED, State.CANCELLED, State.EXPIRED}


@pytest.mark.parametrize("before", REACHABLE)
@pytest.mark.parametrize(("step", "leads"), TABLE, ids=[step.__qualname__.partition(".")[0] for step, _ in TABLE])
def test_each_step_leads_from_each_state_where_the_table_says(
    session: Session, step: Callable[[Session], None], leads: dict[State, State], before: State
) -> None:
    outbox.put(session, new_message("a", expires_at=ENDS_AT), [notice()], now=EIGHT)
    bring_to(session, before)

    step(session)

    [entry] = outbox.entries(session)
    after = leads.get(before, before)
    assert entry.state is after
    assert len(outbox.told(session)) == (0 if after in NOT_TOLD else 1)


def test_every_state_is_final_or_can_be_left() -> None:
    left = {before for befores in outbox.FROM.values() for before in befores}

    assert set(State) - left == outbox.FINAL - {State.ACCEPTED, State.DELIVERED}
    assert set(outbox.FROM) == set(State)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.FAILED, State.SUPPRESSED, State.CANCELLED, State.EXPIRED])
def test_a_settled_message_waits_for_nothing_and_nobody_holds_it(session: Session, state: State) -> None:
    outbox.put(session, new_message("a"), [notice()], now=EIGHT)
    bring_to(session, state)

    [entry] = outbox.entries(session)
    assert entry.next_try_at is None
    assert outbox.waiting(session).messages == 0
    assert outbox.sweep(session, now=EIGHT + LONG) == outbox.Swept(ready=(), unknown=())
