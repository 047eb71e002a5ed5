"""Taking words out of a message everywhere it is kept: its frozen bytes, its subject, its reasons, its history.

Who it went to, when and why it was sent stay; so do the digests that were sealed (sealing.py). Which words go, and
who may say so, is the caller's.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.generator import BytesGenerator
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from html import escape, unescape
from io import BytesIO
from typing import Any, cast
from urllib.parse import unquote

from sqlalchemy import Table, and_, select, update
from sqlalchemy.orm import Session

from notifications.message import header_text, one_line, transfer_encoded
from notifications.outbox.evidence import Said
from notifications.outbox.moves import BODIES, MESSAGES, NOTICES, record
from notifications.tables import AttemptRow, EntryRow, Kind

Blank = Callable[[str], str]
REDACTED = "redacted"
ATTEMPTS = cast(Table, AttemptRow.__table__)
ENTRIES = cast(Table, EntryRow.__table__)
_AS_KEPT = compat32.clone(max_line_length=998, linesep="\r\n", mangle_from_=False)
_TAG = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r"\s(?:href|title|alt)=(?:\"[^\"]*\"|'[^']*')")


def redact_message(session: Session, key: str, *, blank: Blank, by: str, why: str, now: datetime) -> bool:
    """Rewrite each text of the message with that id by `blank`; False when nothing in it changes.

    `blank` gets one text at a time, decoded, perhaps with line breaks between two words, and gives it back without
    what is to go. `by` and `why` go into the message's history, and are never taken out themselves.
    """
    kept = select(MESSAGES.c.kind, MESSAGES.c.subject, BODIES.c.content).join(BODIES, BODIES.c.message == MESSAGES.c.id)
    message = session.execute(kept.where(MESSAGES.c.id == key)).first()
    if message is None:
        return False
    redacted = redacted_event if message.kind is Kind.WEBHOOK else redacted_mail
    subject, body = one_line(blank(message.subject)), redacted(message.content, blank)
    changed = _rewrite_notices(session, key, blank) or (subject, body) != (message.subject, message.content)
    touched = [key] if changed else []
    if changed:
        session.execute(update(MESSAGES).where(MESSAGES.c.id == key).values(subject=subject))
        session.execute(update(BODIES).where(BODIES.c.message == key).values(content=body))
    touched += _rewrite_history(session, key, blank)
    if touched:
        session.execute(update(ENTRIES).where(ENTRIES.c.key.in_(touched)).values(salt=None))
        record(session, [key], at=now, said=Said(outcome=REDACTED, sentence=f"Words were taken out by {by}: {why}"))
    return bool(touched)


def redacted_mail(content: bytes, blank: Blank) -> bytes:
    """A mail with its subject and each of its texts rewritten; the very same bytes where nothing changes."""
    mail = message_from_bytes(content, policy=_AS_KEPT)
    texts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    changes = [_rewrite_part(part, blank) for part in texts]
    if not any([*changes, _rewrite_subject(mail, blank)]):
        return content
    written = BytesIO()
    BytesGenerator(written, policy=_AS_KEPT).flatten(mail)
    return written.getvalue()


def redacted_event(content: bytes, blank: Blank) -> bytes:
    """What another program is told, its texts rewritten; the very same bytes where nothing changes."""
    event = json.loads(content)
    after = _rewritten(event, blank)
    return content if after == event else json.dumps(after, ensure_ascii=False, separators=(",", ":")).encode()


def _rewritten(value: object, blank: Blank) -> object:
    if isinstance(value, dict):
        return {name: _rewritten(each, blank) for name, each in value.items()}
    return blank(value) if isinstance(value, str) else value


def redacted_html(html: str, blank: Blank) -> str:
    """HTML with the words between its tags rewritten; a link whose address holds such words loses it."""
    pieces = _TAG.split(html)
    return "".join(_tag(piece, blank) if piece.startswith("<") else _words(piece, blank) for piece in pieces)


def _words(piece: str, blank: Blank) -> str:
    plain = unescape(piece)
    kept = blank(plain)
    return piece if kept == plain else escape(kept)


def _tag(tag: str, blank: Blank) -> str:
    plain = unquote(unescape(tag))
    return tag if blank(plain) == plain else _LINK.sub("", tag)


def _rewrite_part(part: "Message[str, str]", blank: Blank) -> bool:
    charset = part.get_content_charset("utf-8")
    before = cast(bytes, part.get_payload(decode=True)).decode(charset, "replace")
    after = redacted_html(before, blank) if part.get_content_subtype() == "html" else blank(before)
    if after == before:
        return False
    part.set_param("charset", "utf-8")
    del part["Content-Transfer-Encoding"]
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(transfer_encoded(after).decode("ascii"))
    return True


def _rewrite_subject(mail: "Message[str, str]", blank: Blank) -> bool:
    before = str(make_header(decode_header(mail["Subject"] or "")))
    after = blank(before)
    if after == before:
        return False
    mail.replace_header("Subject", header_text(after))
    return True


def _rewrite_notices(session: Session, key: str, blank: Blank) -> bool:
    reasons = session.execute(select(NOTICES.c.id, NOTICES.c.reason).where(NOTICES.c.message == key)).all()
    changed = [(row.id, blank(row.reason)) for row in reasons if blank(row.reason) != row.reason]
    for notice, reason in changed:
        session.execute(update(NOTICES).where(NOTICES.c.id == notice).values(reason=reason))
    return bool(changed)


def _rewrite_history(session: Session, key: str, blank: Blank) -> list[str]:
    """Rewrite the lines of a history but for earlier redactions; gives the entries of those that changed."""
    lines = select(ATTEMPTS).where(and_(ATTEMPTS.c.message == key, ATTEMPTS.c.outcome != REDACTED))
    changed = []
    for line in session.execute(lines).mappings().all():
        kept: dict[str, Any] = {name: blank(line[name]) for name in ("answer", "sentence")}
        if any(kept[name] != line[name] for name in kept):
            session.execute(update(ATTEMPTS).where(ATTEMPTS.c.id == line["id"]).values(**kept))
            changed.append(line["entry"])
    return changed
