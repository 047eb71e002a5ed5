"""Bringing waiting messages to their road, over one connection or several, and settling what is in doubt or over.

What a connection does is lane.py's, what a road answers the transports', what follows from it settlement.py's.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox, sealing
from notifications.journal import Remains, left_behind
from notifications.lane import MAILS, Delivering, Road, run_lane
from notifications.outbox import Outgoing
from notifications.pace import Pace
from notifications.retry import SendingDays
from notifications.settlement import Count, Terms
from notifications.tables import Kind
from notifications.transports.contract import Transport

LEASE_FOR = timedelta(minutes=5)
DOUBTS_AT_ONCE = 100
TOGETHER = 50  # how many go in one commit where a journal tells them apart: a commit each costs more than the sending
NO_PACE = Pace()


@dataclass(frozen=True, kw_only=True)
class DrainResult:
    """What one drain did, in messages. `waiting` is all that has not gone yet; `closed` says why the road is left
    alone, if it is.

    `put_off` failed for now; `unknown` are newly in doubt; `resent` may come twice, which the co-ordinator sees.
    """

    accepted: int = 0
    put_off: int = 0
    failed: int = 0
    unknown: int = 0
    resent: int = 0
    expired: int = 0
    suppressed: int = 0
    waiting: int = 0
    closed: str = ""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def drain(
    sessions: sessionmaker[Session],
    transport: Transport,
    *,
    now: Callable[[], datetime],
    node: str,
    days: SendingDays,
    redirect: str = "",
    batch: int = 100,
    lease_for: timedelta = LEASE_FOR,
    stop: Callable[[], bool] = never,
    connections: int = 1,
    pace: Pace = NO_PACE,
    journals: Path | None = None,
    together: int = 1,
    kinds: tuple[Kind, ...] = MAILS,
) -> DrainResult:
    """Bring every message whose time has come to its road, and settle what is in doubt or over.

    `now` gives the present instant each time it is asked; `node` names this process among all that drain. Under a
    `redirect` every mail goes to that address, which is told for whom it was. `stop` is asked between two messages.
    Further `connections` are opened while more than a batch waits for each; what `pace` holds back goes later.
    `journals` is a folder of this machine for what the database does not know yet (journal.py). With it up to so many
    messages may go `together`, in one commit: only where whoever takes over after a crash finds that folder too.
    Only messages of these `kinds` go by this road.
    Faults of the road are results; only those of the database are raised, and lose nothing.
    """
    told = Delivering(
        sessions=sessions,
        now=now,
        node=node,
        terms=Terms(road=transport.name, redirect=redirect, days=days),
        pace=pace,
        batch=batch,
        lease_for=lease_for,
        stop=stop,
        journals=journals,
        together=together,
        kinds=kinds,
    )
    road, counts = Road(), Counter[Count]()
    _tidy(told, transport, road, counts)
    counts += _run_lanes(told, transport, road, connections)
    _seal(told)
    by_name = {count.name.lower(): number for count, number in counts.items()}
    return DrainResult(**by_name, waiting=_waiting(sessions), closed=road.closed)


def _run_lanes(told: Delivering, transport: Transport, road: Road, connections: int) -> Counter[Count]:
    """Work on as many connections as pay; what all of them did."""
    lanes = min(connections, 1 + _waiting(told.sessions) // told.batch)
    with ThreadPoolExecutor(max_workers=max(1, lanes - 1), thread_name_prefix="connection") as others:
        further = [others.submit(run_lane, told, road, transport.session()) for _ in range(lanes - 1)]
        counts = run_lane(told, road, transport.session())
        for lane in further:
            counts += lane.result()
    return counts


def _tidy(told: Delivering, transport: Transport, road: Road, counts: Counter[Count]) -> None:
    """What lost nodes held, what is over, what is in doubt, and whether the road is open at all."""
    now = told.now()
    with left_behind(told.journals) as remains, told.sessions.begin() as session:
        _settle_by(remains, session, told, counts, now)
    with told.sessions.begin() as session:
        counts[Count.UNKNOWN] += len(outbox.sweep(session, now=now).unknown)
        counts[Count.EXPIRED] += len(outbox.expire(session, now=now))
        breaker = outbox.the_breaker(session, told.terms.road)
        doubts = outbox.doubts(session, now=now, limit=DOUBTS_AT_ONCE, kinds=told.kinds)
    road.has_breaker = breaker is not None
    if breaker and breaker.open_until > now:
        road.closed = breaker.why
    for message in doubts:
        was_taken = transport.has(told.envelope(message))
        if was_taken is not None:
            _clear_up(told, message, counts, was_taken=was_taken)


def _settle_by(remains: Remains, session: Session, told: Delivering, counts: Counter[Count], now: datetime) -> None:
    """What a process that is gone was told counts; what it had begun is in doubt; what it had not begun may go."""
    for (key, fence), answer in remains.taken.items():
        was_news = outbox.settle_by_journal(session, key, answer, fence=fence, now=now, road=told.terms.road)
        counts[Count.ACCEPTED] += was_news
    for key, fence in remains.begun:
        counts[Count.UNKNOWN] += outbox.doubt(session, key, fence, now=now)
    outbox.take_back(session, remains.not_begun, until=now, now=now)


def _clear_up(told: Delivering, message: Outgoing, counts: Counter[Count], *, was_taken: bool) -> None:
    now = told.now()
    with told.sessions.begin() as session:
        if was_taken and outbox.settle_by_evidence(session, message, now=now, road=told.terms.road):
            counts[Count.ACCEPTED] += 1
        elif not was_taken and outbox.resend(session, message, now=now):
            counts[Count.RESENT] += 1


def _seal(told: Delivering) -> None:
    """Put all that was written, here and in the round before, under the next seals of the send ledger."""
    sealed = True
    while sealed:
        with told.sessions.begin() as session:
            sealed = sealing.seal(session, now=told.now()) is not None


def _waiting(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        return outbox.waiting(session).messages
