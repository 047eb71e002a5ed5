"""A process that dies at any moment of a drain: nothing is lost, and nothing comes twice but what was in doubt.

Every commit, and every message that goes over, is a moment: the process dies right before it or right after it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import StaticPool, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import drain
from notifications.outbox import FINAL
from notifications.tables import Base, State
from notifications.transports.contract import (
    Accepted,
    Carrier,
    Envelope,
    Heard,
    Later,
    Outcome,
    Phase,
    Refused,
    Unknown,
    Unreachable,
    unheard,
)
from tests.examples import tried
from tests.notifications.mails import CHILDREN_FIRST, EIGHT, EVERY_DAY, new_message, notice
from tests.scheduler.register.databases import empty

PEOPLE = ("a@example.org", "b@example.org", "c@example.org")
A_WHILE = timedelta(hours=1)  # longer than a lease, a handoff, a breaker and the wait for evidence
LONG_ENOUGH = 30


class Died(BaseException):
    """The process is gone: nothing catches this."""


@dataclass
class Fuse:
    """Burns down by one at each moment, and then the process dies; never, when it starts at 0."""

    length: int = 0

    def moment(self) -> None:
        """One moment passes."""
        self.length -= 1
        if self.length == 0:
            raise Died


@dataclass
class Road:
    """A road that never forgets what came over, and says to each what it is told to, even when the process dies."""

    fuse: Fuse
    says: Callable[[], Outcome] = lambda: Accepted(answer="kept")
    knows: bool = False
    arrived: Counter[str] = field(default_factory=Counter)
    name: str = "road"

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """The road, open."""
        yield self

    def ready(self) -> None:
        """It is always open at first."""

    def has(self, envelope: Envelope) -> bool:
        """What came over, where the road can be asked at all."""
        return self.knows and self.arrived[envelope.id] > 0

    def send(self, envelope: Envelope) -> Outcome:
        """Take a message, dying before or after."""
        outcome = self.says()
        self.fuse.moment()
        if isinstance(outcome, Accepted | Unknown):
            self.arrived[envelope.id] += 1
        self.fuse.moment()
        return outcome


def dying(bind: Any, fuse: Fuse) -> sessionmaker[Session]:
    """Sessions whose process dies right before or right after a commit."""
    sessions = sessionmaker(bind, expire_on_commit=False)
    event.listen(sessions, "before_commit", lambda _: fuse.moment())
    event.listen(sessions, "after_commit", lambda _: fuse.moment())
    return sessions


def put_all(sessions: sessionmaker[Session], people: Sequence[str]) -> None:
    """One digest each."""
    with sessions.begin() as session:
        for person in people:
            outbox.put(session, new_message(person[0], recipient=person), [notice(person=person)], now=EIGHT)


def drain_at(sessions: sessionmaker[Session], road: Road, at: datetime, journals: Path | None) -> bool:
    """Drain, all in one commit where a journal is kept; False when the process died meanwhile."""
    many = len(PEOPLE)
    try:
        drain(sessions, road, now=lambda: at, node="node", days=EVERY_DAY, batch=many, journals=journals, together=many)
    except Died:
        return False
    return True


def entries(sessions: sessionmaker[Session]) -> dict[str, outbox.Entry]:
    """Every message as it stands."""
    with sessions() as session:
        return {entry.id: entry for entry in outbox.entries(session)}


def drain_until_settled(sessions: sessionmaker[Session], road: Road, journals: Path | None) -> dict[str, outbox.Entry]:
    """Healthy drains, one a while, until every message is settled or waits for a person."""
    for turn in range(1, LONG_ENOUGH):
        drain_at(sessions, road, EIGHT + turn * A_WHILE, journals)
        found = entries(sessions)
        if all(entry.state in FINAL or entry.next_try_at is None for entry in found.values()):
            return found
    raise AssertionError(f"never settled: {entries(sessions)}")


@pytest.mark.parametrize("knows", [False, True], ids=["a road that cannot be asked", "a road that can"])
def test_whenever_the_process_dies_everything_arrives_and_only_doubts_arrive_twice(
    sessions: sessionmaker[Session], knows: bool
) -> None:
    all_arrive_whenever_the_process_dies(sessions, PEOPLE[:2], knows, None)


@pytest.mark.parametrize("knows", [False, True], ids=["a road that cannot be asked", "a road that can"])
def test_of_several_that_go_together_only_the_one_that_had_begun_is_in_doubt(tmp_path: Path, knows: bool) -> None:
    with in_memory() as sessions:
        all_arrive_whenever_the_process_dies(sessions, PEOPLE, knows, tmp_path)


def all_arrive_whenever_the_process_dies(
    sessions: sessionmaker[Session], people: Sequence[str], knows: bool, journals: Path | None
) -> None:
    """Let a drain die at each of its moments, and see what becomes of each message."""
    in_doubt = []
    for length in range(1, 1000):
        empty(sessions.kw["bind"], [row.__tablename__ for row in CHILDREN_FIRST])
        put_all(sessions, people)
        fuse = Fuse(length)
        road = Road(fuse, knows=knows)
        lived = drain_at(dying(sessions.kw["bind"], fuse), road, EIGHT, journals)

        found = drain_until_settled(sessions, road, journals)

        assert {entry.state for entry in found.values()} == {State.ACCEPTED}
        assert set(road.arrived) == {person[0] for person in people}
        twice = {key for key, times in road.arrived.items() if times > 1}
        assert twice <= {key for key, entry in found.items() if entry.resent}
        assert max(road.arrived.values()) <= 2
        in_doubt.append(sum(entry.resent for entry in found.values()))
        if lived:
            break

    assert max(in_doubt) == 1
    assert in_doubt.count(0) < len(in_doubt)


@contextmanager
def in_memory() -> Iterator[sessionmaker[Session]]:
    """An empty outbox of this process alone."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    yield sessionmaker(engine, expire_on_commit=False)
    engine.dispose()


OUTCOMES = st.sampled_from(
    [
        Accepted(answer="kept"),
        Later(phase=Phase.RECIPIENT, answer="450 busy"),
        Refused(phase=Phase.DOT, answer="554 no", blames_address=False),
        Unknown(phase=Phase.DOT, answer="no reply"),
        Unreachable(phase=Phase.SENDER, answer="421 closing"),
    ]
)


@tried(0.3)
@given(st.lists(OUTCOMES, max_size=20), st.lists(st.integers(0, 25), max_size=5), st.booleans())
def test_through_any_answers_and_any_deaths_nothing_is_lost_or_doubled_unsaid(
    tmp_path_factory: pytest.TempPathFactory, answers: list[Outcome], deaths: list[int], journal: bool
) -> None:
    journals = tmp_path_factory.mktemp("journal") if journal else None
    with in_memory() as sessions:
        put_all(sessions, PEOPLE)
        road = Road(Fuse(), says=lambda: answers.pop() if answers else Accepted(answer="kept"))
        for turn, length in enumerate(deaths):
            road.fuse = Fuse(length)
            bind = sessions.kw["bind"]
            drain_at(dying(bind, road.fuse), road, EIGHT + turn * timedelta(minutes=10), journals)
        road.fuse = Fuse()
        found = drain_until_settled(sessions, road, journals)

    for key, entry in found.items():
        assert entry.state in {State.ACCEPTED, State.FAILED, State.UNKNOWN}
        assert entry.state is not State.UNKNOWN or entry.resent
        assert entry.state is not State.ACCEPTED or road.arrived[key] >= 1
        assert road.arrived[key] <= 1 + entry.resent
