"""Parts a row that holds several actions, and gives each its own date, lead and progress, by ref or by order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.reading import refs
from scheduler.reading.column_contents import looks_like_date
from scheduler.reading.columns import ColumnRole
from scheduler.reading.lines import Line
from scheduler.reading.rows import Cell

_OF_EACH = (
    ColumnRole.LEAD,
    ColumnRole.TARGET,
    ColumnRole.FIRST_TARGET,
    ColumnRole.START,
    ColumnRole.STATUS,
    ColumnRole.PROGRESS,
    ColumnRole.COMPLETED,
    ColumnRole.RATING,
)
_TELLING = (ColumnRole.TARGET, ColumnRole.PROGRESS, ColumnRole.COMPLETED, ColumnRole.STATUS)
_SEVERAL = 2


@dataclass(frozen=True, kw_only=True)
class Paired:
    """One action of a row with its own cells. `ref` is printed with the action; `mark` is its mark in a list.

    `by_order` names the columns that were given out by order, `shared` those that all actions of the row share.
    """

    cells: Mapping[ColumnRole, Cell]
    ref: str = ""
    mark: str = ""
    by_order: tuple[ColumnRole, ...] = ()
    shared: tuple[ColumnRole, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unpaired:
    """Words of a row that belong to none of its actions: a date under a reference that no action has."""

    cell: Cell
    ref: str


@dataclass(frozen=True, kw_only=True)
class Parted:
    """A row as its actions, and what was left of it."""

    actions: tuple[Paired, ...]
    unpaired: tuple[Unpaired, ...] = ()


def part_row(line: Line) -> Parted:
    """The actions of a row, in order; a row with one action is that action."""
    cell = line.cell(ColumnRole.ACTION)
    portions = refs.portions(cell.paragraphs)
    printed = [portion for portion in portions if portion.ref]
    if printed:
        return _by_ref(line, cell, portions)
    if marked := _marked(line, cell):
        return marked
    if _ordered(line, cell):
        return _by_order(line, cell)
    return Parted(actions=(Paired(cells=line.cells),))


def _portion(cell: Cell, portion: refs.Portion) -> Cell:
    begins = portion.paragraph if len(cell.paragraphs) > 1 else 0
    return replace(cell, paragraphs=portion.paragraphs, place=replace(cell.place, paragraph=begins))


def _by_ref(line: Line, cell: Cell, portions: Sequence[refs.Portion]) -> Parted:
    actions = [portion for portion in portions if portion.ref]
    known = [portion.ref for portion in actions]
    given = {role: _given(line.cell(role), known) for role in _OF_EACH if line.cell(role).paragraphs}
    unpaired = [Unpaired(cell=_portion(cell, one), ref="") for one in portions if not one.ref and one.paragraphs]
    seen: set[tuple[Cell, str]] = set()
    for one in (left for given_out in given.values() for left in given_out.left):
        if (one.cell, one.ref) not in seen:
            seen.add((one.cell, one.ref))
            unpaired.append(one)
    paired = tuple(
        Paired(
            ref=portion.ref,
            cells={
                **line.cells,
                **{role: given_out.cells[at] for role, given_out in given.items()},
                ColumnRole.ACTION: _portion(cell, portion),
            },
            by_order=tuple(role for role, given_out in given.items() if given_out.by_order),
            shared=tuple(role for role, given_out in given.items() if given_out.shared),
        )
        for at, portion in enumerate(actions)
    )
    return Parted(actions=paired, unpaired=tuple(unpaired))


@dataclass(frozen=True, kw_only=True)
class _GivenOut:
    """A cell given out to a row's actions: a cell each, in their order."""

    cells: tuple[Cell, ...]
    left: tuple[Unpaired, ...] = ()
    by_order: bool = False
    shared: bool = False


def _given(cell: Cell, known: Sequence[str]) -> _GivenOut:
    """By the references in the cell; without any, by order where there is one paragraph for each; else to all."""
    portions = refs.portions(cell.paragraphs, known=known)
    if any(portion.ref for portion in portions):
        by_ref: dict[str, Cell] = {}
        left: list[Unpaired] = []
        for portion in portions:
            part = _portion(cell, portion)
            if portion.ref in known and portion.ref not in by_ref:
                by_ref[portion.ref] = part
            elif portion.paragraphs:
                left.append(Unpaired(cell=part, ref=portion.ref))
        empty = replace(cell, paragraphs=())
        return _GivenOut(cells=tuple(by_ref.get(ref, empty) for ref in known), left=tuple(left))
    if len(known) == 1:
        return _GivenOut(cells=(cell,))
    if len(cell.paragraphs) == len(known):
        return _GivenOut(cells=_each(cell), by_order=True)
    return _GivenOut(cells=(cell,) * len(known), shared=True)


def _each(cell: Cell) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, paragraphs=(words,), place=replace(cell.place, paragraph=number))
        for number, words in enumerate(cell.paragraphs, start=1)
    )


def _marked(line: Line, cell: Cell) -> Parted | None:
    """Steps marked a), b) or 1., 2. are actions of their own where the dates carry the same marks."""
    marks = _marks(cell)
    roles = [role for role in _OF_EACH if marks and _marks(line.cell(role)) == marks]
    if not set(roles) & set(_TELLING):
        return None
    stripped = {role: _unmarked(line.cell(role)) for role in (*roles, ColumnRole.ACTION)}
    others = tuple(role for role in _OF_EACH if role not in roles and line.cell(role).paragraphs)
    paired = tuple(
        Paired(cells={**line.cells, **{role: cells[at] for role, cells in stripped.items()}}, mark=mark, shared=others)
        for at, mark in enumerate(marks)
    )
    return Parted(actions=paired)


def _marks(cell: Cell) -> tuple[str, ...]:
    """The marks of a cell's paragraphs, if every one has its own."""
    marks = tuple(refs.list_mark(paragraph).ref for paragraph in cell.paragraphs)
    return marks if len(set(marks) - {""}) == len(marks) >= _SEVERAL else ()


def _unmarked(cell: Cell) -> tuple[Cell, ...]:
    return tuple(replace(one, paragraphs=(refs.list_mark(one.text).words,)) for one in _each(cell))


def _ordered(line: Line, cell: Cell) -> bool:
    """Whether paragraphs are actions: there are as many dates beside them, a paragraph each."""
    count = len(cell.paragraphs)
    return count >= _SEVERAL and any(
        len(line.cell(role).paragraphs) == count and all(map(_tells, line.cell(role).paragraphs)) for role in _TELLING
    )


def _tells(words: str) -> bool:
    return looks_like_date(words) or words.lower().startswith(("complete", "ongoing", "in progress", "not started"))


def _by_order(line: Line, cell: Cell) -> Parted:
    count = len(cell.paragraphs)
    roles = [role for role in (*_OF_EACH, ColumnRole.ACTION) if len(line.cell(role).paragraphs) == count]
    shared = tuple(role for role in _OF_EACH if role not in roles and line.cell(role).paragraphs)
    paired = tuple(
        Paired(
            cells={**line.cells, **{role: _each(line.cell(role))[at] for role in roles}},
            by_order=tuple(role for role in roles if role is not ColumnRole.ACTION),
            shared=shared,
        )
        for at in range(count)
    )
    return Parted(actions=paired)
