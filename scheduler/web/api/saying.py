"""What the register holds, in the contract's words: plans, actions, meetings and lines of the ledger."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from datetime import date as day
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.ledger import LedgerLine
from scheduler.plans import boards, target_dates
from scheduler.plans.commitments import PlanRecord
from scheduler.plans.plan import Status
from scheduler.register.tables import ActionRow
from scheduler.rules.listing import Listed
from scheduler.web.api.asking import Asked
from scheduler.web.api.contract import (
    Action,
    AreaCounts,
    Counts,
    LedgerEntry,
    Meeting,
    Plan,
    PlanStandings,
    StandingWord,
    TargetDate,
)
from scheduler.web.standings import NO_AREA, AreaCount, action_ref, by_area, count, is_milestone


class Beside(NamedTuple):
    """What the register keeps of an action beside what the rules look at."""

    success_measure: str
    rating: str
    changed_at: datetime


def beside(session: Session, plan: str) -> dict[str, Beside]:
    """The same for every action of a plan, by its ref today."""
    columns = (ActionRow.ref, ActionRow.success_measure, ActionRow.rating, ActionRow.changed_at)
    standing = select(*columns).where(ActionRow.plan == plan, ActionRow.withdrawn_on.is_(None))
    return {ref: Beside(measure, rating, at) for ref, measure, rating, at in session.execute(standing)}


def plan_said(plan: PlanRecord, listed: Iterable[Listed], asked: Asked) -> Plan:
    """A plan and how it stands."""
    every = tuple(listed)
    milestones = sum(is_milestone(each.commitment) for each in every)
    return Plan(
        slug=plan.slug,
        title=plan.title,
        board=plan.board,
        board_name=asked.scene.snapshot.boards[plan.board].name,
        as_of=plan.as_of,
        recorded_on=plan.recorded_on,
        released_on=plan.released_on,
        actions=len(every) - milestones,
        milestones=milestones,
        counts=_counts(count(every).all, every),
    )


def standings_said(plan: PlanRecord, listed: Iterable[Listed]) -> PlanStandings:
    """How a plan stands by area."""
    every = tuple(listed)
    counted, inside = count(every), by_area(every)
    areas = [AreaCounts(area=each.area, counts=_counts(each, inside[each.area])) for each in counted.areas]
    return PlanStandings(plan=plan.slug, title=plan.title, counts=_counts(counted.all, every), areas=areas)


def _counts(counted: AreaCount, listed: Iterable[Listed]) -> Counts:
    """The columns of the pages, by name: standings.py's COLUMNS, in their order."""
    overdue, due_soon, upcoming, waiting, undated, complete, closed = counted.numbers
    return Counts(
        overdue=overdue,
        due_soon=due_soon,
        upcoming=upcoming,
        waiting=waiting,
        undated=undated,
        complete=complete,
        closed_unfinished=closed,
        total=counted.total,
        late=sum(each.standing.is_late for each in listed),
    )


def action_said(listed: Listed, asked: Asked, besides: Mapping[str, Beside]) -> Action:
    """An action or milestone as it stands today."""
    commitment, standing = listed.commitment, listed.standing
    kept, target = besides[action_ref(commitment.ref)], target_said(commitment.target)
    return Action(
        plan=commitment.plan,
        ref=commitment.ref,
        kind="milestone" if is_milestone(commitment) else "action",
        area=commitment.area or NO_AREA,
        title=commitment.title,
        standing=StandingWord[standing.kind.name],
        standing_in_words=asked.without_addresses(standing.words),
        is_late=standing.is_late,
        working_days_late=standing.days_late,
        target=target,
        first_target=target_said(commitment.was[0]) if commitment.was else target,
        times_moved=len(commitment.was),
        leads=list(dict.fromkeys(asked.called(each) for each in commitment.leads)),
        waiting_for=asked.without_addresses(commitment.waiting_for),
        progress=asked.without_addresses(commitment.progress),
        success_measure=kept.success_measure,
        rating=kept.rating,
        completed_on=commitment.completed_on if commitment.status is Status.COMPLETE else None,
        is_verified=commitment.status is Status.COMPLETE and not commitment.unverified,
        comes_round=commitment.recurs,
        changed_at=kept.changed_at,
    )


def target_said(target: target_dates.TargetDate | None) -> TargetDate | None:
    """A target date; null without one."""
    if target is None:
        return None
    return TargetDate(
        begins_on=target.begins_on,
        due_on=target.due_on,
        precision=target.precision,
        words=target.words,
        is_guessed=target.certainty is target_dates.Certainty.GUESSED,
    )


def meeting_said(meeting: boards.Meeting, board: str, zone: ZoneInfo) -> Meeting:
    """A meeting, its local hours as instants."""
    return Meeting(
        uid=meeting.uid,
        series=meeting.series,
        board=board,
        title=meeting.title,
        starts_at=_at(meeting.on, meeting.starts, zone),
        ends_at=_at(meeting.on, meeting.ends, zone),
        on=meeting.on,
        location=meeting.location,
        papers_due_on=meeting.paper_deadline_on,
        status=meeting.status,
        moved_because=meeting.moved_because,
        changed_at=meeting.changed_at,
    )


def _at(on: day, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, hour, zone).astimezone(UTC)


def entry_said(plan: str, line: LedgerLine, asked: Asked) -> LedgerEntry:
    """A line of the ledger, people in it by name."""
    return LedgerEntry(
        plan=plan,
        ref=line.ref,
        written_at=line.decided_at,
        accepted_at=line.accepted_at,
        whom=asked.called(line.person),
        kind=line.kind,
        reason=asked.without_addresses(line.reason),
        subject=asked.without_addresses(line.subject),
        state=line.state.value,
        message=line.message,
    )
