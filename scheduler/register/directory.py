"""The directory by a person's word: somebody added, and what it says of somebody changed; each in the history.

What an imported file says is people.py's; how often somebody hears frequency.py's, when they are away absences.py's.
The caller owns the transaction, and checks what is changed beforehand.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.plans.people import RoleHeld
from scheduler.register import history
from scheduler.register.leads import re_resolve
from scheduler.register.lookups import find_person, key_of
from scheduler.register.tables import PersonRow, RoleRow


def add_person(session: Session, email: str, says: Mapping[str, Any], *, who: str, now: datetime) -> None:
    """Take somebody into the directory, with `who` for the one who knows that the address (lower case) is theirs.

    `says` are columns of the directory by their names. Raises ValueError for an address that it holds already.
    """
    if session.get(PersonRow, key_of(session, email)) is not None:
        raise ValueError(f"{email} is in the directory already")
    session.add(PersonRow(email=email, changed_at=now, **says))
    after = {name: _plain(value) for name, value in says.items()}
    history.write(session, at=now, who=who, road="desk", what=f"person {email} added", after=after)
    re_resolve(session, now.date(), now=now)


def change_person(session: Session, person: str, says: Mapping[str, Any], *, who: str, now: datetime) -> bool:
    """Change what the directory says of somebody, column by column; whether anything differed.

    Printed leads are held against the changed directory. Raises NotInRegister for somebody whom it does not hold.
    """
    row = find_person(session, person)
    before = {name: getattr(row, name) for name, value in says.items() if getattr(row, name) != value}
    if not before:
        return False
    for name in before:
        setattr(row, name, says[name])
    row.changed_at = now
    _record(session, row.email, before, {name: says[name] for name in before}, who, now)
    return True


def set_roles(session: Session, person: str, roles: Iterable[RoleHeld], *, who: str, now: datetime) -> bool:
    """Give somebody exactly these roles, with their days; whether anything differed. Raises NotInRegister."""
    row, wanted = find_person(session, person), list(roles)
    stored = session.scalars(select(RoleRow).where(RoleRow.person == row.email).order_by(RoleRow.number))
    held = [RoleHeld(name=each.name, from_on=each.from_on, to_on=each.to_on) for each in stored]
    if held == wanted:
        return False
    session.execute(delete(RoleRow).where(RoleRow.person == row.email))
    session.add_all(
        RoleRow(person=row.email, number=number, name=role.name, from_on=role.from_on, to_on=role.to_on)
        for number, role in enumerate(wanted, 1)
    )
    row.changed_at = now
    _record(
        session, row.email, {"roles": [*map(role_in_words, held)]}, {"roles": [*map(role_in_words, wanted)]}, who, now
    )
    return True


def role_in_words(role: RoleHeld) -> str:
    """A role with the days between which it is held: "Chair (from 2026-01-01 to 2026-06-30)"."""
    days = [f"from {role.from_on}" if role.from_on else "", f"to {role.to_on}" if role.to_on else ""]
    held = " ".join(filter(None, days))
    return f"{role.name} ({held})" if held else role.name


def _record(
    session: Session, email: str, before: Mapping[str, Any], after: Mapping[str, Any], who: str, now: datetime
) -> None:
    was, is_now = ({name: _plain(value) for name, value in each.items()} for each in (before, after))
    history.write(session, at=now, who=who, road="desk", what=f"person {email} changed", before=was, after=is_now)
    re_resolve(session, now.date(), now=now)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return list(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
