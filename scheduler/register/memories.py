"""How a commitment stood before an answer, kept beside the answer as JSON, and put back when it is taken back."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.plan import Status
from scheduler.register.tables import ActionRow, EarlierTargetRow, MilestoneRow
from scheduler.register.target_columns import Why


def remembered(session: Session, row: ActionRow | MilestoneRow, action: ActionRow) -> dict[str, object]:
    """All that an answer can change of an action or a step of it; of target dates, how many were replaced so far."""
    memory: dict[str, object] = {
        "status": row.status.value,
        "waiting_for": action.waiting_for,
        "lead": action.assigned_lead,
        "replaced": len(_replaced(session, row)),
        "dated": row.target is not None,
    }
    if isinstance(row, ActionRow):
        memory["unverified"] = row.unverified
        memory |= {name: day.isoformat() if day else None for name, day in _days(row).items()}
    return memory


def restore(
    session: Session, row: ActionRow | MilestoneRow, action: ActionRow, memory: Mapping[str, object], *, now: datetime
) -> None:
    """Put back what was remembered, at an instant (aware)."""
    if not memory:
        return
    if "lead" in memory:
        action.assigned_lead = str(memory["lead"]) if memory["lead"] else None
        _put_back_target(session, row, action.plan, memory, now=now)
    row.status, action.waiting_for = Status(str(memory["status"])), str(memory["waiting_for"])
    if isinstance(row, ActionRow):
        row.unverified = bool(memory["unverified"])
        for name in _days(row):
            day = memory[name]
            setattr(row, name, date.fromisoformat(day) if isinstance(day, str) else None)


def _put_back_target(
    session: Session, row: ActionRow | MilestoneRow, plan: str, memory: Mapping[str, object], *, now: datetime
) -> None:
    """The target date that the answer replaced. Both moves stay written down as corrections: neither is a slip."""
    replaced = _replaced(session, row)[int(str(memory["replaced"])) :]
    was_given = not memory["dated"] and row.target is not None
    if len(replaced) != 1 and not was_given:  # nothing moved, or an edition moved it again meanwhile
        return
    number = session.scalar(select(func.max(EarlierTargetRow.number)).where(EarlierTargetRow.commitment == row.key))
    mistaken = EarlierTargetRow(
        commitment=row.key,
        number=(number or 0) + 1,
        plan=plan,
        replaced_at=now,
        why=Why.CORRECTION,
        target=row.target,
    )
    for each in replaced:
        each.why = Why.CORRECTION
    row.target = replaced[0].target if replaced else None
    session.add(mistaken)


def _replaced(session: Session, row: ActionRow | MilestoneRow) -> list[EarlierTargetRow]:
    query = select(EarlierTargetRow).where(EarlierTargetRow.commitment == row.key).order_by(EarlierTargetRow.number)
    return list(session.scalars(query))


def _days(row: ActionRow) -> dict[str, date | None]:
    return {"completed_on": row.completed_on, "complete_since": row.complete_since}
