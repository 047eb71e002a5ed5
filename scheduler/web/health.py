"""How the whole fares, as an outsider may ask: rounds, work in hand, mail that waits. HTTP is healthz.py's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.outbox import Breaker, Waiting
from scheduler.register.rounds import last_round
from scheduler.rounds.morning import MORNING
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import counted
from scheduler.rules.hours import next_morning

LAG_ALLOWED_SECONDS = 15 * 60  # a round may wait for the tick, for the database and for the one before it
FREE_BYTES_WANTED = 200 * 1024 * 1024


class Beat(Protocol):
    """What an engine says of one round or piece of work; instants are aware, None before the first."""

    @property
    def name(self) -> str:
        """Which round or work."""

    @property
    def last_at(self) -> datetime | None:
        """When it last ran."""

    @property
    def last_good_at(self) -> datetime | None:
        """When it last ran without a fault."""

    @property
    def fault(self) -> str:
        """What went wrong the last time, empty when nothing did."""


@dataclass(frozen=True, kw_only=True)
class RoundSeen:
    """The last run of one kind of round, as the register has it."""

    kind: str
    on_day: date
    at: datetime
    finished_at: datetime | None
    fault: str


@dataclass(frozen=True, kw_only=True)
class Health:
    """How everything fares at an instant, `at`. `breakers` are by transport, those that are open or half open.

    `due_lag_seconds` is how long the oldest round that should have been held has been due, 0 when none is.
    """

    at: datetime
    rounds: tuple[RoundSeen, ...]
    beats: tuple[Beat, ...]
    waiting: Waiting
    breakers: dict[str, Breaker]
    due_lag_seconds: int
    free_disk_bytes: int

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, a sentence each; nothing when all is well."""
        return tuple(_problems(self))

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def gather(
    session: Session,
    orders: StandingOrders,
    *,
    now: datetime,
    transport: str,
    free_disk_bytes: int,
    beats: Iterable[Beat] = (),
) -> Health:
    """What the register and the outbox know, with what only the process knows: its beats and the home's free disk.

    `transport` names the road whose breaker is asked for.
    """
    last = last_round(session, MORNING)
    breaker = outbox.the_breaker(session, transport)
    seen = (
        RoundSeen(kind=MORNING, on_day=last.on_day, at=last.began_at, finished_at=last.finished_at, fault=last.fault)
        if last
        else None
    )
    return Health(
        at=now,
        rounds=(seen,) if seen else (),
        beats=tuple(beats),
        waiting=outbox.waiting(session),
        breakers={transport: breaker} if breaker else {},
        due_lag_seconds=_lag(last.began_at if last else None, orders, now),
        free_disk_bytes=free_disk_bytes,
    )


def _lag(last: datetime | None, orders: StandingOrders, now: datetime) -> int:
    """Seconds since the first morning after the last round; a home that never held one waits for its first."""
    if last is None:
        return 0
    due = next_morning(last, last, zone=orders.zone, morning=orders.morning)
    return max(0, int((now - due).total_seconds()))


def _problems(health: Health) -> Iterator[str]:
    for seen in health.rounds:
        if seen.fault:
            yield f"the {seen.kind} round of {seen.on_day.isoformat()} broke off: {seen.fault}"
    for beat in health.beats:
        if beat.fault:
            yield f"{beat.name}: {beat.fault}"
    for transport, breaker in health.breakers.items():
        yield f"mail is held back, {transport} cannot be reached: {breaker.why}"
    if health.due_lag_seconds > LAG_ALLOWED_SECONDS:
        yield f"a round has been due for {counted(health.due_lag_seconds // 60, 'minute')} and was not held"
    if health.free_disk_bytes < FREE_BYTES_WANTED:
        yield f"the disk of the home is nearly full: {health.free_disk_bytes // 1024**2} MiB are free"
