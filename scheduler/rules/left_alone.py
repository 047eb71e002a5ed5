"""Addresses that nothing is sent to any more: each board's co-ordinator hears of it once, with what it touches."""

from collections.abc import Iterator
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


def about_suspended(view: View) -> Iterator[Notice]:
    """One notice a suspended person and board that they matter to, on the first working day since."""
    for person in sorted(view.snapshot.people.values(), key=lambda each: each.email):
        since = person.suspended_on
        if not person.suspended or since is None or (person.left_on and person.left_on <= view.today):
            continue
        for board in _boards_of(person, view):
            yield from _notice(person, since, board, view)


def _notice(person: Person, since: date, board: Board, view: View) -> Iterator[Notice]:
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
    led = sum(person.email in each.leads and not each.is_over for each in _of_board(board, view))
    matters = f"; {counted(led, 'action')} of theirs now with their deputy or with you" if led else ""
    reason = f"{person.name} ({person.email}): {person.suspended}{matters}"
    yield Notice(key=key, plan="", board=board.slug, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)


def _boards_of(person: Person, view: View) -> tuple[Board, ...]:
    """The boards whose open plans they lead something of, or at whose head they are; all where they are at none."""
    boards = [board for _, board in sorted(view.snapshot.boards.items()) if board.co_ordinator != person.email]
    theirs = [board for board in boards if _matters_to(person, board, view)]
    return tuple(theirs or boards)


def _matters_to(person: Person, board: Board, view: View) -> bool:
    if person.email in {board.chair, board.vice_chair}:
        return True
    return any(person.email in each.leads for each in _of_board(board, view))


def _of_board(board: Board, view: View) -> Iterator[Commitment]:
    return (each for each in view.snapshot.commitments if view.snapshot.plans[each.plan].board == board.slug)
