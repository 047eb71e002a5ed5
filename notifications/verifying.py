"""Whether the send ledger is as it was sealed: which entry was changed, taken away or slipped in, in sentences.

A redaction is no change: its words are gone with their salt, and the history says who took them out and why.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import groupby
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from notifications.outbox.evidence import line_facts, line_words, message_facts, message_words
from notifications.outbox.moves import MESSAGES
from notifications.outbox.written import Kept, kept_messages
from notifications.redaction import REDACTED
from notifications.sealing import (
    ATTEMPTS,
    ENTRIES,
    SEALED,
    SEALS,
    START,
    Seal,
    is_in_chain,
    last_seal,
    link,
    root_of,
    sealed_line,
    unsealed,
)
from notifications.tables import UNSEALED, State, Written

AT_ONCE = 200
CAME_THROUGH = (State.ACCEPTED, State.DELIVERED, State.BOUNCED)
ENDED_BY = {
    State.FAILED: {"refused"},
    State.SUPPRESSED: {"suppressed"},
    State.CANCELLED: {"cancelled"},
    State.EXPIRED: {"expired", "later"},
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was looked at, and each thing that is not as it was sealed, in a sentence; `redacted` counts messages."""

    seals: int
    entries: int
    unsealed: int
    redacted: int
    last: Seal | None
    problems: tuple[str, ...]


@dataclass
class _Looking:
    session: Session
    zone: tzinfo
    entries: int = 0
    problems: list[str] = field(default_factory=list)
    redacted: set[str] = field(default_factory=set)


def verify(session: Session, *, zone: tzinfo, holds: str = "", known: Seal | None = None) -> Verdict:
    """Look at every seal, every entry and every message; instants are said in `zone`.

    `holds` is the digest of a seal that somebody kept elsewhere: the chain must still hold it. So it must the seal
    that is `known` to have been the last: it goes with the whole ledger, and with its end.
    """
    looking = _Looking(session, zone)
    seals = session.execute(select(SEALS).order_by(SEALS.c.number)).all()
    for entries in _grouped(session):
        _look_at(looking, entries)
    _look_at_seals(looking, seals)
    looking.problems.extend(_without_entry(session))
    if holds and holds.strip().lower() not in {seal.digest for seal in seals}:
        looking.problems.append(
            f"No seal has the digest {holds.strip()}: the chain is not the one that it was kept from."
        )
    if known and not is_in_chain(session, known):
        looking.problems.append(
            f"Seal {known.number} of {known.sealed_at.astimezone(zone):%Y-%m-%d %H:%M} is gone: the ledger was emptied "
            "or cut short, or an older one was put in its place."
        )
    return Verdict(
        seals=len(seals),
        entries=looking.entries,
        unsealed=unsealed(session),
        redacted=len(looking.redacted),
        last=last_seal(session),
        problems=tuple(looking.problems),
    )


def _grouped(session: Session) -> Iterator[Sequence[Row[Any]]]:
    """Every entry, a few hundred at once, all those of a message together where they fit."""
    rows = session.execute(select(ENTRIES).order_by(ENTRIES.c.message, ENTRIES.c.key).execution_options(yield_per=1000))
    together: list[Row[Any]] = []
    for _, theirs in groupby(rows, key=lambda row: row.message):
        together.extend(theirs)
        if len(together) >= AT_ONCE:
            yield together
            together = []
    if together:
        yield together


def _look_at(looking: _Looking, entries: Sequence[Row[Any]]) -> None:
    """Compare some entries with what stands in the outbox now."""
    keys = sorted({entry.message for entry in entries})
    messages = kept_messages(looking.session, keys)
    lines = looking.session.execute(select(ATTEMPTS).where(ATTEMPTS.c.message.in_(keys)).order_by(ATTEMPTS.c.id))
    histories = {line.entry: line for line in lines}
    redacted = {line.message for line in histories.values() if line.outcome == REDACTED}
    looking.redacted |= redacted
    looking.entries += len(entries)
    for entry in entries:
        kept, line = messages.get(entry.message), histories.get(entry.key)
        wrong = _message_wrong(entry, kept) if entry.what == Written.MESSAGE else _line_wrong(entry, line)
        if entry.salt is None and entry.message not in redacted:
            wrong = "has lost the salt of its seal, and nobody is written down who took words out"
        if wrong:
            looking.problems.append(f"{_name(entry, kept, line, looking.zone)} {wrong}.")
    for key, kept in messages.items():
        if not _arrived_as_written(kept.message, [line for line in histories.values() if line.message == key]):
            name = _name_of_message(key, kept)
            looking.problems.append(f"{name} stands as {kept.message.state.value}, and its history says otherwise.")


