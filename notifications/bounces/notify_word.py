"""What GOV.UK Notify says became of a mail (its statuses), in our words; by callback or when it is asked."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.bounces.incoming import Fate
from notifications.bounces.originals import original_by_id
from notifications.bounces.recording import LONGEST_TRIP, Became, Report, write_fate
from notifications.tables import MessageRow, State
from notifications.transports.contract import Outcome
from notifications.transports.notify import Notify

ROAD = "notify"
FATES = {
    "delivered": (Fate.DELIVERED, ""),
    "permanent-failure": (
        Fate.GONE,
        "GOV.UK Notify: there is no such mailbox, or it takes nothing (permanent-failure)",
    ),
    "temporary-failure": (Fate.UNDELIVERED, "GOV.UK Notify gave up for now (temporary-failure)"),
    "technical-failure": (Fate.UNDELIVERED, "GOV.UK Notify had a technical failure of its own (technical-failure)"),
}
ON_THE_WAY = frozenset({"created", "sending", "pending"})
MOST_PAGES = 40  # of 250 each: more than what one asking can be about


def take_word(session: Session, said: Mapping[str, Any], *, now: datetime, redirected: bool) -> Became | None:
    """Write down one notification's status, in the caller's transaction; None while it is on its way.

    `said` is a notification as the API and its callbacks give it; one that is none of ours is UNMATCHED.
    """
    status, reference = str(said.get("status", "")), str(said.get("reference") or "")
    if status in ON_THE_WAY:
        return None
    original = original_by_id(session, reference) if reference else None
    if original is None or status not in FATES:
        return Became.UNMATCHED
    fate, why = FATES[status]
    report = Report(key=f"notify {said.get('id', reference)} {status}", fate=fate, address="", why=why, road=ROAD)
    return write_fate(session, original, report, now=now, redirected=redirected)


def on_the_way(session: Session, *, now: datetime) -> frozenset[str]:
    """The ids of messages that were accepted lately and of which nothing more is known."""
    since = now - LONGEST_TRIP
    waiting = select(MessageRow.id).where(MessageRow.state == State.ACCEPTED, MessageRow.accepted_at > since)
    return frozenset(session.scalars(waiting))


def words_about(road: Notify, wanted: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """What Notify says of these messages, the latest first; ends early where it does not answer."""
    missing, older_than = set(wanted), ""
    for _ in range(MOST_PAGES):
        page = road.ask(partial(_page, older_than=older_than))
        listed = [] if isinstance(page, Outcome) else page.get("notifications", [])
        yield from (each for each in listed if each.get("reference") in missing)
        missing -= {each.get("reference") for each in listed}
        if not listed or not missing:
            return
        older_than = listed[-1]["id"]


def _page(client: Any, *, older_than: str) -> Any:
    return client.get_all_notifications(template_type="email", older_than=older_than or None)
