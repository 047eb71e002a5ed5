"""Bytes of a mail that came to us to what it is. Anything can be in them: what cannot be read is kept for a person."""

import logging
from email import message_from_bytes
from email.message import Message
from hashlib import sha256

from notifications.bounces.automatic import why_automatic
from notifications.bounces.headers import addressed_to, header, message_ids, writer
from notifications.bounces.incoming import Automatic, Bounce, Forged, Found, Incoming, Reply
from notifications.bounces.quoting import words_of
from notifications.bounces.reports import comes_from_a_daemon, report_of
from notifications.bounces.return_addresses import Marked, ReturnAddresses

log = logging.getLogger(__name__)
WITHOUT_A_NAME = ("From", "To", "Date", "Subject")
LONGEST_MAIL = 2_000_000  # bytes that are read and kept of one mail


def read_mail(raw: bytes, returns: ReturnAddresses) -> Incoming:
    """What a mail is. It never raises for what stands in the mail: nobody else would look at it again."""
    kept = raw[:LONGEST_MAIL]
    try:
        return _read(kept, returns)
    except Exception:  # a hostile mail may break the parsers in ways that nobody foresaw, and must not be lost
        log.exception("a mail that came in could not be read: it is kept for a person")
        return Reply(
            key=sha256(kept).hexdigest(), found=Found(), writer="", name="", subject="", words="", is_readable=False
        )


def _read(raw: bytes, returns: ReturnAddresses) -> Incoming:
    message = message_from_bytes(raw)
    key = _key(message, raw)
    marked = returns.read(addressed_to(message))
    report = report_of(message)
    if report is not None:
        found = Found(signed=marked.messages, message_ids=message_ids(raw.decode("utf-8", "replace")))
        forged = _why_forged(marked)
        if forged:
            return Forged(key=key, why=forged)
        return Bounce(key=key, found=found, fate=report.fate, address=report.address, why=report.why)
    automatic = why_automatic(message)
    if automatic:
        return Automatic(key=key, why=automatic)
    return _reply(message, key, marked)


def _why_forged(marked: Marked) -> str:
    return "its return address was never signed by us" if marked.forged and not marked.messages else ""


def _reply(message: "Message[str, str]", key: str, marked: Marked) -> Reply:
    address, name = writer(message)
    words = words_of(message)
    answers = message_ids(" ".join(str(message.get(each, "")) for each in ("In-Reply-To", "References")))
    return Reply(
        key=key,
        found=Found(signed=marked.messages, message_ids=tuple(reversed(answers))),
        writer=address,
        name=name,
        subject=header(message, "Subject"),
        words=words,
        is_readable=bool(words) and bool(address) and not comes_from_a_daemon(message),
    )


def _key(message: "Message[str, str]", raw: bytes) -> str:
    """The same mail has the same key, whichever way it came: headers that relays add make no difference.

    Where nobody named it, who wrote when and about what tells it from another with the same words.
    """
    named = header(message, "Message-ID") or "\n".join(header(message, each) for each in WITHOUT_A_NAME)
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    told = body.rstrip() or (b"" if named.strip() else head)
    return sha256(named.encode("utf-8", "replace") + b"\0" + told).hexdigest()
