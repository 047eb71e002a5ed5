"""A completion that runs out (rules.md, "Completed is not the end"): it comes back before its last day, and says why.

The last day is a person's word: with the claim, at its verification, or by itself. What the plan's own words say of
it ("6 months funding") is proposed to the co-ordinator, and moves nothing until somebody confirms it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.rules.days_in_words import day_in_words, short_day
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind, reminder_slots
from scheduler.rules.policy import Policy
from scheduler.rules.questions import told_the_desk
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LONG = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}|eighteen)[\s-](?P<unit>month|year)s?['’]?"
_LENT = r"(?:fund(?:ed|ing)|grant|secondment|contract|pilot)"
_FOR_A_TIME = (
    re.compile(rf"\b{_LONG}s?\s+(?:of\s+|fixed[\s-]term\s+)?{_LENT}\b", re.IGNORECASE),
    re.compile(rf"\b{_LENT}\b[^.;]{{0,40}}?\bfor\s+(?:a\s+further\s+)?{_LONG}", re.IGNORECASE),
)
_UNTIL = re.compile(
    rf"\b{_LENT}\b[^.;]{{0,40}}?\b(?:until|to end|ends|expires|runs? out)\b[^.;]{{0,40}}", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The plan's words that a completion does not last, and the last day that they give; None where they name none."""

    words: str
    last_on: date | None


def proposal_of(commitment: Commitment) -> Proposal | None:
    """What an action's own words say of how long it lasts; a time counts from its completion, where that is known."""
    if "#" in commitment.ref:
        return None
    said = f"{commitment.title}. {commitment.progress}"
    for pattern in _FOR_A_TIME:
        if found := pattern.search(said):
            return Proposal(words=found.group().strip(), last_on=_counted(commitment.completed_on, found))
    until = _UNTIL.search(said)
    return Proposal(words=until.group().strip(), last_on=None) if until else None


def last_day(commitment: Commitment) -> date | None:
    """The day to which a completion holds, by somebody's word; None where nobody named one."""
    said = commitment.answered.runs_out
    return said.until if said else None


def comes_back_on(commitment: Commitment, policy: Policy, calendar: WorkingDays) -> date | None:
    """The day on which a completion that runs out is open again: its ladder's first rung before the last day."""
    until = last_day(commitment)
    if until is None or commitment.status is not Status.COMPLETE or commitment.answered.closed_on:
        return None
    slots = reminder_slots(target_of(until), policy=policy, calendar=calendar)
    return slots[0].on if slots else until


def target_of(until: date) -> TargetDate:
    """The last day of a completion as the target date that it comes back with."""
    words = f"complete until {short_day(until)}"
    return TargetDate(begins_on=until, due_on=until, precision=Precision.DAY, words=words, rule="")


def as_it_stands(commitment: Commitment, policy: Policy, calendar: WorkingDays, today: date) -> Commitment:
    """The commitment itself; one whose completion is about to run out as open again, with that day as its target."""
    until, back_on = last_day(commitment), comes_back_on(commitment, policy, calendar)
    if until is None or back_on is None or today < back_on:
        return commitment
    return replace(
        commitment,
        status=Status.IN_PROGRESS,
        unverified=False,
        target=target_of(until),
        waiting_for="",
        came_back=f"it was complete, and that runs out on {day_in_words(until)}",
    )


def about_running_out(commitment: Commitment, view: View) -> Iterator[Notice]:
    """Once for each completion: its words say that it does not last, and nobody said whether and until when."""
    proposal = proposal_of(commitment) if commitment.status is Status.COMPLETE else None
    if proposal is None or commitment.answered.runs_out or commitment.answered.closed_on:
        return
    reason = f"its words say “{proposal.words}”"
    if proposal.last_on:
        reason += f", counted from its completion to {day_in_words(proposal.last_on)}"
    since = commitment.complete_since or commitment.recorded_on
    yield told_the_desk(NoticeKind.RUNS_OUT, since, reason, commitment, view)


def _counted(since: date | None, found: re.Match[str]) -> date | None:
    if since is None:
        return None
    word = found["number"].lower()
    number = int(word) if word.isdigit() else 18 if word == "eighteen" else _NUMBERS.index(word) + 1
    months = since.year * 12 + since.month - 1 + number * (12 if found["unit"].lower() == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))
