"""What came to us, read back: replies with the messages that they answer, and mail that came back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.tables import MessageRow
from notifications.tables_incoming import IncomingKind, IncomingRow

WRITTEN = (IncomingKind.REPLY, IncomingKind.UNREADABLE)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One mail that came to us; `answers` is the subject of the message that it answers or is about, `message` its id.

    `forwarded_in` is the id of the message by which the co-ordinator heard, empty where none was sent.
    """

    number: int
    kind: IncomingKind
    came_at: datetime
    writer: str
    subject: str
    words: str
    permanent: bool
    sentence: str
    message: str
    answers: str
    forwarded_in: str


def kept_mails(
    session: Session, *, kinds: Collection[IncomingKind] = WRITTEN, message: str = "", limit: int = 100
) -> tuple[Kept, ...]:
    """What came to us of these kinds, the latest first; about one message where its id is given."""
    latest = (
        select(IncomingRow, MessageRow.subject)
        .outerjoin(MessageRow, MessageRow.id == IncomingRow.message)
        .where(IncomingRow.kind.in_(sorted(kinds)))
        .order_by(IncomingRow.came_at.desc(), IncomingRow.id.desc())
        .limit(limit)
    )
    rows = session.execute(latest.where(IncomingRow.message == message) if message else latest)
    return tuple(_kept(row, answers or "") for row, answers in rows)


def kept_mail(session: Session, number: int) -> tuple[Kept, bytes] | None:
    """One of them by its number, with the whole mail as it came; None where there is none."""
    row = session.get(IncomingRow, number)
    if row is None:
        return None
    answers = session.scalar(select(MessageRow.subject).where(MessageRow.id == row.message)) if row.message else ""
    return _kept(row, answers or ""), row.raw


def _kept(row: IncomingRow, answers: str) -> Kept:
    return Kept(
        number=row.id,
        kind=row.kind,
        came_at=row.came_at,
        writer=row.writer,
        subject=row.subject,
        words=row.words,
        permanent=row.permanent,
        sentence=row.sentence,
        message=row.message or "",
        answers=answers,
        forwarded_in=row.forwarded_in or "",
    )
