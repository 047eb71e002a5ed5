"""The words of the dashboard: how each plan stands, what is late and next, meetings to come. Post is mailed.py's."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.links import plan_path
from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.people import Frequency, Person
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.listing import Listed, worst_first
from scheduler.rules.standing import StandingKind
from scheduler.web.rows import Row, row
from scheduler.web.standings import Counts, count, in_plan_order, is_milestone

SOON = frozenset({StandingKind.DUE_TODAY, StandingKind.DUE_SOON})
NEXT_MEETINGS = 6


@dataclass(frozen=True, kw_only=True)
class PlanOverview:
    """One plan on the dashboard; `late` is worst first, `due_next` by due day, `waits` waits for somebody in time."""

    title: str
    url: str
    board: str
    as_of: str
    size: str
    waits_for_release: bool
    counts: Counts
    late: tuple[Row, ...]
    late_in_words: str
    due_next: tuple[Row, ...]
    waits: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingWords:
    """One meeting to come, in words."""

    title: str
    board: str
    day: str
    hours: str
    location: str
    papers: str
    moved_because: str
    note: str
    is_cancelled: bool


def overviews(scene: Scene) -> tuple[PlanOverview, ...]:
    """Every open plan, the one with most that is late first."""
    plans = [overview(plan, scene) for plan in scene.snapshot.plans.values()]
    return tuple(sorted(plans, key=lambda each: (-len(each.late), each.title, each.url)))


def overview(plan: PlanRecord, scene: Scene) -> PlanOverview:
    """One plan as it stands today."""
    listed = in_plan_order(plan.slug, scene)
    late = [each for each in listed if each.standing.is_late]
    in_time = [each for each in listed if not each.standing.is_late]
    return PlanOverview(
        title=plan.title,
        url=plan_path(plan.slug),
        board=scene.snapshot.boards[plan.board].name,
        as_of=day_in_words(plan.as_of),
        size=size_in_words(listed),
        waits_for_release=plan.released_on is None,
        counts=count(listed),
        late=_rows(late, scene),
        late_in_words=late_in_words(late),
        due_next=_rows([each for each in in_time if each.standing.kind in SOON], scene),
        waits=_rows([each for each in in_time if each.standing.kind is StandingKind.WAITING], scene),
    )


def size_in_words(listed: tuple[Listed, ...]) -> str:
    """How much a plan promises: "22 actions and 1 milestone"."""
    milestones = sum(is_milestone(each.commitment) for each in listed)
    actions = counted(len(listed) - milestones, "action")
    return f"{actions} and {counted(milestones, 'milestone')}" if milestones else actions


def late_in_words(late: list[Listed]) -> str:
    """What the number of late ones is made of, so that it agrees with the columns of the table."""
    waiting = sum(each.standing.kind is StandingKind.WAITING for each in late)
    return f"{len(late) - waiting} overdue, {waiting} waiting past the target date." if waiting else ""


def meetings_to_come(scene: Scene) -> tuple[MeetingWords, ...]:
    """The next meetings of all boards, earliest first; cancelled ones stay in sight until they are past."""
    coming = sorted(
        (each for each in scene.snapshot.meetings if each.on >= scene.today), key=lambda m: (m.on, m.starts, m.uid)
    )
    return tuple(_meeting(each, scene) for each in coming[:NEXT_MEETINGS])


def co_ordinators(orders: StandingOrders, directory: Mapping[str, Person]) -> tuple[str, ...]:
    """Who answers questions about the plans, each board's by name and address; everybody is named once."""
    people = {**orders.officers, **directory}
    addresses = dict.fromkeys(board.co_ordinator for board in orders.boards.values())
    return tuple(f"{people[each].name} ({each})" if each in people else each for each in addresses)


def weekly_readers(scene: Scene) -> tuple[str, ...]:
    """Who has digests weekly, by name: the co-ordinator sees here what an unsubscribe link changed."""
    people = scene.snapshot.people.values()
    return tuple(sorted(each.name for each in people if each.digest is Frequency.WEEKLY and each.left_on is None))


def _rows(listed: list[Listed], scene: Scene) -> tuple[Row, ...]:
    return tuple(row(each, scene) for each in worst_first(listed))


def _meeting(meeting: Meeting, scene: Scene) -> MeetingWords:
    series = scene.orders.series.get(meeting.series)
    board = scene.orders.boards.get(series.board) if series else None
    return MeetingWords(
        title=meeting.title,
        board=board.name if board else "",
        day=day_in_words(meeting.on),
        hours=f"{meeting.starts:%H:%M} to {meeting.ends:%H:%M}",
        location=meeting.location,
        papers=day_in_words(meeting.paper_deadline_on) if meeting.paper_deadline_on else "",
        moved_because=meeting.moved_because,
        note=meeting.note,
        is_cancelled=meeting.status is MeetingStatus.CANCELLED,
    )
