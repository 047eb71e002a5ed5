"""Coming in without a password: links that open a session once, and sessions that can be ended (register).

Whoever holds a secret is known by its hash alone: the database gives nobody a way in.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from scheduler.register.lookups import find_person
from scheduler.register.sign_in_tables import SignInLinkRow, WebSessionRow
from scheduler.register.tables import PersonRow

LINK_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(days=7)
TOKEN_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Somebody who is signed in; `session` is the number of their session."""

    session: int
    person: str
    name: str
    begun_at: datetime


def make_link(session: Session, person: str, *, road: str, now: datetime) -> str:
    """A link's secret part for somebody in the directory, good once within ten minutes; nobody can tell it again.

    Raises NotInRegister for anybody else.
    """
    email = find_person(session, person).email
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SignInLinkRow(
        token_sha256=_hash(token), person=email, road=road, made_at=now, expires_at=now + LINK_LASTS, used_at=None
    )
    session.add(row)
    session.flush()
    return token


def links_since(session: Session, person: str, *, since: datetime) -> int:
    """How many links were made for a person from an instant on."""
    made = select(func.count()).where(SignInLinkRow.person == person, SignInLinkRow.made_at >= since)
    return session.scalar(made) or 0


def holder_of(session: Session, token: str, *, now: datetime) -> str:
    """Whose link that is while it can be used, by address; empty for one that is used, over, or none of ours."""
    return session.scalar(select(SignInLinkRow.person).where(*_usable(token, now))) or ""


def sign_in(session: Session, token: str, *, today: date, now: datetime) -> str:
    """Use a link up and open a session: the secret of the session, or an empty string where the link cannot be used.

    Of two that use one link at the same instant, one comes in.
    """
    used = update(SignInLinkRow).where(*_usable(token, now)).values(used_at=now).returning(SignInLinkRow.person)
    email = session.scalar(used)
    person = session.get(PersonRow, email) if email else None
    if person is None or (person.left_on and person.left_on <= today):
        return ""
    return open_session(session, person.email, now=now)


def open_session(session: Session, person: str, *, now: datetime) -> str:
    """Open a session for somebody who was recognised, by address; gives its secret, which nobody can tell again."""
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    row = WebSessionRow(token_sha256=_hash(secret), person=person, begun_at=now, expires_at=now + SESSION_LASTS)
    session.add(row)
    session.flush()
    return secret


def who_is(session: Session, secret: str, *, today: date, now: datetime) -> SignedIn | None:
    """Who is signed in by a session's secret; None once it is over or ended, and for somebody who left."""
    query = (
        select(WebSessionRow, PersonRow)
        .join(PersonRow, PersonRow.email == WebSessionRow.person)
        .where(WebSessionRow.token_sha256 == _hash(secret), WebSessionRow.ended_at.is_(None))
        .where(WebSessionRow.expires_at > now)
    )
    found = session.execute(query).one_or_none()
    if found is None or (found[1].left_on and found[1].left_on <= today):
        return None
    row, person = found
    return SignedIn(session=row.id, person=person.email, name=person.name, begun_at=row.begun_at)


def sign_out(session: Session, number: int, *, who: str, now: datetime) -> None:
    """End a session at `now`, by somebody's word; one that is ended stays as it was."""
    row = session.get(WebSessionRow, number)
    if row is None or row.ended_at is not None:
        return
    row.ended_at, row.ended_by = now, who


def sign_out_everywhere(session: Session, person: str, *, who: str, now: datetime) -> int:
    """End all open sessions of a person; gives how many there were."""
    is_open = (WebSessionRow.person == person, WebSessionRow.ended_at.is_(None), WebSessionRow.expires_at > now)
    numbers = list(session.scalars(select(WebSessionRow.id).where(*is_open)))
    for number in numbers:
        sign_out(session, number, who=who, now=now)
    return len(numbers)


def _usable(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    row = SignInLinkRow
    return row.token_sha256 == _hash(token), row.used_at.is_(None), row.expires_at > now


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
