"""What came to us, written down once: the message's state and history, the address left alone, the words kept.

Every function takes a session and the present instant, writes within the caller's transaction and commits nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.bounces.incoming import Fate, Reply
from notifications.bounces.originals import Original
from notifications.outbox.evidence import Said
from notifications.outbox.moves import MESSAGES, give_back, insert_unless_there, move, record
from notifications.tables import State
from notifications.tables_incoming import IncomingKind, IncomingRow

LONGEST_TRIP = timedelta(days=14)  # RFC 5321, 4.5.4.1: relays give up after 4 to 5 days; a bounce may be slow as well
MOST_IN_A_TRIP = 3  # mails that came back undelivered until an address counts as one that cannot be reached
INCOMING = cast(Table, IncomingRow.__table__)


class Became(StrEnum):
    """What was made of a mail that came to us, as a round counts it."""

    BOUNCED = "bounced"
    UNDELIVERED = "undelivered"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    REPLY = "replies"
    AUTOMATIC = "automatic"
    FORGED = "forged"
    UNMATCHED = "unmatched"
    TOO_LATE = "too late"
    SEEN_BEFORE = "seen before"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known of a message's fate: from whom (`key`, once), about which address, and why in their words."""

    key: str
    fate: Fate
    address: str
    why: str
    road: str = ""


def write_fate(session: Session, original: Original, report: Report, *, now: datetime, redirected: bool) -> Became:
    """Write down what became of a message. The same report twice, or one that comes too late, changes nothing.

    A message that came back gives back what it told: it is due again, to whoever can be reached. Under a redirect
    (`redirected`) no address of a person is left alone: it was not they whose mailbox refused.
    """
    if report.fate is Fate.DELIVERED:
        return _delivered(session, original, report, now)
    if not _kept(session, _bounce_row(original, report, now)):
        return Became.SEEN_BEFORE
    if report.fate is Fate.DELAYED:
        record(session, [original.id], at=now, said=_said(report, "delayed", f"Still being tried: {report.why}"))
        return Became.DELAYED
    if original.accepted_at and now - original.accepted_at > LONGEST_TRIP:
        sentence = f"A bounce came long after it was accepted, and changes nothing: {report.why}"
        record(session, [original.id], at=now, said=_said(report, "too late", sentence))
        return Became.TOO_LATE
    return _came_back(session, original, report, now, redirected=redirected)


def keep_reply(session: Session, reply: Reply, raw: bytes, original: Original | None, *, now: datetime) -> int | None:
    """Keep what somebody wrote, with the message that it answers; gives its number, None where it was kept before."""
    kept = {
        "key": reply.key,
        "came_at": now,
        "kind": IncomingKind.REPLY if reply.is_readable else IncomingKind.UNREADABLE,
        "message": original.id if original else None,
        "writer": reply.writer,
        "subject": reply.subject,
        "words": reply.words,
        "raw": raw,
        "permanent": False,
        "sentence": f"{reply.name or reply.writer or 'Somebody'} replied",
    }
    if not _kept(session, kept):
        return None
    if original is not None:
        sentence = f"{reply.name or reply.writer or 'Somebody'} replied; kept with it, and passed on"
        record(session, [original.id], at=now, said=Said(outcome="replied", sentence=sentence))
    return session.scalar(select(IncomingRow.id).where(IncomingRow.key == reply.key))


def say_forwarded(session: Session, number: int, message: str) -> None:
    """Say in which message the co-ordinator hears of a reply."""
    session.execute(update(IncomingRow).where(IncomingRow.id == number).values(forwarded_in=message))


def strangers_passed_on(session: Session, *, since: datetime) -> int:
    """How many mails that answer none of ours were passed on since an instant."""
    passed_on = (IncomingRow.message.is_(None), IncomingRow.forwarded_in.is_not(None), IncomingRow.came_at > since)
    return session.scalar(select(func.count()).where(*passed_on)) or 0


def _kept(session: Session, row: Mapping[str, object]) -> bool:
    return insert_unless_there(session, INCOMING, [row]) == 1


def _bounce_row(original: Original, report: Report, now: datetime) -> dict[str, object]:
    return {
        "key": report.key,
        "came_at": now,
        "kind": IncomingKind.DELAY if report.fate is Fate.DELAYED else IncomingKind.BOUNCE,
        "message": original.id,
        "writer": original.to_address.lower(),
        "subject": original.subject,
        "words": "",
        "raw": b"",
        "permanent": report.fate is Fate.GONE,
        "sentence": report.why,
    }


def _delivered(session: Session, original: Original, report: Report, now: datetime) -> Became:
    said = _said(report, "delivered", "Delivered to the mailbox")
    moved = move(session, State.DELIVERED, MESSAGES.c.id == original.id, at=now, said=said)
    return Became.DELIVERED if moved else Became.SEEN_BEFORE


def _came_back(session: Session, original: Original, report: Report, now: datetime, *, redirected: bool) -> Became:
    _accept_first(session, original, now)
    gone = not redirected and (report.fate is Fate.GONE or _often_undelivered(session, original, now))
    rest = f"; nothing more is sent to {original.to_address}" if gone else ""
    said = _said(report, "bounced", f"It came back: {report.why}{rest}")
    moved = move(session, State.BOUNCED, MESSAGES.c.id == original.id, at=now, said=said)
    give_back(session, moved, at=now)
    if moved and gone:
        day = f"{now.day} {now:%B %Y}"
        outbox.suspend(session, original.to_address, why=f"mail came back on {day}: {report.why}", now=now)
    if not moved:
        return Became.SEEN_BEFORE
    return Became.BOUNCED if report.fate is Fate.GONE else Became.UNDELIVERED


def _accept_first(session: Session, original: Original, now: datetime) -> None:
    """What comes back had been taken, even where nobody knew."""
    in_doubt = MESSAGES.c.state.in_([State.UNKNOWN, State.HANDOFF])
    said = Said(outcome="accepted", sentence="It came back, so that it had been accepted")
    move(session, State.ACCEPTED, MESSAGES.c.id == original.id, in_doubt, at=now, said=said, accepted_at=now)


def _often_undelivered(session: Session, original: Original, now: datetime) -> bool:
    """Whether mail to an address came back for one passing reason after the other, this one included."""
    came_back = select(func.count()).where(
        IncomingRow.kind == IncomingKind.BOUNCE,
        IncomingRow.writer == original.to_address.lower(),
        IncomingRow.came_at > now - LONGEST_TRIP,
    )
    return (session.scalar(came_back) or 0) >= MOST_IN_A_TRIP


def _said(report: Report, outcome: str, sentence: str) -> Said:
    return Said(road=report.road, outcome=outcome, answer=report.why, sentence=sentence)
