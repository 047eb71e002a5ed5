"""A message as delivery carries it: whom to, the frozen bytes, and the lease under which it is held."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from notifications.outbox.moves import BODIES, MESSAGES


class Outgoing(NamedTuple):
    """One message in hand. `fence` is the number of its lease; a finishing update must name it."""

    id: str
    to_address: str
    envelope_from: str
    local_day: date
    message_id: str
    body: bytes
    fence: int
    tries: int
    expires_at: datetime | None
    resent: bool


def outgoing_under(fence: ColumnElement[int]) -> Select[Any]:
    """Messages as they go out under the lease with that number; its columns stand in the order of an Outgoing."""
    columns = (
        MESSAGES.c.id,
        MESSAGES.c.to_address,
        MESSAGES.c.envelope_from,
        MESSAGES.c.local_day,
        MESSAGES.c.message_id,
        BODIES.c.content,
        fence,
        MESSAGES.c.tries,
        MESSAGES.c.expires_at,
        MESSAGES.c.resent,
    )
    return select(*columns).join(BODIES, BODIES.c.message == MESSAGES.c.id)


_THOSE = outgoing_under(MESSAGES.c.fence).where(MESSAGES.c.id.in_(bindparam("keys", expanding=True)))


def outgoing(session: Session, keys: Iterable[str]) -> list[Outgoing]:
    """The messages with these ids, in the order of the ids given."""
    wanted = list(keys)
    if not wanted:
        return []
    found = map(Outgoing._make, session.connection().execute(_THOSE, {"keys": wanted}).all())
    by_key = {message.id: message for message in found}
    return [by_key[key] for key in wanted if key in by_key]
