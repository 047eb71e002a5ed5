"""The cells that one action has, by what they are asked for: one cell may answer when and how far at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty
from scheduler.reading.columns import ColumnRole
from scheduler.reading.rows import Cell
from scheduler.reading.statuses import Heading, StatusReading, read_status

EMPTY = Cell()
_TOLD = (
    (ColumnRole.COMPLETED, Heading.COMPLETED),
    (ColumnRole.STATUS, Heading.PROGRESS),
    (ColumnRole.PROGRESS, Heading.PROGRESS),
    (ColumnRole.TARGET, Heading.TARGET),
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


def action_cells(cells: Mapping[ColumnRole, Cell], *, as_of: date) -> ActionCells:
    """Sorts an action's cells, read as of the plan's own day: one, perhaps empty, for each role that its table has.

    Without a column of target dates the cell of progress is asked for dates too; where no other cell tells of progress,
    that of the target date is asked for it ("May 2020 - complete").
    """

    def cell(role: ColumnRole) -> Cell:
        return cells.get(role, EMPTY)

    how_far_role, heading = _telling(cells, as_of)
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


def _telling(cells: Mapping[ColumnRole, Cell], as_of: date) -> tuple[ColumnRole, Heading]:
    """Which cell tells how far the action is: the first that says more than "no", else the first that holds words."""
    filled = [(role, heading) for role, heading in _TOLD if role in cells and cells[role].paragraphs]
    read = [(one, read_status(cells[one[0]].text, as_of=as_of, heading=one[1])) for one in filled]
    answered_no = any(one[0] is ColumnRole.COMPLETED and _says_no(status) for one, status in read)
    for one, status in read:
        if _says_more(status) and not (answered_no and status.status is Status.COMPLETE):
            return one
    first = next((one for one in filled if one[0] is not ColumnRole.TARGET), None)
    headed = first is None and not filled and any(role in cells for role, _ in _TOLD[:-1])
    return (ColumnRole.PROGRESS, Heading.PROGRESS) if headed else first or _TOLD[-1]


def _says_no(status: StatusReading) -> bool:
    return status.status is Status.NOT_STARTED and bool(status.words)


def _says_more(status: StatusReading) -> bool:
    printed = bool(status.words) and status.certainty is Certainty.PRINTED
    return printed and status.status is not Status.NOT_STARTED
