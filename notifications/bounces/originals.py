"""Which of our messages a mail that came is about: by its signed address, a Message-ID, or whom we last mailed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from notifications.bounces.incoming import Found
from notifications.tables import Kind, MessageRow, State


@dataclass(frozen=True, kw_only=True)
class Original:
    """One of our messages; `to_address` is where it went, `recipient` the person's key."""

    id: str
    kind: Kind
    recipient: str
    to_address: str
    subject: str
    board: str
    local_day: date
    state: State
    accepted_at: datetime | None


COLUMNS = (
    MessageRow.id,
    MessageRow.kind,
    MessageRow.recipient,
    MessageRow.to_address,
    MessageRow.subject,
    MessageRow.board,
    MessageRow.local_day,
    MessageRow.state,
    MessageRow.accepted_at,
)


def original_by_id(session: Session, key: str) -> Original | None:
    """The message with that id."""
    return _first(session, MessageRow.id == key)


def original_of(session: Session, found: Found) -> Original | None:
    """The message that a mail names: a signed id counts before a Message-ID, the first of several before the others."""
    keys = [*found.signed, *(each.strip("<>").partition("@")[0] for each in found.message_ids)]
    named = or_(MessageRow.id.in_(found.signed), MessageRow.message_id.in_(found.message_ids))
    rows = session.execute(select(*COLUMNS).where(named)).all() if keys else []
    originals = {row.id: Original(**row._mapping) for row in rows}
    return next((originals[key] for key in keys if key in originals), None)


def last_sent_to(session: Session, addresses: Collection[str]) -> Original | None:
    """The latest message that went to any of somebody's addresses: a mail without a reference is taken to answer it."""
    theirs = func.lower(MessageRow.to_address).in_(sorted(addresses))
    return _first(session, theirs, MessageRow.accepted_at.is_not(None))


def _first(session: Session, *where: ColumnElement[Any]) -> Original | None:
    latest = select(*COLUMNS).where(*where).order_by(MessageRow.accepted_at.desc(), MessageRow.id).limit(1)
    row = session.execute(latest).first()
    return Original(**row._mapping) if row else None
