"""The plans that the register knows: listing, releasing and closing them. What they promise is recorded by plans.py."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.commitments import PlanRecord
from scheduler.register import history
from scheduler.register.lookups import find_plan
from scheduler.register.tables import PlanRow


def list_plans(session: Session) -> tuple[PlanRecord, ...]:
    """All plans, closed ones too, by slug."""
    return tuple(_record(row) for row in session.scalars(select(PlanRow).order_by(PlanRow.slug)))


def release_plan(session: Session, slug: str, day: date, *, who: str, now: datetime) -> PlanRecord:
    """Let a plan's mails go from `day` on; a plan that is released already keeps its day.

    `who` gave the word and `now` is the instant of it (aware). Raises NotInRegister for an unknown plan.
    """
    plan = find_plan(session, slug)
    if plan.released_on is None:
        plan.released_on = day
        history.write(session, at=now, who=who, road="desk", plan=slug, what="released", after={"on": day.isoformat()})
    return _record(plan)


def close_plan(session: Session, slug: str, day: date, *, who: str, now: datetime) -> PlanRecord:
    """End a plan on `day`: nothing of it is chased or shown after; its history stays.

    Raises NotInRegister for an unknown plan; one that is closed already keeps its day.
    """
    plan = find_plan(session, slug)
    if plan.closed_on is None:
        plan.closed_on = day
        history.write(session, at=now, who=who, road="desk", plan=slug, what="closed", after={"on": day.isoformat()})
    return _record(plan)


def _record(row: PlanRow) -> PlanRecord:
    return PlanRecord(
        slug=row.slug,
        title=row.title,
        board=row.board,
        as_of=row.as_of,
        recorded_on=row.recorded_on,
        released_on=row.released_on,
        closed_on=row.closed_on,
    )
