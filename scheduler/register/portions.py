"""A large register read by portions: which open actions there are, by who leads them. What is read is snapshot.py's."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from scheduler.register.plain_rows import rows_at_once
from scheduler.register.tables import ActionRow, PlanRow, PrintedLeadRow

ROWS_AT_ONCE = 1000


def count_actions(session: Session) -> int:
    """How many actions open plans hold."""
    return session.scalar(_open_actions(func.count())) or 0


def leads_of_actions(session: Session) -> Iterator[tuple[str, str | None]]:
    """Each open action's key beside the address of one who leads it: a line a lead, None where nobody does.

    Leads are as at the last round: assigned ones, else confirmed ones. A group stands for its members.
    """
    counts = and_(PrintedLeadRow.confirmed_at.is_not(None), PrintedLeadRow.person.is_not(None))
    leads = func.coalesce(ActionRow.assigned_lead, PrintedLeadRow.person)
    query = _open_actions(ActionRow.key, leads).outerjoin(
        PrintedLeadRow, and_(PrintedLeadRow.action == ActionRow.key, counts)
    )
    for rows in rows_at_once(session, query, ROWS_AT_ONCE):
        yield from map(tuple, rows)


def plans_elsewhere(session: Session) -> dict[str, str]:
    """The plans of open actions that came from another one, by their keys, which still name that one."""
    begins = func.substr(ActionRow.key, 1, func.length(ActionRow.plan) + 1)
    rows = session.execute(_open_actions(ActionRow.key, ActionRow.plan).where(begins != ActionRow.plan + "/"))
    return {row[0]: row[1] for row in rows}


def _open_actions(*columns: Any) -> Any:
    query = select(*columns).select_from(ActionRow).join(PlanRow, PlanRow.slug == ActionRow.plan)
    return query.where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None))
