"""Turns lines of labels outside tables ("Lead: Head of Service") into a table with a row for each action.

How labels become a header is forms.py's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.plans.plan import Place
from scheduler.reading.columns import ColumnRole, header_roles
from scheduler.reading.forms import Pair, are_of_a_form, is_label, table_of_forms
from scheduler.reading.rows import Cell, Document

_LABELLED = re.compile(r"^(?P<label>[A-Z#][^:\t.]{1,60}?)\s*:(?=\s|$)\s*(?P<value>.*)$")
_OPENS = frozenset({ColumnRole.ACTION, ColumnRole.REF})
_LONGEST_VALUE = 12
_FEWEST_FORMS = 2


@dataclass(frozen=True, kw_only=True)
class _Form:
    """The lines of one action, and the line right above them."""

    pairs: tuple[Pair, ...]
    lines: frozenset[Place]
    heading: str


def labelled_lines_as_tables(document: Document) -> Document:
    """The document with a table for each action that its lines of labels give; those lines leave its paragraphs.

    The same document where fewer than two actions are labelled so.
    """
    pairs = [_pair(cell) for cell in document.paragraphs]
    forms = list(_forms(document.paragraphs, pairs))
    labels = [pair.label.text for form in forms for pair in form.pairs if pair.label.text]
    if len(forms) < _FEWEST_FORMS or not are_of_a_form(labels):
        return document
    taken = frozenset(place for form in forms for place in form.lines)
    tables = (table_of_forms(form.pairs, place=form.pairs[0].label.place, heading=form.heading) for form in forms)
    left = tuple(cell for cell in document.paragraphs if cell.place not in taken)
    return replace(document, tables=(*document.tables, *tables), paragraphs=left)


def _pair(line: Cell) -> Pair | None:
    found = _LABELLED.match(line.text)
    if found is None or not is_label(found["label"]):
        return None
    value = replace(line, paragraphs=tuple(filter(None, [found["value"]])))
    return Pair(label=replace(line, paragraphs=(found["label"],)), value=value)


def _forms(lines: Sequence[Cell], pairs: Sequence[Pair | None]) -> Iterator[_Form]:
    """The lines from each label that opens an action to its last label, before the next or before a label again."""
    opening = next((one.name for one in pairs if one and _OPENS & set(header_roles(one.label.text))), "")
    begins = [at for at, one in enumerate(pairs) if one and one.name == opening]
    for begin, limit in pairwise([*begins, len(lines)]):
        ends = _end(pairs[begin:limit]) + begin
        above = lines[begin - 1].text if begin and pairs[begin - 1] is None else ""
        held = tuple(pairs[at] or Pair(label=Cell(), value=lines[at]) for at in range(begin, ends))
        yield _Form(pairs=held, lines=frozenset(cell.place for cell in lines[begin:ends]), heading=above)


def _end(pairs: Sequence[Pair | None]) -> int:
    """How many lines a form has: up to its last label, none twice, with no long text between two of them."""
    seen: set[str] = set()
    last = 0
    for at, one in enumerate(pairs):
        if at - last > _LONGEST_VALUE or (one and one.name in seen):
            break
        if one:
            seen.add(one.name)
            last = at
    return last + 1
