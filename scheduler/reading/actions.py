"""An action from its cells: dates and progress by the grammar, leads by their column or a sentence."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from scheduler.plans.plan import Action, LeadSource, PrintedLead
from scheduler.plans.target_dates import TargetDate
from scheduler.reading.action_cells import EMPTY, ActionCells, action_cells
from scheduler.reading.columns import ColumnRole
from scheduler.reading.leads import read_leads
from scheduler.reading.naming import Named
from scheduler.reading.progress import ProgressReading, read_progress
from scheduler.reading.quotes import quotes
from scheduler.reading.rows import Cell
from scheduler.reading.sentence_leads import leads_in
from scheduler.reading.target_dates import read_target_date


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What an action's own cells do not say.

    `guessed` are the columns told by contents alone; `organisations` are capitals that are no initials;
    `empty_is_empty` tells that an empty lead cell is not merged with the one above; `terms_end_on` are the
    authority's last school days.
    """

    as_of: date
    guessed: frozenset[ColumnRole] = frozenset()
    organisations: Collection[str] = ()
    empty_is_empty: bool = False
    terms_end_on: Collection[date] = ()


@dataclass(frozen=True, kw_only=True)
class ReadAction:
    """An action, how it was named, the grammar's reading of its cells, and the lead cell that an empty one shares.

    `start_remarks` are sentences about a start that cannot be.
    """

    action: Action
    named: Named
    cells: ActionCells
    progress: ProgressReading
    lead_cell: Cell
    start_remarks: tuple[str, ...] = ()


def read_action(named: Named, *, area: str, above: Cell, around: Surroundings) -> ReadAction:
    """Reads one action. `above` is the lead cell of the action above in the same area, empty where there is none."""
    cells = action_cells(named.paired.cells, as_of=around.as_of)
    starts = read_target_date(cells.start.text, as_of=around.as_of)
    starts_on = starts.target.begins_on if starts.target else starts.starts_on
    progress = read_progress(
        title=cells.title.text,
        target_words=cells.when.text,
        status_words=cells.how_far.text,
        heading=cells.heading,
        as_of=around.as_of,
        starts_on=starts_on,
        terms_end_on=around.terms_end_on,
        keeps_a_log=cells.when_role in (ColumnRole.PROGRESS, ColumnRole.STATUS),
    )
    leads = _leads(cells, above, around)
    says_nothing_of_progress = cells.says_only_when and not progress.status.words
    action = Action(
        ref=named.ref,
        area=area,
        title=cells.title.text,
        leads=leads,
        starts_on=starts_on or progress.dates.starts_on,
        success_measure=cells.measure.text,
        progress="" if says_nothing_of_progress else cells.progress.text,
        rating=cells.rating.text,
        quotes=quotes(named, cells, leads, progress, guessed=around.guessed),
    )
    first = read_target_date(cells.first.text, as_of=around.as_of, terms_end_on=around.terms_end_on).target
    return ReadAction(
        action=_with_progress(action, progress, first),
        named=named,
        cells=cells,
        progress=progress,
        lead_cell=cells.lead if cells.lead.paragraphs else above,
        start_remarks=starts.remarks,
    )


def _with_progress(action: Action, progress: ProgressReading, first: TargetDate | None) -> Action:
    """The action with its dates and status; `first` is its target date in a column of original ones."""
    target, moved_from = _moved(progress.dates.target, progress.dates.moved_from, first)
    return replace(
        action,
        target=target,
        moved_from=moved_from,
        milestones=progress.dates.milestones,
        status=progress.status.status,
        unverified=progress.status.unverified,
        completed_on=progress.status.completed_on,
        recurrence=progress.recurrence,
        waiting_for=progress.status.waiting_for,
    )


def _moved(
    target: TargetDate | None, moved_from: TargetDate | None, first: TargetDate | None
) -> tuple[TargetDate | None, TargetDate | None]:
    """The target and what it was moved from, where a column of first target dates stands beside it."""
    if target is None or first is None:
        return target or first, moved_from
    return target, moved_from or (first if first.due_on != target.due_on else None)


def _leads(cells: ActionCells, above: Cell, around: Surroundings) -> tuple[PrintedLead, ...]:
    """The lead cell's; without one, those of the cell above where an empty one may be merged; else the sentences'."""
    if cells.lead.paragraphs:
        return read_leads(cells.lead.paragraphs, source=LeadSource.COLUMN, place=cells.lead.place)
    if above != EMPTY and not around.empty_is_empty:
        return read_leads(above.paragraphs, source=LeadSource.CARRIED, place=above.place)
    for cell in (cells.how_far, cells.title):
        if found := leads_in(cell.text, organisations=around.organisations, place=cell.place):
            return found
    return ()
