"""The words for what other programs are told: an event, and what it says. When one happens is the others' to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened to a commitment, in the words that webhooks carry."""

    ESCALATED = "action.escalated"
    COMPLETED = "action.completed"
    DATE_MOVED = "action.date_moved"


IN_WORDS = {
    EventKind.ESCALATED: "escalated",
    EventKind.COMPLETED: "completed",
    EventKind.DATE_MOVED: "date moved",
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, once. `fact` names what of it can happen but once, whoever looks and however often.

    `at` is aware, `on` its day in the board's zone; `says` is what is told beside plan, ref and title, in JSON's words.
    """

    kind: EventKind
    fact: str
    plan: str
    commitment: str
    ref: str
    title: str
    at: datetime
    on: date
    says: Mapping[str, object]
