"""What the coming weeks would bring by one policy, and what another would change of it. Pure; nobody is told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from scheduler.plans.commitments import Snapshot
from scheduler.rules.decide import decide
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told, ToldNotice


@dataclass(frozen=True, kw_only=True)
class Shift:
    """One notice that another policy moves: it would go on `before` and goes on `after`; None where it does not go.

    `commitment` is a key, or "plan:SLUG" or "board:SLUG" as in a notice's key.
    """

    plan: str
    board: str
    commitment: str
    ref: str
    kind: NoticeKind
    person: str
    before: date | None
    after: date | None


Mornings = tuple[tuple[date, Notice], ...]


def rehearse(snapshot: Snapshot, told: Told, policy: Policy, *, since: date, days: int) -> Mornings:
    """Each notice of the mornings from `since` on, with its day, as if nobody answered and every mail arrived."""
    found: list[tuple[date, Notice]] = []
    for morning in (since + timedelta(days=ahead) for ahead in range(days)):
        notices = decide(snapshot, told, policy, morning).notices
        found += [(morning, each) for each in notices]
        if notices:
            told = Told((*told.notices, *(ToldNotice(key=each.key, accepted_on=morning) for each in notices)))
    return tuple(found)


def shifts(before: Mornings, after: Mornings) -> tuple[Shift, ...]:
    """What differs, by the day on which it is first felt: notices that come, go, or go on another day."""
    now, then = _by_matter(before), _by_matter(after)
    found = []
    for matter in {**now, **then}:
        goes = sorted(now[matter].keys() - then[matter].keys())
        comes = sorted(then[matter].keys() - now[matter].keys())
        for was, will in zip_longest(goes, comes):
            notice = now[matter][was] if was else then[matter][will]
            found.append(_shift(notice, was, will))
    return tuple(sorted(found, key=lambda each: (_first(each), each.board, each.plan, each.commitment, each.person)))


def _by_matter(mornings: Iterable[tuple[date, Notice]]) -> dict[tuple[str, NoticeKind, str], dict[date, Notice]]:
    grouped: dict[tuple[str, NoticeKind, str], dict[date, Notice]] = defaultdict(dict)
    for day, notice in mornings:
        grouped[notice.key.commitment, notice.key.kind, notice.key.person][day] = notice
    return grouped


def _shift(notice: Notice, before: date | None, after: date | None) -> Shift:
    return Shift(
        plan=notice.plan,
        board=notice.board,
        commitment=notice.key.commitment,
        ref=notice.ref,
        kind=notice.key.kind,
        person=notice.key.person,
        before=before,
        after=after,
    )


def _first(shift: Shift) -> date:
    return min(day for day in (shift.before, shift.after) if day)
