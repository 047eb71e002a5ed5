"""The record of rounds: which ran, for which day, what came of it. What a round does is scheduler/rounds'."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.register.lookups import NotInRegister
from scheduler.register.tables import RoundRow


@dataclass(frozen=True, kw_only=True)
class RoundRecord:
    """One run of a round. `finished_at` is None while it runs, or when it broke off; `fault` says what went wrong."""

    number: int
    kind: str
    on_day: date
    began_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, int]
    fault: str


def begin_round(session: Session, kind: str, on_day: date, *, now: datetime) -> int:
    """Record that a round begins, for a local day; the number to finish it by."""
    row = RoundRow(kind=kind, on_day=on_day, at=now)
    session.add(row)
    session.flush()
    return row.id


def finish_round(
    session: Session, number: int, *, now: datetime, counts: Mapping[str, int] | None = None, fault: str = ""
) -> None:
    """Record what came of a round. Raises NotInRegister for a round that never began."""
    row = session.get(RoundRow, number)
    if row is None:
        raise NotInRegister(thing=f"round {number}", place="the register", cure="begin a round before finishing it")
    row.finished_at, row.counts, row.fault = now, dict(counts or {}), fault


def last_round(session: Session, kind: str) -> RoundRecord | None:
    """The round of a kind that began last, finished or not."""
    newest = select(RoundRow).where(RoundRow.kind == kind).order_by(RoundRow.at.desc(), RoundRow.id.desc()).limit(1)
    row = session.scalar(newest)
    return _record(row) if row else None


def last_day_lived(session: Session, kind: str, *, before: date) -> date | None:
    """The last local day before another on which a round of a kind was finished; None when none was."""
    finished = select(func.max(RoundRow.on_day)).where(RoundRow.kind == kind, RoundRow.finished_at.is_not(None))
    return session.scalar(finished.where(RoundRow.on_day < before))


def disown_later_rounds(session: Session, kind: str, *, now: datetime) -> int:
    """Set aside the rounds of a kind that began after `now`, by a clock that was wrong; gives how many.

    They stay in the record under another name, so that rounds are held again; what they told stays told.
    """
    later = session.scalars(select(RoundRow).where(RoundRow.kind == kind, RoundRow.at > now)).all()
    for row in later:
        row.kind, row.fault = f"{kind} by a wrong clock", f"set aside at {now.isoformat()}: the clock was wrong"
    session.flush()
    return len(later)


def recent_counts(session: Session, kind: str, what: str, *, limit: int = 20) -> tuple[int, ...]:
    """What the last rounds of a kind counted under a name, the latest first; those that counted none are left out."""
    rows = session.scalars(select(RoundRow).where(RoundRow.kind == kind).order_by(RoundRow.at.desc()).limit(limit * 5))
    counts = [row.counts.get(what, 0) for row in rows if row.finished_at]
    return tuple(count for count in counts if count)[:limit]


def _record(row: RoundRow) -> RoundRecord:
    return RoundRecord(
        number=row.id,
        kind=row.kind,
        on_day=row.on_day,
        began_at=row.at,
        finished_at=row.finished_at,
        counts=row.counts,
        fault=row.fault,
    )
