"""Going through the register on a morning, whole or portion by portion: the same mails, in flat memory."""

import gc
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from notifications.outbox.telling import newest_notice
from scheduler.plans.commitments import Commitment
from scheduler.rounds.addressing import Addressed, address
from scheduler.rounds.escalating import TO_HEADS
from scheduler.rounds.look import look, look_around, look_at, with_told
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.portions import Portions, at_home, is_large, portions_of
from scheduler.rounds.scene import Scene
from scheduler.rounds.summaries import with_summaries
from scheduler.rules.board_counts import BoardCount, add_to_counts
from scheduler.rules.decide import decide_each, decide_on, in_order, together
from scheduler.rules.decisions import Decisions, Held, Notice, Part, Silence
from scheduler.rules.left_alone import led_by, suspended
from scheduler.rules.summary import summary_day

Tell = Callable[[tuple[Addressed, ...], Scene], None]


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """A morning: the round's instant, its local day, and the last day before it that had a morning, if any."""

    now: datetime
    today: date
    lived_on: date | None


@dataclass(kw_only=True)
class _Carried:
    """What is in hand until all was gone through; `told` and `silences` are kept only where somebody wants them."""

    notices: list[Notice] = field(default_factory=list)
    own: list[Notice] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    counts: dict[str, BoardCount] = field(default_factory=dict)
    led: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: list[Notice] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)


def decide_and_tell(
    session: Session, orders: StandingOrders, occasion: Occasion, tell: Tell, *, at_once: int, whole: bool
) -> tuple[Scene, Decisions]:
    """Decide the morning and hand over its mails, some at a time; gives the scene of the last ones, and the decisions.

    Registers of more than `at_once` actions are gone through by portions of about so many, and only with `whole` the
    decisions then hold every notice that was handed over, and every silence.
    """
    if not is_large(session, at_once=at_once):
        scene = look(session, orders, occasion.today)
        decisions = with_summaries(session, decide_on(scene.view), scene, lived_on=occasion.lived_on, now=occasion.now)
        tell(address(decisions, scene), scene)
        return scene, decisions
    return _Sweep(session, look_around(session, orders, occasion.today), occasion, whole=whole).through(tell, at_once)


class _Sweep:
    """One way through a register by portions."""

    def __init__(self, session: Session, around: Scene, occasion: Occasion, *, whole: bool) -> None:
        self._session, self._around, self._occasion, self._whole = session, around, occasion, whole
        self._up_to = newest_notice(session)  # what one portion tells, another does not count as told before
        self._suspended = suspended(around.view)
        boards = around.snapshot.boards.items()
        days = {slug: summary_day(board, around.view, lived_on=occasion.lived_on) for slug, board in boards}
        self._carried = _Carried(counts={slug: BoardCount() for slug, day in days.items() if day})

    def through(self, tell: Tell, at_once: int) -> tuple[Scene, Decisions]:
        """All portions, and at the end whoever could not be told before."""
        portions = portions_of(self._session, self._around, at_once=at_once)
        for number in range(len(portions.keys)):
            self._one(number, portions, tell)
            gc.collect(0)  # the little that went round in circles: nothing of one portion is there in the next
        scene, decisions = self._last()
        tell(address(decisions, scene), scene)
        further = in_order([*decisions.notices, *self._carried.told])
        return scene, replace(decisions, notices=further) if self._whole else decisions

    def _one(self, number: int, portions: Portions, tell: Tell) -> None:
        """Look at one portion, hand over the mails that are whole, and keep what others are to hear."""
        scene = look_at(self._session, self._around, portions.actions(number), up_to=self._up_to)
        part = decide_each(scene.view)
        leads = portions.leads_of(number, scene.snapshot.commitments)
        home = at_home(scene.snapshot.commitments, leads)
        now: list[Notice] = []
        for notices, carried in ((part.notices, self._carried.notices), (part.own, self._carried.own)):
            for notice in notices:
                promise = scene.by_ref[notice.plan, notice.ref]
                if self._is_whole(notice, promise, portions):
                    now += [notice] if notice.key.person in leads else []
                elif promise.key in home:
                    carried.append(notice)
                    self._carried.commitments[promise.key] = promise
        self._keep(part, scene, home, portions)
        if now:
            tell(address(Decisions(notices=in_order(now)), scene), scene)
        if self._whole:
            self._carried.told += now

    def _is_whole(self, notice: Notice, promise: Commitment, portions: Portions) -> bool:
        """Whether all that its person is to be told is in hand with the portion of what they lead."""
        person = notice.key.person
        if person not in promise.leads or notice.key.kind in TO_HEADS or person in portions.beyond:
            return False
        return self._around.snapshot.plans[promise.plan].released_on is not None

    def _keep(self, part: Part, scene: Scene, home: dict[str, Commitment], portions: Portions) -> None:
        """Keep what those who are told at the end will read, and count what is counted of all."""
        carried, plans, ours = self._carried, scene.snapshot.plans, home.values()
        listed = {
            each.commitment.key for who in portions.beyond.intersection(scene.listings) for each in scene.listings[who]
        }
        carried.commitments |= {
            each.key: each
            for each in ours
            if each.key in listed or each.answered.noted or plans[each.plan].released_on is None
        }
        carried.held += [each for each in part.held if each.commitment in home]
        carried.led.update(led_by(self._suspended, ours, scene.view))
        add_to_counts(carried.counts, ours, scene.view)
        if self._whole:
            carried.silences += [each for each in part.silences if each.commitment in home]

    def _last(self) -> tuple[Scene, Decisions]:
        carried, occasion = self._carried, self._occasion
        promised = carried.commitments.values()
        scene = with_told(self._session, self._around, promised, up_to=self._up_to, chair=True)
        part = Part(
            notices=tuple(carried.notices),
            own=tuple(carried.own),
            silences=tuple(carried.silences),
            held=tuple(carried.held),
        )
        decided = together(part, scene.view, led=carried.led)
        decisions = with_summaries(
            self._session, decided, scene, lived_on=occasion.lived_on, now=occasion.now, counts=carried.counts
        )
        return scene, decisions
