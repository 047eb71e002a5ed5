"""Mark-up scraps in extracted text: tags, entities, Markdown marks. Where the text stands is its reader's to say."""

import html
import re

from scheduler.reading.plain_text import lines, one_line

_BREAKS = re.compile(r"</?(?:p|br|li|ul|ol|div|tr|td|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^#{1,6}\s+|\s+#{1,6}$")


def plain(text: str) -> str:
    """One line without mark-up, white space collapsed: "<i>Some</i>  **text**" gives "Some text"."""
    bare = one_line(html.unescape(_TAGS.sub("", text)))
    return _EMPHASIS.sub(r"\2", _HEADING.sub("", bare)).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a cell as extracted: <p>, <br>, <li> and line ends part them; empty ones are left out."""
    pieces = (plain(piece) for line in lines(text) for piece in _BREAKS.split(line))
    return tuple(piece for piece in pieces if piece)
