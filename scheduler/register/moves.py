"""When target dates last moved, as the rules see it: days in the zone of the board that oversees them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.register.portions import among
from scheduler.register.tables import EarlierTargetRow
from scheduler.register.target_columns import Why

UTC = ZoneInfo("UTC")


def with_moves(
    session: Session,
    commitments: Iterable[Commitment],
    plans: Mapping[str, PlanRecord],
    boards: Mapping[str, Board],
    some: Collection[str] | None = None,
) -> Iterator[Commitment]:
    """The commitments, those that slipped with the day of their last slip; corrections are none.

    `some` are their keys, where they are not all.
    """
    query = (
        select(EarlierTargetRow.commitment, func.max(EarlierTargetRow.replaced_at))
        .where(EarlierTargetRow.why == Why.SLIP, among(EarlierTargetRow.commitment, some))
        .group_by(EarlierTargetRow.commitment)
    )
    moved = {row[0]: row[1] for row in session.execute(query)}
    zones = {slug: ZoneInfo(board.zone) for slug, board in boards.items()}
    for each in commitments:
        at = moved.get(each.key)
        zone = zones.get(plans[each.plan].board, UTC)
        yield replace(each, moved_on=at.astimezone(zone).date()) if at else each
