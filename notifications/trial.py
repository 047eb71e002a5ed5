"""One plain mail through the configured road, and what each step answered. Nothing is recorded of it."""

from dataclasses import dataclass
from datetime import date, datetime

from notifications.alarm import RoadTest
from notifications.message import Mailbox, compose, message_id_for
from notifications.rendering import render
from notifications.transports.contract import Envelope, Outcome, Phase, Transport


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What became of the mail, and each step on the way with what was answered to it."""

    outcome: Outcome
    steps: tuple[tuple[Phase, str], ...]


def try_road(transport: Transport, *, key: str, sender: Mailbox, to: str, day: date, at: datetime) -> Trial:
    """Send one mail to `to`, whatever any redirect says; `key` is a new uuid in hex, `at` aware.

    Raises UnusableAddress for an address that no mail can carry.
    """
    message_id = message_id_for(key, sender.address.rpartition("@")[2])
    content = compose(
        render(RoadTest(address=to, day=day, road=transport.name)),
        sender=sender,
        recipient=Mailbox(to),
        reply_to=None,
        message_id=message_id,
        date_at=at,
    )
    envelope = Envelope(id=key, message_id=message_id, sender=sender.address, recipient=to, day=day, content=content)
    steps: list[tuple[Phase, str]] = []
    with transport.session(lambda phase, answer: steps.append((phase, answer))) as carrier:
        outcome = carrier.ready() or carrier.send(envelope)
    return Trial(outcome=outcome, steps=tuple(steps))
