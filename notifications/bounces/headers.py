"""Headers of a mail that anybody may have written, as plain words: nothing in them can break the reading."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from notifications.message import one_line

ADDRESSED_BY = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
LONGEST = 500
MOST_IDS = 50
_MESSAGE_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]{1,250}>")  # ours: a uuid in hex, which nobody guesses


def header(message: "Message[str, str]", name: str) -> str:
    """One header in one line, decoded (RFC 2047); as it stands where it cannot be decoded, empty where it is not."""
    raw = str(message.get(name, ""))
    try:
        words = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        words = raw
    return one_line(words.encode("utf-8", "replace").decode("utf-8"))[:LONGEST]


def addresses(message: "Message[str, str]", *names: str) -> tuple[str, ...]:
    """The bare addresses in these headers, in lower case."""
    raw = [str(value) for name in names for value in message.get_all(name, [])]
    return tuple(address.lower() for _, address in getaddresses(raw) if "@" in address)


def addressed_to(message: "Message[str, str]") -> tuple[str, ...]:
    """Every address under which a mail may have come to us."""
    return addresses(message, *ADDRESSED_BY)


def writer(message: "Message[str, str]") -> tuple[str, str]:
    """Who wrote it: address in lower case, and the name beside it; both empty where nobody says."""
    found = getaddresses([str(message.get("From", ""))])
    name, address = found[0] if found else ("", "")
    named = header(message, "From").partition("<")[0].strip(' "') if name else ""
    return address.lower(), named


def message_ids(words: str) -> tuple[str, ...]:
    """The Message-IDs of our form that stand in some words, each once."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(words)))[:MOST_IDS]
