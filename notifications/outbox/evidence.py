"""What the send ledger keeps of each message and of each line of a history: digests, taken in the same transaction.

Facts (who, when, by what road) are never taken back. Words are salted, so that they can be: once words and salt are
gone, the digest that stays tells nothing of them (rules.md, "Everything may be disclosed").
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b, sha256
from secrets import token_hex
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from notifications.outbox.many_rows import execute_many
from notifications.tables import EntryRow, Written

# What is sealed of a message's row, in this order.
FACTS = ("id", "kind", "recipient", "to_address", "local_day", "board", "message_id", "created_at")
BLAKE2B = "blake2b:"  # begins a digest of words; those of versions before are SHA-256, and begin with nothing
_KEEP = insert(cast(Table, EntryRow.__table__))
Texts = list[str]
_SALT_BYTES = 16
_COUNTED = 6  # figures of a key that tell the lines apart that are written at once
_NOTICE_FACTS = 7  # all of a notice but its reason


class Notice(NamedTuple):
    """One thing told to one person; the first five fields are its key (rules.md, "Reminders to leads")."""

    commitment: str
    target: str
    kind: str
    slot: date
    person: str
    plan: str
    ref: str
    reason: str


class Said(NamedTuple):
    """One line of a message's history: a sentence for people, how it came out, and by what road."""

    sentence: str
    outcome: str
    road: str = ""
    phase: str = ""
    answer: str = ""


class Whole(NamedTuple):
    """What is sealed of a message: its FACTS, its words, the plans that it speaks of, and its notices.

    Notices begin with the fields of a Notice, and stand in the order of their keys, in which they were written.
    """

    facts: Sequence[Any]
    subject: str
    body: bytes
    plans: Sequence[str]
    notices: Sequence[Sequence[Any]]


class Line(NamedTuple):
    """What is sealed of a line of a message's history; `entry` is its key in the ledger."""

    entry: str
    message: str
    at: datetime
    said: Said


def message_facts(whole: Whole) -> str:
    """The digest of whom a message is for, of when, of which plans and of what it tells."""
    told = [notice[:_NOTICE_FACTS] for notice in whole.notices]
    return _digest_of_facts([whole.facts, sorted(whole.plans), told])


def message_words(whole: Whole, salt: str, *, as_in: str = BLAKE2B) -> str:
    """The salted digest of a message's subject and frozen bytes, and of the reasons of its notices.

    It is of the kind that it is `as_in`, to be compared with that.
    """
    reasons = [str(notice[_NOTICE_FACTS]).encode() for notice in whole.notices]
    return _digest_of_words(salt, [whole.subject.encode(), *reasons, whole.body], as_in)


def line_facts(line: Line) -> str:
    """The digest of what happened to which message, when and by what road."""
    said = line.said
    return _digest_of_facts([line.message, line.at, said.road, said.outcome, said.phase])


def line_words(line: Line, salt: str, *, as_in: str = BLAKE2B) -> str:
    """The salted digest of what was answered, and of the sentence that says it; of the kind that it is `as_in`."""
    return _digest_of_words(salt, [line.said.answer.encode(), line.said.sentence.encode()], as_in)


def keep_messages(session: Session, wholes: Sequence[Whole]) -> None:
    """Write down the entries of messages with what they tell."""
    if wholes:
        salts, keys = _salts(len(wholes)), [whole.facts[0] for whole in wholes]
        words = list(map(message_words, wholes, salts))
        facts = [message_facts(whole) for whole in wholes]
        _keep(session, Written.MESSAGE, keys, keys, facts, words, salts)


def keep_lines(session: Session, lines: Sequence[Line]) -> None:
    """Write down the entries of lines of histories."""
    salts, entries, messages = _salts(len(lines)), [each.entry for each in lines], [each.message for each in lines]
    words = list(map(line_words, lines, salts))
    facts = [line_facts(line) for line in lines]
    _keep(session, Written.HAPPENING, entries, messages, facts, words, salts)


def new_entries(many: int) -> list[str]:
    """The keys of so many new lines' entries: beside each other in the index, for they are written together."""
    begin = token_hex(_SALT_BYTES)[:-_COUNTED]
    return [f"{begin}{number:0{_COUNTED}x}" for number in range(many)]


def _keep(
    session: Session, what: Written, keys: Texts, messages: Texts, facts: Texts, words: Texts, salts: Texts
) -> None:
    columns = {"key": keys, "message": messages, "facts": facts, "words": words, "salt": salts}
    execute_many(session, _KEEP, {**columns, "what": [what] * len(keys)})


def _salts(many: int) -> list[str]:
    drawn, long = token_hex(_SALT_BYTES * many), 2 * _SALT_BYTES
    return [drawn[start : start + long] for start in range(0, len(drawn), long)]


@lru_cache(maxsize=64)
def _fact(value: object) -> str:
    """What is no text already, as text; of a round's mails it is the same few days and instants, all in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


# Made once: making it is what costs.
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_fact).encode


def _digest_of_facts(facts: object) -> str:
    return sha256(_as_json(facts).encode()).hexdigest()


def _digest_of_words(salt: str, words: Sequence[bytes], as_in: str) -> str:
    """The salt and each text after its length, so that no words can move from one text to the next, under a digest.

    BLAKE2b (RFC 7693) asks for half of what SHA-256 does on a processor that has no instructions for it: of a message
    these are its bytes, all of them.
    """
    parts = [salt.encode()]
    for each in words:
        parts += (len(each).to_bytes(8), each)
    begin = b"".join(parts[:-1])  # the last by itself, too long to be copied
    if not as_in.startswith(BLAKE2B):
        return _finished(sha256(begin), parts[-1])
    return BLAKE2B + _finished(blake2b(begin, digest_size=32), parts[-1])


def _finished(digest: Any, last: bytes) -> str:
    digest.update(last)
    hexadecimal: str = digest.hexdigest()
    return hexadecimal
