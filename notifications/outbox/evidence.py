"""What the send ledger keeps of each message and of each line of a history: digests, taken in the same transaction.

Facts (who, when, by what road) are never taken back. Words are salted, so that they can be: once words and salt are
gone, the digest that stays tells nothing of them (rules.md, "Everything may be disclosed").
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from notifications.outbox.many_rows import execute_many
from notifications.tables import EntryRow, Written

MESSAGE_FACTS = ("id", "kind", "recipient", "to_address", "local_day", "board", "message_id", "created_at")
NOTICE_FACTS = ("commitment", "target", "kind", "slot", "person", "plan", "ref")
HAPPENING_FACTS = ("message", "at", "road", "outcome", "phase")
_KEEP = insert(cast(Table, EntryRow.__table__))
_SALT_BYTES = 16
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: making it is what costs


@dataclass(kw_only=True)
class Whole:
    """A message's row with its frozen bytes as `body`, the plans that it speaks of, and its notices in_order."""

    message: Mapping[str, Any]
    plans: list[str] = field(default_factory=list)
    notices: list[Mapping[str, Any]] = field(default_factory=list)


def in_order(notices: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Notices in the order of their keys, in which they are written and sealed."""
    return sorted(notices, key=lambda n: (n["commitment"], n["target"], n["kind"], n["slot"], n["person"]))


def message_facts(message: Mapping[str, Any], plans: Iterable[str], notices: Sequence[Mapping[str, Any]]) -> str:
    """The digest of whom a message is for, of when, of which plans and of what it tells; notices in_order."""
    told = [_facts(notice, NOTICE_FACTS) for notice in notices]
    return _digest_of_facts([_facts(message, MESSAGE_FACTS), sorted(plans), told])


def message_words(message: Mapping[str, Any], notices: Sequence[Mapping[str, Any]], salt: str) -> str:
    """The salted digest of a message's subject and frozen bytes, and of the reasons of its notices."""
    reasons = [str(notice["reason"]).encode() for notice in notices]
    return _digest_of_words(salt, [str(message["subject"]).encode(), *reasons, message["body"]])


def happening_facts(line: Mapping[str, Any]) -> str:
    """The digest of what happened to which message, when and by what road."""
    return _digest_of_facts(_facts(line, HAPPENING_FACTS))


def happening_words(line: Mapping[str, Any], salt: str) -> str:
    """The salted digest of what was answered, and of the sentence that says it."""
    return _digest_of_words(salt, [str(line["answer"]).encode(), str(line["sentence"]).encode()])


def keep_messages(session: Session, wholes: Iterable[Whole]) -> None:
    """Write down the entries of messages with what they tell."""
    entries = [_entry_of_message(whole) for whole in wholes]
    if entries:
        execute_many(session, _KEEP, entries)


def keep_happenings(session: Session, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write down the entries of lines of histories, each of which has its `entry`."""
    execute_many(session, _KEEP, [_entry_of(line) for line in lines])


def new_entry() -> str:
    """The key of a new line's entry."""
    return token_hex(_SALT_BYTES)


def _entry_of_message(whole: Whole) -> dict[str, str]:
    message, salt = whole.message, token_hex(_SALT_BYTES)
    return {
        "key": message["id"],
        "message": message["id"],
        "what": Written.MESSAGE,
        "facts": message_facts(message, whole.plans, whole.notices),
        "words": message_words(message, whole.notices, salt),
        "salt": salt,
    }


def _entry_of(line: Mapping[str, Any]) -> dict[str, str]:
    salt = token_hex(_SALT_BYTES)
    return {
        "key": line["entry"],
        "message": line["message"],
        "what": Written.HAPPENING,
        "facts": happening_facts(line),
        "words": happening_words(line, salt),
        "salt": salt,
    }


def _facts(of: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """What a row holds under these names, as text; most of it is text already."""
    return [value if type(value := of[name]) is str else _fact(value) for name in names]


def _fact(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _digest_of_facts(facts: object) -> str:
    return sha256(_as_json(facts).encode()).hexdigest()


def _digest_of_words(salt: str, words: Iterable[bytes]) -> str:
    """SHA-256 of the salt and of each text after its length, so that no words can move from one text to the next."""
    parts = [salt.encode()]
    for each in words:
        parts += (len(each).to_bytes(8), each)
    return sha256(b"".join(parts)).hexdigest()
