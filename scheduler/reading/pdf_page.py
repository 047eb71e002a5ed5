"""One PDF page as words and ruled lines, turned upright, in points from the top left corner; tables are for others.

PDFium reads it (BSD/Apache): six times as fast as pdfminer on the plans we measured, and built for hostile files.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints; nothing of it leaves this module

_BLANK = frozenset(map(ord, " \t\r\n\f\v\u00a0\u2028\u2029\u3000")) | {0}
_LINE_END_HYPHENS = frozenset({0x02, 0xFFFE})
_MOST_OBJECTS = 20_000
_NO_WHITE = 0.12
_EDGE_OF_PAGE = 5.0

Turn = Callable[[float, float], tuple[float, float]]


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


class Ruling(NamedTuple):
    """A straight drawn edge: `at` is its constant coordinate, `begins` to `ends` runs along the other one."""

    at: float
    begins: float
    ends: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page shows. `is_picture` marks one without words where an image covers at least half of it."""

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
    left, bottom, right, top = _visible_box(raw_page)
    turn = _turn(quarters, left, bottom, right, top)
    width, height = (right - left, top - bottom) if quarters % 2 == 0 else (top - bottom, right - left)
    found = _words(raw_text, count, turn) if quarters == 0 else _closed_up(_words(raw_text, count, turn))
    words = tuple(word for word in found if 0 <= word.middle[0] <= width and 0 <= word.middle[1] <= height)
    horizontals, verticals, pictured = _drawn(raw_page, turn, width, height)
    return Page(
        number=number,
        width=width,
        height=height,
        words=words,
        horizontals=tuple(horizontals),
        verticals=tuple(verticals),
        is_picture=not words and pictured >= width * height / 2,
    )


def _visible_box(raw_page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for box_of in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if box_of(raw_page, left, bottom, right, top) and right.value > left.value and top.value > bottom.value:
            return left.value, bottom.value, right.value, top.value
    width, height = pdfium.FPDF_GetPageWidthF(raw_page), pdfium.FPDF_GetPageHeightF(raw_page)
    return (0.0, 0.0, width, height) if pdfium.FPDFPage_GetRotation(raw_page) % 2 == 0 else (0.0, 0.0, height, width)


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


_Box = tuple[float, float, float, float]


def _box(raw_text: Any, index: int, turn: Turn) -> _Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw_text, index, box)
    ax, ay = turn(box.left, box.top)
    bx, by = turn(box.right, box.bottom)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _on_one_line(head: _Box, tail: _Box) -> bool:
    overlap = min(head[3], tail[3]) - max(head[1], tail[1])
    return tail[2] >= head[0] and overlap >= min(head[3] - head[1], tail[3] - tail[1]) / 2


def _spanning(text: str, head: _Box, tail: _Box) -> Word:
    return Word(text, head[0], min(head[1], tail[1]), max(head[2], tail[2]), max(head[3], tail[3]))


def _drawn(raw_page: Any, turn: Turn, width: float, height: float) -> tuple[list[Ruling], list[Ruling], float]:
    """Horizontal and vertical edges of what is drawn, and the area of the largest image, in square points."""
    horizontals: list[Ruling] = []
    verticals: list[Ruling] = []
    pictured = 0.0
    for kind, drawn, to_page in _objects(raw_page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            (ax, ay), (bx, by) = to_page(0, 0), to_page(1, 1)
            pictured = max(pictured, abs(bx - ax) * abs(by - ay))
            continue
        for begin, end in _strokes(drawn):
            (ax, ay), (bx, by) = turn(*to_page(*begin)), turn(*to_page(*end))
            if abs(ay - by) < 1 and _EDGE_OF_PAGE < ay < height - _EDGE_OF_PAGE:
                horizontals.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 1 and _EDGE_OF_PAGE < ax < width - _EDGE_OF_PAGE:
                verticals.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
    return horizontals, verticals, pictured


def _objects(raw_page: Any) -> Iterator[tuple[int, Any, Turn]]:
    """Paths and images with the way from their own coordinates to the page's; forms are opened, three deep."""
    unmoved: Turn = _same
    waiting = [(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, raw_page, unmoved, 0)]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        count_of, object_of, parent, to_page, depth = waiting.pop()
        for index in range(min(max(count_of(parent), 0), _MOST_OBJECTS)):
            seen += 1
            raw_object = object_of(parent, index)
            kind = pdfium.FPDFPageObj_GetType(raw_object)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
                inner = _through(raw_object, to_page)
                forms = (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
                waiting.append((*forms, raw_object, inner, depth + 1))
            elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield kind, raw_object, _through(raw_object, to_page)


def _same(x: float, y: float) -> tuple[float, float]:
    return x, y


def _through(raw_object: Any, outer: Turn) -> Turn:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw_object, matrix)
    a, b, c, d, e, f = (float(getattr(matrix, name)) for name in "abcdef")
    return lambda x, y: outer(a * x + c * y + e, b * x + d * y + f)


_Point = tuple[float, float]


def _strokes(raw_path: Any) -> Iterator[tuple[_Point, _Point]]:
    """Straight pieces of a path that is stroked or filled, closing ones too; curves are passed over."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw_path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    start: _Point = (0.0, 0.0)
    here: _Point = start
    for index in range(min(max(pdfium.FPDFPath_CountSegments(raw_path), 0), _MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(raw_path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind, before, here = pdfium.FPDFPathSegment_GetType(segment), here, (x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, here
        if pdfium.FPDFPathSegment_GetClose(segment) and here != start:
            yield here, start
            here = start
