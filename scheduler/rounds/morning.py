"""The morning round: what is true and not yet told becomes mail in the outbox, in one transaction (engine.md).

Run twice, late, or after days of silence, it does the right thing: the rows are the truth, the hour only a wake-up.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import inf

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.tables import Kind
from scheduler.register.leads import resolve_for
from scheduler.register.plans import list_plans, release_plan
from scheduler.register.rounds import begin_round, finish_round, last_day_lived, last_round, recent_counts
from scheduler.rounds.addressing import Addressed, address
from scheduler.rounds.braking import word_of_the_brake
from scheduler.rounds.happenings import tell_of_escalations
from scheduler.rounds.look import look
from scheduler.rounds.meetings import renew_meetings
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.posting import Posted, post, preview_of
from scheduler.rounds.scene import Scene
from scheduler.rounds.summaries import with_summaries
from scheduler.rounds.sweep import Occasion, decide_and_tell
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decide import decide_on
from scheduler.rules.decisions import Decisions

MORNING, MAILS = "morning", "mails"
AT_ONCE = 1500  # actions in hand together: some megabytes


@dataclass(frozen=True, kw_only=True)
class MorningReport:
    """What a round did. `why_not` says why it looked at nothing, `closed` why no mail goes on that day; else empty.

    `waits` are mails whose person has had their one digest of the day: they are decided again on the next one.
    `mailed` and `put_off` count both, where a report is not to hold them all. `braked` counts the mails that the brake
    holds until somebody releases them; 0 when it holds none.
    """

    day: date
    posted: tuple[Posted, ...] = ()
    waits: tuple[Posted, ...] = ()
    mailed: int = 0
    put_off: int = 0
    decisions: Decisions = field(default_factory=Decisions)
    released: tuple[str, ...] = ()
    why_not: str = ""
    closed: str = ""
    braked: int = 0


@dataclass(frozen=True, kw_only=True)
class ComingPost:
    """What a morning would tell, and to whom, in the order of the addresses."""

    scene: Scene
    decisions: Decisions
    mails: tuple[Addressed, ...]


def hold_morning(
    session: Session,
    orders: StandingOrders,
    *,
    now: datetime,
    release: bool = False,
    unbraked: bool = False,
    whole: bool = True,
    at_once: int = AT_ONCE,
) -> MorningReport:
    """The morning round at an instant, any hour: `now` is its whole idea of the time. The caller owns the transaction.

    `release` lets go what waits for the co-ordinator's word, `unbraked` only what the brake holds. A round earlier
    than the last one sends nothing. Without `whole` the report only counts the mails: that of thousands is large. A
    register of more than `at_once` actions is gone through by portions of so many, which changes no mail.
    """
    today = orders.local_day(now)
    last = last_round(session, MORNING)
    if last and now < last.began_at:
        before = day_in_words(orders.local_day(last.began_at))
        return MorningReport(
            day=today, why_not=f"a round was held later than this, on {before}: nothing is sent back in time"
        )
    running = begin_round(session, MORNING, today, now=now)
    renew_meetings(session, orders, now=now)
    resolve_for(session, today, now=now)  # roles begin and end by the day
    released = _release(session, today, now) if release else ()
    closed = closed_on(today, orders)
    if closed:
        report = MorningReport(day=today, closed=closed)
    else:
        occasion = Occasion(now=now, today=today, lived_on=last_day_lived(session, MORNING, before=today))
        report = _tell(session, orders, occasion, unbraked=release or unbraked, whole=whole, at_once=at_once)
    mails = 0 if report.braked else report.mailed  # what the brake let through says nothing of the usual number
    finish_round(session, running, counts={MAILS: mails, "waits": report.put_off}, now=now)
    return replace(report, released=released)


def preview_morning(session: Session, orders: StandingOrders, *, today: date) -> MorningReport:
    """The post of a morning, person by person, from the register as it stands; nothing is written."""
    closed = closed_on(today, orders)
    if closed:
        return MorningReport(day=today, closed=closed)
    coming = coming_post(session, orders, today=today)
    mails = tuple(preview_of(mail, coming.scene) for mail in coming.mails)
    return MorningReport(day=today, posted=mails, decisions=coming.decisions)


def coming_post(session: Session, orders: StandingOrders, *, today: date) -> ComingPost:
    """The same mails without their words, which each of them finds when they are wanted; closed days are not asked."""
    return post_of(session, look(session, orders, today, leads_on=today))


def post_of(session: Session, scene: Scene) -> ComingPost:
    """The same for the day of a scene; what its view worked out already is not worked out again."""
    orders = scene.orders
    decisions = _decide(session, scene, now=datetime.combine(scene.today, orders.morning, orders.zone))
    return ComingPost(scene=scene, decisions=decisions, mails=address(decisions, scene))


def closed_on(day: date, orders: StandingOrders) -> str:
    """Why no board mails on a day ("Saturday", "quiet days"); empty when one does."""
    reasons = [orders.policy.working_days(slug).why_not(day) for slug in orders.boards]
    return "" if "" in reasons else ", ".join(dict.fromkeys(reasons))


def _release(session: Session, today: date, now: datetime) -> tuple[str, ...]:
    waiting = [plan.slug for plan in list_plans(session) if plan.released_on is None and plan.closed_on is None]
    for slug in waiting:
        release_plan(session, slug, today, who="co-ordinator", now=now)
    return tuple(waiting)


class _Writing:
    """The mails of a round on their way into the outbox, as long as the brake allows so many."""

    def __init__(self, session: Session, now: datetime, *, allowed: float, whole: bool) -> None:
        self._session, self._now, self._allowed, self._whole = session, now, allowed, whole
        self.decided = self.mailed = self.put_off = 0
        self.boards: set[str] = set()
        self.posted: list[Posted] = []
        self.waits: list[Posted] = []

    @property
    def is_braked(self) -> bool:
        """Whether more mails were decided than may go."""
        return self.decided > self._allowed

    def __call__(self, mails: tuple[Addressed, ...], scene: Scene) -> None:
        """Write some more mails; only count them once there are too many."""
        self.decided += len(mails)
        self.boards |= {mail.board for mail in mails}
        if not self.is_braked:
            self._write(mails, scene)

    def _write(self, mails: tuple[Addressed, ...], scene: Scene) -> None:
        for each in post(self._session, mails, scene, now=self._now):
            if each.id and each.kind is Kind.ESCALATION:
                tell_of_escalations(self._session, [each], scene, now=self._now)
            self.mailed, self.put_off = self.mailed + bool(each.id), self.put_off + (not each.id)
            if self._whole:
                (self.posted if each.id else self.waits).append(each)


def _tell(
    session: Session, orders: StandingOrders, occasion: Occasion, *, unbraked: bool, whole: bool, at_once: int
) -> MorningReport:
    allowed = orders.policy.brake.most(recent_counts(session, MORNING, MAILS))
    writing = _Writing(session, occasion.now, allowed=inf if unbraked else allowed, whole=whole)
    with _left_in_peace(), session.begin_nested() as written:
        scene, decisions = decide_and_tell(session, orders, occasion, writing, at_once=at_once, whole=whole)
        if writing.is_braked:
            written.rollback()
    if writing.is_braked:
        braked = _Writing(session, occasion.now, allowed=inf, whole=whole)
        braked(word_of_the_brake(writing.boards, writing.decided, allowed, scene), scene)
        return _report(braked, decisions, occasion.today, braked=writing.decided)
    _call_off_moot(session, occasion.today, occasion.now)
    return _report(writing, decisions, occasion.today)


def _report(writing: _Writing, decisions: Decisions, today: date, *, braked: int = 0) -> MorningReport:
    return MorningReport(
        day=today,
        posted=tuple(writing.posted),
        waits=tuple(writing.waits),
        mailed=writing.mailed,
        put_off=writing.put_off,
        decisions=decisions,
        braked=braked,
    )


def _decide(session: Session, scene: Scene, *, now: datetime) -> Decisions:
    lived_on = last_day_lived(session, MORNING, before=scene.today)
    return with_summaries(session, decide_on(scene.view), scene, lived_on=lived_on, now=now)


@contextmanager
def _left_in_peace() -> Iterator[None]:
    """What was in hand before lives on: to look again and again for garbage in it, and in what comes to be in the
    round, is a fifth of the time that thousands of mails take. A round that goes by portions looks after each."""
    was_looking = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_looking:
            gc.enable()


def _call_off_moot(session: Session, today: date, now: datetime) -> None:
    """Whatever still held in a digest of an earlier day was told anew today; what is left says nothing that holds."""
    for key in outbox.overtaken(session, on=today):
        outbox.cancel(session, key, why="Called off: nothing in it holds any more", now=now)
