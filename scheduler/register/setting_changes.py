"""Who changed which setting from what to what at the desk: lines of the history, which is only ever added to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register import history
from scheduler.register.tables import HistoryRow

BEGINS = "setting changed: "


@dataclass(frozen=True, kw_only=True)
class SettingChange:
    """One setting by its path ("reminders.day_rungs"), and its values as TOML has them."""

    path: str
    before: Any
    after: Any
    who: str
    at: datetime


def record_setting_changes(
    session: Session, changes: Iterable[tuple[tuple[str, ...], Any, Any]], *, who: str, now: datetime
) -> None:
    """Write a line for each (path, before, after), in the caller's transaction."""
    for path, before, after in changes:
        what = f"{BEGINS}{'.'.join(path)}"
        history.write(
            session, at=now, who=who, road="desk", what=what, before={"value": before}, after={"value": after}
        )


def list_setting_changes(session: Session, *, limit: int = 50) -> tuple[SettingChange, ...]:
    """The latest changes, the newest first."""
    query = select(HistoryRow).where(HistoryRow.plan == "", HistoryRow.what.startswith(BEGINS, autoescape=True))
    rows = session.scalars(query.order_by(HistoryRow.id.desc()).limit(limit))
    return tuple(
        SettingChange(
            path=row.what.removeprefix(BEGINS),
            before=(row.before or {}).get("value"),
            after=(row.after or {}).get("value"),
            who=row.who,
            at=row.at,
        )
        for row in rows
    )
