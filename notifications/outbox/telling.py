"""Reading back what was told, and which digests a round overtakes. Writing messages is putting.py's."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from notifications.outbox.among import among
from notifications.outbox.moves import NOT_GONE
from notifications.tables import DUE, THREADED, UNDER_LEASE, Kind, MessageRow, NoticeRow, State


@dataclass(frozen=True, kw_only=True)
class LiveNotice:
    """A notice that counts: told when `accepted_at` is set, else on its way in a message that stands at `state`."""

    commitment: str
    target: str
    kind: str
    slot: date
    person: str
    plan: str
    ref: str
    reason: str
    message: str
    state: State
    accepted_at: datetime | None


def told(
    session: Session,
    *,
    on: date | None = None,
    commitments: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    since: date = date.min,
    up_to: int | None = None,
) -> tuple[LiveNotice, ...]:
    """Every live notice, of these commitments and kinds where named, for slots from `since`, in the order of keys.

    `up_to` is the number of the last notice that counts, as newest_notice gave it; later ones are left out.
    `on` is the local day of a round: digests of earlier days that have not gone are left out, because a digest of
    that day will replace them and must tell again what they held.
    """
    of_kinds: ColumnElement[bool] = true() if kinds is None else NoticeRow.kind.in_(sorted(kinds))
    which = of_kinds if since == date.min else and_(of_kinds, NoticeRow.slot >= since)
    which = which if up_to is None else and_(which, NoticeRow.id <= up_to)
    if commitments is None:
        return tuple(_live(session, on, which))
    return tuple(_live(session, on, and_(which, among(NoticeRow.commitment, commitments))))


def newest_notice(session: Session) -> int:
    """The number of the notice that was written last; 0 before the first."""
    return session.scalar(select(func.max(NoticeRow.id))) or 0


def overtaken(session: Session, *, on: date) -> tuple[str, ...]:
    """The digests of days before `on` that have not gone, by id: a round replaces them or calls them off."""
    found = [
        session.scalars(select(MessageRow.id).where(predicate, MessageRow.kind == Kind.DIGEST, _replaceable_on(on)))
        for predicate in (DUE, UNDER_LEASE)
    ]
    return tuple(sorted(key for keys in found for key in keys))


def thread_start(session: Session, thread: str) -> str:
    """The Message-ID that a further mail of that thread refers to; empty when it is the first."""
    earliest = (
        select(MessageRow.message_id)
        .where(THREADED, MessageRow.thread == thread, MessageRow.accepted_at.is_not(None))
        .order_by(MessageRow.accepted_at, MessageRow.id)
    )
    return session.scalars(earliest.limit(1)).first() or ""


def _live(session: Session, on: date | None, which: ColumnElement[bool]) -> Iterator[LiveNotice]:
    statement = (
        select(
            NoticeRow.commitment,
            NoticeRow.target,
            NoticeRow.kind,
            NoticeRow.slot,
            NoticeRow.person,
            NoticeRow.plan,
            NoticeRow.ref,
            NoticeRow.reason,
            NoticeRow.message,
            MessageRow.state,
            MessageRow.accepted_at,
        )
        .join(MessageRow, MessageRow.id == NoticeRow.message)
        .where(NoticeRow.given_back_at.is_(None), which)
        .order_by(NoticeRow.commitment, NoticeRow.target, NoticeRow.kind, NoticeRow.slot, NoticeRow.person)
    )
    if on is not None:
        statement = statement.where(or_(MessageRow.kind != Kind.DIGEST, ~_replaceable_on(on)))
    for row in session.execute(statement):
        yield LiveNotice(**row._mapping)


def _replaceable_on(day: date) -> ColumnElement[bool]:
    return and_(MessageRow.local_day < day, MessageRow.state.in_(sorted(NOT_GONE)))
