"""Who may fetch which calendar feed: a secret for each subscriber, of which only the hash is kept (calendars.md)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.lookups import NotInRegister, find_person
from scheduler.register.tables import PersonRow, SubscriberRow

TOKEN_BYTES = 32
UNFETCHED = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """A person's address of a feed. It is dead from `revoked_at`, and from the day on which the person left."""

    number: int
    feed: str
    person: str
    granted_at: datetime
    revoked_at: datetime | None
    left_on: date | None
    fetches: int
    last_fetched_at: datetime | None

    def is_unfetched(self, now: datetime) -> bool:
        """Whether a living address was not fetched for 30 days: its holder may have given it up, or never used it."""
        if self.revoked_at or (self.left_on and self.left_on <= now.date()):
            return False
        return now - (self.last_fetched_at or self.granted_at) >= UNFETCHED


def grant(
    session: Session, feed: str, person: str, *, token_bytes: int = TOKEN_BYTES, who: str = "", now: datetime
) -> str:
    """Give a person an address of a feed: the secret part of it, to be shown once, for nobody can tell it again.

    `who` gave it, the person themselves where it is empty. Raises NotInRegister for somebody whom the directory does
    not hold.
    """
    email = find_person(session, person).email
    token = secrets.token_urlsafe(token_bytes)
    session.add(SubscriberRow(feed=feed, person=email, token_sha256=_hash(token), granted_at=now))
    history.write(session, at=now, who=who or email, road="desk", what=f"feed granted to {email}", after={"feed": feed})
    return token


def find(session: Session, token: str) -> Subscriber | None:
    """Whose secret that is, a revoked one too; None for one that was never granted. One look-up, known or not."""
    found = session.execute(_subscribers().where(SubscriberRow.token_sha256 == _hash(token))).one_or_none()
    return _subscriber(*found) if found else None


def revoke(session: Session, number: int, *, who: str, now: datetime) -> Subscriber:
    """End a subscriber's address at `now`; one that is revoked already keeps its instant.

    Raises NotInRegister for an unknown number.
    """
    row = _row(session, number)
    if row.revoked_at is None:
        row.revoked_at = now
        after = {"feed": row.feed}
        history.write(session, at=now, who=who, road="desk", what=f"feed revoked of {row.person}", after=after)
    return _subscriber(*session.execute(_subscribers().where(SubscriberRow.id == number)).one())


def list_subscribers(session: Session, feed: str = "") -> tuple[Subscriber, ...]:
    """All subscribers, revoked ones too, by feed and person; of one feed when it is named."""
    query = _subscribers().order_by(SubscriberRow.feed, SubscriberRow.person, SubscriberRow.id)
    rows = session.execute(query.where(SubscriberRow.feed == feed) if feed else query)
    return tuple(_subscriber(row, left_on) for row, left_on in rows)


def count_fetch(session: Session, number: int, *, fetches: int = 1, now: datetime) -> None:
    """Add fetches, gathered since the last time, the latest of them at `now`. Raises NotInRegister."""
    row = _row(session, number)
    row.fetches += fetches
    row.last_fetched_at = max(now, row.last_fetched_at) if row.last_fetched_at else now


def _subscribers() -> Select[SubscriberRow, date | None]:
    return select(SubscriberRow, PersonRow.left_on).join(PersonRow, PersonRow.email == SubscriberRow.person)


def _row(session: Session, number: int) -> SubscriberRow:
    row = session.get(SubscriberRow, number, with_for_update=True)
    if row is None:
        raise NotInRegister(thing=f"subscriber {number}", place="the register", cure="list the subscribers of the feed")
    return row


def _subscriber(row: SubscriberRow, left_on: date | None) -> Subscriber:
    return Subscriber(
        number=row.id,
        feed=row.feed,
        person=row.person,
        granted_at=row.granted_at,
        revoked_at=row.revoked_at,
        left_on=left_on,
        fetches=row.fetches,
        last_fetched_at=row.last_fetched_at,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
