"""Words to frozen bytes: a whole message with its headers. The words are rendering's; where they go is delivery's.

Built with the `email.mime` classes: a small part of the time that `EmailMessage` takes for the same message, and the
header rules of RFC 5322 and RFC 2047 stay the standard library's. HTML goes out in ASCII, as it is; plain text beyond
ASCII, and lines too long for SMTP, as quoted-printable: by `binascii` where a line is not ASCII, and broken here where
it is merely long, as those with links are.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import Compat32
from email.utils import format_datetime, quote
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple

from notifications.values import value

LONGEST_NAME = 100  # characters of a name in a header, so that no hostile one makes a line too long for SMTP
LONGEST_TEXT = 300

# 998 is the longest line of RFC 5322 2.1.1: the usual 78 would break and encode long unsubscribe addresses.
_LONGEST_LINE = 998
_NEVER_FOLDED = 60  # what fits beside any name of a header into a line of 78 stays as it is
_UNPRINTABLE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u061c\u200b\u200e\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_LONGEST_ENCODED, _EQUALS = 76, ord("=")
_UNUSUAL = (b"\r", b"\0", b"\t", b" \n")  # which no text of ours holds: each has an encoding of its own
_URL = re.compile(r"[!-+\--;=?-~]+")  # what is seen of ASCII, but for "<", ">" and ","
_NEVER_IN_ADDRESS = re.compile(rf"[<>,;:\"\\()\[\]]|{_UNPRINTABLE.pattern}")
_NOT_FOLDED = re.compile(r"\r|\n(?![ \t])|\n[ \t]*\n|\n[ \t]*$")
_TO_HEADER, _ID_HEADER = (
    re.compile(rb"^%s:.*\r\n(?:[ \t].*\r\n)*" % name, re.MULTILINE) for name in (b"To", b"Message-ID")
)


class _Frozen(Compat32):
    """Writes a header that needs no folding as it is: one line or folded already, none of them too long."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as bytes, with CRLF."""
        line = f"{name}: {value}"
        if len(line) <= _LONGEST_LINE and (value.isprintable() or not _NOT_FOLDED.search(value)):
            return line.replace("\n", "\r\n").encode("ascii", "surrogateescape") + b"\r\n"
        return super().fold_binary(name, value)


_AS_SENT = _Frozen(max_line_length=_LONGEST_LINE, linesep="\r\n", mangle_from_=False)


