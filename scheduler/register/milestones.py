"""Milestones that the program worked out from other dates: proposals until the co-ordinator confirms them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.target_dates import TargetDate
from scheduler.register import history
from scheduler.register.lookups import find_milestone
from scheduler.register.tables import ActionRow, MilestoneRow, PlanRow


@dataclass(frozen=True, kw_only=True)
class ProposedMilestone:
    """A computed milestone that nobody confirmed yet, under a ref like "1.12#1"."""

    plan: str
    ref: str
    title: str
    target: TargetDate


def proposed_milestones(session: Session) -> tuple[ProposedMilestone, ...]:
    """What waits for the co-ordinator's word, in the plans' order; nothing of it is chased before."""
    query = (
        select(MilestoneRow, ActionRow.plan, ActionRow.ref)
        .join(ActionRow, ActionRow.key == MilestoneRow.action)
        .join(PlanRow, PlanRow.slug == ActionRow.plan)
        .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None), MilestoneRow.withdrawn_on.is_(None))
        .where(MilestoneRow.computed, MilestoneRow.confirmed_at.is_(None))
        .order_by(ActionRow.plan, ActionRow.ordinal, MilestoneRow.ordinal)
    )
    return tuple(
        ProposedMilestone(plan=plan, ref=f"{ref}#{row.number}", title=row.title, target=row.target)
        for row, plan, ref in session.execute(query)
        if row.target
    )


def confirm_milestone(session: Session, plan: str, ref: str, *, who: str, road: str = "desk", now: datetime) -> None:
    """Let a computed milestone ("1.12#1") count from now on; one that counts already stays as it is.

    Raises NotInRegister for an unknown plan or ref, with the nearest ones.
    """
    row = find_milestone(session, plan, ref)
    if not row.computed or row.confirmed_at:
        return
    row.confirmed_at, row.confirmed_by = now, who
    action = session.get_one(ActionRow, row.action)
    action.changed_at = now
    what = {"title": row.title, "due_on": row.target_due_on.isoformat() if row.target_due_on else ""}
    history.write(
        session, at=now, who=who, road=road, plan=plan, commitment=row.key, what="milestone confirmed", after=what
    )
