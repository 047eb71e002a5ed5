"""What a co-ordinator's digest says of series of meetings that end, and what to do about it."""

from collections.abc import Iterable

from notifications.digest import Note
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind

HEADING = "A series of meetings ends"


def renewal_notes(notices: Iterable[Notice]) -> tuple[Note, ...]:
    """One note for all series that end; none where none does."""
    ends = [notice for notice in notices if notice.key.kind is NoticeKind.RENEWAL]
    slugs = [notice.key.commitment.partition(":")[2] for notice in ends]
    if not ends:
        return ()
    places = " and ".join(f"[series.{slug}]" for slug in slugs)
    text = f"Add further days, or a rule without an end, under {places} in chaser.toml; chaser meeting list shows them."
    lines = tuple(f"{notice.reason[:1].upper()}{notice.reason[1:]}." for notice in ends)
    return (Note(heading=HEADING, text=text, lines=lines),)
