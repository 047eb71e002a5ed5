"""The directory in the register: reading it, and taking in an imported file. What a file says is people_csv.py's."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import String, delete, select, update
from sqlalchemy.orm import Session

from notifications.tables import SuspensionRow
from scheduler.plans.people import Person, RoleHeld
from scheduler.register.lookups import address_keys
from scheduler.register.people_csv import PersonLine, RowProblem, by_keys, read_people
from scheduler.register.plain_rows import rows_at_once, rows_of
from scheduler.register.tables import HistoryRow, PersonRow, RoleRow

ROWS_AT_ONCE = 500
EVERYBODY = select(
    PersonRow.email,
    PersonRow.name,
    PersonRow.initials,
    PersonRow.organisation,
    PersonRow.manager,
    PersonRow.deputy,
    PersonRow.away_from,
    PersonRow.away_to,
    PersonRow.digest,
    PersonRow.left_on,
    PersonRow.shared,
    PersonRow.mailbox,
    PersonRow.aliases.cast(String),
    PersonRow.members.cast(String),
    PersonRow.formerly.cast(String),
).order_by(PersonRow.name, PersonRow.email)
ROLES = select(RoleRow.person, RoleRow.name, RoleRow.from_on, RoleRow.to_on).order_by(RoleRow.person, RoleRow.number)


@dataclass(frozen=True, kw_only=True)
class PeopleImport:
    """What an import did, by address, and what it left out; a caller fails where there are problems."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[RowProblem, ...]


def list_people(session: Session) -> tuple[Person, ...]:
    """Everybody in the directory, by name; a suspended address says why."""
    roles, suspended = _roles(session), _suspensions(session)
    parts = rows_at_once(session, EVERYBODY, ROWS_AT_ONCE)
    return tuple(_person(row, roles, suspended) for rows in parts for row in rows)


def import_people(session: Session, csv_text: str, *, now: datetime) -> PeopleImport:
    """Take the good rows of a people file into the directory, in the caller's transaction, and name the bad ones.

    Good rows are taken though others are bad. Nobody goes because the file does not name them; a column that the
    file lacks is left as it is, an empty cell empties. A role no longer listed ended the day before. Who chose how
    often to hear keeps that choice. An address that was somebody's before it changed is still them. Leads are resolved
    anew by leads.re_resolve, afterwards.
    """
    rows = {row.email: row for row in session.scalars(select(PersonRow))}
    keys = address_keys(session)
    lines, problems = by_keys(*read_people(csv_text, known=rows.keys() | keys.keys()), keys)
    added = {line.email for line in lines} - rows.keys()
    chosen = _who_chose(session)
    changed = {line.email for line in lines if _write_columns(session, line, rows.get(line.email), chosen, now)}
    session.flush()
    roles = _roles(session)
    changed |= {line.email for line in lines if _write_roles(session, line, roles[line.email], now.date())}
    touched = update(PersonRow).where(PersonRow.email.in_(changed)).values(changed_at=now)
    session.execute(touched)
    return PeopleImport(
        added=tuple(line.email for line in lines if line.email in added),
        changed=tuple(line.email for line in lines if line.email in changed - added),
        unchanged=tuple(line.email for line in lines if line.email not in changed),
        problems=problems,
    )


def _write_columns(
    session: Session, line: PersonLine, stored: PersonRow | None, chosen: set[str], now: datetime
) -> bool:
    """Write what a line says over a person, roles aside; whether anything differs."""
    row = stored or PersonRow(email=line.email, changed_at=now)
    says = {name: value for name, value in line.says.items() if name != "roles"}
    if not says.get("digest") or line.email in chosen:
        says.pop("digest", None)
    if "aliases" in says:
        says["aliases"] = list(cast(tuple[str, ...], says["aliases"]))
    if "members" in says:
        says["members"] = list(cast(tuple[str, ...], says["members"]))
    different = {name: value for name, value in says.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    session.add(row)
    return bool(different)


def _write_roles(session: Session, line: PersonLine, held: list[RoleHeld], day: date) -> bool:
    """Write the roles that a line lists; whether anything differs."""
    listed = cast(tuple[RoleHeld, ...], line.says.get("roles", tuple(held)))
    wanted = [*listed, *_held_before(held, listed, day - timedelta(days=1))]
    if wanted == held:
        return False
    session.execute(delete(RoleRow).where(RoleRow.person == line.email))
    session.add_all(
        RoleRow(person=line.email, number=number, name=role.name, from_on=role.from_on, to_on=role.to_on)
        for number, role in enumerate(wanted, 1)
    )
    return True


def _held_before(held: Iterable[RoleHeld], listed: Iterable[RoleHeld], eve: date) -> list[RoleHeld]:
    """The roles that a person held until the eve of an import which no longer lists them."""
    names = {role.name for role in listed}
    return [
        RoleHeld(name=role.name, from_on=role.from_on, to_on=min(role.to_on or eve, eve))
        for role in held
        if role.name not in names and (role.from_on is None or role.from_on <= eve)
    ]


def _who_chose(session: Session) -> set[str]:
    """Addresses whose frequency somebody set by word, which frequency.py writes into the history."""
    said = "digests of "
    rows = session.scalars(select(HistoryRow.what).where(HistoryRow.what.startswith(said)))
    return {what.removeprefix(said) for what in rows}


def _roles(session: Session) -> dict[str, list[RoleHeld]]:
    roles: dict[str, list[RoleHeld]] = defaultdict(list)
    for person, name, from_on, to_on in rows_of(session, ROLES):
        roles[person].append(RoleHeld(name=name, from_on=from_on, to_on=to_on))
    return roles


def _suspensions(session: Session) -> dict[str, str]:
    rows = session.scalars(select(SuspensionRow).where(SuspensionRow.lifted_at.is_(None)))
    return {row.address.lower(): row.why for row in rows}


def _person(row: Sequence[Any], roles: Mapping[str, list[RoleHeld]], suspended: Mapping[str, str]) -> Person:
    email, name, initials, organisation, manager, deputy, away_from, away_to, digest, left_on, shared, *rest = row
    mailbox, aliases, members, formerly = rest
    return Person(
        email=email,
        name=name,
        initials=initials,
        organisation=organisation,
        roles=tuple(roles.get(email, ())),
        aliases=_listed(aliases),
        manager=manager,
        deputy=deputy,
        away_from=away_from,
        away_to=away_to,
        digest=digest,
        suspended=suspended.get(mailbox or email, ""),
        left_on=left_on,
        shared=shared,
        members=_listed(members),
        mailbox=mailbox,
        formerly=_listed(formerly),
    )


@lru_cache(maxsize=256)  # for most people it is a list of nothing
def _listed(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept))
