"""What was worked out in one view of a day, carried over to a later view of the same day. Pure."""

from scheduler.rules.ladder import NoticeKind
from scheduler.rules.told import ToldNotice
from scheduler.rules.view import View

# What was told of one promise and counts for others of its board: the week's mail to a chair, and its look.
OF_A_BOARD = frozenset({NoticeKind.CHAIR, NoticeKind.LOOK, NoticeKind.EXCEPTION_NOTE})


def carry(before: View, after: View) -> None:
    """Give a view what another worked out that holds in it as well.

    To be called where nothing but promises and what was told of them differs, and whatever differs of a promise makes
    it another object in `after`. Rules asked through `View.once` look at their own promise, at what was told of it and
    of its board's chair, and at what is nobody's own: people, boards, meetings, the day. So do those that keep what
    they `worked_out`, by questions that say all that they look at of a promise.
    """
    if _of_boards(before) == _of_boards(after) and _plans(before) == _plans(after):
        same = {id(each) for each in after.snapshot.commitments}
        after.of_each.update({key: kept for key, kept in list(before.of_each.items()) if key in same})
        after.worked_out.update(list(before.worked_out.items()))


def _of_boards(view: View) -> frozenset[ToldNotice]:
    return frozenset(each for each in view.told.notices if each.key.kind in OF_A_BOARD)


def _plans(view: View) -> list[tuple[str, str]]:
    return [(each.key, each.plan) for each in view.snapshot.commitments]
