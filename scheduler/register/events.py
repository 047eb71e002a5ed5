"""Telling other programs what happened: an event is kept once, with a message in the outbox for each webhook.

All in the transaction that made it happen, so that none is lost and none is told twice.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import Table
from sqlalchemy.orm import Session

from notifications.outbox import NewMessage, put
from notifications.outbox.moves import insert_unless_there
from notifications.tables import Kind
from scheduler.plans.events import IN_WORDS, Event
from scheduler.plans.target_dates import TargetDate
from scheduler.register.connection_tables import EventRow
from scheduler.register.hooks import Hook, list_hooks
from scheduler.register.tables import PlanRow

EVENTS = cast(Table, EventRow.__table__)
API = "/api/v1"


def tell_event(session: Session, event: Event) -> bool:
    """Keep an event, and put it in the outbox for every webhook that wants it; False where it was kept before."""
    key = uuid4().hex
    row = {
        "id": key,
        "kind": event.kind.value,
        "fact": event.fact,
        "plan": event.plan,
        "commitment": event.commitment,
        "at": event.at,
    }
    if insert_unless_there(session, EVENTS, [row]) == 0:
        return False
    board = session.get_one(PlanRow, event.plan).board
    for hook in list_hooks(session, [board]):
        if event.kind in hook.events and hook.plan in {"", event.plan}:
            put(session, message_of(event, key, hook), [], now=event.at)
    return True


def message_of(event: Event, key: str, hook: Hook) -> NewMessage:
    """An event as one webhook is told it."""
    message = uuid4().hex
    return NewMessage(
        id=message,
        kind=Kind.WEBHOOK,
        recipient=hook.address,
        to_address=hook.address,
        local_day=event.on,
        board=hook.board,
        plans=(event.plan,),
        message_id=f"msg_{message}",
        subject=f"{event.ref} {IN_WORDS[event.kind]}",
        body=payload(event, key, hook.board),
        envelope_from="",
    )


def payload(event: Event, key: str, board: str) -> bytes:
    """What a webhook carries: JSON with "type", "timestamp" and "data", as Standard Webhooks has it."""
    plan, ref = quote(event.plan, safe=""), quote(event.ref, safe="")
    said = {
        "event": key,
        "board": board,
        "plan": event.plan,
        "ref": event.ref,
        "title": event.title,
        **event.says,
        "action": f"{API}/plans/{plan}/actions/{ref}",
    }
    whole = {"type": event.kind.value, "timestamp": instant(event.at), "data": said}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def instant(at: datetime) -> str:
    """An instant as RFC 3339 has it, in UTC: "2026-10-12T09:30:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def target_said(target: TargetDate | None) -> Mapping[str, object] | None:
    """A target date in an event: its days, and the plan's own words."""
    if target is None:
        return None
    return {
        "begins_on": target.begins_on.isoformat(),
        "due_on": target.due_on.isoformat(),
        "precision": target.precision.value,
        "words": target.words,
    }
