"""The words of a plan's page: every action with its milestones, area by area, in the plan's own order."""

from dataclasses import dataclass

from scheduler.plans.commitments import PlanRecord
from scheduler.web.overview import PlanOverview, overview
from scheduler.web.rows import Row, row
from scheduler.web.seen import Seen
from scheduler.web.standings import by_area, in_plan_order


@dataclass(frozen=True, kw_only=True)
class AreaRows:
    """One area with its commitments; `anchor` is its place on the page."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """A plan's page."""

    overview: PlanOverview
    areas: tuple[AreaRows, ...]


def plan_words(plan: PlanRecord, seen: Seen) -> PlanWords:
    """All of a plan as it stands today."""
    scene, names = seen.scene, seen.with_names(plan.slug)
    areas = by_area(in_plan_order(plan.slug, scene))
    return PlanWords(
        overview=overview(plan, seen),
        areas=tuple(
            AreaRows(title=title, anchor=f"area-{number}", rows=tuple(row(each, scene, names=names) for each in inside))
            for number, (title, inside) in enumerate(areas.items(), start=1)
        ),
    )
