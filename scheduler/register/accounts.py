"""Whose account at a provider is whose: kept from the first sign-in on, so that an address that passes to somebody
else at the provider does not pass its holder's place here to them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.account_tables import AccountRow
from scheduler.register.lookups import key_of
from scheduler.register.sign_ins import open_session
from scheduler.register.tables import PersonRow


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who somebody is at a provider: `subject` never changes there, `address` (lower case) may."""

    issuer: str
    subject: str
    address: str


class NoEntry(StrEnum):
    """Why an account opens no session."""

    UNKNOWN = "unknown"
    ANOTHERS = "anothers"


def sign_in_with(session: Session, account: Account, *, today: date, now: datetime) -> str | NoEntry:
    """Open a session for the person of the directory who has the account's address; gives the session's secret.

    UNKNOWN for an address that the directory does not hold or whose holder left; ANOTHERS where the person has signed
    in with another account of that provider before. With an address of before only an account comes in that signed in
    already: the provider may have given that address to somebody else.
    """
    person = session.get(PersonRow, key_of(session, account.address))
    if person is None or (person.left_on and person.left_on <= today):
        return NoEntry.UNKNOWN
    is_open = (AccountRow.ended_at.is_(None), AccountRow.issuer == account.issuer, AccountRow.person == person.email)
    known = session.scalar(select(AccountRow.subject).where(*is_open))
    if known is None and account.address != (person.mailbox or person.email):
        return NoEntry.UNKNOWN
    if known is None:
        _keep(session, account, person.email, now)
    elif known != account.subject:
        return NoEntry.ANOTHERS
    return open_session(session, person.email, now=now)


def end_accounts(session: Session, person: str, *, who: str, now: datetime) -> int:
    """Forget which accounts a person signs in with, by somebody's word; gives how many there were."""
    rows = list(session.scalars(select(AccountRow).where(AccountRow.person == person, AccountRow.ended_at.is_(None))))
    for row in rows:
        row.ended_at, row.ended_by = now, who
        before = {"issuer": row.issuer}
        history.write(session, at=now, who=who, road="desk", what=f"account ended of {person}", before=before)
    return len(rows)


def _keep(session: Session, account: Account, person: str, now: datetime) -> None:
    session.add(AccountRow(issuer=account.issuer, subject=account.subject, person=person, since_at=now, ended_at=None))
    after = {"issuer": account.issuer}
    history.write(session, at=now, who=person, road="web", what=f"account first used of {person}", after=after)
