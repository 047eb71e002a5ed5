"""Puts rows together that a page break cut in two. Words inside them are broken_words.py's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from scheduler.plans.plan import Place
from scheduler.reading import refs
from scheduler.reading.broken_words import is_open, rejoin_paragraphs, words_of
from scheduler.reading.column_contents import looks_like_date, looks_like_status
from scheduler.reading.columns import ColumnRole
from scheduler.reading.lines import Line
from scheduler.reading.rows import Cell

_PROMISING = (
    ColumnRole.LEAD,
    ColumnRole.TARGET,
    ColumnRole.START,
    ColumnRole.COMPLETED,
    ColumnRole.STATUS,
    ColumnRole.PROGRESS,
)
_OPENABLE = (ColumnRole.ACTION, ColumnRole.AREA, ColumnRole.MEASURE, ColumnRole.PROGRESS, ColumnRole.TARGET)
_HEADINGS = frozenset({ColumnRole.AREA, ColumnRole.REF})
_USUALLY = 0.7
_MOSTLY = 0.5
_SAME = 0.8


@dataclass(frozen=True, kw_only=True)
class Rejoined:
    """A row that went on with the one above: where it stood, its words, and whether they only said again what stood."""

    place: Place
    words: str
    repeats: bool = False


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A plan's lines with nothing cut, and what was put together for that."""

    lines: tuple[Line, ...]
    rejoined: tuple[Rejoined, ...]


def rejoin_rows(lines: Sequence[Line]) -> Whole:
    """Joins every row that goes on with the one above it, cell by cell."""
    habits = _habits(lines)
    known = words_of(cell.text for line in lines for cell in line.cells.values())
    whole: list[Line] = []
    rejoined: list[Rejoined] = []
    for line in lines:
        rest: Line | None = line
        if whole and _goes_on(line, whole, habits):
            rest = _heading_left(line)
            fragment = line if rest is None else _without_heading(line)
            rejoined.append(_join(whole, fragment, known))
        if rest is not None:
            whole.append(rest)
    return Whole(lines=tuple(whole), rejoined=tuple(rejoined))


@dataclass(frozen=True, kw_only=True)
class _Habits:
    """What this plan's rows usually look like: what is unusual below a cut was cut."""

    fill_a_promise: bool
    begin_low: bool
    print_refs: bool


def _habits(lines: Sequence[Line]) -> _Habits:
    with_action = [line for line in lines if line.text(ColumnRole.ACTION) and not line.below_cut]
    count = len(with_action) or 1
    return _Habits(
        fill_a_promise=sum(_promises(line) for line in with_action) / count >= _USUALLY,
        begin_low=sum(_begins_low(line.text(ColumnRole.ACTION)) for line in with_action) / count >= _MOSTLY,
        print_refs=sum(_prints_ref(line) for line in with_action) / count >= _USUALLY,
    )


def _promises(line: Line) -> bool:
    return any(role in line.own for role in _PROMISING)


def _prints_ref(line: Line) -> bool:
    return bool(refs.action_head(_own(line, ColumnRole.ACTION)).ref)


def _begins_low(words: str) -> bool:
    return words[:1].islower()


def _goes_on(line: Line, above: Sequence[Line], habits: _Habits) -> bool:
    """Whether a row is the rest of the one above."""
    if set(above[-1].own) <= _HEADINGS and _own(line, ColumnRole.ACTION):
        return False
    if line.heading or line.whole or (line.below_cut is False and not any(line.text(r) for r in line.cells)):
        return False
    if refs.alone(_own(line, ColumnRole.REF)) or _prints_ref(line):
        return False
    if line.narrow and _single_low(line):
        return _open_role(above[-1]) is not None
    if not _own(line, ColumnRole.ACTION):
        return _goes_on_without_action(line)
    return _goes_on_with_action(line, habits)


def _own(line: Line, role: ColumnRole) -> str:
    return line.own[role].text if role in line.own else ""


