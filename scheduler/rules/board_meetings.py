"""The meetings that a board itself holds, in their order; its other series (moderation, panels) are not the board's."""

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.view import View


def own_meetings(board: str, snapshot: Snapshot) -> tuple[Meeting, ...]:
    """The meetings of a board's own series that take place, earliest first."""
    series = {slug for slug, of in snapshot.board_series.items() if of == board}
    held = [each for each in snapshot.meetings if each.series in series and each.status is MeetingStatus.CONFIRMED]
    return tuple(sorted(held, key=lambda each: (each.on, each.starts, each.uid)))


def meetings_for(commitment: Commitment, view: View) -> tuple[Meeting, ...]:
    """The own meetings of the board that oversees a commitment's plan."""
    return own_meetings(view.board(commitment).slug, view.snapshot)
