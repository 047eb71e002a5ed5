"""When somebody is away, by the co-ordinator's word; who stands in for them is the directory's."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.lookups import find_person


def set_absence(
    session: Session, person: str, *, away_from: date | None, away_to: date | None, who: str, now: datetime
) -> None:
    """Say from when to when somebody is away, both days included, or that they are not; an open end has no end.

    Raises NotInRegister for somebody who is not in the directory, and ValueError for an end before the beginning.
    """
    if away_from and away_to and away_to < away_from:
        raise ValueError(f"{away_to} is before {away_from}")
    row = find_person(session, person)
    before = {"from": str(row.away_from or ""), "to": str(row.away_to or "")}
    row.away_from, row.away_to, row.changed_at = away_from, away_to, now
    after = {"from": str(away_from or ""), "to": str(away_to or "")}
    history.write(session, at=now, who=who, road="desk", what=f"absence of {row.email}", before=before, after=after)
