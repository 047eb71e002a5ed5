"""What a co-ordinator's digest says of addresses that nothing is sent to any more."""

from collections.abc import Iterable

from notifications.digest import Note
from scheduler.rounds.desk_links import desk_url
from scheduler.rounds.scene import Scene
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind

HEADING = "Mail came back: nothing more is sent to them"
CURE = (
    "Correct the address in the people file and import it, or let mail go there again: "
    "chaser bounces lift ADDRESS. Until then their actions are with their deputy, or with you."
)


def left_alone_notes(notices: Iterable[Notice], scene: Scene) -> tuple[Note, ...]:
    """One note for all of them, a line each; none where there is nobody."""
    lines = tuple(each.reason for each in notices if each.key.kind is NoticeKind.LEFT_ALONE)
    return (Note(heading=HEADING, text=CURE, lines=lines, url=desk_url(scene, "people")),) if lines else ()
