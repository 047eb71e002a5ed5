"""Mail that waits for an address of before, told anew at the address of now: the same words, a message of its own.

What was sent already keeps the address that it went to. What is on its way, or in doubt, is left to settle.
"""

from base64 import encodebytes
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from notifications.message import Mailbox, message_id_for, readdressed
from notifications.outbox.desk import cancel
from notifications.outbox.evidence import Notice
from notifications.outbox.putting import NewMessage, put
from notifications.outbox.written import Kept, kept_messages
from notifications.tables import MessageRow, State

WAITS = (State.READY, State.LEASED, State.RETRY_WAIT)


def readdress(
    session: Session,
    recipient: str,
    *,
    before: str,
    to: Mailbox,
    envelope_from: Callable[[str, str], str],
    now: datetime,
) -> tuple[str, ...]:
    """Call off what waits for somebody at one address, and put it in again for another; gives the new ids.

    `recipient` is the person's key; `envelope_from` gives where a board's message comes back to, by its id. Nothing is
    lost by it, and what the messages tell is told once.
    """
    theirs = (MessageRow.recipient == recipient, func.lower(MessageRow.to_address) == before)
    waiting = select(MessageRow.id).where(*theirs, MessageRow.state.in_(WAITS)).order_by(MessageRow.id)
    kept = kept_messages(session, list(session.scalars(waiting)))
    why = f"Called off: the address changed, and it goes to {to.address} instead"
    return tuple(
        _put_again(session, each, to, envelope_from, now)
        for key, each in sorted(kept.items())
        if cancel(session, key, why=why, now=now)
    )


def _put_again(
    session: Session, kept: Kept, to: Mailbox, envelope_from: Callable[[str, str], str], now: datetime
) -> str:
    old, key = kept.message, uuid4().hex
    message_id = message_id_for(key, old.message_id.strip("<>").rpartition("@")[2])
    message = NewMessage(
        id=key,
        kind=old.kind,
        recipient=old.recipient,
        to_address=to.address,
        local_day=old.local_day,
        board=old.board,
        plans=tuple(kept.plans),
        message_id=message_id,
        subject=old.subject,
        body=_invited(readdressed(old.body, to=to, message_id=message_id), to.address),
        envelope_from=envelope_from(old.board, key),
        thread=old.thread,
        expires_at=old.expires_at,
    )
    live = [Notice(*each[: len(Notice._fields)]) for each in kept.notices if each.given_back_at is None]
    put(session, message, live, now=now)
    return key


def _invited(content: bytes, address: str) -> bytes:
    """The message with the address in its invitation, where it holds one."""
    if b"text/calendar" not in content:
        return content
    from notifications.calendars.invitation import readdressed as invited_at  # icalendar: hardly ever wanted

    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/calendar":
            old = part.get_payload(decode=True)
            assert isinstance(old, bytes)  # a part that is decoded and holds no others
            content = content.replace(_as_text(old), _as_text(invited_at(old, address=address)))
    return content


def _as_text(part: bytes) -> bytes:
    return encodebytes(part).replace(b"\n", b"\r\n")
