"""Small makers for tests of mail: Monday 3 March 2025 at 08:00, messages and notices to people at example.org."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from notifications.digest import Line, Tone
from notifications.outbox import NewMessage, Notice
from notifications.retry import SendingDays
from notifications.tables import (
    AttemptRow,
    BreakerRow,
    EntryRow,
    Kind,
    MessagePlanRow,
    MessageRow,
    NoticeRow,
    SealRow,
    SuspensionRow,
)
from notifications.tables_bodies import BodyRow
from notifications.tables_departures import DepartureRow
from notifications.tables_incoming import IncomingRow

CHILDREN_FIRST = (
    DepartureRow,
    IncomingRow,
    EntryRow,
    SealRow,
    AttemptRow,
    NoticeRow,
    MessagePlanRow,
    BodyRow,
    MessageRow,
    SuspensionRow,
    BreakerRow,
)
MONDAY = date(2025, 3, 3)
TUESDAY = date(2025, 3, 4)
EIGHT = datetime(2025, 3, 3, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NINA = "nina@example.org"
OMAR = "omar@example.org"
EVERY_DAY = SendingDays(may_send_on=lambda day: True, zone=UTC)
WEEKDAYS = SendingDays(may_send_on=lambda day: day.weekday() < 5, zone=UTC)


def new_message(key: str = "a", **words: Any) -> NewMessage:
    """A digest to Nina on Monday."""
    given: dict[str, Any] = {
        "id": key,
        "kind": Kind.DIGEST,
        "recipient": NINA,
        "to_address": words.get("recipient", NINA),
        "local_day": MONDAY,
        "board": "cog",
        "plans": ("plan",),
        "message_id": f"<{key}@example.org>",
        "subject": "1 action needs you: 1 overdue",
        "body": b"Subject: 1 action needs you\r\nTo: nina@example.org\r\n\r\nHello\r\n",
        "envelope_from": "chaser@example.org",
    }
    return NewMessage(**given | words)


def notice(ref: str = "1.1", **words: Any) -> Notice:
    """The first notice to Nina that an action is late."""
    given: dict[str, Any] = {
        "commitment": f"plan/{ref}",
        "target": "2025-02-28",
        "kind": "late",
        "slot": MONDAY,
        "person": NINA,
        "plan": "plan",
        "ref": ref,
        "reason": "the first working day after its target date",
    }
    return Notice(**given | words)


def line(ref: str = "1.1", tone: Tone = Tone.LATE, **words: Any) -> Line:
    """An action that is one working day late."""
    given: dict[str, Any] = {
        "ref": ref,
        "title": f"Action {ref}",
        "plan": "Improvement plan",
        "standing": "1 working day late",
        "tone": tone,
        "due": "on Friday 28 February 2025",
        "plan_words": "28/02/25",
        "reason": "the first working day after its target date",
        "is_new": False,
    }
    return Line(**given | words)
