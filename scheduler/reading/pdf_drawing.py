"""What is drawn on a PDF page beside its words: straight edges of lines and boxes, and how large its images are."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped] # ships no type hints; nothing of it leaves this module

_MOST_OBJECTS = 20_000
_EDGE_OF_PAGE = 5.0
_WHOLE_PAGE = 0.95
_Point = tuple[float, float]

Turn = Callable[[float, float], tuple[float, float]]


class Ruling(NamedTuple):
    """A straight drawn edge: `at` is its constant coordinate, `begins` to `ends` runs along the other one."""

    at: float
    begins: float
    ends: float


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A page's edges, whatever drew them, and the area of its largest image in square points."""

    horizontals: tuple[Ruling, ...]
    verticals: tuple[Ruling, ...]
    largest_image: float


def drawn(raw_page: Any, turn: Turn, width: float, height: float) -> Drawing:
    """What is drawn on a page of that width and height; `turn` leads from PDFium's points to the page's."""
    horizontals: list[Ruling] = []
    verticals: list[Ruling] = []
    pictured = 0.0
    for kind, raw_object, to_page in _objects(raw_page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            (ax, ay), (bx, by) = to_page(0, 0), to_page(1, 1)
            pictured = max(pictured, abs(bx - ax) * abs(by - ay))
            continue
        for begin, end in _strokes(raw_object):
            (ax, ay), (bx, by) = turn(*to_page(*begin)), turn(*to_page(*end))
            if abs(ay - by) < 1 and not _frames_page(ay, height, abs(ax - bx), width):
                horizontals.append(Ruling((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 1 and not _frames_page(ax, width, abs(ay - by), height):
                verticals.append(Ruling((ax + bx) / 2, min(ay, by), max(ay, by)))
    return Drawing(horizontals=tuple(horizontals), verticals=tuple(verticals), largest_image=pictured)


def _frames_page(at: float, across: float, length: float, along: float) -> bool:
    """Whether an edge is a page's own, of a background drawn over all of it."""
    return length >= along * _WHOLE_PAGE and not _EDGE_OF_PAGE < at < across - _EDGE_OF_PAGE


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
