"""How often what feeds say of a target date changed, and when: counted from rows that are never taken away."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.register.tables import (
    ActionRow,
    EarlierTargetRow,
    HistoryRow,
    MeetingRow,
    MilestoneRow,
    PersonRow,
)
from scheduler.rules.feed_entries import Revision


def revisions(session: Session) -> dict[str, Revision]:
    """By commitment key: one for each target date that was replaced, slip or correction (calendars.md 2 and 3).

    A milestone changes with its action: what is said of it holds the action's title.
    """
    at_last = func.max(EarlierTargetRow.replaced_at)
    moves = select(EarlierTargetRow.commitment, func.count(), at_last).group_by(EarlierTargetRow.commitment)
    moved = {key: (count, at) for key, count, at in session.execute(moves)}
    actions = select(ActionRow.key, ActionRow.changed_at)
    milestones = select(MilestoneRow.key, ActionRow.changed_at).join(ActionRow, ActionRow.key == MilestoneRow.action)
    changed = [*session.execute(actions), *session.execute(milestones)]
    return {key: _revision(at, *moved.get(key, (0, at))) for key, at in changed}


def completed_days(session: Session) -> dict[str, date]:
    """By key, the day on which each complete action was completed, where the plan or a person says so."""
    query = select(ActionRow.key, ActionRow.completed_on).where(ActionRow.completed_on.is_not(None))
    return {key: day for key, day in session.execute(query) if day}


def last_change(session: Session) -> datetime | None:
    """The instant of the last change of anything that feeds are made from; None in an empty register."""
    columns = (ActionRow.changed_at, MeetingRow.changed_at, PersonRow.changed_at, HistoryRow.at)
    latest = [session.scalar(select(func.max(column))) for column in columns]
    return max((at for at in latest if at), default=None)


def _revision(changed_at: datetime, moves: int, moved_at: datetime) -> Revision:
    return Revision(sequence=moves, changed_at=max(changed_at, moved_at))
