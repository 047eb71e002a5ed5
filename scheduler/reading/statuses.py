"""Reads what a cell says about how far an action is: rules.md, "Reading a status".

A body's own rating (RAG, BRAG) is never read as a status. What the dates of the same cell are is left to
`target_dates`; where the two meet, `progress` decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Certainty, Precision
from scheduler.reading.phrases.clauses import clause_of
from scheduler.reading.phrases.mentions import Mention, mentions
from scheduler.reading.phrases.phrase import Interval
from scheduler.reading.phrases.roles import Role
from scheduler.reading.phrases.sayings import (
    Said,
    Saying,
    awaited,
    led_by_filling,
    names_a_plan,
    names_work_to_do,
    not_started,
    says,
    verdict,
    yes_or_no,
)
from scheduler.reading.phrases.spelling import one_spaced, plain

_STATUSES = {
    Saying.VERDICT: Status.COMPLETE,
    Saying.ABOUT_ITS_SUBJECT: Status.COMPLETE,
    Saying.NOT_STARTED: Status.NOT_STARTED,
    Saying.ONGOING: Status.ONGOING,
    Saying.IN_PROGRESS: Status.IN_PROGRESS,
}


class Heading(StrEnum):
    """What the header of the cell's column says the cell is."""

    PROGRESS = "progress"
    COMPLETED = "completed"
    TARGET = "target"


@dataclass(frozen=True, kw_only=True)
class StatusReading:
    """How far an action is. `words` are the plan's own that say so, `rule` the rule that read them.

    `unverified` marks a completion for the co-ordinator to verify; `completed_on` is the last day of what the plan
    names, never after its own date; `waiting_for` is what a person has to confirm.
    """

    status: Status = Status.NOT_STARTED
    unverified: bool = False
    completed_on: date | None = None
    waiting_for: str = ""
    words: str = ""
    rule: str = ""
    certainty: Certainty = Certainty.PRINTED


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """A cell, the days it names, and its text with those days blanked, place by place."""

    words: str
    text: str
    undated: str
    named: tuple[Mention, ...]
    as_of: date
    heading: Heading


def read_status(words: str, *, as_of: date, heading: Heading) -> StatusReading:
    """Reads a cell's words as of the plan's own day. Never raises; "not started" where nothing says otherwise."""
    words = one_spaced(words)
    text = plain(words)
    named = mentions(words, as_of=as_of)
    undated = text
    for one in named:
        undated = undated[: one.start] + " " * (one.end - one.start) + undated[one.end :]
    cell = _Cell(words=words, text=text, undated=undated, named=named, as_of=as_of, heading=heading)
    waiting_for = awaited(words, text)
    said = _said(cell)
    if said is not None:
        return _reading(cell, said, waiting_for)
    return _by_its_date(cell, waiting_for)


def _said(cell: _Cell) -> Said | None:
    """The words that decide: a verdict or an answer first, then whatever of "ongoing" and "in progress" comes first."""
    answer = yes_or_no(cell.undated) if cell.heading is Heading.COMPLETED else not_started(cell.undated)
    if answer is not None:
        return answer
    found = verdict(cell.text, cell.undated)
    if found is not None and not _is_still_to_come(cell, found):
        return found
    return next(says(cell.text), None)


def _is_still_to_come(cell: _Cell, said: Said) -> bool:
    """Whether a verdict is a plan: "Completed by March 2025", read in 2024."""
    by_then = (one for one in cell.named if one.role is Role.TARGET and one.start >= said.end)
    return any(_begins_after(one, cell.as_of) and led_by_filling(cell.text[said.end : one.start]) for one in by_then)


def _reading(cell: _Cell, said: Said, waiting_for: str) -> StatusReading:
    status = _STATUSES[said.saying]
    complete = status is Status.COMPLETE
    about_its_subject = said.saying is Saying.ABOUT_ITS_SUBJECT
    to_come = complete and any(_begins_after(one, cell.as_of) for one in cell.named)
    return StatusReading(
        status=status,
        unverified=complete and (about_its_subject or to_come or names_work_to_do(cell.text)),
        completed_on=_completed_on(cell, about_its_subject) if complete else None,
        waiting_for=waiting_for,
        words=cell.words[said.start : said.end],
        rule=str(said.saying),
        certainty=Certainty.GUESSED if about_its_subject else Certainty.PRINTED,
    )


def _begins_after(one: Mention, as_of: date) -> bool:
    return one.interval is not None and one.interval.begins_on > as_of


def _completed_on(cell: _Cell, about_its_subject: bool) -> date | None:
    """The day that stands with the verdict; in a Completed column a date in front of it counts too."""
    with_verdict = [one for one in cell.named if one.role is Role.COMPLETED]
    if about_its_subject:
        with_verdict += [one for one in cell.named if one.role is Role.DONE]
    if cell.heading is Heading.COMPLETED:
        with_verdict += [one for one in cell.named if _stands_alone(cell, one)]
    for one in with_verdict:
        if one.interval is not None and one.interval.begins_on <= cell.as_of:
            return min(one.interval.due_on, cell.as_of)
    return None


def _by_its_date(cell: _Cell, waiting_for: str) -> StatusReading:
    """What a date alone tells: completed then in a Completed column, or that something has been done."""
    first = next(iter(cell.named), None)
    if first and first.interval and cell.heading is Heading.COMPLETED and _is_bare_past(cell, first, first.interval):
        return StatusReading(
            status=Status.COMPLETE,
            unverified=first.precision is not Precision.DAY,
            completed_on=min(first.interval.due_on, cell.as_of),
            waiting_for=waiting_for,
            words=first.words,
            rule="bare date in a completed column",
        )
    done = next((one for one in cell.named if one.role is Role.DONE), None)
    if done is not None:
        return StatusReading(
            status=Status.IN_PROGRESS,
            waiting_for=waiting_for,
            words=done.words,
            rule="a step was done",
            certainty=Certainty.GUESSED,
        )
    return StatusReading(waiting_for=waiting_for, rule="nothing says otherwise")


def _is_bare_past(cell: _Cell, one: Mention, days: Interval) -> bool:
    """Whether the cell opens with a date alone, on or before the plan's day, and speaks of nothing to come."""
    opens = not cell.undated[: one.start].strip(" -.,")
    if not opens or not _stands_alone(cell, one) or names_work_to_do(cell.text) or names_a_plan(cell.text):
        return False
    begun = one.precision in (Precision.DAY, Precision.MONTH) and days.begins_on <= cell.as_of
    return begun or days.due_on <= cell.as_of


def _stands_alone(cell: _Cell, one: Mention) -> bool:
    """Whether a date is a clause for itself."""
    begins, ends = clause_of(cell.text, one.start, one.end)
    return not cell.undated[begins:ends].strip(" ,.✓✔☑✅")
