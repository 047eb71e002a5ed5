"""Addresses of people: whose an address is, or was, and changing it while everything that is theirs stays theirs.

Somebody is known by the first address that was theirs, which never changes: what they lead, hold, said and were told
is written under it. Where their mail goes may change. What was mailed keeps the address that it went to.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from notifications.tables import MessageRow
from scheduler.register import history
from scheduler.register.account_tables import AccountRow
from scheduler.register.leads import re_resolve
from scheduler.register.lookups import address_keys, find_person
from scheduler.register.people_csv import is_address
from scheduler.register.sign_in_tables import AnswerLinkEndRow, SignInLinkRow, UploadRow, WebSessionRow
from scheduler.register.tables import (
    ActionRow,
    AnswerRow,
    BindingRow,
    MeetingRow,
    PersonRow,
    PrintedLeadRow,
    RoleRow,
    SubscriberRow,
)
from scheduler.rules.groups import NO_MAILBOX

# Where somebody leaves a trace: whoever left one is somebody, and cannot be made another.
TRACES: tuple[InstrumentedAttribute[str], ...] = (
    MessageRow.recipient,
    AnswerRow.who,
    AnswerRow.whom,
    AnswerRow.recorded_by,
    SignInLinkRow.person,
    WebSessionRow.person,
    AccountRow.person,
    AnswerLinkEndRow.person,
    SubscriberRow.person,
    UploadRow.who,
)


@dataclass(frozen=True, kw_only=True)
class AddressChange:
    """What a change of address did: whose it is, by the key that never changes; from what to what.

    `taken_in` is the name of an entry that the directory had for the new address already, empty where it had none.
    """

    person: str
    name: str
    before: str
    after: str
    taken_in: str = ""


class CannotMove(ValueError):
    """An address that cannot become somebody's; `str()` says why, with the cure."""


def change_address(
    session: Session, person: str, to: str, *, officers: Collection[str], who: str, road: str, now: datetime
) -> AddressChange:
    """Let somebody's mail go to another address from now on, in the caller's transaction.

    An entry that the directory has for the new address, and that left no trace, is taken into theirs; `officers` are
    those whom the settings name. Waiting mail is rounds/readdressing.py's. Raises NotInRegister, and CannotMove with
    the cure.
    """
    row, after = find_person(session, person), to.strip().lower()
    before = row.mailbox or row.email
    _check(row, before, after)
    known = session.get(PersonRow, after)
    other = known.email if known else address_keys(session).get(after, row.email)
    taken_in = "" if other == row.email else _taken_in(session, other, row, officers)
    row.formerly = [each for each in dict.fromkeys([*row.formerly, before]) if each not in {after, row.email}]
    row.mailbox, row.changed_at = ("" if after == row.email else after), now
    session.flush()
    was, is_now, what = {"address": before}, {"address": after}, f"person {row.email} changed"
    history.write(session, at=now, who=who, road=road, what=what, before=was, after=is_now)
    re_resolve(session, now.date(), now=now)
    return AddressChange(person=row.email, name=row.name, before=before, after=after, taken_in=taken_in)


def _check(row: PersonRow, before: str, after: str) -> None:
    if row.email.startswith(NO_MAILBOX):
        raise CannotMove(f"{row.name} is a group without a mailbox: change the addresses of its members")
    if not is_address(after):
        raise CannotMove(f"“{after[:60]}” is no address: write one, like nina.marsh@example.org")
    if after == before:
        raise CannotMove(f"{row.name} has that address already, {after}: write another one")


def _taken_in(session: Session, key: str, into: PersonRow, officers: Collection[str]) -> str:
    """Make an entry that left no trace one with somebody's; gives its name. Raises CannotMove for any other."""
    other = session.get_one(PersonRow, key)
    if other.email in officers or other.mailbox or other.formerly or _left_a_trace(session, key):
        raise CannotMove(
            f"that address is, or was, {other.name}’s in the directory, who was mailed, spoke, or is named in "
            "chaser.toml: two people are not made one. Where both are the same person, say of the older entry since "
            "when it is gone, and make the newer one its deputy"
        )
    _hand_over(session, key, into.email)
    session.execute(delete(RoleRow).where(RoleRow.person == key))
    session.delete(other)
    session.flush()
    return other.name


def _left_a_trace(session: Session, key: str) -> bool:
    stands_in = any(key in {*row.deputies, *row.deputies.values()} for row in session.scalars(select(MeetingRow)))
    return stands_in or any(_is_there(session, column == key) for column in TRACES)


def _is_there(session: Session, where: ColumnElement[bool]) -> bool:
    return session.execute(select(1).where(where).limit(1)).first() is not None


def _hand_over(session: Session, key: str, to: str) -> None:
    """Give what leads to one entry of the directory to another: printed leads, assigned ones, other people's words."""
    session.execute(update(BindingRow).where(BindingRow.address == key).values(address=to))
    session.execute(update(ActionRow).where(ActionRow.assigned_lead == key).values(assigned_lead=to))
    session.execute(update(PrintedLeadRow).where(PrintedLeadRow.person == key).values(person=to))
    for row in session.scalars(select(PersonRow)):
        row.manager, row.deputy = (_instead(each, key, to, row) for each in (row.manager, row.deputy))
        if key in row.members:
            row.members = list(dict.fromkeys(to if each == key else each for each in row.members))
    session.flush()


def _instead(named: str, key: str, to: str, row: PersonRow) -> str:
    """Whom somebody names, with one entry for the other; nobody is their own manager or deputy."""
    if named != key:
        return named
    return "" if row.email == to else to
