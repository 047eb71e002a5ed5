"""People whom the settings name, taken into the directory: an address in the settings is a confirmed one (rules.md)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.people import Person
from scheduler.register import history
from scheduler.register.tables import PersonRow


def welcome_officers(session: Session, officers: Iterable[Person], *, now: datetime) -> tuple[str, ...]:
    """Take in whoever is not in the directory yet, by address; gives the new addresses. Nobody known is changed."""
    known = set(session.scalars(select(PersonRow.email)))
    new = [each for each in officers if each.email not in known]
    for person in new:
        session.add(PersonRow(email=person.email, name=person.name, organisation=person.organisation, changed_at=now))
        history.write(session, at=now, who="chaser.toml", road="settings", what=f"{person.email} named in the settings")
    session.flush()
    return tuple(person.email for person in new)
