"""What pages read of the register, kept in memory while nothing is written to it, the day stays, and the orders hold.

The register's mark is read anew for each request, so that a change by anybody, in whatever process, is seen at once.
Only what is the same for every reader is kept: who may see what of it is asked at each request.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from sqlalchemy.orm import Session, sessionmaker

from scheduler.register.marks import Mark
from scheduler.rounds.look import look
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene

Found = TypeVar("Found")
MARK = "mark"


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """Answers by their questions, as of a mark, a local day and the orders."""

    mark: Hashable
    today: date
    orders: StandingOrders
    answers: dict[Hashable, object] = field(default_factory=dict)

    def holds(self, mark: Hashable, today: date, orders: StandingOrders) -> bool:
        """Whether it would be found again just so."""
        return self.mark == mark and self.today == today and self.orders is orders


class KeptLooks:
    """What was found in the register, for many threads at once."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._kept: _Kept | None = None
        self._guard = threading.Lock()

    def now(self) -> Hashable:
        """The register's mark, to be read before a session begins: what that session reads is no older."""
        return self._mark.now()

    def scene(self, session: Session, orders: StandingOrders, today: date) -> Scene:
        """The register as the rules see it on a local day; a session that may write sees what it wrote itself."""
        return self.once("scene", session, orders, today, lambda: look(session, orders, today))

    def once(
        self, question: Hashable, session: Session, orders: StandingOrders, today: date, find: Callable[[], Found]
    ) -> Found:
        """What `find` finds in a session, frozen, as many will hold it; anew in a session that may write.

        A session that only reads carries the mark of before it began.
        """
        if MARK not in session.info:
            return find()
        with self._guard:
            if self._kept is None or not self._kept.holds(session.info[MARK], today, orders):
                self._kept = _Kept(mark=session.info[MARK], today=today, orders=orders)
            answers = self._kept.answers
            if question not in answers:
                answers[question] = find()
            return cast(Found, answers[question])

    @cached_property
    def _mark(self) -> Mark:
        with self._sessions() as session:
            return Mark(session.get_bind().engine)
