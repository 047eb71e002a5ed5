"""Turns forms into tables: a small table of labels and values for each action becomes a row under its labels.

What the labels mean is columns.py's; labels on lines outside tables are labelled_lines.py's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scheduler.plans.plan import Place
from scheduler.reading import refs
from scheduler.reading.columns import ColumnRole, header_roles
from scheduler.reading.rows import Cell, Document, Row, Table

_LONGEST_LABEL = 6
_LONGEST_HEADER = 4
_KNOWN = 0.75
_FEWEST_ROLES = 3
_WHO_OR_WHEN = frozenset({ColumnRole.LEAD, ColumnRole.TARGET, ColumnRole.COMPLETED})
_NUMBERED = re.compile(r"^(?P<label>[a-z]+)\s+(?:no\.?\s*)?(?=[A-Z]{0,4}[-–]?\d)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A label and its value; one without a label goes on with the value above."""

    label: Cell
    value: Cell

    @property
    def name(self) -> str:
        """The label as it is compared: in small letters, without number and colon."""
        return _bare(self.label.text).lower()


def forms_as_tables(document: Document) -> Document:
    """The document with each form among its tables turned into a header of labels and a row for each action.

    Cells keep their places; a form's further labels repeat the header and go. Other tables stay as they are.
    """
    return replace(document, tables=tuple(one for table in document.tables for one in _unfolded(table)))


def table_of_forms(pairs: Sequence[Pair], *, place: Place, heading: str) -> Table:
    """A header of the labels in the order in which they are met, and a row for each time that the first comes again."""
    first: dict[str, Cell] = {}
    for pair in pairs:
        if pair.name:
            first.setdefault(pair.name, replace(pair.label, paragraphs=(_bare(pair.label.text),), spans=1))
    header = Row(cells=tuple(first.values()), place=next(iter(first.values())).place)
    return Table(rows=(header, *_actions(pairs, list(first))), place=place, heading=heading)


def are_of_a_form(labels: Iterable[str]) -> bool:
    """Whether labels are those of an action's form: nearly all known, an action among them, and who or when."""
    read = [header_roles(label) if is_label(label) else () for label in labels]
    roles = {role for one in read for role in one}
    known = sum(map(bool, read)) >= _KNOWN * len(read)
    return known and len(roles) >= _FEWEST_ROLES and ColumnRole.ACTION in roles and bool(roles & _WHO_OR_WHEN)


def is_label(words: str) -> bool:
    """Whether words are short enough for a label, and no sentence."""
    return 0 < len(words.split()) <= _LONGEST_LABEL and not words.endswith(".")


def _unfolded(table: Table) -> Iterator[Table]:
    rows = [row for row in table.rows if any(cell.paragraphs for cell in row.cells)]
    read = {row.place: _pairs(row) for row in rows if not _is_title(row)}
    pairs = [pair for row in read.values() for pair in row or ()]
    labels = [pair.label.text for pair in pairs if pair.label.text]
    if None in read.values() or not are_of_a_form(labels) or _is_header(rows[0]):
        yield table
        return
    place, heading = table.place, table.heading
    above: tuple[Row, ...] = ()
    for titles, group in groupby(rows, key=_is_title):
        if titles:
            above = tuple(group)
            continue
        held = [pair for row in group for pair in read[row.place] or ()]
        made = table_of_forms(held, place=place, heading=heading)
        yield replace(made, rows=(*above, *made.rows))
        place, heading, above = replace(table.place, row=made.rows[-1].place.row), "", ()


def _is_title(row: Row) -> bool:
    """Whether a row heads the form below it: one cell across the table, or a numbered heading alone."""
    filled = [cell for cell in row.cells if cell.paragraphs]
    if len(filled) != 1 or filled[0] is not row.cells[0]:
        return False
    return filled[0].spans >= len(row.cells) or bool(refs.area_head(filled[0].text).ref)


def _is_header(row: Row) -> bool:
    """Whether a row is nothing but labels, as a table's header is."""
    filled = [cell.text for cell in row.cells if cell.paragraphs]
    return len(filled) > 1 and all(header_roles(words) and len(words.split()) <= _LONGEST_HEADER for words in filled)


def _pairs(row: Row) -> tuple[Pair, ...] | None:
    """A row's labels and values side by side; nothing where its cells do not go in twos."""
    cells = _uncovered(row)
    if len(cells) % 2 and not cells[-1].paragraphs:
        cells.pop()
    if len(cells) % 2:
        return None
    pairs = (Pair(label=_own(label), value=value) for label, value in zip(cells[::2], cells[1::2], strict=True))
    return tuple(pair for pair in pairs if pair.label.paragraphs or pair.value.paragraphs)


def _uncovered(row: Row) -> list[Cell]:
    """A row's cells without those that a wide one before them covers."""
    cells: list[Cell] = []
    covered = 0
    for at, cell in enumerate(row.cells):
        if at >= covered:
            cells.append(cell)
            covered = at + cell.spans
    return cells


def _own(label: Cell) -> Cell:
    return replace(label, paragraphs=()) if label.continues else label


def _actions(pairs: Sequence[Pair], names: Sequence[str]) -> Iterator[Row]:
    form: dict[str, Cell] = {}
    name = names[0]
    for pair in pairs:
        name = pair.name or name
        if pair.name == names[0] and form:
            yield _row(form, names)
            form = {}
        value = _with_number(pair)
        form[name] = _joined(form[name], value) if name in form else value
    yield _row(form, names)


def _row(form: Mapping[str, Cell], names: Sequence[str]) -> Row:
    place = min((cell.place for cell in form.values()), key=lambda place: (place.row, place.paragraph))
    return Row(cells=tuple(form.get(name, Cell()) for name in names), place=replace(place, column=0))


def _joined(upper: Cell, lower: Cell) -> Cell:
    """A value with what goes on below it."""
    holder = upper if upper.paragraphs else lower
    return replace(holder, paragraphs=(*upper.paragraphs, *lower.paragraphs), spans=1)


def _with_number(pair: Pair) -> Cell:
    """The value, behind the label where that carries its number: "Action 2" beside "Publish the offer"."""
    if not _NUMBERED.match(pair.label.text) or not pair.value.paragraphs:
        return replace(pair.value, spans=1)
    first, *others = pair.value.paragraphs
    return replace(pair.value, paragraphs=(f"{pair.label.text.rstrip(' :')}: {first}", *others), spans=1)


def _bare(label: str) -> str:
    """A label without its number and its colon."""
    found = _NUMBERED.match(label)
    return (found["label"] if found else label).rstrip(" :?")
