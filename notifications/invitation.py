"""What a mail says of a meeting that changed at short notice: plain words, no ORM row, no rule, no clock."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A meeting as it is now, for one person who attends. `day` is that of the mail; all else is in words.

    `was` is its former day and hours, empty where they stay; `because` says why it moved or is cancelled.
    `is_late` says that calendars would bring it too late; else the person was mailed of the meeting before.
    """

    person: str
    day: date
    board: str
    title: str
    when: str
    was: str = ""
    location: str = ""
    url: str = ""
    because: str = ""
    stand_ins: tuple[str, ...] = ()
    papers: str = ""
    is_cancelled: bool = False
    is_extra: bool = False
    is_late: bool = True
    reply_to_name: str
    reply_to: str
