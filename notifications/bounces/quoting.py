"""The words of a mail that anybody may have written: plain text, or what its HTML says, without what it quotes."""

import re
from email.message import Message

from lxml import html
from lxml.etree import LxmlError, strip_elements

from notifications.message import one_line

LONGEST_WORDS = 20_000
BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3")
_QUOTED = re.compile(r"^\s*>|^(on|am|le) .{5,200}(wrote|schrieb.*|écrit) ?:$", re.IGNORECASE)
_REST_IS_QUOTED = re.compile(r"^(-{2,} ?(original|forwarded) message ?-{2,}|_{20,})$", re.IGNORECASE)
_QUOTED_HEAD = re.compile(r"^(from|sent|to|date|subject|cc): ", re.IGNORECASE)


def words_of(message: "Message[str, str]") -> str:
    """What the writer says, in lines of visible characters; empty where there are no words."""
    parts = [part for part in message.walk() if not part.is_multipart() and not _is_attached(part)]
    plain = [_text(part) for part in parts if part.get_content_type() == "text/plain"]
    rich = [_seen(_text(part)) for part in parts if part.get_content_type() == "text/html"]
    said = "\n".join(plain) if any(each.strip() for each in plain) else "\n".join(rich)
    return without_quotes(_lines(said))[:LONGEST_WORDS]


def without_quotes(words: str) -> str:
    """The words without those of the mail that they answer; all of them where nothing else is said."""
    lines = words.splitlines()
    rest = next((at for at in range(len(lines)) if _is_quoted_from(lines, at)), len(lines))
    said = "\n".join(line for line in lines[:rest] if not _QUOTED.match(line)).strip()
    return re.sub(r"\n{3,}", "\n\n", said) or words.strip()


def _is_quoted_from(lines: list[str], at: int) -> bool:
    """Whether all below is the earlier mail, as Outlook sets it: a ruler, or its From, Sent and To one by one."""
    head = [line for line in lines[at : at + 5] if _QUOTED_HEAD.match(line)]
    return bool(_REST_IS_QUOTED.match(lines[at].strip())) or (lines[at].lower().startswith("from: ") and len(head) > 2)


def _is_attached(part: "Message[str, str]") -> bool:
    return (part.get_content_disposition() or "") == "attachment"


def _text(part: "Message[str, str]") -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a character set that nobody knows
        return raw.decode("utf-8", "replace")


def _seen(document: str) -> str:
    """The text of an HTML part, a line for each block; nothing of what a browser would hide or run."""
    try:
        tree = html.document_fromstring(document) if document.strip() else None
    except (LxmlError, ValueError):
        return ""
    if tree is None:
        return ""
    strip_elements(tree, "script", "style", "head", "blockquote", with_tail=False)
    for block in tree.iter(*BLOCKS):
        block.tail = "\n" + (block.tail or "")
    return "".join(str(text) for text in tree.itertext())


def _lines(words: str) -> str:
    lines = (one_line(line) for line in words.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
