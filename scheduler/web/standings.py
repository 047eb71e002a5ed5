"""How the commitments of a plan stand on a day: one by one in the plan's order, and counted by area. No words."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.plans.commitments import Commitment
from scheduler.rounds.scene import Scene
from scheduler.rules.listing import Listed
from scheduler.rules.recipients import lead_recipients
from scheduler.rules.standing import StandingKind
from scheduler.rules.view import View

# Every kind stands in one column alone, so that the table adds up; worst first.
COLUMNS: tuple[tuple[str, frozenset[StandingKind]], ...] = (
    ("Overdue", frozenset({StandingKind.OVERDUE})),
    ("Due soon", frozenset({StandingKind.DUE_TODAY, StandingKind.DUE_SOON})),
    ("Upcoming", frozenset({StandingKind.UPCOMING})),
    ("Waiting", frozenset({StandingKind.WAITING})),
    ("Undated", frozenset({StandingKind.UNDATED})),
    ("Complete", frozenset({StandingKind.COMPLETE})),
    ("Closed unfinished", frozenset({StandingKind.CLOSED})),
)
NO_AREA = "Outside any area"


@dataclass(frozen=True, kw_only=True)
class AreaCount:
    """How many commitments of an area stand in which column, in the order of COLUMNS."""

    area: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of the area."""
        return sum(self.numbers)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Areas in the plan's order, and all of them together."""

    areas: tuple[AreaCount, ...]
    all: AreaCount


def in_plan_order(plan: str, scene: Scene) -> tuple[Listed, ...]:
    """Every commitment of a plan with its standing today: actions as the plan has them, milestones after theirs."""
    of_plan = [each for each in scene.snapshot.commitments if each.plan == plan]
    place = {each.ref: number for number, each in enumerate(of_plan)}
    in_order = sorted(of_plan, key=lambda each: (place.get(action_ref(each.ref), place[each.ref]), place[each.ref]))
    return tuple(listed(each, scene) for each in in_order)


def listed(commitment: Commitment, scene: Scene) -> Listed:
    """A commitment as it stands today, with the first of those who hear of it; complete ones too."""
    return scene.view.once(_listed, commitment)


def _listed(commitment: Commitment, view: View) -> Listed:
    to = lead_recipients(commitment, view.snapshot, view.today)[0]
    return Listed(commitment=commitment, standing=view.standing(commitment), to=to)


def action_ref(ref: str) -> str:
    """The action that a milestone belongs to ("1.13" of "1.13#1"); an action's own reference."""
    return ref.partition("#")[0]


def is_milestone(commitment: Commitment) -> bool:
    """Whether it is a further dated step of an action."""
    return "#" in commitment.ref


def by_area(all_listed: Iterable[Listed]) -> dict[str, list[Listed]]:
    """Commitments under their areas, both in the order given."""
    areas: dict[str, list[Listed]] = {}
    for each in all_listed:
        areas.setdefault(each.commitment.area or NO_AREA, []).append(each)
    return areas


def count(all_listed: Iterable[Listed]) -> Counts:
    """How many stand how, by area, with totals."""
    areas = tuple(AreaCount(area=area, numbers=_numbers(inside)) for area, inside in by_area(all_listed).items())
    columns = zip(*(each.numbers for each in areas), strict=True) if areas else [()] * len(COLUMNS)
    return Counts(areas=areas, all=AreaCount(area="All areas", numbers=tuple(sum(column) for column in columns)))


def _numbers(inside: list[Listed]) -> tuple[int, ...]:
    return tuple(sum(each.standing.kind in kinds for each in inside) for _, kinds in COLUMNS)
