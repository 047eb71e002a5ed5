"""The document's own words behind each value of an action, with their place, the rule and its certainty."""

from collections.abc import Collection, Iterator, Mapping

from scheduler.plans.plan import LeadSource, PrintedLead, Quote
from scheduler.plans.target_dates import Certainty, TargetDate
from scheduler.reading.action_cells import ActionCells
from scheduler.reading.columns import ColumnRole
from scheduler.reading.naming import Named
from scheduler.reading.progress import ProgressReading
from scheduler.reading.recurrences import read_recurrence
from scheduler.reading.rows import Cell


def quotes(
    named: Named,
    cells: ActionCells,
    leads: tuple[PrintedLead, ...],
    progress: ProgressReading,
    *,
    guessed: Collection[ColumnRole],
) -> Mapping[str, Quote]:
    """Quotes under the names of Action's fields; `guessed` are the columns told by their contents alone."""
    doubted = {*guessed, *named.paired.by_order, *named.paired.shared}
    found = dict(_plain(cells, doubted))
    certainty = Certainty.PRINTED if named.printed else Certainty.GUESSED
    ref_place = named.placed.line.cell(ColumnRole.REF).place if named.placed.row_ref else cells.title.place
    found["ref"] = Quote(words=named.ref, place=ref_place, rule="reference", certainty=certainty)
    if leads:
        found["leads"] = _leads(leads, cells, doubted)
    if progress.dates.target is not None:
        found["target"] = _dated(progress.dates.target, cells.when, cells.when_role in doubted)
    elif "moved_from" in found:
        found["target"] = found.pop("moved_from")
    for milestone in progress.dates.milestones[:1]:
        found["milestones"] = _dated(milestone.target, cells.when, milestone.computed)
    if progress.recurrence is not None:
        cell = _recurring(cells, progress)
        found["recurrence"] = Quote(words=cell.text, place=cell.place, rule="recurrence")
    if cells.how_far.paragraphs:
        found["status"] = _status(progress, cells, doubted)
    if cells.says_only_when and not progress.status.words:
        found.pop("progress", None)
    return found


def _plain(cells: ActionCells, doubted: Collection[ColumnRole]) -> Iterator[tuple[str, Quote]]:
    """Values that are their cell's words."""
    for name, role, cell in (
        ("title", ColumnRole.ACTION, cells.title),
        ("starts_on", ColumnRole.START, cells.start),
        ("moved_from", ColumnRole.FIRST_TARGET, cells.first),
        ("success_measure", ColumnRole.MEASURE, cells.measure),
        ("progress", cells.how_far_role, cells.progress),
        ("rating", ColumnRole.RATING, cells.rating),
    ):
        if cell.paragraphs:
            certainty = Certainty.GUESSED if role in doubted else Certainty.PRINTED
            yield name, Quote(words=cell.text, place=cell.place, rule=f"column of {role}", certainty=certainty)


def _leads(leads: tuple[PrintedLead, ...], cells: ActionCells, doubted: Collection[ColumnRole]) -> Quote:
    source, place = leads[0].source, leads[0].place
    cell = next((one for one in (cells.lead, cells.how_far, cells.title) if one.place == place), None)
    words = cell.text if cell and source is not LeadSource.CARRIED else ", ".join(lead.words for lead in leads)
    sure = source is LeadSource.COLUMN and ColumnRole.LEAD not in doubted
    certainty = Certainty.PRINTED if sure else Certainty.GUESSED
    return Quote(words=words, place=place, rule=f"lead from a {source}", certainty=certainty)


def _recurring(cells: ActionCells, progress: ProgressReading) -> Cell:
    """The cell that says how often: the target's where the target itself recurs, else the title's or the status's."""
    if progress.dates.recurrence is not None:
        return cells.when
    return cells.title if read_recurrence(cells.title.text, "") is not None else cells.how_far


def _status(progress: ProgressReading, cells: ActionCells, doubted: Collection[ColumnRole]) -> Quote:
    status = progress.status
    certainty = Certainty.GUESSED if cells.how_far_role in doubted else status.certainty
    words, rule = status.words or cells.how_far.text, status.rule or "nothing says otherwise"
    return Quote(words=words, place=cells.how_far.place, rule=rule, certainty=certainty)


def _dated(target: TargetDate, cell: Cell, doubted: bool) -> Quote:
    certainty = Certainty.GUESSED if doubted else target.certainty
    return Quote(words=target.words, place=cell.place, rule=target.rule, certainty=certainty)
