"""The numbers that Word draws before list paragraphs and does not store in their text (ECMA-376 part 1, 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ListPlace = tuple[str, int]
_SILENT = frozenset({"bullet", "none"})


@dataclass(frozen=True, kw_only=True)
class _Level:
    pattern: str
    kind: str
    starts: int


class ListNumbers:
    """Counts a document's lists as Word does: ask once for each paragraph, in the document's order."""

    def __init__(self, document: WordDocument) -> None:
        """Reads the document's list definitions; a document without lists has none."""
        self._levels, self._lists = _definitions(document)
        self._counts: dict[tuple[str, int], int] = {}
        self._of_styles: dict[str, _ListPlace | None] = {}

    def before(self, paragraph: Paragraph) -> str:
        """The number drawn before the paragraph ("1.2", "a)"), empty when it has none or a bullet."""
        place = self._list_place(paragraph)
        abstract = self._lists.get(place[0], "") if place else ""
        if place is None or (abstract, place[1]) not in self._levels:
            return ""
        return self._next(abstract, place[1])

    def _list_place(self, paragraph: Paragraph) -> _ListPlace | None:
        """The list number and depth of a paragraph, from itself or from the styles that it stands on."""
        properties = paragraph._p.pPr
        own = properties.find(qn("w:numPr")) if properties is not None else None
        if own is not None:
            return _place(own)
        name = _value(properties, "w:pStyle") if properties is not None else ""
        if name not in self._of_styles:  # python-docx looks through all styles each time it is asked for one
            self._of_styles[name] = _place_of_style(paragraph.style)
        return self._of_styles[name]

    def _next(self, abstract: str, depth: int) -> str:
        level = self._levels[abstract, depth]
        self._counts[abstract, depth] = self._counts.get((abstract, depth), level.starts - 1) + 1
        for deeper in [key for key in self._counts if key[0] == abstract and key[1] > depth]:
            del self._counts[deeper]
        return "" if level.kind in _SILENT else self._drawn(abstract, level.pattern)

    def _drawn(self, abstract: str, pattern: str) -> str:
        for depth in range(9):
            level = self._levels.get((abstract, depth))
            if level is not None:
                count = self._counts.get((abstract, depth), level.starts)
                pattern = pattern.replace(f"%{depth + 1}", _written(count, level.kind))
        return pattern


def _definitions(document: WordDocument) -> tuple[dict[tuple[str, int], _Level], dict[str, str]]:
    """Levels by (abstract list, depth), and which abstract list each list number means."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
    if part is None:
        return {}, {}
    root = etree.fromstring(part.blob)
    levels = {
        (str(abstract.get(qn("w:abstractNumId"))), int(level.get(qn("w:ilvl")) or 0)): _level(level)
        for abstract in root.iter(qn("w:abstractNum"))
        for level in abstract.iter(qn("w:lvl"))
    }
    lists = {str(one.get(qn("w:numId"))): _value(one, "w:abstractNumId") for one in root.iter(qn("w:num"))}
    return levels, lists


def _level(level: etree._Element) -> _Level:
    start = _value(level, "w:start")
    return _Level(
        pattern=_value(level, "w:lvlText"),
        kind=_value(level, "w:numFmt") or "decimal",
        starts=int(start) if start else 1,
    )


def _value(parent: etree._Element, tag: str) -> str:
    child = parent.find(qn(tag))
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def _place(number: etree._Element) -> _ListPlace:
    return _value(number, "w:numId"), int(_value(number, "w:ilvl") or 0)


def _place_of_style(style: BaseStyle | None) -> _ListPlace | None:
    """The list place that a style gives, itself or by the styles that it is based on."""
    while isinstance(style, ParagraphStyle):
        own = style.element.find(qn("w:pPr"))
        number = own.find(qn("w:numPr")) if own is not None else None
        if number is not None:
            return _place(number)
        style = style.base_style
    return None


def _written(count: int, kind: str) -> str:
    """A count as a list draws it, by the name that Word gives its kind."""
    spelled: Mapping[str, str] = {
        "lowerLetter": _letters(count),
        "upperLetter": _letters(count).upper(),
        "lowerRoman": _roman(count),
        "upperRoman": _roman(count).upper(),
        "decimalZero": f"{count:02}",
    }
    return spelled.get(kind, str(count))


def _letters(count: int) -> str:
    """a to z, then aa, bb, as Word counts."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    numeral = ""
    for value, sign in (*_ROMAN, *_ROMAN_ONES):
        while count >= value:
            numeral += sign
            count -= value
    return numeral
