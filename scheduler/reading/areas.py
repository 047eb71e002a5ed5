"""Which area each line of a plan stands under, from area cells, section rows and headings; how actions are numbered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.plans.plan import Place
from scheduler.reading import refs
from scheduler.reading.broken_words import rejoin, words_of
from scheduler.reading.columns import ColumnRole
from scheduler.reading.lines import Line
from scheduler.reading.rows import Cell

_HEADINGS = frozenset({ColumnRole.AREA, ColumnRole.REF})
_LONGEST_SECTION = 12
_OWN_REFS = 0.8
_HALF = 0.5
_NO_AREA = -1


@dataclass(frozen=True, kw_only=True)
class AreaSeen:
    """An area as met in a document: its printed reference, its title, where it stands, its cell as printed.

    `numbered_by_place` marks a reference that is not printed: the area's place among the others.
    """

    ref: str
    title: str
    place: Place
    printed: str = ""
    numbered_by_place: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A line, the number of its area (an index into Sorted.areas, -1 without an action), and the ref of its own row.

    `by_area` marks a row whose action cell is empty, yet it has a lead or a date: its area's words are the action.
    """

    line: Line
    area: int
    row_ref: str = ""
    by_area: bool = False


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """A plan's lines by area; `sections` are rows that only head others, with no action right below them."""

    areas: tuple[AreaSeen, ...]
    placed: tuple[Placed, ...]
    sections: tuple[AreaSeen, ...]
    continued: tuple[Place, ...] = ()


def sort_by_area(lines: Sequence[Line]) -> Sorted:
    """Tells section rows from actions and gives each action its area."""
    sorter = _Sorter(refs_of_rows=_refs_are_of_rows(lines), headings=_are_sections(line.heading for line in lines))
    sorter.known = words_of(line.text(ColumnRole.AREA) for line in lines)
    for line in lines:
        sorter.take(line)
    return sorter.sorted()


def _refs_are_of_rows(lines: Sequence[Line]) -> bool:
    """Whether the reference column numbers each action, not the areas that hold several."""
    with_action = [line for line in lines if line.text(ColumnRole.ACTION)]
    printed = [refs.alone(line.text(ColumnRole.REF)) for line in with_action]
    changes = sum(bool(ref) and ref != before for before, ref in pairwise(["", *printed]))
    if changes == 0 or any(refs.action_head(line.text(ColumnRole.ACTION)).ref for line in with_action):
        return False
    if changes >= _OWN_REFS * len(with_action) or (_mostly_once(printed) and not _go_with_areas(lines)):
        return True
    return not any(ColumnRole.AREA in line.cells for line in lines) and _are_codes(printed)


def _are_codes(printed: Sequence[str]) -> bool:
    """Whether half the rows or more have a reference, in parts or with letters, none twice: the others have none."""
    codes = [ref for ref in printed if ref]
    return (
        len(codes) >= _HALF * len(printed) and len(set(codes)) == len(codes) and not any(ref.isdigit() for ref in codes)
    )


def _mostly_once(printed: Sequence[str]) -> bool:
    """Whether every row has a reference and few stand twice: a slip, while an area's number repeats as a rule."""
    times = Counter(printed)
    repeated = sum(count > 1 for count in times.values())
    return all(printed) and 2 * len(times) > len(printed) and 2 * repeated <= len(times)


def _go_with_areas(lines: Sequence[Line]) -> bool:
    """Whether each area of an area column has a single reference beside it: then it is the area's number."""
    beside: dict[str, set[str]] = {}
    area = ""
    for line in lines:
        area = line.text(ColumnRole.AREA) or area
        if line.text(ColumnRole.ACTION):
            beside.setdefault(area, set()).add(refs.alone(line.text(ColumnRole.REF)))
    return all(area and len(used) == 1 for area, used in beside.items())


def _are_sections(headings: Iterable[str]) -> bool:
    """Several tables under headings of their own: the headings are areas. One heading is the plan's title."""
    return len({heading for heading in headings if heading}) > 1


def is_section(line: Line) -> bool:
    """Whether a row heads the rows below it: it fills its area alone, or goes across the table.

    Where no column is for areas, a row with an action alone is one, unless it is numbered or set like a heading.
    """
    if line.whole or set(line.own) <= _HEADINGS:
        return True
    if set(line.own) != {ColumnRole.ACTION} or ColumnRole.AREA in line.cells:
        return False
    words = line.text(ColumnRole.ACTION)
    heads = bool(refs.area_head(words).ref) or words.isupper() or words.endswith(":")
    return heads and not refs.action_head(words).ref and _is_short(words)


def _named(words: str) -> str:
    """The words of a heading that has no others than its number ("Area 2"); nothing for a bare number."""
    return words if any(sign.isalpha() for sign in words) else ""


