"""How fast mail may go: so much in any minute, counted in the database for all processes together.

Time is an argument. A pace that is not set costs nothing and counts nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import cast

from sqlalchemy import Table, delete, func, insert, or_, select, text
from sqlalchemy.orm import Session, sessionmaker

from notifications.tables_departures import DepartureRow

MINUTE = timedelta(minutes=1)
COUNTING = 0x70616365  # one number for all nodes of a database: they count one after the other
DEPARTURES = cast(Table, DepartureRow.__table__)


@dataclass(frozen=True)
class Pace:
    """At most `a_minute` mails to a domain in any minute, whoever sends them; 0 lets all go at once."""

    a_minute: int = 0

    def wait_until(self, session: Session, address: str, now: datetime) -> datetime | None:
        """None when a mail to that address may go now, which counts it; else the instant to wait for."""
        if self.a_minute == 0:
            return None
        return its_turn(session, f"mail to {address.rpartition('@')[2].lower()}", self.a_minute, now=now)


@dataclass(frozen=True, kw_only=True)
class SharedTurns:
    """At most `a_minute` requests by one road in any minute, whichever process makes them."""

    sessions: sessionmaker[Session]
    road: str
    a_minute: int
    now: Callable[[], datetime]
    pause: Callable[[float], None] = sleep

    def wait(self) -> None:
        """Wait for the next free moment, and take it."""
        while (free_at := self._asked()) is not None:
            self.pause(max(0.0, (free_at - self.now()).total_seconds()))

    def _asked(self) -> datetime | None:
        with self.sessions.begin() as session:
            return its_turn(session, f"requests to {self.road}", self.a_minute, now=self.now())


def its_turn(session: Session, whither: str, a_minute: int, *, now: datetime) -> datetime | None:
    """None when one more may go there now, which is written down; else the instant to wait for.

    In the caller's transaction, which must end before anything waits on a network: others count after it.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": COUNTING})
    there, at = DEPARTURES.c.whither == whither, DEPARTURES.c.at
    # What a clock far ahead of the time wrote down must hold nobody up.
    session.execute(delete(DEPARTURES).where(there, or_(at <= now - MINUTE, at > now + MINUTE)))
    went, first_at = session.execute(select(func.count(), func.min(at)).where(there)).one()
    if went >= a_minute:
        return cast(datetime, first_at) + MINUTE
    session.execute(insert(DEPARTURES).values(whither=whither, at=now))
    return None
