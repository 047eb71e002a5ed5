"""Words made fit for a calendar line: cleaned, shortened, escaped. Which words to use is `wording`'s."""

import re
from urllib.parse import quote

from icalendar import vText, vUri

# C0 (but for tab and newline), delete, C1, and halves of characters that no UTF-8 can hold (RFC 5545, 3.1: CONTROL);
# and marks that do not show, which could turn the words beside them about.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_URI_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"
ELLIPSIS = "…"


class CalendarText(vText):
    """A TEXT value (RFC 5545, 3.3.11) that escapes exactly what it holds.

    icalendar's own turns a backslash before a capital N, as in a folder's name, into a new line.
    """

    def to_ical(self) -> bytes:
        """The escaped octets."""
        escaped = re.sub(r"([\\;,])", r"\\\1", str(self))
        return escaped.replace("\n", "\\n").encode("utf-8")


def cleaned(words: str) -> str:
    """Words over several lines, without control characters, every line end a "\\n", no blanks at the ends."""
    lines = _CONTROLS.sub("", _LINE_ENDS.sub("\n", words)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def one_line(words: str) -> str:
    """Words in one line, without control characters."""
    return " ".join(cleaned(words).split())


def shortened(words: str, length: int) -> str:
    """Words in one line of at most `length` characters, cut between words and marked with "…" where they are longer."""
    line = one_line(words)
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    at_a_word = kept if line[length - 1] == " " else kept.rpartition(" ")[0]
    return (at_a_word or kept).rstrip(" ,;:.") + ELLIPSIS


def text(words: str) -> CalendarText:
    """One line as a TEXT value."""
    return CalendarText(one_line(words))


def paragraphs(words: str) -> CalendarText:
    """Several lines as a TEXT value."""
    return CalendarText(cleaned(words))


def uri(address: str) -> vUri:
    """An address as a URI value; whatever RFC 3986 does not allow is percent-encoded, line ends included."""
    return vUri(quote(address.strip(), safe=_URI_CHARACTERS, errors="replace"))
