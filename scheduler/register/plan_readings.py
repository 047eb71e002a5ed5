"""What a person said of how a plan is read, kept for its next edition: its columns, and the rows they mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from scheduler.plans.mends import Mend
from scheduler.register.sign_in_tables import PlanReadingRow

_MENDS = TypeAdapter(tuple[Mend, ...])


@dataclass(frozen=True, kw_only=True)
class PlanReading:
    """What its columns hold, by their names, and what was mended of its rows when an edition was recorded last."""

    columns: Mapping[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()


def plan_reading(session: Session, plan: str) -> PlanReading:
    """What is remembered of a plan; nothing for one of which nobody said anything."""
    row = session.get(PlanReadingRow, plan)
    return PlanReading(columns=row.columns, mends=_MENDS.validate_python(row.mends)) if row else PlanReading()


def remember_reading(
    session: Session, plan: str, *, columns: Mapping[str, str], mends: Iterable[Mend], now: datetime
) -> None:
    """Remember what was said of the edition that is recorded now; the plan itself must be in the register."""
    row = session.get(PlanReadingRow, plan)
    if row is None:
        row = PlanReadingRow(plan=plan)
        session.add(row)
    row.columns, row.at = dict(columns), now
    row.mends = _MENDS.dump_python(tuple(mends), mode="json")
