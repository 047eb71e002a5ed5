"""Holds every cell of a document's tables against what was made of it: a cell is used, told of, or listed here."""

import re
from collections.abc import Iterator

from scheduler.plans.plan import Place
from scheduler.reading.left_over import left_over, short
from scheduler.reading.parts import Parts
from scheduler.reading.report import Remark, RemarkKind
from scheduler.reading.rows import Cell, Document

_NO_LETTERS = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"“([^”]*)”")


def unaccounted(document: Document, parts: Parts) -> Iterator[Remark]:
    """A remark for each cell whose place and words occur in no action, no area and no other remark."""
    places = {_key(place) for place in _places(parts)}
    told = "\n".join(f" {words} " for words in _told(parts))
    for cell in _cells(document):
        words = _plain(cell.text)
        if words and f" {words} " not in told and not any(place in places for place in _around(cell.place)):
            yield left_over(f"“{short(cell.text)}” was used for nothing.", cell.place)


def _cells(document: Document) -> Iterator[Cell]:
    for table in document.tables:
        for row in table.rows:
            yield from (cell for cell in row.cells if cell.paragraphs and not cell.continues)


def _places(parts: Parts) -> Iterator[Place]:
    for action in parts.actions:
        yield from (quote.place for quote in action.quotes.values())
        yield from (lead.place for lead in action.leads)
    yield from (one.place for one in parts.remarks if one.kind is RemarkKind.LEFT_OVER or one.place.column)


def _told(parts: Parts) -> Iterator[str]:
    yield from map(_plain, parts.printed)
    yield from (_plain(f"{area.ref} {area.title}") for area in parts.areas)
    yield from (_plain(quote.words) for action in parts.actions for quote in action.quotes.values())
    yield from (_plain(words) for remark in parts.remarks for words in _QUOTED.findall(remark.text))


def _key(place: Place) -> tuple[int, int, int]:
    return place.table, place.row, place.column


def _around(place: Place) -> tuple[tuple[int, int, int], ...]:
    """The cell itself, its row, its column and its table: what is left over there tells of the cell."""
    table, row, column = _key(place)
    return (table, row, column), (table, row, 0), (table, 0, column), (table, 0, 0)


def _plain(words: str) -> str:
    return _NO_LETTERS.sub(" ", words.lower()).strip()