def _promises_its_area(line: Line) -> bool:
    promised = any(role in line.own for role in (ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.COMPLETED))
    return ColumnRole.AREA in line.own and promised and not line.text(ColumnRole.ACTION)


def _is_short(words: str) -> bool:
    return len(words.split()) <= _LONGEST_SECTION and not words.endswith(".")


class _Sorter:
    """One pass over the lines, holding the section and the area that stand above."""

    def __init__(self, *, refs_of_rows: bool, headings: bool) -> None:
        self._refs_of_rows, self._headings = refs_of_rows, headings
        self.known = words_of(())
        self._areas: list[AreaSeen] = []
        self._sections_of: list[AreaSeen | None] = []
        self._placed: list[Placed] = []
        self._sections: list[AreaSeen] = []
        self._continued: list[Place] = []
        self._section: AreaSeen | None = None
        self._area: int | None = None

    def take(self, line: Line) -> None:
        if line.heading and self._headings:
            self._begin_section(line.heading, replace(line.place, row=0))
        if is_section(line):
            words = " ".join(dict.fromkeys(cell.text for cell in line.own.values()))
            self._begin_section(words, line.place)
            return
        self._meet_area(line)
        ref = line.text(ColumnRole.REF) if self._refs_of_rows else ""
        by_area = _promises_its_area(line)
        if by_area:
            area = line.cells[ColumnRole.AREA]
            action = replace(area, paragraphs=(refs.area_head(area.text).words or area.text,))
            line = replace(line, cells={**line.cells, ColumnRole.ACTION: action})
        number = self._area_now() if line.text(ColumnRole.ACTION) else _NO_AREA
        self._placed.append(Placed(line=line, area=number, row_ref=refs.alone(ref), by_area=by_area))

    def sorted(self) -> Sorted:
        numbered = _numbered(self._areas)
        return Sorted(
            areas=numbered,
            placed=tuple(self._placed),
            sections=tuple(one for one in self._sections if one not in self._areas),
            continued=tuple(self._continued),
        )

    def _begin_section(self, words: str, place: Place) -> None:
        head = refs.area_head(words)
        self._section = AreaSeen(ref=head.ref, title=head.words or words, place=place, printed=words)
        self._sections.append(self._section)
        self._area = None

    def _meet_area(self, line: Line) -> None:
        cell = line.cell(ColumnRole.AREA)
        printed = "" if self._refs_of_rows else refs.alone(line.text(ColumnRole.REF))
        head = refs.area_head(cell.text)
        ref = printed or head.ref
        title = (head.words or _named(cell.text)) if head.ref in {"", ref} else cell.text
        if not ref and not title:
            return
        current = self._areas[self._area] if self._area is not None else None
        if current is None or not self._same(current, ref, title, cell):
            place = cell.place if cell.paragraphs else line.place
            self._begin_area(AreaSeen(ref=ref, title=title, place=place, printed=cell.text))

    def _same(self, current: AreaSeen, ref: str, title: str, cell: Cell) -> bool:
        """Whether an area cell only repeats the area above, or goes on with its words."""
        if cell.continues or (ref == current.ref and title in {current.title, ""}):
            return True
        if ref or not title[:1].islower() or self._area is None:
            return False
        self._areas[self._area] = replace(current, title=rejoin(current.title, title, self.known))
        self._continued.append(cell.place)
        return True

    def _begin_area(self, area: AreaSeen) -> None:
        """An area met before goes on; numbers that begin again in each section are told apart by the section's."""
        again = next((at for at, one in enumerate(self._areas) if (one.ref, one.title) == (area.ref, area.title)), None)
        if again is not None and (area.ref or area.title) and self._sections_of[again] == self._section:
            self._area = again
            return
        if area.ref and self._section and self._section.ref and area.ref in {one.ref for one in self._areas}:
            area = replace(area, ref=f"{self._section.ref}.{area.ref}", numbered_by_place=True)
        self._areas.append(area)
        self._sections_of.append(self._section)
        self._area = len(self._areas) - 1

    def _area_now(self) -> int:
        if self._area is None:
            self._begin_area(self._section or AreaSeen(ref="", title="", place=Place()))
        return self._area if self._area is not None else 0


def _numbered(areas: Sequence[AreaSeen]) -> tuple[AreaSeen, ...]:
    """Gives an area without a printed number the one after the area before it."""
    if [area.title for area in areas] == [""] and not areas[0].ref:
        return tuple(areas)
    taken = {area.ref for area in areas if area.ref}
    numbered: list[AreaSeen] = []
    count = 0
    for area in areas:
        if area.ref:
            count = int(area.ref) if area.ref.isdigit() else count
            numbered.append(area)
            continue
        count += 1
        while str(count) in taken:
            count += 1
        taken.add(str(count))
        numbered.append(replace(area, ref=str(count), numbered_by_place=True))
    return tuple(numbered)
