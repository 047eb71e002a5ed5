"""One PDF page: its words, turned upright, in points from the top left corner. Lines are pdf_drawing.py's to find.

PDFium reads it (BSD/Apache): six times as fast as pdfminer on the plans we measured, and built for hostile files.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints; nothing of it leaves this module

from scheduler.reading.pdf_drawing import Ruling, Turn, drawn

_BLANK = frozenset(map(ord, " \t\r\n\f\v\u00a0\u2028\u2029\u3000")) | {0}
_LINE_END_HYPHENS = frozenset({0x02, 0xFFFE})
_NO_WHITE = 0.12
_FEW_WORDS = 15  # a scanner's stamp or a page number
_A4 = (0.0, 0.0, 595.0, 842.0)

_Box = tuple[float, float, float, float]


class Word(NamedTuple):
    """Letters without a blank between them; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the letters' boxes, ascender to descender."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the word, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page shows. `is_picture` marks a scan: an image covers at least half of it, and hardly a word is text."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]
    is_picture: bool


def read_page(raw_document: Any, number: int) -> Page:
    """Page `number` (from 1) of an open PDFium document. ValueError when PDFium cannot load it."""
    raw_page = pdfium.FPDF_LoadPage(raw_document, number - 1)
    if not raw_page:
        raise ValueError(f"page {number} is damaged")
    raw_text = pdfium.FPDFText_LoadPage(raw_page)
    try:
        return _page(raw_page, raw_text, number)
    finally:
        pdfium.FPDFText_ClosePage(raw_text)
        pdfium.FPDF_ClosePage(raw_page)


def _page(raw_page: Any, raw_text: Any, number: int) -> Page:
    count = max(pdfium.FPDFText_CountChars(raw_text), 0)
    quarters = _leaning(raw_text, count)
    sheet = _bounds(pdfium.FPDFPage_GetMediaBox, raw_page) or _A4
    shown = _bounds(pdfium.FPDFPage_GetCropBox, raw_page) or sheet
    turn = _turn(quarters, *shown)
    width, height = abs(shown[2] - shown[0]), abs(shown[3] - shown[1])
    if quarters % 2:
        width, height = height, width
    found = _words(raw_text, count, turn) if quarters == 0 else _closed_up(_words(raw_text, count, turn))
    whole = _turned(sheet, turn)
    # What was cropped away is gone for the reader; what runs off the sheet is a table too wide for it, and stays.
    words = tuple(word for word in found if _holds((0, 0, width, height), word) or not _holds(whole, word))
    drawing = drawn(raw_page, turn, width, height)
    return Page(
        number=number,
        width=width,
        height=height,
        words=words,
        horizontals=drawing.horizontals,
        verticals=drawing.verticals,
        is_picture=len(words) < _FEW_WORDS and drawing.largest_image >= width * height / 2,
    )


def _bounds(bounds_of: Any, raw_page: Any) -> _Box | None:
    """Left, bottom, right and top of the sheet, or of what is shown of it, where the page says so."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not bounds_of(raw_page, left, bottom, right, top) or right.value <= left.value or top.value <= bottom.value:
        return None
    return left.value, bottom.value, right.value, top.value


def _turned(box: _Box, turn: Turn) -> _Box:
    ax, ay = turn(box[0], box[1])
    bx, by = turn(box[2], box[3])
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _holds(box: _Box, word: Word) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _leaning(raw_text: Any, count: int) -> int:
    """Quarter turns clockwise that set most letters upright, whether or not viewers are told to turn the page."""
    sampled = range(0, count, max(count // 60, 1))
    leans = [-round(pdfium.FPDFText_GetCharAngle(raw_text, index) / (pi / 2)) % 4 for index in sampled]
    return max(set(leans), key=leans.count, default=0)


def _turn(quarters: int, left: float, bottom: float, right: float, top: float) -> Turn:
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return turns[quarters]


def _words(raw_text: Any, count: int, turn: Turn) -> Iterator[Word]:
    """Words in PDFium's order. Letters are fetched one by one, boxes only at a word's two ends: that is the speed."""
    first = 0
    letters: list[str] = []
    for index in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(raw_text, index) if index < count else 0
        if code not in _BLANK and code not in _LINE_END_HYPHENS:
            letters.append(_letter(code))
            continue
        if code in _LINE_END_HYPHENS:
            letters.append("-")
        if letters:
            yield from _placed(raw_text, first, letters, turn)
        first, letters = index + 1, []


def _closed_up(words: Iterator[Word]) -> Iterator[Word]:
    """Words joined where no white parts them: in leaning text PDFium finds blanks that are not there."""
    last: Word | None = None
    for word in words:
        if last is not None and _touch(last, word):
            last = _spanning(last.text + word.text, last[1:], word[1:])
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _touch(last: Word, word: Word) -> bool:
    return _on_one_line(last[1:], word[1:]) and abs(word.left - last.right) < _NO_WHITE * last.height


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _placed(raw_text: Any, first: int, letters: list[str], turn: Turn) -> Iterator[Word]:
    head = _box(raw_text, first, turn)
    tail = _box(raw_text, first + len(letters) - 1, turn)
    if _on_one_line(head, tail):
        yield _spanning("".join(letters), head, tail)
        return
    run, start, before = [letters[0]], head, head
    for offset, letter in enumerate(letters[1:], start=1):
        box = _box(raw_text, first + offset, turn)
        if not _on_one_line(before, box):
            yield _spanning("".join(run), start, before)
            run, start = [], box
        run.append(letter)
        before = box
    yield _spanning("".join(run), start, before)


def _box(raw_text: Any, index: int, turn: Turn) -> _Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw_text, index, box)
    return _turned((box.left, box.bottom, box.right, box.top), turn)


def _on_one_line(head: _Box, tail: _Box) -> bool:
    overlap = min(head[3], tail[3]) - max(head[1], tail[1])
    return tail[2] >= head[0] and overlap >= min(head[3] - head[1], tail[3] - tail[1]) / 2


def _spanning(text: str, head: _Box, tail: _Box) -> Word:
    return Word(text, head[0], min(head[1], tail[1]), max(head[2], tail[2]), max(head[3], tail[3]))
