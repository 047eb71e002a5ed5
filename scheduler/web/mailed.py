"""The latest mail in words: when, to whom, about what, and what became of it. The outbox is the notifications'."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from notifications.outbox import Entry, entries
from notifications.tables import State
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import short_day
from scheduler.web.rows import Colour, Tag
from scheduler.web.seen import Seen

SHOWN = 20
LOOKED_AT = 400  # on a house with many boards, the latest twenty of one stand far down

STATES = {
    State.READY: Tag(words="waiting to go", colour=Colour.BLUE),
    State.LEASED: Tag(words="on its way", colour=Colour.BLUE),
    State.HANDOFF: Tag(words="on its way", colour=Colour.BLUE),
    State.ACCEPTED: Tag(words="accepted", colour=Colour.GREEN),
    State.DELIVERED: Tag(words="delivered", colour=Colour.GREEN),
    State.BOUNCED: Tag(words="came back", colour=Colour.AMBER),
    State.RETRY_WAIT: Tag(words="will be tried again", colour=Colour.AMBER),
    State.UNKNOWN: Tag(words="in doubt", colour=Colour.AMBER),
    State.FAILED: Tag(words="refused", colour=Colour.AMBER),
    State.SUPPRESSED: Tag(words="not sent", colour=Colour.AMBER),
    State.CANCELLED: Tag(words="cancelled", colour=Colour.GREY),
    State.EXPIRED: Tag(words="given up", colour=Colour.GREY),
}


@dataclass(frozen=True, kw_only=True)
class Mailed:
    """One message in a list; `sentence` is the last thing that happened to it."""

    when: str
    whom: str
    subject: str
    state: Tag
    sentence: str


def mailed_lately(session: Session, seen: Seen) -> tuple[Mailed, ...]:
    """The latest messages of the boards whose mail somebody may see, newest first."""
    if not seen.mail_of:
        return ()
    theirs = [each for each in entries(session, limit=LOOKED_AT) if each.board in seen.mail_of]
    return tuple(_mailed(each, seen.scene) for each in theirs[:SHOWN])


def instant_in_words(at: datetime, zone: ZoneInfo) -> str:
    """An instant by the clock on the wall: "1 September 2026, 08:00"."""
    local = at.astimezone(zone)
    return f"{short_day(local.date())}, {local:%H:%M}"


def _mailed(entry: Entry, scene: Scene) -> Mailed:
    return Mailed(
        when=instant_in_words(entry.created_at, scene.orders.zone),
        whom=scene.name(entry.recipient),
        subject=entry.subject,
        state=STATES[entry.state],
        sentence=entry.sentence,
    )
