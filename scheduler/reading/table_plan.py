"""A plan from its action tables: rows put together, sorted by area, parted into actions, named and read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.plans.plan import Area
from scheduler.plans.target_dates import Certainty
from scheduler.reading import guesses, left_over
from scheduler.reading.action_cells import EMPTY
from scheduler.reading.action_tables import ActionTable
from scheduler.reading.actions import ReadAction, Surroundings, read_action
from scheduler.reading.areas import AreaSeen, Placed, Sorted, sort_by_area
from scheduler.reading.columns import ColumnRole
from scheduler.reading.lines import read_lines
from scheduler.reading.naming import Named, name_actions
from scheduler.reading.page_breaks import rejoin_rows
from scheduler.reading.pairing import Paired, Unpaired, part_row
from scheduler.reading.parts import Parts
from scheduler.reading.rows import Document
from scheduler.reading.sentence_leads import organisations_in


def read_tables(
    document: Document, tables: Sequence[ActionTable], *, as_of: date, terms_end_on: Collection[date] = ()
) -> Parts:
    """Areas, actions in the plan's order, and what is to be said of their reading.

    `as_of` is the plan's own day, `terms_end_on` are the authority's last school days.
    """
    whole = rejoin_rows(read_lines(tables))
    ordered = sort_by_area(whole.lines)
    parted, unpaired = _parted(ordered)
    named = name_actions(parted, ordered.areas)
    around = replace(_surroundings(document, tables, as_of), terms_end_on=terms_end_on)
    read = tuple(_read(named, ordered.areas, around))
    remarks = [
        *(remark for one in read for remark in guesses.of_action(one)),
        *guesses.of_plan(read, ordered.areas),
        *left_over.of_tables(document, tables),
        *left_over.of_rows(whole.rejoined, ordered),
        *left_over.of_cells(unpaired),
        *left_over.of_paragraphs(document),
    ]
    return Parts(
        areas=tuple(_areas(ordered)),
        actions=tuple(one.action for one in read),
        remarks=tuple(remarks),
        printed=(*(one.printed for one in (*ordered.areas, *ordered.sections)), *(one.words for one in whole.rejoined)),
    )


def _parted(ordered: Sorted) -> tuple[list[tuple[Placed, Paired]], list[Unpaired]]:
    actions: list[tuple[Placed, Paired]] = []
    unpaired: list[Unpaired] = []
    for placed in ordered.placed:
        if placed.line.text(ColumnRole.ACTION):
            row = part_row(placed.line)
            actions.extend((placed, paired) for paired in row.actions)
            unpaired.extend(row.unpaired)
    return actions, unpaired


def _surroundings(document: Document, tables: Sequence[ActionTable], as_of: date) -> Surroundings:
    guessed = [column for table in tables for column in table.columns if column.certainty is Certainty.GUESSED]
    cells = (*document.paragraphs, *(cell for table in document.tables for row in table.rows for cell in row.cells))
    return Surroundings(
        as_of=as_of,
        guessed=frozenset(role for column in guessed for role in column.roles),
        organisations=organisations_in("\n".join(words for cell in cells for words in cell.paragraphs)),
        empty_is_empty=document.says_merges,
    )


def _read(named: Sequence[Named], areas: Sequence[AreaSeen], around: Surroundings) -> Iterator[ReadAction]:
    above, area = EMPTY, -1
    for one in named:
        has_leads = ColumnRole.LEAD in one.paired.cells
        above = above if one.placed.area == area and has_leads else EMPTY
        area = one.placed.area
        read = read_action(one, area=areas[area].ref, above=above, around=around)
        above = read.lead_cell
        yield read


def _areas(ordered: Sorted) -> Iterator[Area]:
    """The areas that hold actions, and numbered headings above them, in the document's order."""
    numbered = [section for section in ordered.sections if section.ref]
    refs = {area.ref for area in ordered.areas}
    above = [section for section in numbered if section.ref not in refs]
    held = {placed.area for placed in ordered.placed if placed.line.text(ColumnRole.ACTION)}
    met = [area for at, area in enumerate(ordered.areas) if at in held and (area.ref or area.title)]
    for area in sorted((*above, *met), key=lambda one: (one.place.table, one.place.row, one.place.column)):
        yield Area(ref=area.ref, title=area.title)
