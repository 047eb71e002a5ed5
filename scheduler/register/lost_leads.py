"""Printed leads that a change of the directory takes from somebody: they counted before it, and count no longer.

Whom words mean is rules/leads.py's to say, and leads.py's to keep.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register.tables import ActionRow, PlanRow, PrintedLeadRow


@dataclass(frozen=True, kw_only=True)
class LostLead:
    """A printed lead that was `person`'s (their key) and is nobody's now; `why` says so: "“NM” could be … or …"."""

    plan: str
    words: str
    person: str
    why: str


def counting(session: Session) -> Mapping[int, str]:
    """Whose each printed lead is that counts, by the number of its row; to be asked before a change."""
    counts = PrintedLeadRow.confirmed_at.is_not(None), PrintedLeadRow.person.is_not(None)
    rows = session.execute(select(PrintedLeadRow.id, PrintedLeadRow.person).where(*counts))
    return {number: person for number, person in rows if person}


def lost_since(session: Session, before: Mapping[int, str]) -> tuple[LostLead, ...]:
    """The leads of open plans that count no longer, each once a plan; after leads.re_resolve.

    An action with an assigned lead loses nothing by what is printed.
    """
    session.flush()
    query = (
        select(PrintedLeadRow.id, ActionRow.plan, PrintedLeadRow.words, PrintedLeadRow.why)
        .join(ActionRow, ActionRow.key == PrintedLeadRow.action)
        .join(PlanRow, PlanRow.slug == ActionRow.plan)
        .where(PrintedLeadRow.confirmed_at.is_(None), ActionRow.assigned_lead.is_(None))
        .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None))
        .order_by(ActionRow.plan, ActionRow.ordinal, PrintedLeadRow.number)
    )
    lost = (
        LostLead(plan=plan, words=words, person=before[number], why=why)
        for number, plan, words, why in session.execute(query)
        if number in before
    )
    return tuple(dict.fromkeys(lost))
