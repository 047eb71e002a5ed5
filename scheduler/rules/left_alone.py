"""Addresses that nothing is sent to any more: each board's co-ordinator hears of it once, with what it touches."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.days_in_words import counted
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey
from scheduler.rules.view import View

Led = Mapping[tuple[str, str], int]


def led_by(people: Collection[str], commitments: Iterable[Commitment], view: View) -> Led:
    """What people lead for each board, by address and board: how much of it is open; nothing where they lead none."""
    led: Counter[tuple[str, str]] = Counter()
    for each in commitments if people else ():
        for lead in each.leads:
            if lead in people:
                led[lead, view.snapshot.plans[each.plan].board] += not each.is_over
    return led


def suspended(view: View) -> frozenset[str]:
    """Everybody to whom nothing is sent, by address."""
    return frozenset(address for address, person in view.snapshot.people.items() if person.suspended)


def about_suspended(view: View, led: Led | None = None) -> Iterator[Notice]:
    """One notice a suspended person and board that they matter to, on the first working day since.

    `led` is what they lead of all commitments, where the view does not hold all of them.
    """
    led = led_by(suspended(view), view.snapshot.commitments, view) if led is None else led
    for person in sorted(view.snapshot.people.values(), key=lambda each: each.email):
        since = person.suspended_on
        if not person.suspended or since is None or (person.left_on and person.left_on <= view.today):
            continue
        for board in _boards_of(person, led, view):
            yield from _notice(person, since, board, led, view)


def _notice(person: Person, since: date, board: Board, of_all: Led, view: View) -> Iterator[Notice]:
    calendar = view.policy.working_days(board.slug)
    key = NoticeKey(
        commitment=f"person:{person.email}",
        target=since.isoformat(),
        kind=NoticeKind.LEFT_ALONE,
        slot=calendar.on_or_after(since),
        person=board.co_ordinator,
    )
    if key.slot > view.today or not calendar.is_working(view.today) or key in view.told:
        return
    led = of_all.get((person.email, board.slug), 0)
    matters = f"; {counted(led, 'action')} of theirs now with their deputy or with you" if led else ""
    reason = f"{person.name} ({person.address}): {person.suspended}{matters}"
    yield Notice(key=key, plan="", board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)


def _boards_of(person: Person, led: Led, view: View) -> tuple[Board, ...]:
    """The boards whose open plans they lead something of, or at whose head they are; all where they are at none."""
    boards = [board for _, board in sorted(view.snapshot.boards.items()) if board.co_ordinator != person.email]
    theirs = [board for board in boards if _matters_to(person, board, led)]
    return tuple(theirs or boards)


def _matters_to(person: Person, board: Board, led: Led) -> bool:
    return person.email in {board.chair, board.vice_chair} or (person.email, board.slug) in led
