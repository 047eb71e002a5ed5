"""When target dates moved, and what they were before; days are in the zone of the board that oversees the promise."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.boards import Board
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.target_dates import TargetDate
from scheduler.register.plain_rows import all_or_some, rows_among
from scheduler.register.tables import EarlierTargetRow
from scheduler.register.target_columns import Why, target_column, target_in

UTC = ZoneInfo("UTC")
SLIPS = all_or_some(
    select(EarlierTargetRow.commitment, EarlierTargetRow.replaced_at, target_column(EarlierTargetRow.__table__))
    .where(EarlierTargetRow.why == Why.SLIP)
    .order_by(EarlierTargetRow.commitment, EarlierTargetRow.number),
    EarlierTargetRow.commitment,
)


class Slips(NamedTuple):
    """The target dates of a promise before its present one, first one first, and the instant of its last slip."""

    was: tuple[TargetDate, ...] = ()
    last_at: datetime | None = None

    def last_on(self, zone: ZoneInfo) -> date | None:
        """The day of the last slip; None where there was none."""
        return self.last_at.astimezone(zone).date() if self.last_at else None


def list_slips(session: Session, some: Collection[str] | None = None) -> dict[str, Slips]:
    """By key the promises that slipped, all of them or some; corrections are no slips."""
    found: dict[str, Slips] = {}
    for commitment, at, together in rows_among(session, SLIPS, some):
        before, target = found.get(commitment, Slips()), target_in(together)
        was = (*before.was, target) if target else before.was
        found[commitment] = Slips(was, max(at, before.last_at or at))
    return found


def zones_by_plan(plans: Mapping[str, PlanRecord], boards: Mapping[str, Board]) -> dict[str, ZoneInfo]:
    """The zone of each plan's board; UTC where the settings name the board no longer."""
    zones = {slug: ZoneInfo(board.zone) for slug, board in boards.items()}
    return {slug: zones.get(plan.board, UTC) for slug, plan in plans.items()}
