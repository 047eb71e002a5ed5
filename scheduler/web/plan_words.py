"""The words of a plan's page: every action with its milestones, area by area, in the plan's own order."""

from dataclasses import dataclass

from scheduler.links import plan_path
from scheduler.plans.commitments import PlanRecord
from scheduler.web.filters import Filters
from scheduler.web.overview import PlanOverview, headings_of
from scheduler.web.page_links import PageLink, page_links
from scheduler.web.pictures import BurnUp, Timeline, burn_up, timeline
from scheduler.web.rows import Row, row
from scheduler.web.seen import Seen
from scheduler.web.standings import by_area, in_plan_order

AT_ONCE = 150  # rows: about 85 KB and the pictures, so that a page of 500 actions loads on a telephone


@dataclass(frozen=True, kw_only=True)
class AreaRows:
    """One area with its commitments; `anchor` is its place on the page."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """A plan's page. `timeline` draws what is shown, None where that has no dates; `burn_up` the whole plan."""

    overview: PlanOverview
    areas: tuple[AreaRows, ...]
    all_areas: tuple[str, ...]
    leads: tuple[str, ...]
    shown: int
    pages: tuple[PageLink, ...]
    timeline: Timeline | None
    burn_up: BurnUp | None


def plan_words(plan: PlanRecord, seen: Seen, filters: Filters) -> PlanWords:
    """A plan as it stands today, what is asked for of it."""
    scene, names = seen.scene, seen.with_names(plan.slug)
    listed = in_plan_order(plan.slug, scene)
    called = {each.email: each.name for each in scene.snapshot.people.values()} if names else {}
    leads = {called[lead] for each in listed for lead in each.commitment.leads if lead in called}
    shown = filters.let(listed, called)
    path = plan_path(plan.slug)
    areas = by_area(shown[(filters.page - 1) * AT_ONCE : filters.page * AT_ONCE])
    return PlanWords(
        all_areas=tuple(by_area(listed)),
        leads=tuple(sorted(leads)),
        shown=len(shown),
        pages=page_links(len(shown), AT_ONCE, filters.page, lambda number: f"{path}?{filters.query(number)}"),
        timeline=timeline(plan, shown, scene),
        burn_up=burn_up(plan, scene),
        overview=headings_of(plan, listed, seen),
        areas=tuple(
            AreaRows(title=title, anchor=f"area-{number}", rows=tuple(row(each, scene, names=names) for each in inside))
            for number, (title, inside) in enumerate(areas.items(), start=1)
        ),
    )
