"""The directory in the register: reading it, and taking in an imported file. What a file says is people_csv.py's."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.tables import SuspensionRow
from scheduler.plans.people import Person, RoleHeld
from scheduler.register.tables import PersonRow, RoleRow


def list_people(session: Session) -> tuple[Person, ...]:
    """Everybody in the directory, by name; a suspended address says since when and why."""
    roles = _roles(session)
    suspended = _suspensions(session)
    rows = session.scalars(select(PersonRow).order_by(PersonRow.name, PersonRow.email))
    return tuple(_person(row, roles[row.email], suspended.get(row.email, "")) for row in rows)


def _roles(session: Session) -> dict[str, list[RoleHeld]]:
    roles: dict[str, list[RoleHeld]] = defaultdict(list)
    for row in session.scalars(select(RoleRow).order_by(RoleRow.person, RoleRow.number)):
        roles[row.person].append(RoleHeld(name=row.name, from_on=row.from_on, to_on=row.to_on))
    return roles


def _suspensions(session: Session) -> dict[str, str]:
    rows = session.scalars(select(SuspensionRow).where(SuspensionRow.lifted_at.is_(None)))
    return {row.address.lower(): row.why for row in rows}


def _person(row: PersonRow, roles: list[RoleHeld], suspended: str) -> Person:
    return Person(
        email=row.email,
        name=row.name,
        initials=row.initials,
        organisation=row.organisation,
        roles=tuple(roles),
        aliases=tuple(row.aliases),
        manager=row.manager,
        deputy=row.deputy,
        away_from=row.away_from,
        away_to=row.away_to,
        digest=row.digest,
        suspended=suspended,
        left_on=row.left_on,
    )
