"""A plan drawn: its target dates and meetings along the months, and what was completed against what was planned.

Only places and numbers, for a template to draw; everything that a picture shows stands in the tables of the same page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.boards import MeetingStatus
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.plans.plan import Status
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import counted, day_in_words, short_day
from scheduler.rules.listing import Listed
from scheduler.web.rows import Colour, tag_of
from scheduler.web.standings import by_area, is_milestone

WIDTH, LABELS, LANE, TOP = 1000, 220, 26, 46
CHART, NARROW, LEFT, RIGHT = 200, 400, 26, 10  # the burn-up fits a telephone
A_WEEK = timedelta(days=7)
LONGEST_LABEL = 34
TICKS, FEW_TICKS, A_LABEL = 12, 5, 36


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One target date: where it stands, what colour its standing has, and whether a milestone's."""

    x: float
    y: float
    colour: Colour
    is_milestone: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """An upright line with a word: a month's beginning, a meeting, or today."""

    x: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One area's row: the middle of it, and its name in short."""

    y: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """All target dates of a plan along the months."""

    height: int
    lanes: tuple[Lane, ...]
    months: tuple[Line, ...]
    meetings: tuple[Line, ...]
    today: float
    marks: tuple[Mark, ...]
    summary: str


@dataclass(frozen=True, kw_only=True)
class BurnUp:
    """Completed against planned, week by week: two lines as points of a picture, and the last numbers of each."""

    planned: str
    completed: str
    today: float
    months: tuple[Line, ...]
    most: int
    summary: str


def timeline(plan: PlanRecord, listed: Sequence[Listed], scene: Scene) -> Timeline | None:
    """The picture of the dates of some of a plan's commitments; None where there is no date."""
    days = [each.commitment.target.due_on for each in listed if each.commitment.target]
    if not days:
        return None
    span = _span([*days, scene.today])
    areas = by_area(listed)
    lanes = tuple(Lane(y=TOP + LANE * (n + 0.5), label=_short(title)) for n, title in enumerate(areas))
    marks = (mark for lane, inside in zip(lanes, areas.values(), strict=True) for mark in _marks(inside, lane, span))
    dated, late = len(days), sum(each.standing.is_late for each in listed)
    return Timeline(
        height=TOP + LANE * len(lanes) + 10,
        lanes=lanes,
        months=_months(span, LABELS, WIDTH - RIGHT),
        meetings=_meetings(plan, span, scene),
        today=_at(scene.today, span, LABELS, WIDTH - RIGHT),
        marks=tuple(dict.fromkeys(marks)),  # those that would lie on each other are drawn once
        summary=f"{counted(dated, 'target date')} from {short_day(min(days))} to {short_day(max(days))}; {late} late "
        f"on {day_in_words(scene.today)}.",
    )


def burn_up(plan: PlanRecord, scene: Scene) -> BurnUp | None:
    """What was planned to be complete by each week, and what was; None for a plan without dates."""
    ours = [c for c in scene.snapshot.commitments if c.plan == plan.slug]
    planned = sorted(c.target.due_on for c in ours if c.target)
    done = sorted(_complete_on(c, plan) for c in ours if c.status is Status.COMPLETE)
    if not planned:
        return None
    span = _span([*planned, scene.today, plan.recorded_on])
    most = max(len(planned), len(done))
    due = sum(day <= scene.today for day in planned)
    return BurnUp(
        planned=_steps(planned, span, span[1], most),
        completed=_steps(done, span, scene.today, most),
        today=_at(scene.today, span, LEFT, NARROW - RIGHT),
        months=tuple(each for each in _months(span, LEFT, NARROW - RIGHT, FEW_TICKS) if each.x <= NARROW - A_LABEL),
        most=most,
        summary=f"By {day_in_words(scene.today)}, {due} of {len(planned)} were planned to be complete; "
        f"{len(done)} {'is' if len(done) == 1 else 'are'}.",
    )


def _complete_on(commitment: Commitment, plan: PlanRecord) -> date:
    return commitment.complete_since or plan.recorded_on


def _span(days: Sequence[date]) -> tuple[date, date]:
    """From the first of the first month to a little after the last day."""
    return min(days).replace(day=1), max(days) + 2 * A_WEEK


def _at(day: date, span: tuple[date, date], left: float, right: float) -> float:
    whole = max((span[1] - span[0]).days, 1)
    return round(left + (right - left) * (day - span[0]).days / whole, 1)


def _months(span: tuple[date, date], left: float, right: float, ticks: int = TICKS) -> tuple[Line, ...]:
    """The beginnings of months, thinned until their words have room."""
    firsts, day = [], span[0]
    while day <= span[1]:
        firsts.append(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    step = -(-len(firsts) // ticks)
    return tuple(Line(x=_at(each, span, left, right), words=f"{each:%b %y}") for each in firsts[::step])


def _meetings(plan: PlanRecord, span: tuple[date, date], scene: Scene) -> tuple[Line, ...]:
    series = scene.orders.series
    ours = [m for m in scene.snapshot.meetings if m.series in series and series[m.series].board == plan.board]
    return tuple(
        Line(x=_at(each.on, span, LABELS, WIDTH - RIGHT), words=f"{each.title}, {short_day(each.on)}")
        for each in sorted(ours, key=lambda m: m.on)
        if span[0] <= each.on <= span[1] and each.status is MeetingStatus.CONFIRMED
    )


def _marks(inside: Iterable[Listed], lane: Lane, span: tuple[date, date]) -> Iterable[Mark]:
    for each in inside:
        if each.commitment.target:
            yield Mark(
                x=_at(each.commitment.target.due_on, span, LABELS, WIDTH - RIGHT),
                y=lane.y,
                colour=tag_of(each.standing).colour,
                is_milestone=is_milestone(each.commitment),
            )


def _steps(days: Sequence[date], span: tuple[date, date], until: date, most: int) -> str:
    """How many of the days, in their order, are past at the end of each week, as a line that goes up in steps."""
    points, day = [], span[0]
    while day <= until + A_WEEK:
        shown = min(day, until)
        x = _at(shown, span, LEFT, NARROW - RIGHT)
        y = round(CHART - 30 - (CHART - 50) * bisect_right(days, shown) / most, 1)
        points.append(f"{x:g},{y:g}")
        day += A_WEEK
    return " ".join(points)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else f"{title[: LONGEST_LABEL - 1].rstrip()}…"
