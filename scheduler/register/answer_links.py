"""Ending answer links: they carry their own pass and its age, and only somebody's word before its time is kept here."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.lookups import find_person
from scheduler.register.sign_in_tables import AnswerLinkEndRow

EVERY_PLAN = ""


def end_answer_links(session: Session, person: str, *, plan: str = EVERY_PLAN, who: str, now: datetime) -> None:
    """All answer links that a person has until now are dead, of one plan or of every one; later ones work.

    Raises NotInRegister for somebody who is not in the directory.
    """
    email = find_person(session, person).email
    session.add(AnswerLinkEndRow(person=email, plan=plan, ended_at=now, who=who))
    what = f"answer links of {email} ended"
    history.write(session, at=now, who=who, road="desk", plan=plan, what=what)


def ended_at(session: Session, person: str, plan: str) -> datetime | None:
    """When links of a person for a plan were last ended; None when they never were."""
    ends = select(func.max(AnswerLinkEndRow.ended_at)).where(AnswerLinkEndRow.person == person)
    return session.scalar(ends.where(AnswerLinkEndRow.plan.in_([plan, EVERY_PLAN])))
