"""One connection's work in a drain: lease, say that it goes, hand over, settle. No database waits on a network.

Several lanes of one drain share the road's state: one that finds it closed stops them all.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.journal import Journal
from notifications.message import redirected
from notifications.outbox import Outgoing
from notifications.pace import Pace
from notifications.settlement import Count, Terms, close_road, write_down
from notifications.tables import Kind
from notifications.transports.contract import Accepted, Carrier, Envelope, Outcome, Unreachable

# A person asked for these at this very moment, or would stand in an empty room on Monday; all else waits over days on
# which no mail goes.
ON_ANY_DAY = (Kind.FIRST_LOOK, Kind.TEST, Kind.LINK, Kind.INVITATION)
MAILS = tuple(kind for kind in Kind if kind is not Kind.WEBHOOK)


@dataclass(frozen=True, kw_only=True)
class Delivering:
    """What all lanes of a drain are told: how to open the database and ask the time, who they are, on what terms."""

    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    node: str
    terms: Terms
    pace: Pace
    batch: int
    lease_for: timedelta
    stop: Callable[[], bool]
    journal: Journal | None = None
    kinds: tuple[Kind, ...] = MAILS

    def envelope(self, message: Outgoing) -> Envelope:
        """A message as the road takes it; under a redirect, to another address."""
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


@dataclass
class Road:
    """The road as the lanes know it: why it is closed, if it is, and whether a breaker is to be forgiven."""

    closed: str = ""
    has_breaker: bool = False


@dataclass
class Lane:
    """One carrier, and what it did."""

    told: Delivering
    road: Road
    carrier: Carrier
    counts: Counter[Count] = field(default_factory=Counter)

    def run(self) -> None:
        """Bring what is due to the road, until nothing is left, the road closes or somebody asks to stop."""
        while not self.road.closed and not self.told.stop():
            leased = self._lease()
            if not leased:
                break
            self._send(leased)

    def _lease(self) -> list[Outgoing]:
        """The next messages to send; on a day on which no mail goes, only what a person asked for."""
        told, now = self.told, self.told.now()
        kinds = told.kinds if told.terms.days.open_at(now) else tuple(each for each in told.kinds if each in ON_ANY_DAY)
        with told.sessions.begin() as session:
            self.counts[Count.SUPPRESSED] += len(outbox.suppress(session, now=now))
            return outbox.lease_due(
                session, now=now, by=told.node, limit=told.batch, lease_for=told.lease_for, kinds=kinds
            )

    def _send(self, leased: Sequence[Outgoing]) -> None:
        """Send what was leased while at least half of the lease is left, and give the rest back."""
        until = self.told.now() + self.told.lease_for / 2
        waiting = deque(leased)
        in_hand = self._first(waiting, until)
        while in_hand is not None:
            outcome = self.carrier.send(self.told.envelope(in_hand))
            if isinstance(outcome, Accepted) and self.told.journal is not None:
                self.told.journal.write(in_hand.id, outcome.answer)
            following = self._settle(in_hand, outcome, waiting, until)
            in_hand = following or self._first(waiting, until)
        if waiting:
            with self.told.sessions.begin() as session:
                outbox.release(session, waiting, now=self.told.now())

    def _first(self, waiting: deque[Outgoing], until: datetime) -> Outgoing | None:
        """The next message, said to be going, over a road that was seen to be open."""
        if self.road.closed or not waiting:
            return None
        unfit = self.carrier.ready()
        with self.told.sessions.begin() as session:
            if unfit is None:
                return self._begin(session, waiting, until)
            self.road.closed = unfit.answer
            close_road(session, unfit, self.told.terms, at=self.told.now())
            return None

    def _settle(
        self, message: Outgoing, outcome: Outcome, waiting: deque[Outgoing], until: datetime
    ) -> Outgoing | None:
        """Write down what became of a message; after an acceptance the next one begins in the same transaction."""
        with self.told.sessions.begin() as session:
            self.counts[write_down(session, message, outcome, self.told.terms, at=self.told.now())] += 1
            if isinstance(outcome, Accepted):
                self._forgive(session)
                return self._begin(session, waiting, until)
        if isinstance(outcome, Unreachable):
            self.road.closed = outcome.answer
        return None

    def _begin(self, session: Session, waiting: deque[Outgoing], until: datetime) -> Outgoing | None:
        told, now = self.told, self.told.now()
        while waiting and not self.road.closed and not told.stop() and now < until:
            message = waiting.popleft()
            later = told.pace.wait_until(session, told.terms.redirect or message.to_address, now)
            if later is not None:
                outbox.hold_back(session, message, until=later, now=now)
            elif outbox.begin_handoff(session, message, now=now):
                return message
        return None

    def _forgive(self, session: Session) -> None:
        if self.road.has_breaker:
            outbox.close_breaker(session, self.told.terms.road)
            self.road.has_breaker = False


def run_lane(told: Delivering, road: Road, opened: AbstractContextManager[Carrier]) -> Counter[Count]:
    """A lane on a connection of its own; gives what it did."""
    with opened as carrier:
        lane = Lane(told, road, carrier)
        lane.run()
    return lane.counts
