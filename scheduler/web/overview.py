"""The words of the dashboard: how each plan stands, what is late and next, meetings to come. Post is mailed.py's."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from scheduler.links import plan_path
from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.people import Frequency, Person
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rules.access import SEES_DECISIONS
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.listing import Listed, worst_first
from scheduler.rules.standing import StandingKind
from scheduler.web.rows import Row, row
from scheduler.web.seen import Seen
from scheduler.web.standings import Counts, count, in_plan_order, is_milestone

SOON = frozenset({StandingKind.DUE_TODAY, StandingKind.DUE_SOON})
NEXT_MEETINGS = 6
SHOWN = 25  # late rows of one plan on the first page: the rest stands on the plan's own


@dataclass(frozen=True, kw_only=True)
class PlanOverview:
    """One plan on the dashboard; `late` is worst first, `due_next` by due day, `waits` waits for somebody in time."""

    title: str
    url: str
    board: str
    as_of: str
    size: str
    waits_for_release: bool
    with_names: bool
    counts: Counts
    late: tuple[Row, ...] = ()
    late_number: int = 0
    all_late: str = ""
    late_in_words: str = ""
    due_next: tuple[Row, ...] = ()
    waits: tuple[Row, ...] = ()


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


def overviews(seen: Seen) -> tuple[PlanOverview, ...]:
    """Every open plan that somebody may see, the one with most that is late first."""
    plans = [overview(plan, seen) for plan in seen.plans]
    return tuple(sorted(plans, key=lambda each: (-each.late_number, each.title, each.url)))


def overview(plan: PlanRecord, seen: Seen) -> PlanOverview:
    """One plan as it stands today."""
    scene = seen.scene
    listed = in_plan_order(plan.slug, scene)
    return replace(headings_of(plan, listed, seen), **_lists(plan, listed, seen))


def headings_of(plan: PlanRecord, listed: tuple[Listed, ...], seen: Seen) -> PlanOverview:
    """A plan's words and counts, without the rows of what is late, next or waiting."""
    return PlanOverview(
        title=plan.title,
        url=plan_path(plan.slug),
        board=seen.scene.snapshot.boards[plan.board].name,
        as_of=day_in_words(plan.as_of),
        size=size_in_words(listed),
        waits_for_release=plan.released_on is None and seen.access.on_plan(plan.slug, SEES_DECISIONS),
        with_names=seen.with_names(plan.slug),
        counts=count(listed),
    )


def _lists(plan: PlanRecord, listed: tuple[Listed, ...], seen: Seen) -> dict[str, Any]:
    scene = seen.scene
    late = [each for each in listed if each.standing.is_late]
    in_time = [each for each in listed if not each.standing.is_late]
    names = seen.with_names(plan.slug)
    return {
        "late": _rows(worst_first(late)[:SHOWN], scene, names),
        "late_number": len(late),
        "all_late": f"{plan_path(plan.slug)}?{urlencode({'standing': 'Overdue'})}" if len(late) > SHOWN else "",
        "late_in_words": late_in_words(late),
        "due_next": _rows([each for each in in_time if each.standing.kind in SOON], scene, names),
        "waits": _rows([each for each in in_time if each.standing.kind is StandingKind.WAITING], scene, names),
    }


def size_in_words(listed: tuple[Listed, ...]) -> str:
    """How much a plan promises: "22 actions and 1 milestone"."""
    milestones = sum(is_milestone(each.commitment) for each in listed)
    actions = counted(len(listed) - milestones, "action")
    return f"{actions} and {counted(milestones, 'milestone')}" if milestones else actions


def late_in_words(late: list[Listed]) -> str:
    """What the number of late ones is made of, so that it agrees with the columns of the table."""
    waiting = sum(each.standing.kind is StandingKind.WAITING for each in late)
    return f"{len(late) - waiting} overdue, {waiting} waiting past the target date." if waiting else ""


def meetings_to_come(seen: Seen) -> tuple[MeetingWords, ...]:
    """The next meetings of somebody's boards, earliest first; cancelled ones stay in sight until they are past."""
    scene = seen.scene
    ours = {slug for slug, series in scene.orders.series.items() if series.board in seen.boards}
    coming = sorted(
        (each for each in scene.snapshot.meetings if each.on >= scene.today and each.series in ours),
        key=lambda m: (m.on, m.starts, m.uid),
    )
    return tuple(_meeting(each, scene) for each in coming[:NEXT_MEETINGS])


def co_ordinators(
    orders: StandingOrders, directory: Mapping[str, Person], boards: Collection[str] | None = None
) -> tuple[str, ...]:
    """Who answers questions about the plans of all boards, or of some, by name and address; everybody is named once."""
    people = {**orders.officers, **directory}
    wanted = orders.boards.values() if boards is None else [orders.boards[slug] for slug in sorted(boards)]
    addresses = dict.fromkeys(board.co_ordinator for board in wanted)
    return tuple(f"{people[each].name} ({people[each].address})" if each in people else each for each in addresses)


def weekly_readers(seen: Seen) -> tuple[str, ...]:
    """Which leads have digests weekly, by name: their co-ordinator sees here what an unsubscribe link changed."""
    snapshot, plans = seen.scene.snapshot, seen.scene.snapshot.plans
    theirs = {lead for c in snapshot.commitments if plans[c.plan].board in seen.mail_of for lead in c.leads}
    weekly = [each for each in snapshot.people.values() if each.email in theirs and each.digest is Frequency.WEEKLY]
    return tuple(sorted(each.name for each in weekly if each.left_on is None))


def left_alone(seen: Seen) -> tuple[str, ...]:
    """Whom no mail goes to, by name and why: leads and heads of the boards whose mail the reader may see."""
    snapshot, boards = seen.scene.snapshot, [seen.scene.snapshot.boards[each] for each in seen.mail_of]
    theirs = {lead for c in snapshot.commitments if snapshot.plans[c.plan].board in seen.mail_of for lead in c.leads}
    theirs |= {address for board in boards for address in (board.chair, board.vice_chair, board.co_ordinator)}
    suspended = [each for each in snapshot.people.values() if each.email in theirs and each.suspended]
    return tuple(sorted(f"{each.name} ({each.suspended})" for each in suspended if each.left_on is None))


def _rows(listed: Iterable[Listed], scene: Scene, names: bool) -> tuple[Row, ...]:
    return tuple(row(each, scene, names=names) for each in worst_first(list(listed)))


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
