"""What the send ledger keeps of each message and of each line of a history: digests, taken in the same transaction.

Facts (who, when, by what road) are never taken back. Words are salted, so that they can be: once words and salt are
gone, the digest that stays tells nothing of them (rules.md, "Everything may be disclosed").
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from operator import itemgetter
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from notifications.outbox.many_rows import execute_many
from notifications.tables import EntryRow, Written

# Facts are sealed in this order. Each of these takes them out of a row in one go.
_message_facts = itemgetter("id", "kind", "recipient", "to_address", "local_day", "board", "message_id", "created_at")
_notice_facts = itemgetter("commitment", "target", "kind", "slot", "person", "plan", "ref")
_happening_facts = itemgetter("message", "at", "road", "outcome", "phase")
_key = itemgetter("commitment", "target", "kind", "slot", "person")
_KEEP = insert(cast(Table, EntryRow.__table__))
_SALT_BYTES = 16
_COUNTED = 6  # figures of a key that tell the lines apart that are written at once


@dataclass(kw_only=True)
class Whole:
    """A message's row with its frozen bytes as `body`, the plans that it speaks of, and its notices in_order."""

    message: Mapping[str, Any]
    plans: list[str] = field(default_factory=list)
    notices: list[Mapping[str, Any]] = field(default_factory=list)


def in_order(notices: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Notices in the order of their keys, in which they are written and sealed."""
    return sorted(notices, key=_key)


def message_facts(message: Mapping[str, Any], plans: Iterable[str], notices: Sequence[Mapping[str, Any]]) -> str:
    """The digest of whom a message is for, of when, of which plans and of what it tells; notices in_order."""
    return _digest_of_facts([_message_facts(message), sorted(plans), [_notice_facts(notice) for notice in notices]])


def message_words(message: Mapping[str, Any], notices: Sequence[Mapping[str, Any]], salt: str) -> str:
    """The salted digest of a message's subject and frozen bytes, and of the reasons of its notices."""
    reasons = [str(notice["reason"]).encode() for notice in notices]
    return _digest_of_words(salt, str(message["subject"]).encode(), *reasons, message["body"])


def happening_facts(line: Mapping[str, Any]) -> str:
    """The digest of what happened to which message, when and by what road."""
    return _digest_of_facts(_happening_facts(line))


def happening_words(line: Mapping[str, Any], salt: str) -> str:
    """The salted digest of what was answered, and of the sentence that says it."""
    return _digest_of_words(salt, str(line["answer"]).encode(), str(line["sentence"]).encode())


def keep_messages(session: Session, wholes: Sequence[Whole]) -> None:
    """Write down the entries of messages with what they tell."""
    if wholes:
        salts = _salts(len(wholes))
        execute_many(session, _KEEP, [_entry_of_message(*each) for each in zip(wholes, salts, strict=True)])


def keep_happenings(session: Session, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write down the entries of lines of histories, each of which has its `entry`."""
    salts = _salts(len(lines))
    execute_many(session, _KEEP, [_entry_of(*each) for each in zip(lines, salts, strict=True)])


def new_entries(many: int) -> list[str]:
    """The keys of so many new lines' entries: beside each other in the index, for they are written together."""
    begin = token_hex(_SALT_BYTES)[:-_COUNTED]
    return [f"{begin}{number:0{_COUNTED}x}" for number in range(many)]


def _salts(many: int) -> list[str]:
    drawn, long = token_hex(_SALT_BYTES * many), 2 * _SALT_BYTES
    return [drawn[start : start + long] for start in range(0, len(drawn), long)]


def _entry_of_message(whole: Whole, salt: str) -> dict[str, str]:
    message = whole.message
    return {
        "key": message["id"],
        "message": message["id"],
        "what": Written.MESSAGE,
        "facts": message_facts(message, whole.plans, whole.notices),
        "words": message_words(message, whole.notices, salt),
        "salt": salt,
    }


def _entry_of(line: Mapping[str, Any], salt: str) -> dict[str, str]:
    return {
        "key": line["entry"],
        "message": line["message"],
        "what": Written.HAPPENING,
        "facts": happening_facts(line),
        "words": happening_words(line, salt),
        "salt": salt,
    }


def _fact(value: object) -> str:
    """What is no text already, as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


# Made once: making it is what costs.
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_fact).encode


def _digest_of_facts(facts: object) -> str:
    return sha256(_as_json(facts).encode()).hexdigest()


def _digest_of_words(salt: str, *words: bytes) -> str:
    """SHA-256 of the salt and of each text after its length, so that no words can move from one text to the next."""
    parts = [salt.encode()]
    for each in words:
        parts += (len(each).to_bytes(8), each)
    digest = sha256(b"".join(parts[:-1]))
    digest.update(parts[-1])  # by itself: of a message these are its bytes, too many to be copied
    return digest.hexdigest()
