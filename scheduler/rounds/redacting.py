"""A redaction whole: the register, the messages, mail that came, and the files that the maildrop wrote.

The caller owns the transaction: a caller that only looks rolls it back, and writes no file (rules.md, "Everything may
be disclosed").
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.redaction import redact_message, redacted_mail
from notifications.tables import MessageRow
from notifications.tables_incoming import IncomingRow
from scheduler.register.redaction import Found, Wanted, keep_redaction, redact_register
from scheduler.register.tables import EditionRow
from scheduler.rules.redaction import Blank


@dataclass(frozen=True, kw_only=True)
class Reached:
    """Where the words stood: texts of the register, messages and incoming mail by id, files of the maildrop, and
    the documents whose readings held them, which only their owners can mend."""

    texts: tuple[Found, ...]
    messages: tuple[str, ...]
    incoming: tuple[int, ...]
    files: tuple[Path, ...]
    documents: tuple[str, ...]

    @property
    def places(self) -> int:
        """How many texts, mails and files held the words."""
        return len(self.texts) + len(self.messages) + len(self.incoming) + len(self.files)


def redact(session: Session, wanted: Wanted, *, commitment: str, maildrop: Path) -> Reached:
    """Take words out wherever they stand, and record who did it and why; nothing is recorded where they stand nowhere.

    The files of the maildrop are only looked at: see `redact_files`.
    """
    texts = redact_register(session, wanted)
    messages = tuple(key for key in _keys(session) if _redact_message(session, key, wanted))
    incoming = tuple(_redact_incoming(session, wanted.blank))
    files = tuple(path for path, _ in _changed_files(maildrop, wanted.blank))
    documents = sorted({_document(session, each) for each in texts if each.table == "editions"})
    reached = Reached(texts=texts, messages=messages, incoming=incoming, files=files, documents=tuple(documents))
    if reached.places:
        keep_redaction(session, wanted, commitment=commitment, reached=reached.places)
    return reached


def redact_files(maildrop: Path, blank: Blank) -> tuple[Path, ...]:
    """Write each mail of the maildrop anew that holds the words, whole or not at all; gives their paths."""
    changed = tuple(_changed_files(maildrop, blank))
    for path, content in changed:
        aside = path.with_suffix(".redacting")
        aside.write_bytes(content)
        os.replace(aside, path)
    return tuple(path for path, _ in changed)


def _keys(session: Session) -> list[str]:
    return list(session.scalars(select(MessageRow.id).order_by(MessageRow.created_at, MessageRow.id)))


def _redact_message(session: Session, key: str, wanted: Wanted) -> bool:
    return redact_message(session, key, blank=wanted.blank, by=wanted.name, why=wanted.why, now=wanted.now)


def _redact_incoming(session: Session, blank: Blank) -> Iterator[int]:
    for row in session.scalars(select(IncomingRow).order_by(IncomingRow.id)):
        raw = _without(row.raw, blank)
        if raw != row.raw:
            row.raw = raw
            yield row.id


def _without(raw: bytes, blank: Blank) -> bytes:
    """A mail that came in without the words; one that nobody can take apart goes whole where it holds them."""
    try:
        return redacted_mail(raw, blank) if raw else raw
    except (LookupError, ValueError):  # a character set that nobody knows, or bytes that are none
        words = raw.decode("utf-8", "replace")
        return raw if blank(words) == words else b""


def _document(session: Session, found: Found) -> str:
    return session.scalars(select(EditionRow.file_name).where(EditionRow.id == int(found.key))).one()


def _changed_files(maildrop: Path, blank: Blank) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(maildrop.glob("*.eml")):
        before = path.read_bytes()
        after = redacted_mail(before, blank)
        if after != before:
            yield path, after
