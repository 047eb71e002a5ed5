"""When the rules look at an action again: stored for each, so that SQL picks candidates by one indexed day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from scheduler.register.tables import ActionRow


def to_look_at(session: Session, day: date) -> tuple[str, ...]:
    """Keys of the actions about which the rules may have something new to say by `day`, earliest first."""
    due = select(ActionRow.key).where(ActionRow.next_look_on <= day)
    return tuple(session.scalars(due.order_by(ActionRow.next_look_on, ActionRow.key)))


def look_next(session: Session, days: Mapping[str, date | None]) -> None:
    """Set the next day by key: the earliest for an action and its milestones; None until something changes."""
    if not days:
        return
    table = ActionRow.__table__
    statement = update(ActionRow).where(table.c.key == bindparam("of")).values(next_look_on=bindparam("day"))
    session.connection().execute(statement, [{"of": key, "day": day} for key, day in days.items()])
