"""The references by which actions are known: as printed, or their area's with a letter. Each is used once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.reading import refs
from scheduler.reading.areas import AreaSeen, Placed
from scheduler.reading.pairing import Paired


@dataclass(frozen=True, kw_only=True)
class Named:
    """An action with the reference by which it is known; `printed` tells whether it stands so in the document."""

    ref: str
    placed: Placed
    paired: Paired
    printed: bool
    doubled: bool = False


def name_actions(actions: Sequence[tuple[Placed, Paired]], areas: Sequence[AreaSeen]) -> tuple[Named, ...]:
    """Names every action: its own reference, its row's, or its area's number and a letter ("16.a")."""
    in_rows = Counter(id(placed) for placed, _ in actions)
    begin_again = _begin_again([placed for placed, _ in actions])
    in_areas: Counter[int] = Counter()
    of_rows: Counter[int] = Counter()
    named: list[Named] = []
    taken: set[str] = set()
    for placed, paired in actions:
        in_areas[placed.area] += 1
        of_rows[id(placed)] += 1
        place_in_row = of_rows[id(placed)] if in_rows[id(placed)] > 1 else 0
        ref, printed = _ref(placed, paired, areas[placed.area].ref, in_areas[placed.area], place_in_row)
        if begin_again and placed.row_ref and areas[placed.area].ref:
            ref, printed = f"{areas[placed.area].ref}.{ref}", False
        own = _own(ref, areas[placed.area].ref, taken)
        taken.add(own)
        named.append(Named(ref=own, placed=placed, paired=paired, printed=printed and own == ref, doubled=own != ref))
    return tuple(named)


def _begin_again(placed: Sequence[Placed]) -> bool:
    """Whether two areas begin with one number: rows are numbered anew, and a number says nothing without its area's."""
    first: dict[int, str] = {}
    for one in placed:
        if one.row_ref:
            first.setdefault(one.area, one.row_ref)
    return len(set(first.values())) < len(first)


def _ref(placed: Placed, paired: Paired, area: str, in_area: int, in_row: int) -> tuple[str, bool]:
    """The reference and whether it is printed; `in_row` counts from 1 where a row holds several actions."""
    if paired.ref:
        return paired.ref, True
    if placed.row_ref:
        return (f"{placed.row_ref}.{paired.mark or refs.letter(in_row)}", False) if in_row else (placed.row_ref, True)
    if not area:
        return str(in_area), False
    return f"{area}.{paired.mark or refs.letter(in_area)}", False


def _own(ref: str, area: str, taken: set[str]) -> str:
    """The reference, or one that nothing else has: numbers may begin again in each area."""
    if ref not in taken:
        return ref
    within = f"{area}.{ref}"
    if area and not refs.belongs(ref, area) and within not in taken:
        return within
    count = 2
    while f"{ref} ({count})" in taken:
        count += 1
    return f"{ref} ({count})"
