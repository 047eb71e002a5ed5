"""Reads the target date and the progress of one action together, whether two cells hold them or one.

Resolves what neither alone can: a bare month in a Completed column, a verdict beside a later step, what comes round
again though it is done. Contradictions give no due day and a remark, never a silent mend (rules.md).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from scheduler.plans.plan import Milestone, Status
from scheduler.plans.target_dates import Recurrence, TargetDate
from scheduler.reading.log_entries import without_entries
from scheduler.reading.phrases.mentions import mentions
from scheduler.reading.phrases.phrase import Interval
from scheduler.reading.phrases.roles import Role
from scheduler.reading.phrases.spelling import day_in_words, one_spaced
from scheduler.reading.recurrences import read_recurrence
from scheduler.reading.statuses import Heading, StatusReading, read_status
from scheduler.reading.target_dates import DateReading, read_cell


@dataclass(frozen=True, kw_only=True)
class ProgressReading:
    """What an action's cells say about when and how far. `remarks` hold the dates' own and those of the interplay."""

    dates: DateReading
    status: StatusReading
    recurrence: Recurrence | None
    remarks: tuple[str, ...]


def read_progress(
    *,
    title: str,
    target_words: str,
    status_words: str,
    heading: Heading,
    as_of: date,
    starts_on: date | None = None,
    terms_end_on: Collection[date] = (),
    keeps_a_log: bool = False,
) -> ProgressReading:
    """Reads the cells of one action. One cell for both is passed twice; `target_words` is "" where no cell has them.

    Never raises. In a Completed column a date after the plan's own day is the target, whichever cell it stands in.
    `terms_end_on` are as in `read_target_date`; `keeps_a_log` tells that the dates stand in a cell of progress alone.
    """
    status = read_status(status_words, as_of=as_of, heading=heading)
    read = partial(read_cell, as_of=as_of, starts_on=starts_on, terms_end_on=terms_end_on)
    dated = without_entries(target_words, as_of=as_of) if keeps_a_log else target_words
    dates = read(dated, counts_from=_start_in(title, as_of))
    one_cell = target_words == status_words
    remarks: tuple[str, ...] = ()
    if heading is Heading.COMPLETED and not one_cell and status.status is not Status.COMPLETE:
        dates, remarks = _with_the_other_cell(dates, read(status_words))
    if status.status is Status.COMPLETE:
        dates, remarks = _completed(dates, as_of=as_of, same_cell=heading if one_cell else None)
    if status.completed_on and starts_on and status.completed_on < starts_on:
        early = f"“{status_words.strip()}” gives a completion before the start ({day_in_words(starts_on)})."
        remarks = (*remarks, early)
    if status.status is Status.COMPLETE and remarks:
        status = replace(status, unverified=True)
    return ProgressReading(
        dates=dates,
        status=status,
        recurrence=dates.recurrence or read_recurrence(title, status_words),
        remarks=(*dates.remarks, *remarks),
    )


def _start_in(title: str, as_of: date) -> Interval | None:
    """The start that an action's own text names ("started April 2020"), from which its months may be counted."""
    starts = (one.interval for one in mentions(one_spaced(title), as_of=as_of) if one.role is Role.START)
    return next(filter(None, starts), None)


def _with_the_other_cell(dates: DateReading, other: DateReading) -> tuple[DateReading, tuple[str, ...]]:
    """The dates of both cells where a Completed column has its own: it counts where the target cell states none."""
    if other.target is None:
        return dates, ()
    if dates.target is None:
        return replace(
            other, starts_on=dates.starts_on or other.starts_on, remarks=(*dates.remarks, *other.remarks)
        ), ()
    if dates.target.due_on == other.target.due_on:
        return dates, ()
    return dates, (f"The target date says “{dates.target.words}”, the completed column “{other.target.words}”.",)


def _completed(dates: DateReading, *, as_of: date, same_cell: Heading | None) -> tuple[DateReading, tuple[str, ...]]:
    """The dates of a completed action. `same_cell` is the cell's heading where it holds the verdict too."""
    target, milestones = dates.target, dates.milestones
    if target is not None and (dates.recurrence is not None or _is_the_completion(target, same_cell, as_of)):
        dates, target = replace(dates, target=None), None
    if target is not None and same_cell is not None and target.begins_on > as_of:
        milestones = (Milestone(title=target.words, target=target), *milestones)
    later = [one.target for one in milestones if one.target.begins_on > as_of]
    if not later:
        return dates, ()
    words = ", ".join(f"“{one.words}”" for one in later)
    remark = f"The action is given as complete, yet {words} is still to come: no due day is taken from the cell."
    return replace(dates, target=None, milestones=milestones), (remark,)


def _is_the_completion(target: TargetDate, same_cell: Heading | None, as_of: date) -> bool:
    """Whether the date in a Completed column is the day of the completion itself."""
    return same_cell is Heading.COMPLETED and target.begins_on <= as_of
