"""The meeting that a board holds next: what dates may not pass, and what its mails name."""

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.rounds.scene import Scene


def coming_meeting(board: str, scene: Scene) -> Meeting | None:
    """The board's next meeting, today's included, of any of its series; None when none is known."""
    ours = {slug for slug, series in scene.orders.series.items() if series.board == board}
    coming = [
        m
        for m in scene.snapshot.meetings
        if m.series in ours and m.on >= scene.today and m.status is MeetingStatus.CONFIRMED
    ]
    return min(coming, key=lambda m: (m.on, m.starts), default=None)
