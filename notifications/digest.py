"""All that a digest may say: one person's notices of one day, as plain words. No ORM row, no rule, no clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from notifications.values import value


class Tone(StrEnum):
    """How urgent a line is, worst first in the order written here; a template gives it a colour and keeps the words."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    WAITING = "waiting"
    LATER = "later"
    UNDATED = "undated"


@value(frozen=True, kw_only=True)
class Line:
    """One action or milestone in a mail.

    `standing` is in words ("3 working days late", "due by the end of January 2025"); `due` is the due day in words;
    `plan_words` are the plan's own; `was` is the target date before it moved, in words; `next_step` says who hears
    next and when; `reason` says why this line is here; `answer_url` is empty where no page is reachable.
    """

    ref: str
    title: str
    plan: str
    standing: str
    tone: Tone
    due: str
    plan_words: str
    reason: str
    is_new: bool
    was: str = ""
    lead: str = ""
    next_step: str = ""
    answer_url: str = ""
    page_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A short remark: what needs the reader, and the cure.

    `urls` are where each line is answered, as many as lines, or none; `url` is the page that settles all of it.
    """

    heading: str
    text: str
    lines: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    url: str = ""


@value(frozen=True, kw_only=True)
class Digest:
    """One person's mail of one local day: lines worst first; `in_charge` are actions that nobody leads yet.

    `covering` names the person whose lines a deputy receives, never why. `reply_to_name` is the co-ordinator.
    """

    person: str
    day: date
    board: str
    reply_to_name: str
    reply_to: str
    lines: tuple[Line, ...] = ()
    in_charge: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    covering: tuple[str, ...] = ()
    dashboard_url: str = ""
    unsubscribe_url: str = ""
