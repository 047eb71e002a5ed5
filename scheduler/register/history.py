"""What happened to plans and commitments: who, when, by which road, what was before. Only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register.lookups import find_commitment
from scheduler.register.tables import HistoryRow


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One thing that happened. `road` says how it came in ("edition", "desk"); `commitment` is empty for a plan."""

    at: datetime
    who: str
    road: str
    plan: str
    commitment: str
    what: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


def write(
    session: Session,
    *,
    at: datetime,
    who: str,
    road: str,
    plan: str = "",
    commitment: str = "",
    what: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Add one entry in the caller's transaction; `before` and `after` hold what JSON can say."""
    session.add(
        HistoryRow(
            at=at,
            who=who,
            road=road,
            plan=plan,
            commitment=commitment,
            what=what,
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
        )
    )


def read(session: Session, plan: str, ref: str = "") -> tuple[HistoryEntry, ...]:
    """What happened to an action with its milestones, or to one milestone ("1.12#1"), oldest first; to the whole
    plan when `ref` is empty.

    Raises NotInRegister for a ref that the plan does not hold today.
    """
    query = select(HistoryRow).order_by(HistoryRow.at, HistoryRow.id)
    if ref:
        key = find_commitment(session, plan, ref)
        recorded_in = key.partition("/")[0]  # an action that was merged into this plan began in another
        steps = HistoryRow.commitment.startswith(f"{key}#", autoescape=True)
        query = query.where(HistoryRow.plan.in_([plan, recorded_in]), (HistoryRow.commitment == key) | steps)
    else:
        query = query.where(HistoryRow.plan == plan)
    return tuple(_entry(row) for row in session.scalars(query))


def about(session: Session, *what: str) -> tuple[HistoryEntry, ...]:
    """Every entry of exactly these words, the latest first: what happened to a meeting, or to a person."""
    query = select(HistoryRow).where(HistoryRow.plan == "", HistoryRow.what.in_(what))
    return tuple(_entry(row) for row in session.scalars(query.order_by(HistoryRow.at.desc(), HistoryRow.id.desc())))


def _entry(row: HistoryRow) -> HistoryEntry:
    return HistoryEntry(
        at=row.at,
        who=row.who,
        road=row.road,
        plan=row.plan,
        commitment=row.commitment,
        what=row.what,
        before=row.before,
        after=row.after,
    )
