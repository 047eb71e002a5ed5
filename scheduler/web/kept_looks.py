"""What pages read of the register, kept while the rows that it was read from, the day and the orders stay the same.

The register's mark is read anew for each request, so that a change by anybody, in whatever process, is seen at once.
After a change the rows that an answer was read from are read again: where they are the same the answer stays, and
where only some promises changed only those are looked at anew. Only what is the same for every reader is kept: who may
see what of it is asked at each request. One answer to each question is kept, the latest.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session, sessionmaker

from scheduler.register.evidence import Evidence, differing, read_again, recorded, sees_one_moment
from scheduler.register.leads import meanings_on
from scheduler.register.marks import Mark
from scheduler.rounds.look import look
from scheduler.rounds.look_again import look_again
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene

Found = TypeVar("Found")
MARK = "mark"
FEW = 50  # promises that changed: for more of them everything is looked at anew


@dataclass(kw_only=True)
class _Answer:
    """What was found, the mark under which it holds, what it was worked out of beside the register, and what it was
    read from; None where that was not steady."""

    found: Any
    of: object
    mark: Hashable
    evidence: Evidence | None


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """Answers by their questions, as of a local day and the orders."""

    today: date
    orders: StandingOrders
    answers: dict[Hashable, _Answer] = field(default_factory=dict)


class KeptLooks:
    """What was found in the register, for many threads at once."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._kept: _Kept | None = None
        self._guard = threading.Lock()

    def now(self) -> Hashable:
        """The register's mark, to be read before a session begins: what that session reads is no older."""
        return self._mark.now()

    def scene(self, session: Session, orders: StandingOrders, today: date, *, day: date | None = None) -> Scene:
        """The register as the rules see it on a local day; a session that may write sees what it wrote itself.

        `day` is another one to look at than today, with the roles of that day.
        """
        on = day or today
        leads = self.once(("leads", day), session, orders, today, lambda: meanings_on(session, on)) if day else None

        def find() -> Scene:
            return look(session, orders, on, leads_on=day)

        def renew(scene: Scene, changed: frozenset[str]) -> Scene:
            return look_again(session, scene, changed, leads=leads) or find()

        return self.once(("scene", day), session, orders, today, find, renew=renew)

    def once(
        self,
        question: Hashable,
        session: Session,
        orders: StandingOrders,
        today: date,
        find: Callable[[], Found],
        *,
        of: object = None,
        renew: Callable[[Found, frozenset[str]], Found] | None = None,
    ) -> Found:
        """What `find` finds in a session, frozen, as many will hold it; anew in a session that may write.

        A session that only reads carries the mark of before it began. `of` is what else it is worked out of, such as
        a scene: an answer holds for the same object alone. `renew` makes an earlier answer a new one where nothing
        changed but the promises of some keys; without it, whatever changed is found anew.
        """
        if MARK not in session.info:
            return find()
        with self._guard:
            answers = self._answers(orders, today)
            kept = answers.get(question)
            before = kept if kept and kept.of is of else None
            if before and before.mark == session.info[MARK]:
                return cast(Found, before.found)
            found, evidence = _anew(session, before, find, renew)
            answers[question] = self._answer(session, found, of, evidence)
            return found

    def _answers(self, orders: StandingOrders, today: date) -> dict[Hashable, _Answer]:
        if self._kept is None or self._kept.today != today or self._kept.orders is not orders:
            self._kept = _Kept(today=today, orders=orders)
        return self._kept.answers

    def _answer(self, session: Session, found: Any, of: object, evidence: Evidence) -> _Answer:
        """An answer under the mark of its session; its evidence counts where all of it is of one moment."""
        mark: Hashable = session.info[MARK]
        is_steady = sees_one_moment(session) or self._mark.now() == mark
        return _Answer(found=found, mark=mark, of=of, evidence=evidence if is_steady else None)

    @cached_property
    def _mark(self) -> Mark:
        with self._sessions() as session:
            return Mark(session.get_bind().engine)


def _anew(
    session: Session,
    before: _Answer | None,
    find: Callable[[], Found],
    renew: Callable[[Found, frozenset[str]], Found] | None,
) -> tuple[Found, Evidence]:
    """What a session finds: what was found before, that renewed, or another; and what it was read from."""
    if before is None or before.evidence is None:
        return recorded(session, find)
    evidence = read_again(session, before.evidence)
    if evidence is before.evidence:
        return before.found, evidence
    changed = differing(before.evidence, evidence) if renew else None
    if renew is None or changed is None or len(changed) > FEW:
        return recorded(session, find)
    return renew(before.found, changed), evidence
