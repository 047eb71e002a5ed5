"""The morning round: what is true and not yet told becomes mail in the outbox, in one transaction (engine.md).

Run twice, late, or after days of silence, it does the right thing: the rows are the truth, the hour only a wake-up.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from notifications import outbox
from scheduler.register.leads import re_resolve
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
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decide import decide_on
from scheduler.rules.decisions import Decisions

MORNING, MAILS = "morning", "mails"


@dataclass(frozen=True, kw_only=True)
class MorningReport:
    """What a round did. `why_not` says why it looked at nothing, `closed` why no mail goes on that day; else empty.

    `waits` are mails whose person has had their one digest of the day: they are decided again on the next one.
    `braked` counts the mails that the brake holds until somebody releases them; 0 when it holds none.
    """

    day: date
    posted: tuple[Posted, ...] = ()
    waits: tuple[Posted, ...] = ()
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
    session: Session, orders: StandingOrders, *, now: datetime, release: bool = False, unbraked: bool = False
) -> MorningReport:
    """The morning round at an instant, any hour: `now` is its whole idea of the time. The caller owns the transaction.

    `release` lets go what waits for the co-ordinator's word, `unbraked` only what the brake holds. A round earlier
    than the last one sends nothing.
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
    re_resolve(session, today, now=now)  # roles begin and end by the day
    released = _release(session, today, now) if release else ()
    closed = closed_on(today, orders)
    if closed:
        report = MorningReport(day=today, closed=closed)
    else:
        report = _tell(session, look(session, orders, today), now, unbraked=release or unbraked)
    mails = 0 if report.braked else len(report.posted)  # what the brake let through says nothing of the usual number
    finish_round(session, running, counts={MAILS: mails, "waits": len(report.waits)}, now=now)
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


def _tell(session: Session, scene: Scene, now: datetime, *, unbraked: bool) -> MorningReport:
    decisions = _decide(session, scene, now=now)
    mails = address(decisions, scene)
    allowed = scene.orders.policy.brake.most(recent_counts(session, MORNING, MAILS))
    if len(mails) > allowed and not unbraked:
        word = word_of_the_brake(mails, allowed, scene)
        return replace(_post_all(session, word, decisions, scene, now), braked=len(mails))
    report = _post_all(session, mails, decisions, scene, now)
    tell_of_escalations(session, report.posted, scene, now=now)
    _call_off_moot(session, scene.today, now)
    return report


def _decide(session: Session, scene: Scene, *, now: datetime) -> Decisions:
    decided = decide_on(scene.view)
    lived_on = last_day_lived(session, MORNING, before=scene.today)
    return with_summaries(session, decided, scene, lived_on=lived_on, now=now)


def _post_all(
    session: Session, mails: tuple[Addressed, ...], decisions: Decisions, scene: Scene, now: datetime
) -> MorningReport:
    with _left_in_peace():
        written = list(post(session, mails, scene, now=now))
    posted, waits = (each for each in written if each.id), (each for each in written if not each.id)
    return MorningReport(day=scene.today, posted=tuple(posted), waits=tuple(waits), decisions=decisions)


@contextmanager
def _left_in_peace() -> Iterator[None]:
    """The register in hand lives to the end of the round: to look again and again for garbage in it is a fifth of
    the time that thousands of mails take."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _call_off_moot(session: Session, today: date, now: datetime) -> None:
    """Whatever still held in a digest of an earlier day was told anew today; what is left says nothing that holds."""
    for key in outbox.overtaken(session, on=today):
        outbox.cancel(session, key, why="Called off: nothing in it holds any more", now=now)
