"""What the coming weeks would bring by one policy, and what another would change of it. Pure; nobody is told."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.alike import likeness
from scheduler.rules.decide import decide, in_order
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told, ToldNotice
from scheduler.rules.view import View


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
    """Each notice of the mornings from `since` on, with its day, as if nobody answered and every mail arrived.

    One of those that are alike is rehearsed for all of them: what comes of it comes of each.
    """
    groups = _alike(View(snapshot, told, policy, since))
    first = replace(snapshot, commitments=tuple(group[0] for group in groups))
    others = {group[0].key: group for group in groups if len(group) > 1}
    found: list[tuple[date, Notice]] = []
    for morning in _mailed(snapshot, policy, since, days):
        notices = decide(first, told, policy, morning).notices
        found += [(morning, each) for each in in_order(_of_all(notices, others))]
        if notices:
            told = Told((*told.notices, *(ToldNotice(key=each.key, accepted_on=morning) for each in notices)))
    return tuple(found)


def _mailed(snapshot: Snapshot, policy: Policy, since: date, days: int) -> Iterator[date]:
    """The days from `since` on on which some board mails."""
    calendars = [policy.working_days(board) for board in {plan.board for plan in snapshot.plans.values()}]
    for day in (since + timedelta(days=ahead) for ahead in range(days)):
        if any(each.is_working(day) for each in calendars):
            yield day


def _alike(view: View) -> list[list[Commitment]]:
    """Commitments by what the rules look at in them, and by who leads them; what is like no other stands alone."""
    groups: dict[Hashable, list[Commitment]] = {}
    for each in view.snapshot.commitments:
        like = likeness(each, view)
        groups.setdefault(each.key if like is None else (like, each.leads), []).append(each)
    return list(groups.values())


def _of_all(notices: Iterable[Notice], others: Mapping[str, list[Commitment]]) -> Iterator[Notice]:
    """Notices of one of those that are alike, said of each of them."""
    for notice in notices:
        group = others.get(notice.key.commitment)
        if group is None:
            yield notice
            continue
        for each in group:
            yield replace(notice, key=replace(notice.key, commitment=each.key), ref=each.ref)


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
