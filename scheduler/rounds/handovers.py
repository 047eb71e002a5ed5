"""What other people at a board's head would change: whose next mails go to whom instead. Nothing is written."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from scheduler.plans.boards import Board
from scheduler.rounds.orders import StandingOrders
from scheduler.rounds.scene import Scene
from scheduler.rounds.weeks_ahead import of_boards, weeks_ahead
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.notice_words import SAID_AS
from scheduler.rules.rehearsal import Mornings, rehearse

WEEKS = 4
MOST = 100
NOBODY = "nobody"
Told = tuple[date, str, str, NoticeKind]


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One notice of the coming weeks that another person would get: about what, on which day, who now, who then.

    `now` and `then` are names, NOBODY where it goes to nobody.
    """

    ref: str
    what: str
    day: str
    now: str
    then: str

    @property
    def sentence(self) -> str:
        """The whole in words."""
        about = f" about {self.ref}" if self.ref else ""
        return f"{self.day}: {self.what[:1].lower()}{self.what[1:]}{about} goes to {self.then} instead of {self.now}."


@dataclass(frozen=True, kw_only=True)
class Handovers:
    """The first of them, earliest first; `more` counts the others, `since` is the first morning that was looked at."""

    shown: tuple[Handover, ...]
    more: int
    since: date

    @property
    def sentence(self) -> str:
        """How many there are, of which weeks."""
        number = len(self.shown) + self.more
        weeks = f"in the {WEEKS} weeks from {day_in_words(self.since)}, as if nobody answered and every mail arrived"
        many = counted(number, "notice") if number else "No notice"
        return f"{many} would go to somebody else {weeks}."


def coming_handovers(scene: Scene, boards: Mapping[str, Board], only: Collection[str], *, since: date) -> Handovers:
    """Which notices of the next weeks would go to somebody else if the boards were `boards`; of some boards alone."""
    days, ours = 7 * WEEKS, frozenset(only)
    tried = replace(of_boards(scene.snapshot, ours), boards=boards)
    now = _by_matter(weeks_ahead(scene, ours, since=since, days=days), only)
    then = _by_matter(rehearse(tried, scene.told, scene.orders.policy, since=since, days=days), only)
    found = [
        _handover(matter, was, will, scene)
        for matter in sorted({**now, **then})
        for was, will in zip_longest(sorted(now[matter] - then[matter]), sorted(then[matter] - now[matter]))
    ]
    return Handovers(shown=tuple(found[:MOST]), more=max(len(found) - MOST, 0), since=since)


def next_post_day(orders: StandingOrders, today: date, *, is_over: bool) -> date:
    """Today, or tomorrow where today's round `is_over`; the first day from there on which any board mails."""
    day = today + timedelta(days=is_over)
    while not orders.may_send_on(day):
        day += timedelta(days=1)
    return day


def _by_matter(mornings: Mornings, only: Collection[str]) -> dict[Told, set[str]]:
    """Who is told, by the day and what it is about."""
    told: dict[Told, set[str]] = defaultdict(set)
    for day, notice in mornings:
        if notice.board in only:
            told[day, notice.plan, notice.ref, notice.key.kind].add(notice.key.person)
    return told


def _handover(matter: Told, was: str | None, will: str | None, scene: Scene) -> Handover:
    day, _, ref, kind = matter
    return Handover(
        ref=ref,
        what=SAID_AS[kind],
        day=day_in_words(day),
        now=scene.name(was) if was else NOBODY,
        then=scene.name(will) if will else NOBODY,
    )
