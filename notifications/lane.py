"""One connection's work in a drain: lease, say that it goes, hand over, settle. No database waits on a network.

Where a journal is kept, several messages are said to be going in one commit, and are settled in one; else each for
itself. Several lanes of one drain share the road's state: one that finds it closed stops them all.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import ParamSpec

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.journal import Journal, journal
from notifications.message import redirected
from notifications.outbox import Outgoing
from notifications.pace import Pace
from notifications.settlement import Count, Done, Terms, close_road, write_down
from notifications.tables import Kind
from notifications.transports.contract import Accepted, Carrier, Envelope, Unreachable

# A person asked for these at this very moment, or would stand in an empty room on Monday; all else waits over days on
# which no mail goes.
ON_ANY_DAY = (Kind.FIRST_LOOK, Kind.TEST, Kind.LINK, Kind.INVITATION)
# How long messages that were said to be going together may take to begin; what has not begun by then is taken back, so
# that it can be called off, or replaced, like anything that waits.
TOGETHER_FOR = timedelta(seconds=2)
P = ParamSpec("P")
MAILS = tuple(kind for kind in Kind if kind is not Kind.WEBHOOK)


@dataclass(frozen=True, kw_only=True)
class Delivering:
    """What all lanes of a drain are told: how to open the database and ask the time, who they are, on what terms.

    Up to so many messages are said to be going `together`; more than one needs a folder for `journals`.
    """

    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    node: str
    terms: Terms
    pace: Pace
    batch: int
    lease_for: timedelta
    stop: Callable[[], bool]
    journals: Path | None = None
    together: int = 1
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
class Hand:
    """What a lane leased and has not begun: `going` was said to be going, `waiting` was not.

    Nothing begins after `until`; of the `together` that were last said to be going, what has not begun before
    `together_until` is taken back.
    """

    until: datetime
    leased_until: datetime
    waiting: deque[Outgoing]
    together_until: datetime
    going: deque[Outgoing] = field(default_factory=deque)
    together: int = 0


@dataclass
class Lane:
    """One carrier, and what it did."""

    told: Delivering
    road: Road
    carrier: Carrier
    journal: Journal | None = None
    counts: Counter[Count] = field(default_factory=Counter)
    at_once: int = field(init=False)

    def __post_init__(self) -> None:
        self.at_once = self._most

    def run(self) -> None:
        """Bring what is due to the road, until nothing is left, the road closes or somebody asks to stop."""
        while not self._stops():
            leased = self._lease()
            if not leased:
                break
            self._send(leased)

    @property
    def _most(self) -> int:
        return self.told.together if self.journal else 1

    def _stops(self) -> bool:
        return bool(self.road.closed) or self.told.stop()

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
        now, lasts = self.told.now(), self.told.lease_for
        until = now + lasts / 2
        hand = Hand(until=until, leased_until=now + lasts, waiting=deque(leased), together_until=until)
        while self._goes_on(hand):
            self._begin(hand)
            self._carry(hand)
        if hand.going or hand.waiting:
            with self.told.sessions.begin() as session:
                self._take_back(session, hand)
                outbox.release(session, hand.waiting, now=self.told.now())

    def _goes_on(self, hand: Hand) -> bool:
        return bool(hand.going or hand.waiting) and not self._stops() and self.told.now() < hand.until

    def _begin(self, hand: Hand) -> None:
        """See to it that messages are said to be going, over a road that was seen to be open."""
        unfit = self.carrier.ready()
        late = bool(hand.going) and self.told.now() >= hand.together_until
        if unfit is not None or late or not hand.going:
            with self.told.sessions.begin() as session:
                self._take_back(session, hand)
                if unfit is None:
                    self._say_going(session, hand)
                else:
                    self.road.closed = unfit.answer
                    close_road(session, unfit, self.told.terms, at=self.told.now())
        if hand.going and self.journal is not None:
            self._keeps(self.journal.goes, hand.going[0])

    def _carry(self, hand: Hand) -> None:
        """Hand over what is going, one after the other, up to the first that is not accepted; settle it all."""
        done: list[Done] = []
        goes = bool(hand.going) and not self.road.closed
        while goes:
            message = hand.going.popleft()
            outcome = self.carrier.send(self.told.envelope(message))
            done.append(Done(message, outcome, self.told.now()))
            goes = False
            if isinstance(outcome, Accepted):
                following = self._following(hand)
                goes = self._kept(message, outcome, following) and following is not None
        if done:
            self._settle(done, hand)

    def _following(self, hand: Hand) -> Outgoing | None:
        """The message that goes next without a further commit, if one may."""
        if not hand.going or self._stops() or self.told.now() >= hand.together_until:
            return None
        return hand.going[0]

    def _kept(self, message: Outgoing, outcome: Accepted, following: Outgoing | None) -> bool:
        """Keep right after the road's yes that it took the message, before anything else is sent."""
        return self.journal is None or self._keeps(self.journal.taken, message, outcome.answer, following)

    def _keeps(self, word: Callable[P, None], *said: P.args, **named: P.kwargs) -> bool:
        """Write into the journal; where that fails nothing more is sent, for nobody could say later what was."""
        try:
            word(*said, **named)
        except OSError as fault:
            self.road.closed = f"the journal of what was sent cannot be kept, so nothing more goes: {_why(fault)}"
            return False
        return True

    def _settle(self, done: Sequence[Done], hand: Hand) -> None:
        """Write down what became of messages; after an acceptance the next begin in the same transaction."""
        last = done[-1].outcome
        with self.told.sessions.begin() as session:
            self.counts += write_down(session, done, self.told.terms)
            if isinstance(last, Accepted):
                self._forgive(session)
                if not hand.going and self._goes_on(hand):
                    self.at_once = min(self._most, 2 * self.at_once)
                    self._say_going(session, hand)
        if isinstance(last, Unreachable):
            self.road.closed = last.answer

    def _say_going(self, session: Session, hand: Hand) -> None:
        """Say of the next messages that they go: in the journal which ones, then in the caller's transaction."""
        told, now = self.told, self.told.now()
        some: list[Outgoing] = []
        while hand.waiting and len(some) < self.at_once:
            message = hand.waiting.popleft()
            later = told.pace.wait_until(session, told.terms.redirect or message.to_address, now)
            if later is not None:
                outbox.hold_back(session, message, until=later, now=now)
            else:
                some.append(message)
        if some and self.journal is not None and not self._keeps(self.journal.holds, some):
            hand.waiting.extendleft(reversed(some))
        elif some:
            hand.going.extend(outbox.begin_handoffs(session, some, now=now))
            hand.together, hand.together_until = len(some), min(hand.until, now + TOGETHER_FOR)

    def _take_back(self, session: Session, hand: Hand) -> None:
        """Hold again what was said to be going and never began, as if nothing had been said; and say less next time."""
        if not hand.going:
            return
        self.at_once = max(1, hand.together - len(hand.going))
        held = [(each.id, each.fence) for each in hand.going]
        outbox.take_back(session, held, until=hand.leased_until, now=self.told.now())
        hand.waiting.extendleft(reversed(hand.going))
        hand.going.clear()

    def _forgive(self, session: Session) -> None:
        if self.road.has_breaker:
            outbox.close_breaker(session, self.told.terms.road)
            self.road.has_breaker = False


def _why(fault: OSError) -> str:
    return f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault.strerror or fault)


def run_lane(told: Delivering, road: Road, opened: AbstractContextManager[Carrier]) -> Counter[Count]:
    """A lane on a connection and with a journal of its own; gives what it did."""
    with journal(told.journals, told.node) as kept, opened as carrier:
        lane = Lane(told, road, carrier, kept)
        lane.run()
    return lane.counts
