"""How often a person hears: daily or weekly digests, by somebody's word. What weekly means is the rules'."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.people import Frequency
from scheduler.register import history
from scheduler.register.lookups import find_person
from scheduler.register.tables import HistoryRow


def set_frequency(
    session: Session, address: str, frequency: Frequency, *, who: str, road: str = "desk", now: datetime
) -> bool:
    """Give a person's digests that frequency for good: an imported people file changes it no more.

    Writes an entry in the history, and gives False where the same word was given before. `who` gave it, by `road`;
    `now` is the instant of it (aware). Raises NotInRegister for somebody who is not in the directory.
    """
    person = find_person(session, address)
    what = f"digests of {person.email}"
    said_before = session.scalar(select(HistoryRow.id).where(HistoryRow.what == what).limit(1))
    if person.digest is frequency and said_before:
        return False
    before, after = {"digest": person.digest.value}, {"digest": frequency.value}
    history.write(session, at=now, who=who, road=road, what=what, before=before, after=after)
    person.digest, person.changed_at = frequency, now
    return True
