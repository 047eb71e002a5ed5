"""How often a person hears: daily or weekly digests, by their own word or somebody's. What weekly means is the rules'."""

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.plans.people import Frequency
from scheduler.register import history
from scheduler.register.lookups import find_person


def set_frequency(
    session: Session, address: str, frequency: Frequency, *, who: str, road: str = "desk", now: datetime
) -> bool:
    """Give a person's digests that frequency, with an entry in the history; False when they had it before.

    `who` gave the word, by `road`; `now` is the instant of it (aware). Raises NotInRegister for somebody who is not
    in the directory.
    """
    person = find_person(session, address)
    if person.digest is frequency:
        return False
    before, after = {"digest": person.digest.value}, {"digest": frequency.value}
    history.write(session, at=now, who=who, road=road, what=f"digests of {person.email}", before=before, after=after)
    person.digest, person.changed_at = frequency, now
    return True
