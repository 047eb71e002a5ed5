"""The cells that one action has, by what they are asked for: one cell may answer when and how far at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.reading.columns import ColumnRole
from scheduler.reading.rows import Cell
from scheduler.reading.statuses import Heading

EMPTY = Cell()
_TOLD = (
    (ColumnRole.COMPLETED, Heading.COMPLETED),
    (ColumnRole.STATUS, Heading.PROGRESS),
    (ColumnRole.PROGRESS, Heading.PROGRESS),
)


@dataclass(frozen=True, kw_only=True)
class ActionCells:
    """An action's cells. `heading` says what the header calls `how_far`; the roles tell which columns they are."""

    title: Cell
    lead: Cell
    when: Cell
    when_role: ColumnRole
    how_far: Cell
    how_far_role: ColumnRole
    heading: Heading
    first: Cell
    start: Cell
    progress: Cell
    rating: Cell
    measure: Cell

    @property
    def says_only_when(self) -> bool:
        """Whether no column speaks of progress: what there is of it stands with the target date."""
        return self.how_far_role is ColumnRole.TARGET


def action_cells(cells: Mapping[ColumnRole, Cell]) -> ActionCells:
    """Sorts an action's cells: one, perhaps empty, for each role that its table has.

    Without a column of target dates the cell of progress is asked for dates too; where no cell tells of progress,
    that of the target date is asked for it ("May 2020 - complete").
    """

    def cell(role: ColumnRole) -> Cell:
        return cells.get(role, EMPTY)

    told, heading = next(((role, name) for role, name in _TOLD if cell(role).paragraphs), (None, Heading.TARGET))
    if told is None and not cell(ColumnRole.TARGET).paragraphs and any(role in cells for role, _ in _TOLD):
        told, heading = ColumnRole.PROGRESS, Heading.PROGRESS
    how_far_role = told or ColumnRole.TARGET
    when_role = ColumnRole.TARGET if ColumnRole.TARGET in cells else how_far_role
    return ActionCells(
        title=cell(ColumnRole.ACTION),
        lead=cell(ColumnRole.LEAD),
        when=cell(when_role),
        when_role=when_role,
        how_far=cell(how_far_role),
        how_far_role=how_far_role,
        heading=heading,
        first=cell(ColumnRole.FIRST_TARGET),
        start=cell(ColumnRole.START),
        progress=cell(ColumnRole.PROGRESS) if cell(ColumnRole.PROGRESS).paragraphs else cell(how_far_role),
        rating=cell(ColumnRole.RATING),
        measure=cell(ColumnRole.MEASURE),
    )
