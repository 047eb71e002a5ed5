"""Recommendations of an inspection report that has no action table: its own (R1 …) and the earlier ones (P1 …)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.plans.plan import Place
from scheduler.reading.action_tables import is_of_earlier_recommendations
from scheduler.reading.broken_words import is_open
from scheduler.reading.rows import Cell, Document, Row, Table

_HEADING = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:our|key|list of|summary of)\s+)?recommendations?:?$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:recommendation\s+)?\(?(?P<number>\d{1,2})[.):]+\s+(?P<words>\S.*)$", re.IGNORECASE)
_TO_WHOM = re.compile(r"\b(?:should|must|needs? to|to)\s*:?$|\bshould\b.*:$", re.IGNORECASE)
_LONGEST_PRELUDE = 4
_TO_DECIDE = re.compile(
    r"\b(?:is|are)\s+(?:asked|recommended|invited|requested)\s+to\b|^that\s+(?:the\s+)?[\w ]{2,40}:?$", re.IGNORECASE
)
_DECISION = re.compile(r"^(?:to\s+)?(?:notes?|welcomes?|approves?|endorses?|agrees?|receives?)\b", re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\w\s*/\s*\w")
_PARTS_OF_ALTERNATIVES = 2


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """A numbered recommendation: to whom it is made as printed, and whether a committee is only asked to decide."""

    number: int
    words: str
    to_whom: str
    place: Place
    to_decide: bool = False
    under_heading: bool = True


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A row of the table of earlier recommendations, with the document's own category and answer."""

    recommendation: Cell
    taken: Cell
    category: Cell
    still_required: Cell
    place: Place


@dataclass(frozen=True, kw_only=True)
class EarlierTable:
    """The earlier recommendations; `explains` are rows that only say what the columns mean."""

    rows: tuple[Earlier, ...]
    place: Place
    header: str
    explains: tuple[Row, ...] = ()


@dataclass
class _List:
    """A numbered list as it is met, paragraph by paragraph."""

    to_whom: str = ""
    to_decide: bool = False
    under_heading: bool = False
    prelude: int = 0
    found: list[Recommendation] = field(default_factory=list)


def numbered_recommendations(document: Document) -> tuple[Recommendation, ...]:
    """Numbered lists addressed to somebody ("… should:"), or standing under a heading "Recommendations"."""
    found: list[Recommendation] = []
    listed: _List | None = None
    for cell in document.paragraphs:
        number = _NUMBERED.match(cell.text)
        if _HEADING.match(cell.text):
            listed = _List(under_heading=True)
        elif listed is not None and number and _is_next(int(number["number"]), found, listed):
            listed.found.append(_recommendation(number, listed, cell))
            found.append(listed.found[-1])
        elif listed is not None and listed.found and cell.text[:1].islower():
            found[-1] = listed.found[-1] = _longer(found[-1], cell)
        elif _TO_WHOM.search(cell.text):
            listed = _addressed(cell, listed)
        else:
            listed = _after_prelude(cell, listed)
    return tuple(found)


def _is_next(number: int, found: Sequence[Recommendation], listed: _List) -> bool:
    """Whether a number goes on with the list: one for another body may begin anew or go on with the last one's.

    The first list below its heading may begin anywhere: Word counts on from a list further up.
    """
    if listed.found:
        return number == listed.found[-1].number + 1
    return number == 1 or (number == found[-1].number + 1 if found else listed.under_heading)


def _after_prelude(cell: Cell, listed: _List | None) -> _List | None:
    """Below a heading a few lines may stand before the list; anything else ends it."""
    if listed is None or listed.found or not listed.under_heading or listed.prelude >= _LONGEST_PRELUDE:
        return None
    listed.prelude += 1
    listed.to_decide = listed.to_decide or bool(_TO_DECIDE.search(cell.text))
    return listed


def _addressed(cell: Cell, listed: _List | None) -> _List:
    """A line above a list, or between its parts: who should do it."""
    under = listed is not None and listed.under_heading
    decides = bool(_TO_DECIDE.search(cell.text)) or (under and listed is not None and listed.to_decide)
    prelude = listed.prelude if listed is not None else 0
    return _List(to_whom=cell.text.rstrip(": "), to_decide=decides, under_heading=under, prelude=prelude)


def _recommendation(number: re.Match[str], listed: _List, cell: Cell) -> Recommendation:
    return Recommendation(
        number=int(number["number"]),
        words=number["words"],
        to_whom=listed.to_whom,
        place=cell.place,
        to_decide=listed.to_decide or bool(_DECISION.match(number["words"])),
        under_heading=listed.under_heading,
    )


def _longer(last: Recommendation, cell: Cell) -> Recommendation:
    words = f"{last.words} {cell.text}" if is_open(last.words) else last.words
    return Recommendation(
        number=last.number,
        words=words,
        to_whom=last.to_whom,
        place=last.place,
        to_decide=last.to_decide,
        under_heading=last.under_heading,
    )


def earlier_recommendations(document: Document) -> tuple[EarlierTable, ...]:
    """The tables that report on an earlier inspection's recommendations, those among them that go on over a page."""
    found: list[EarlierTable] = []
    header: Row | None = None
    for table in (one for one in document.tables if one.rows):
        if is_of_earlier_recommendations(table):
            header = table.rows[0]
            found.append(_earlier(table, header, table.rows[1:]))
        elif header is not None and not table.heading and len(table.rows[0].cells) == len(header.cells):
            found.append(_earlier(table, header, table.rows))
        else:
            header = None
    return tuple(found)


def _earlier(table: Table, header: Row, below: Sequence[Row]) -> EarlierTable:
    kinds = [_kind(cell.text) for cell in header.cells]
    rows: list[Earlier] = []
    explains: list[Row] = []
    for row in below:
        cells = {kind: cell for kind, cell in zip(kinds, row.cells, strict=False) if kind}
        one = _earlier_row(cells, row)
        if _lists_answers(one.category.text) or _lists_answers(one.still_required.text):
            explains.append(row)
        elif one.recommendation.paragraphs:
            rows.append(one)
    named = "; ".join(
        f"“{cell.text}” as {kind or 'nothing'}" for kind, cell in zip(kinds, header.cells, strict=True) if cell.text
    )
    return EarlierTable(rows=tuple(rows), place=table.place, header=named, explains=tuple(explains))


def _earlier_row(cells: dict[str, Cell], row: Row) -> Earlier:
    empty = Cell(place=row.place)
    return Earlier(
        recommendation=cells.get("recommendation", empty),
        taken=cells.get("taken", empty),
        category=cells.get("category", empty),
        still_required=cells.get("still required", empty),
        place=row.place,
    )


_KINDS = (
    ("still required", re.compile(r"\bstill\b|\brepeat", re.IGNORECASE)),
    ("taken", re.compile(r"\baction|\bimpact|\bsummary|\btaken|\bcomment", re.IGNORECASE)),
    ("category", re.compile(r"\bcategor|\bprogress|\bstatus|\brating|\bjudge?ment", re.IGNORECASE)),
    ("recommendation", re.compile(r"\brecommendation", re.IGNORECASE)),
)


def _kind(header: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(header)), "")


def _lists_answers(words: str) -> bool:
    """ "Yes/no", "Sufficient progress/Some progress": what a column may say, not what it says."""
    return len(_ALTERNATIVES.findall(words)) >= 1 and len(words.split("/")) >= _PARTS_OF_ALTERNATIVES