def _goes_on_without_action(line: Line) -> bool:
    """A row without an action: one that fills only its area is a heading, unless it begins in lower case."""
    area = _own(line, ColumnRole.AREA)
    if set(line.own) <= _HEADINGS:
        return _begins_low(area)
    return line.below_cut or not area


def _goes_on_with_action(line: Line, habits: _Habits) -> bool:
    action, area = _own(line, ColumnRole.ACTION), _own(line, ColumnRole.AREA)
    if not line.below_cut:
        return _begins_low(action) and not habits.begin_low and not _promises(line)
    if refs.area_head(area).ref:
        return False
    if _is_whole(line):
        return False
    if habits.print_refs or (habits.fill_a_promise and not _promises(line)):
        return True
    return _begins_low(action) and not habits.begin_low and (not area or _begins_low(area))


def _is_whole(line: Line) -> bool:
    """Whether an action begins here with a lead and a date or status of its own, each from its beginning."""
    if _begins_low(_own(line, ColumnRole.ACTION)) or _begins_low(_own(line, ColumnRole.LEAD)):
        return False
    told = (_own(line, role) for role in (ColumnRole.TARGET, ColumnRole.COMPLETED, ColumnRole.STATUS))
    when = " ".join(filter(None, told))
    return ColumnRole.LEAD in line.own and (looks_like_date(when) or looks_like_status(when))


def _single_low(line: Line) -> bool:
    return len(line.own) == 1 and all(_begins_low(cell.text) for cell in line.own.values())


def _open_role(line: Line) -> ColumnRole | None:
    return next((role for role in _OPENABLE if role in line.cells and is_open(line.text(role))), None)


def _heading_left(line: Line) -> Line | None:
    """The area of a row whose action goes on with the row above, where that area is a heading of what follows."""
    area = _own(line, ColumnRole.AREA)
    if line.below_cut or line.narrow or not area or _begins_low(area):
        return None
    return replace(line, cells={role: line.cells[role] for role in _HEADINGS if role in line.cells})


def _without_heading(line: Line) -> Line:
    return replace(line, cells={role: cell for role, cell in line.cells.items() if role not in _HEADINGS})


def _join(whole: list[Line], line: Line, known: Mapping[str, int]) -> Rejoined:
    """Adds a row's words to the rows above and says what was done."""
    own = dict(line.own)
    if line.narrow and _single_low(line) and (role := _open_role(whole[-1])):
        own = {role: next(iter(own.values()))}
    words = " | ".join(dict.fromkeys(cell.text for cell in own.values()))
    if (area := own.pop(ColumnRole.AREA, None)) is not None:
        holder = next((at for at in reversed(range(len(whole))) if ColumnRole.AREA in whole[at].own), len(whole) - 1)
        whole[holder] = _with(whole[holder], {ColumnRole.AREA: area}, known)
    fresh = {role: cell for role, cell in own.items() if not _says_again(whole[-1].text(role), cell.text)}
    whole[-1] = _with(whole[-1], fresh, known)
    return Rejoined(place=line.place, words=words, repeats=len(fresh) < len(own))


def _with(line: Line, more: Mapping[ColumnRole, Cell], known: Mapping[str, int]) -> Line:
    cells = dict(line.cells)
    for role, cell in more.items():
        upper = cells.get(role)
        if upper is None or not upper.paragraphs:
            cells[role] = cell
        else:
            cells[role] = replace(upper, paragraphs=rejoin_paragraphs(upper.paragraphs, cell.paragraphs, known))
    return replace(line, cells=cells)


def _says_again(upper: str, lower: str) -> bool:
    """Whether words below a cut (nearly) repeat the end of those above: extraction sometimes reads a line twice."""
    end = upper[-len(lower) :]
    return bool(lower) and SequenceMatcher(None, end.lower(), lower.lower(), autojunk=False).ratio() >= _SAME
