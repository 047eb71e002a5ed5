"""Addresses that nothing is sent to, and transports that are left alone for a while."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from notifications.outbox.moves import insert_unless_there
from notifications.retry import breaker_wait
from notifications.tables import BreakerRow, SuspensionRow


@dataclass(frozen=True, kw_only=True)
class Breaker:
    """Why a transport is left alone, until when, and for the how-manieth time in a row."""

    open_until: datetime
    why: str
    times: int


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """An address that nothing is sent to, since when and why."""

    address: str
    since: datetime
    why: str


def suspend(session: Session, address: str, *, why: str, now: datetime) -> bool:
    """Send nothing to that address any more; False when that was so before, which keeps the first reason."""
    row = {"address": address.lower(), "since": now, "why": why}
    return insert_unless_there(session, cast(Table, SuspensionRow.__table__), [row]) == 1


def lift(session: Session, address: str, *, now: datetime) -> bool:
    """Let mail go to that address again; False when nothing kept it from there."""
    live = (SuspensionRow.address == address.lower(), SuspensionRow.lifted_at.is_(None))
    lifted = update(SuspensionRow).where(*live).values(lifted_at=now).returning(SuspensionRow.id)
    return session.scalars(lifted, execution_options={"synchronize_session": False}).first() is not None


def suspensions(session: Session) -> tuple[Suspension, ...]:
    """Every address that nothing is sent to at present, in the order of the addresses."""
    live = select(SuspensionRow).where(SuspensionRow.lifted_at.is_(None)).order_by(SuspensionRow.address)
    return tuple(Suspension(address=row.address, since=row.since, why=row.why) for row in session.scalars(live))


def the_breaker(session: Session, transport: str) -> Breaker | None:
    """The breaker of a transport, None while all is well with it; it is open before its `open_until`."""
    row = session.get(BreakerRow, transport, populate_existing=True)
    return Breaker(open_until=row.open_until, why=row.why, times=row.times) if row else None


def open_breaker(session: Session, transport: str, *, why: str, now: datetime) -> Breaker:
    """Leave a transport alone, longer each time in a row; a node that finds it open already changes nothing."""
    before = the_breaker(session, transport)
    if before is not None and before.open_until > now:
        return before
    times = before.times + 1 if before else 1
    breaker = Breaker(open_until=now + breaker_wait(times), why=why, times=times)
    if _opened(session, transport, breaker, before):
        return breaker
    return the_breaker(session, transport) or breaker


def _opened(session: Session, transport: str, breaker: Breaker, before: Breaker | None) -> bool:
    """Whether it was us who opened it, and not another node at the same moment."""
    if before is None:
        row = {"transport": transport, **vars(breaker)}
        return insert_unless_there(session, cast(Table, BreakerRow.__table__), [row]) == 1
    as_seen = (BreakerRow.transport == transport, BreakerRow.open_until == before.open_until)
    opened = update(BreakerRow).where(*as_seen).values(**vars(breaker)).returning(BreakerRow.transport)
    return session.scalars(opened, execution_options={"synchronize_session": False}).first() is not None


def close_breaker(session: Session, transport: str) -> None:
    """All is well with the transport again."""
    session.execute(delete(BreakerRow).where(BreakerRow.transport == transport))
