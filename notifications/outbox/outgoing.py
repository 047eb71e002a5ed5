"""A message as delivery carries it: whom to, the frozen bytes, and the lease under which it is held."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.tables import Kind, MessageRow
from notifications.tables_bodies import BodyRow


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One message in hand. `fence` is the number of its lease; a finishing update must name it."""

    id: str
    kind: Kind
    to_address: str
    envelope_from: str
    local_day: date
    message_id: str
    body: bytes
    fence: int
    tries: int
    expires_at: datetime | None
    resent: bool


COLUMNS = (
    MessageRow.id,
    MessageRow.kind,
    MessageRow.to_address,
    MessageRow.envelope_from,
    MessageRow.local_day,
    MessageRow.message_id,
    BodyRow.content.label("body"),
    MessageRow.fence,
    MessageRow.tries,
    MessageRow.expires_at,
    MessageRow.resent,
)
_NAMES = tuple(each.name for each in fields(Outgoing))  # in the order of the columns


def outgoing(session: Session, keys: Iterable[str]) -> list[Outgoing]:
    """The messages with these ids, in the order of the ids given."""
    wanted = list(keys)
    found = session.execute(
        select(*COLUMNS).join(BodyRow, BodyRow.message == MessageRow.id).where(MessageRow.id.in_(wanted))
    )
    by_key = {row[0]: Outgoing(**dict(zip(_NAMES, row, strict=True))) for row in found}
    return [by_key[key] for key in wanted if key in by_key]
