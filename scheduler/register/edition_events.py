"""What of a new edition other programs are told: actions and milestones that it completed, and dates that it moved.

Told by what the register says before and after, so that what people answered and the edition left alone counts not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.events import Event, EventKind
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register.comparison import Word
from scheduler.register.events import target_said, tell_event
from scheduler.register.tables import ActionRow, EarlierTargetRow, MilestoneRow
from scheduler.register.target_columns import Why


@dataclass(frozen=True, kw_only=True)
class Stands:
    """An action or milestone as the register has it; `is_complete` once that is verified."""

    ref: str
    title: str
    area: str
    is_complete: bool
    completed_on: date | None
    target: TargetDate | None


def standing_in(session: Session, plan: str) -> dict[str, Stands]:
    """All actions and milestones of a plan by their keys."""
    of_plan = select(ActionRow).where(ActionRow.plan == plan, ActionRow.withdrawn_on.is_(None))
    actions = {row.key: row for row in session.scalars(of_plan)}
    stands = {key: _action(row) for key, row in actions.items()}
    milestones = select(MilestoneRow).where(MilestoneRow.action.in_(actions), MilestoneRow.withdrawn_on.is_(None))
    for row in session.scalars(milestones.where(MilestoneRow.computed.is_(False))):
        stands[row.key] = _milestone(row, actions[row.action])
    return stands


def tell_of_edition(
    session: Session,
    plan: str,
    before: Mapping[str, Stands],
    *,
    number: int,
    word: Word,
    on: date,
    now: datetime,
) -> None:
    """Tell what an edition changed, by how all stood before it; dates that `word` corrects have not moved."""
    for key, after in standing_in(session, plan).items():
        was = before.get(key)
        if was is None:
            continue
        says: dict[EventKind, dict[str, object]] = {}
        if after.is_complete and not was.is_complete:
            on_day = after.completed_on.isoformat() if after.completed_on else None
            says[EventKind.COMPLETED] = {"completed_on": on_day}
        if _has_moved(was.target, after.target) and not word.is_correction(after.ref.partition("#")[0]):
            dates = {"before": target_said(was.target), "after": target_said(after.target)}
            says[EventKind.DATE_MOVED] = {**dates, "times_moved": _moves(session, key)}
        for kind, said in says.items():
            tell_event(
                session,
                Event(
                    kind=kind,
                    fact=f"{kind} {key} edition {number}",
                    plan=plan,
                    commitment=key,
                    ref=after.ref,
                    title=after.title,
                    at=now,
                    on=on,
                    says={"area": after.area, **said},
                ),
            )


def _has_moved(before: TargetDate | None, after: TargetDate | None) -> bool:
    return before is not None and after is not None and before.due_on != after.due_on


def _moves(session: Session, key: str) -> int:
    slips = (EarlierTargetRow.commitment == key, EarlierTargetRow.why == Why.SLIP)
    return session.scalar(select(func.count()).select_from(EarlierTargetRow).where(*slips)) or 0


def _action(row: ActionRow) -> Stands:
    return Stands(
        ref=row.ref,
        title=row.title,
        area=f"{row.area_ref} {row.area_title}".strip(),
        is_complete=row.status is Status.COMPLETE and not row.unverified,
        completed_on=row.completed_on,
        target=row.target,
    )


def _milestone(row: MilestoneRow, action: ActionRow) -> Stands:
    return Stands(
        ref=f"{action.ref}#{row.number}",
        title=f"{row.title}: {action.title}" if row.title else action.title,
        area=f"{action.area_ref} {action.area_title}".strip(),
        is_complete=False,  # no edition completes a step by itself
        completed_on=None,
        target=row.target,
    )
