"""Bringing the one message of an outbox to a state by the steps that lead there, as delivery would."""

from datetime import timedelta

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import Outgoing, Said
from notifications.tables import State
from tests.notifications.mails import EIGHT, NINA

SAID = Said(outcome="test", sentence="Brought here by a test")
LONG = timedelta(days=30)


def bring_to(session: Session, state: State) -> Outgoing | None:
    """Bring the message that is ready to `state`, all at eight; gives it as leased where it was."""
    if state is State.READY:
        return None
    if state is State.CANCELLED:
        [entry] = outbox.entries(session)
        assert outbox.cancel(session, entry.id, why="Cancelled by a test", now=EIGHT)
        return None
    if state is State.SUPPRESSED:
        outbox.suspend(session, NINA, why="refused", now=EIGHT)
        assert outbox.suppress(session, now=EIGHT)
        outbox.lift(session, NINA, now=EIGHT)
        return None
    [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=1, lease_for=LONG)
    if state is not State.LEASED:
        assert outbox.begin_handoff(session, leased, now=EIGHT, hold_for=LONG)
    if state is State.ACCEPTED:
        assert outbox.record_accepted(session, leased, at=EIGHT, said=SAID)
    elif state not in {State.LEASED, State.HANDOFF}:
        next_try_at = EIGHT + timedelta(minutes=1) if state is State.RETRY_WAIT else None
        assert outbox.settle(session, leased, state, at=EIGHT, said=SAID, next_try_at=next_try_at)
    return leased
