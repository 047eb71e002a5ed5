"""Bringing waiting messages to their road: lease, say that it goes, hand over, settle. No database waits on a network.

What a road answers is the transports' to say, what follows from it settlement.py's; the outbox writes it down.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox, sealing
from notifications.message import redirected
from notifications.outbox import Outgoing
from notifications.retry import SendingDays
from notifications.settlement import Count, Terms, close_road, write_down
from notifications.tables import Kind
from notifications.transports.contract import Accepted, Carrier, Envelope, Outcome, Transport, Unreachable

LEASE_FOR = timedelta(minutes=5)
DOUBTS_AT_ONCE = 100
# A person asked for these at this very moment; all else waits over days on which no mail goes.
ON_ANY_DAY = (Kind.FIRST_LOOK, Kind.TEST, Kind.LINK)


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
) -> DrainResult:
    """Bring every message whose time has come to its road, and settle what is in doubt or over.

    `now` gives the present instant each time it is asked; `node` names this process among all that drain. Under a
    `redirect` every mail goes to that address, which is told for whom it was. `stop` is asked between two messages.
    Faults of the road are results; only those of the database are raised, and lose nothing.
    """
    terms = Terms(road=transport.name, redirect=redirect, days=days)
    with transport.session() as carrier:
        draining = _Draining(sessions, transport, carrier, now, node, terms, lease_for, stop)
        draining.tidy()
        while not draining.closed and not stop():
            leased = draining.lease(batch)
            if not leased:
                break
            draining.send(leased)
    draining.seal()
    return draining.result()


@dataclass
class _Draining:
    sessions: sessionmaker[Session]
    transport: Transport
    carrier: Carrier
    now: Callable[[], datetime]
    node: str
    terms: Terms
    lease_for: timedelta
    stop: Callable[[], bool]
    closed: str = ""
    has_breaker: bool = False
    counts: Counter[Count] = field(default_factory=Counter)

    def tidy(self) -> None:
        """What lost nodes held, what is over, what is in doubt, and whether the road is open at all."""
        now = self.now()
        with self.sessions.begin() as session:
            self.counts[Count.UNKNOWN] += len(outbox.sweep(session, now=now).unknown)
            self.counts[Count.EXPIRED] += len(outbox.expire(session, now=now))
            breaker = outbox.the_breaker(session, self.terms.road)
            doubts = outbox.doubts(session, now=now, limit=DOUBTS_AT_ONCE)
        self.has_breaker = breaker is not None
        if breaker and breaker.open_until > now:
            self.closed = breaker.why
        for message in doubts:
            self._clear_up(message, was_taken=self.transport.has(self._envelope(message)))

    def lease(self, batch: int) -> list[Outgoing]:
        """The next messages to send; on a day on which no mail goes, only what a person asked for."""
        now = self.now()
        kinds = tuple(Kind) if self.terms.days.open_at(now) else ON_ANY_DAY
        with self.sessions.begin() as session:
            self.counts[Count.SUPPRESSED] += len(outbox.suppress(session, now=now))
            return outbox.lease_due(session, now=now, by=self.node, limit=batch, lease_for=self.lease_for, kinds=kinds)

    def send(self, leased: Sequence[Outgoing]) -> None:
        """Send what was leased while at least half of the lease is left, and give the rest back."""
        until = self.now() + self.lease_for / 2
        waiting = deque(leased)
        in_hand = self._first(waiting, until)
        while in_hand is not None:
            outcome = self.carrier.send(self._envelope(in_hand))
            following = self._settle(in_hand, outcome, waiting, until)
            in_hand = following or self._first(waiting, until)
        with self.sessions.begin() as session:
            outbox.release(session, waiting, now=self.now())

    def seal(self) -> None:
        """Put all that was written, here and in the round before, under the next seals of the send ledger."""
        sealed = True
        while sealed:
            with self.sessions.begin() as session:
                sealed = sealing.seal(session, now=self.now()) is not None

    def result(self) -> DrainResult:
        """The counts, and what is left."""
        with self.sessions() as session:
            waiting = outbox.waiting(session).messages
        counts = {count.name.lower(): number for count, number in self.counts.items()}
        return DrainResult(**counts, waiting=waiting, closed=self.closed)

    def _first(self, waiting: deque[Outgoing], until: datetime) -> Outgoing | None:
        """The next message, said to be going, over a road that was seen to be open."""
        if self.closed or not waiting:
            return None
        unfit = self.carrier.ready()
        with self.sessions.begin() as session:
            if unfit is None:
                return self._begin(session, waiting, until)
            self.closed = unfit.answer
            close_road(session, unfit, self.terms, at=self.now())
            return None

    def _settle(
        self, message: Outgoing, outcome: Outcome, waiting: deque[Outgoing], until: datetime
    ) -> Outgoing | None:
        """Write down what became of a message; after an acceptance the next one begins in the same transaction."""
        with self.sessions.begin() as session:
            self.counts[write_down(session, message, outcome, self.terms, at=self.now())] += 1
            if isinstance(outcome, Accepted):
                self._forgive(session)
                return self._begin(session, waiting, until)
        if isinstance(outcome, Unreachable):
            self.closed = outcome.answer
        return None

    def _begin(self, session: Session, waiting: deque[Outgoing], until: datetime) -> Outgoing | None:
        now = self.now()
        while waiting and not self.stop() and now < until:
            message = waiting.popleft()
            if outbox.begin_handoff(session, message, now=now):
                return message
        return None

    def _forgive(self, session: Session) -> None:
        if self.has_breaker:
            outbox.close_breaker(session, self.terms.road)
            self.has_breaker = False

    def _clear_up(self, message: Outgoing, *, was_taken: bool) -> None:
        now = self.now()
        with self.sessions.begin() as session:
            if was_taken and outbox.settle_by_evidence(session, message, now=now, road=self.terms.road):
                self.counts[Count.ACCEPTED] += 1
            elif not was_taken and outbox.resend(session, message, now=now):
                self.counts[Count.RESENT] += 1

    def _envelope(self, message: Outgoing) -> Envelope:
        redirect = self.terms.redirect
        content = redirected(message.body, to=redirect, instead_of=message.to_address) if redirect else message.body
        return Envelope(
            id=message.id,
            message_id=message.message_id,
            sender=message.envelope_from,
            recipient=redirect or message.to_address,
            day=message.local_day,
            content=content,
        )
