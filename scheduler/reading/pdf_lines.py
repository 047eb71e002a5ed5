"""Words of one cell or page to lines, and lines to paragraphs: wrapped text flows again. Cells are found elsewhere."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from scheduler.reading.pdf_page import Word
from scheduler.reading.plain_text import one_line

_BULLET = re.compile(r"[•‣▪▫■□●○◦➢➤✓✔\uf0b7\uf0a7\uf0d8]\s*")
_DASH = re.compile(r"[-–—*o](?=\s)\s*")
# "1.12 Engage", "1.12 engage" and "1.1 Engage" begin a paragraph; "12.03.2025", "1.5 posts" and "1.5%" do not.
_REF = re.compile(r"\(?[A-Z]{0,3}\d{1,2}(?:\.\d{2}[a-z]?|(?:\.\d{1,2}){1,3}[a-z]?(?![.):]?\s+[a-z%]))[.):]?(?=\s|$)")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?|[•‣▪▫■□●○◦➢➤✓✔\uf0b7\uf0a7\uf0d8*o–—-]", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\(?[A-Z]{0,4}[-–]?\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?(?=\s|$)(?!\s+[a-z%])")
_LONG_WORD = 14
_OTHER_SIZE = 0.25
_JOINING = ("-", "/", "\u2010", "\u2011")


class Line(NamedTuple):
    """Words that stand beside each other, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """Of the tallest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Of the deepest word."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """Of the first word: a superscript must not count."""
        return self.words[0].height


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines from the top down; words share a line where at least half of the lower one's height overlaps.

    Words that run up the side of a cell are one line, in the order in which they were drawn.
    """
    if _runs_upwards(words):
        return [Line(tuple(words))]
    gathered: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        overlap = min(bottom, word.bottom) - max(top, word.top)
        if gathered and overlap >= min(word.height, bottom - top) / 2:
            gathered[-1].append(word)
            if word.height > bottom - top:
                top, bottom = word.top, word.bottom
        else:
            gathered.append([word])
            top, bottom = word.top, word.bottom
    return [Line(tuple(sorted(line, key=lambda word: word.left))) for line in gathered]


def _runs_upwards(words: Sequence[Word]) -> bool:
    long_words = [word for word in words if len(word.text) > 3]
    return bool(long_words) and all(word.height > 1.5 * (word.right - word.left) for word in long_words)


def is_mark(text: str) -> bool:
    """Whether the text is nothing but a bullet or a list's number."""
    return bool(_MARK.fullmatch(text))


def is_numbered(text: str) -> bool:
    """Whether the text begins with what numbers a row: "1.12 Engage", "YJ-03", "4"."""
    return bool(_ROW_NUMBER.match(text))


def begins_paragraph(text: str) -> bool:
    """Whether the text begins with a bullet or a reference such as "1.12"."""
    return bool(_BULLET.match(text) or _REF.match(text))


def usual_gap(columns: Iterable[Sequence[Line]]) -> float:
    """The white between the lines of running text, in points: nearly the least in all given columns."""
    gaps = sorted(below.top - above.bottom for lines in columns for above, below in pairwise(lines))
    return gaps[len(gaps) // 20] if gaps else 0.0


def has_room(above: Line, line: Line, right: float) -> bool:
    """Whether a line's first word would have stood at the end of the line above, had text run on up to `right`."""
    first = line.words[0]
    return right - above.right > first.right - first.left + line.height


def deliberate(above: Line, line: Line, right: float, gap: float) -> bool:
    """Whether the break between two lines was typed, not made by wrapping at `right`; `gap` is the usual one."""
    resized = abs(line.height - above.height) > _OTHER_SIZE * line.height
    return has_room(above, line, right) or resized or line.top - above.bottom > gap + line.height * 0.4


def flowing(lines: Sequence[Line], right: float, gap: float) -> tuple[str, ...]:
    """Paragraphs of a cell whose text may run up to `right`, with the usual `gap` between its lines.

    A line begins a paragraph at a bullet or a reference, below a wider gap, and where its first word would have
    stood on the line above: whoever typed it broke the line there.
    """
    paragraphs: list[str] = []
    dashed = bool(lines) and bool(_DASH.match(lines[0].text))
    for at, line in enumerate(lines):
        text = one_line(line.text)
        typed = at == 0 or deliberate(lines[at - 1], line, right, gap)
        dash = _DASH.match(text) if typed or dashed else None
        bullet = _BULLET.match(text) or dash
        if typed or bullet or _REF.match(text):
            paragraphs.append(text[bullet.end() :] if bullet else text)
        elif _breaks_a_word(lines[at - 1], text, right):
            paragraphs[-1] += text
        else:
            paragraphs[-1] = joined(paragraphs[-1], text)
    return tuple(filter(None, paragraphs))


def _breaks_a_word(above: Line, text: str, right: float) -> bool:
    """Whether a word too long for its column was cut at the line's end: alone on its line, and filling it."""
    word = above.words[-1]
    letter = (word.right - word.left) / len(word.text)
    return (
        len(above.words) == 1
        and len(word.text) >= _LONG_WORD
        and right - word.right < letter
        and word.text[-1].isalpha()
        and text[:1].islower()
    )


def joined(text: str, following: str) -> str:
    """Wrapped text in one: a hyphen or slash at a line's end stays and closes up; a dash between blanks keeps them."""
    closes_up = text.endswith(_JOINING) and not text.endswith(tuple(f" {mark}" for mark in _JOINING))
    return f"{text}{following}" if closes_up else f"{text} {following}".strip()