def _message_wrong(entry: Row[Any], kept: Kept | None) -> str:
    if kept is None:
        return "is gone"
    whole = kept.whole
    if message_facts(whole) != entry.facts:
        return "is changed: whom it went to, when, or what it tells of is not as it was written"
    if entry.salt is not None and message_words(whole, entry.salt, as_in=entry.words) != entry.words:
        return "is changed: its words are not those that were written"
    return ""


def _line_wrong(entry: Row[Any], row: Row[Any] | None) -> str:
    if row is None:
        return "is gone"
    line = sealed_line(row)
    if line_facts(line) != entry.facts:
        return "is changed: when, by what road or how it came out is not as it was written"
    if entry.salt is not None and line_words(line, entry.salt, as_in=entry.words) != entry.words:
        return "is changed: its words are not those that were written"
    return ""


def _arrived_as_written(message: Row[Any], lines: Sequence[Row[Any]]) -> bool:
    """Whether the history has what the message's state needs: its acceptance, or how it ended."""
    outcomes = {line.outcome for line in lines}
    if message.state in CAME_THROUGH:
        return message.accepted_at in [line.at for line in lines if line.outcome == "accepted"]
    needed = ENDED_BY.get(message.state, set[str]())
    return message.accepted_at is None and (not needed or bool(needed & outcomes))


def _look_at_seals(looking: _Looking, seals: Sequence[Row[Any]]) -> None:
    counted: Counter[int] = Counter()
    previous, expected = START, 1
    for seal in seals:
        name = f"Seal {seal.number} of {seal.sealed_at.astimezone(looking.zone):%Y-%m-%d %H:%M}"
        if seal.number != expected or seal.previous != previous:
            looking.problems.append(f"{name} does not follow on the seal before it: one was taken away or changed.")
        entries = looking.session.execute(select(*SEALED).where(ENTRIES.c.seal == seal.number)).all()
        counted[seal.number] = len(entries)
        digest = link(seal.number, seal.previous, seal.sealed_at, seal.entries, seal.root)
        if (root_of(entries), len(entries), digest) != (seal.root, seal.entries, seal.digest):
            looking.problems.append(f"{name} does not fit its entries: some were added, taken away or changed.")
        previous, expected = seal.digest, seal.number + 1
    strangers = select(ENTRIES.c.seal).where(~UNSEALED, ENTRIES.c.seal.not_in(sorted(counted))).distinct()
    looking.problems.extend(
        f"Seal {number} is gone, and its entries stand." for number in looking.session.scalars(strangers)
    )


def _without_entry(session: Session) -> Iterator[str]:
    """Messages and lines that were slipped in past the ledger; before the first seal nothing can be said of them."""
    if last_seal(session) is None:
        return
    theirs = exists(select(ENTRIES.c.key).where(ENTRIES.c.key == MESSAGES.c.id))
    for row in session.execute(select(MESSAGES.c.id, MESSAGES.c.to_address).where(~theirs).order_by(MESSAGES.c.id)):
        yield f"Message {row.id[:8]} to {row.to_address} was slipped in: the ledger has no entry for it."
    its = exists(select(ENTRIES.c.key).where(ENTRIES.c.key == ATTEMPTS.c.entry))
    for row in session.execute(select(ATTEMPTS.c.message, ATTEMPTS.c.sentence).where(~its).order_by(ATTEMPTS.c.id)):
        yield f"A line was slipped into the history of {row.message[:8]}: “{row.sentence}”."


def _name(entry: Row[Any], kept: Kept | None, line: Row[Any] | None, zone: tzinfo) -> str:
    if entry.what == Written.MESSAGE:
        return _name_of_message(entry.message, kept)
    if line is None:
        return f"A line in the history of message {entry.message[:8]}"
    return f"The line of {line.at.astimezone(zone):%Y-%m-%d %H:%M} in the history of message {entry.message[:8]}"


def _name_of_message(key: str, kept: Kept | None) -> str:
    if kept is None:
        return f"Message {key[:8]}"
    return f"Message {key[:8]} to {kept.message.to_address} of {kept.message.local_day}"