class _Alternatives(Message):
    """What a mail says, in parts, under headers of its own; those that it shares with others are written already."""

    def __init__(self, shared: bytes, boundary: str) -> None:
        super().__init__(policy=_AS_SENT)
        self["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
        self.shared, self._boundary = shared, boundary

    def get_boundary(self, failobj: object = None) -> str:
        """The boundary between the parts, which need not be read from its header again."""
        return self._boundary


class _Part(Message):
    """One way to say it: the headers that all parts of its kind have, and its text, as they go out."""

    def __init__(self, headers: bytes, text: bytes) -> None:
        super().__init__(policy=_AS_SENT)
        self.as_sent = headers + text


class _HeadersFirst(BytesGenerator):
    """Writes a mail of ours in half of the time that the standard library's own takes for any mail.

    That one writes bodies before headers, for it may yet have to change these; and each text line by line.
    """

    def flatten(self, msg: Message, unixfrom: bool = False, linesep: str | None = None) -> None:
        """A mail, or a part of one, whose lines end as the policy says already."""
        super().flatten(msg, unixfrom, None if linesep == _AS_SENT.linesep else linesep)

    def _write(self, msg: Message) -> None:
        if isinstance(msg, _Alternatives):
            self._fp.write(msg.shared)  # type: ignore[attr-defined]  # typeshed leaves out what generators are made of
            self._write_headers(msg)  # type: ignore[attr-defined]  # the same
            self._handle_multipart(msg)  # type: ignore[attr-defined]  # the same
        elif isinstance(msg, _Part):
            self._fp.write(msg.as_sent)  # type: ignore[attr-defined]  # the same


class UnusableAddress(ValueError):
    """An address that cannot stand in a header or an envelope; `str()` names it."""


@value(frozen=True, kw_only=True)
class Rendered:
    """A message's words: one line of subject, plain text, an HTML document, best in ASCII (`in_ascii`)."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class CalendarPart:
    """A calendar's bytes for a mail program to take in; `method` is the METHOD that stands in them (RFC 6047, 2.4)."""

    method: str
    content: bytes


class Mailbox(NamedTuple):
    """An address, with the name that people read beside it."""

    address: str
    name: str = ""


def one_line(words: str) -> str:
    """`words` with every run of white space, line breaks, controls, invisible and direction marks as one space."""
    return words if words.isprintable() and "  " not in words else _UNPRINTABLE.sub(" ", words).strip()


def message_id_for(key: str, domain: str) -> str:
    """The Message-ID header of the message with that key, the same each time it is asked."""
    return f"<{key}@{_ascii_domain(domain)}>"


def checked_address(address: str) -> str:
    """`address` as an envelope may carry it, a domain beyond ASCII in its IDNA form; raises UnusableAddress."""
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or _NEVER_IN_ADDRESS.search(address):
        raise UnusableAddress(f"{address!r} is no address that mail can be sent to: correct it in the directory")
    return f"{local}@{_ascii_domain(domain)}"


def compose(
    rendered: Rendered,
    *,
    sender: Mailbox,
    recipient: Mailbox,
    reply_to: Mailbox | None,
    message_id: str,
    date_at: datetime,
    answers: str = "",
    unsubscribe_url: str = "",
    language: str = "en-GB",
    calendar: CalendarPart | None = None,
) -> bytes:
    """The message that every try sends, byte for byte: CRLF lines, ASCII unless an address itself is not.

    `answers` is the Message-ID of the first message of the thread; `date_at` is aware. The unsubscribe address
    is one-click (RFC 8058) when it is https. Raises UnusableAddress for an address that no header can carry.
    """
    shared = _shared_headers(sender, reply_to, date_at, date_at.utcoffset(), language)
    message = _Alternatives(shared, boundary=f"=_{message_id.strip('<>').partition('@')[0]}")
    message["To"] = _mailbox(recipient)
    message["Subject"] = header_text(rendered.subject)
    message["Message-ID"] = message_id
    if answers:
        message["In-Reply-To"] = answers
        message["References"] = answers
    if unsubscribe_url:
        message["List-Unsubscribe"] = f"<{_one_url(unsubscribe_url)}>"
    if unsubscribe_url.startswith("https://"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.attach(_part("plain", rendered.text))
    message.attach(_part("html", in_ascii(rendered.html)))
    if calendar is not None:
        message.attach(_calendar_part(calendar))
    written = BytesIO()
    _HeadersFirst(written, policy=_AS_SENT).flatten(message)
    return written.getvalue()


def redirected(content: bytes, *, to: str, instead_of: str) -> bytes:
    """The message as it goes out under a redirect: another To, which says whom it was for, in name and in a header.

    Only these two headers differ from the frozen bytes: what would have gone can still be read exactly.
    """
    line = _AS_SENT.fold_binary("To", _mailbox(Mailbox(to, f"would have gone to {instead_of}")))
    whom = _AS_SENT.fold_binary("X-Chaser-Would-Have-Gone-To", header_text(instead_of))
    return _under(line + whom, _TO_HEADER, content)


def readdressed(content: bytes, *, to: Mailbox, message_id: str) -> bytes:
    """The same words as a message of its own for another mailbox: another To, another Message-ID."""
    under_its_id = _under(_AS_SENT.fold_binary("Message-ID", message_id), _ID_HEADER, content)
    return _under(_AS_SENT.fold_binary("To", _mailbox(to)), _TO_HEADER, under_its_id)


def _under(header: bytes, instead_of: re.Pattern[bytes], content: bytes) -> bytes:
    """A message with headers of ours in the place of one that it has."""
    head, _, body = content.partition(b"\r\n\r\n")
    rest = instead_of.sub(b"", head + b"\r\n", count=1)
    return header + rest + b"\r\n" + body


def transfer_encoded(words: str) -> bytes:
    """Text as quoted-printable (RFC 2045 6.7), in lines that end with CRLF; most lines are what they were."""
    text = words.encode("utf-8", "replace")
    if max(map(text.find, _UNUSUAL)) >= 0 or text.endswith(b" "):
        return _in_crlf(b2a_qp(text, istext=True))
    lines = [
        line if _EQUALS not in line and len(line) <= _LONGEST_ENCODED and line.isascii() else _encoded(line)
        for line in text.split(b"\n")
    ]
    return b"\r\n".join(lines)


def in_ascii(html: str) -> str:
    """HTML with references for what is beyond ASCII: the same document, which every relay carries as it is."""
    return html if html.isascii() else html.encode("ascii", "xmlcharrefreplace").decode("ascii")


@lru_cache(maxsize=256)
def header_text(words: str) -> str:
    """Text of a header, as encoded words of at most 75 characters (RFC 2047 2) where it is not ASCII."""
    line = one_line(words)[:LONGEST_TEXT]
    if line.isascii() and len(line) <= _NEVER_FOLDED:
        return line
    return Header(line, "us-ascii" if line.isascii() else "utf-8", maxlinelen=75, header_name="Subject").encode()


def _part(subtype: str, words: str) -> _Part:
    if _is_seven_bit(words):
        return _Part(_headers_of(subtype, "7bit"), _in_crlf(words.encode("ascii")))
    return _Part(_headers_of(subtype, "quoted-printable"), transfer_encoded(words))


@cache
def _headers_of(subtype: str, encoding: str, **parameters: str) -> bytes:
    """The headers of a part, written once: those of text and HTML are the same in every mail."""
    part = MIMENonMultipart("text", subtype, **parameters, charset="utf-8", policy=_AS_SENT)
    part["Content-Transfer-Encoding"] = encoding
    return part.as_bytes()


def _in_crlf(lines: bytes) -> bytes:
    """Lines with the ends of SMTP, whatever theirs are."""
    if lines.find(b"\r") >= 0:
        lines = lines.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return lines.replace(b"\n", b"\r\n")


def _encoded(line: bytes) -> bytes:
    """One line as quoted-printable; a link, which is ASCII, in a fifth of the time that binascii takes."""
    if not line.isascii():
        return b2a_qp(line, istext=True).replace(b"\n", b"\r\n")
    rest, pieces = line.replace(b"=", b"=3D"), []
    while len(rest) > _LONGEST_ENCODED:
        end = _LONGEST_ENCODED - 1 - (rest[74] == _EQUALS) - 2 * (rest[73] == _EQUALS)
        pieces.append(rest[:end])
        rest = rest[end:]
    return b"=\r\n".join([*pieces, rest])


@lru_cache(maxsize=16)
def _shared_headers(
    sender: Mailbox, reply_to: Mailbox | None, date_at: datetime, _zone: timedelta | None, language: str
) -> bytes:
    """The headers that all mails of a board and a round have, written once."""
    message = Message(policy=_AS_SENT)
    message["MIME-Version"] = "1.0"
    message["From"] = _mailbox(sender)
    if reply_to is not None:
        message["Reply-To"] = _mailbox(reply_to)
    message["Date"] = format_datetime(date_at)
    message["Content-Language"] = language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply, DR, RN, NRN"  # never All: it suppresses bounces too
    return message.as_bytes().removesuffix(b"\r\n")  # which would end the headers


def _is_seven_bit(words: str) -> bool:
    """Whether text can go out as it is (RFC 2045 2.7): ASCII without NUL, its lines short enough for SMTP."""
    if not words.isascii() or "\0" in words or "\r" in words:
        return False
    begin, whole = 0, len(words)
    while whole - begin > _LONGEST_LINE:
        begin = words.rfind("\n", begin, begin + _LONGEST_LINE + 1) + 1
        if not begin:
            return False
    return True


def _calendar_part(calendar: CalendarPart) -> _Part:
    """In base64, because the lines of a calendar end with CRLF whatever a relay makes of text (RFC 6047, 2.5)."""
    headers = _headers_of("calendar", "base64", method=calendar.method)
    return _Part(headers, encodebytes(calendar.content).replace(b"\n", b"\r\n"))


def _mailbox(mailbox: Mailbox) -> str:
    address, name = _raw(checked_address(mailbox.address)), one_line(mailbox.name)[:LONGEST_NAME]
    if not name:
        return address
    return f'"{quote(name)}" <{address}>' if name.isascii() else f"{header_text(name)} <{address}>"


def _raw(words: str) -> str:
    """Text that goes out as its own UTF-8 bytes (RFC 6532): an address can be encoded in no other way."""
    return words if words.isascii() else words.encode("utf-8").decode("ascii", "surrogateescape")


def _one_url(url: str) -> str:
    if not _URL.fullmatch(url):
        raise ValueError(f"{url!r} cannot stand in List-Unsubscribe: percent-encode it")
    return url


def _ascii_domain(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError as wrong:
        raise UnusableAddress(f"{domain!r} is no domain that mail can be sent to: {wrong}") from wrong
