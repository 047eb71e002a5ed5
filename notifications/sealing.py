"""Sealing the send ledger: all that was written since the last seal under one digest, bound to the seal before it.

Whoever keeps one seal's digest elsewhere can show that nothing before it was changed. Looking for changes is
verifying.py's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Row, Table, exists, func, select, text, update
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Line, Said, keep_lines, keep_messages
from notifications.outbox.moves import MESSAGES, insert_unless_there
from notifications.outbox.written import kept_messages
from notifications.tables import UNSEALED, AttemptRow, EntryRow, MessageRow, SealRow

AT_ONCE = 5000  # entries under one seal, so that a round of any size is sealed in flat memory
SEALING = 0x7365616C  # one number for all nodes of a database
START = "0" * 64  # what the first seal follows on
ENTRIES = cast(Table, EntryRow.__table__)
SEALED = (ENTRIES.c.key, ENTRIES.c.what, ENTRIES.c.facts, ENTRIES.c.words)  # of an entry, what a root is taken over
SEALS = cast(Table, SealRow.__table__)
ATTEMPTS = cast(Table, AttemptRow.__table__)
_OLD_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A link of the chain: its number, when it was made, how many entries it holds, and its digest in hex."""

    number: int
    sealed_at: datetime
    entries: int
    digest: str


def seal(session: Session, *, now: datetime) -> Seal | None:
    """Seal up to AT_ONCE entries that no seal holds; None when there are none. Nodes take turns."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": SEALING})
    last = last_seal(session)
    if last is None:
        _take_in_what_stood_before(session)
    number = last.number + 1 if last else 1
    some = select(ENTRIES.c.key).where(UNSEALED).order_by(ENTRIES.c.key).limit(AT_ONCE).scalar_subquery()
    stamped = update(ENTRIES).where(ENTRIES.c.key.in_(some)).values(seal=number)
    sealed = session.connection().execute(stamped.returning(*SEALED)).all()
    if not sealed:
        return None
    previous, root = last.digest if last else START, root_of(sealed)
    digest = link(number, previous, now, len(sealed), root)
    made = {"number": number, "sealed_at": now, "entries": len(sealed), "root": root, "previous": previous}
    insert_unless_there(session, SEALS, [made | {"digest": digest}])
    return Seal(number=number, sealed_at=now, entries=len(sealed), digest=digest)


def last_seal(session: Session) -> Seal | None:
    """The latest link of the chain."""
    row = session.execute(select(SEALS).order_by(SEALS.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    return Seal(number=row.number, sealed_at=row.sealed_at, entries=row.entries, digest=row.digest)


def is_in_chain(session: Session, seal: Seal) -> bool:
    """Whether the chain holds a seal, under its number."""
    found = select(SEALS.c.digest).where(SEALS.c.number == seal.number)
    return session.scalar(found) == seal.digest


def unsealed(session: Session) -> int:
    """How many entries wait for the next seal."""
    return session.scalar(select(func.count()).select_from(ENTRIES).where(UNSEALED)) or 0


def root_of(entries: Iterable[Row[Any, Any, Any, Any]]) -> str:
    """The digest over entries' keys, kinds and digests, in the order of their keys."""
    lines = [f"{key} {what} {facts} {words}\n" for key, what, facts, words in sorted(entries, key=itemgetter(0))]
    return sha256("".join(lines).encode()).hexdigest()


def link(number: int, previous: str, sealed_at: datetime, entries: int, root: str) -> str:
    """The digest of a seal, which names the seal before it."""
    at = sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(json.dumps([number, previous, at, entries, root], separators=(",", ":")).encode()).hexdigest()


def _take_in_what_stood_before(session: Session) -> None:
    """Entries for messages and lines of a time before there were seals."""
    theirs = exists(select(ENTRIES.c.key).where(ENTRIES.c.key == MESSAGES.c.id))
    keys = list(session.scalars(select(MessageRow.id).where(~theirs).order_by(MessageRow.id)))
    for start in range(0, len(keys), _OLD_AT_ONCE):
        kept = kept_messages(session, keys[start : start + _OLD_AT_ONCE])
        keep_messages(session, [each.whole for each in kept.values()])
    lines = select(ATTEMPTS).where(~exists(select(ENTRIES.c.key).where(ENTRIES.c.key == ATTEMPTS.c.entry)))
    old = [sealed_line(row) for row in session.execute(lines)]
    if old:
        keep_lines(session, old)


def sealed_line(row: Row[Any]) -> Line:
    """What is sealed of a line of a history."""
    said = Said(row.sentence, row.outcome, road=row.road, phase=row.phase, answer=row.answer)
    return Line(row.entry, row.message, row.at, said)
