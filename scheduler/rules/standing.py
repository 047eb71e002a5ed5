"""Standing: how a commitment stands on a day, computed from what is stored and today, never stored (rules.md)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays


class StandingKind(StrEnum):
    """The words of timeliness; red is for OVERDUE alone."""

    COMPLETE = "complete"
    CLOSED = "closed unfinished"
    WAITING = "waiting"
    UNDATED = "undated"
    UPCOMING = "upcoming"
    DUE_SOON = "due soon"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How something stands, in a kind and in words; `days_late` counts working days, 0 when not late."""

    kind: StandingKind
    words: str
    days_late: int = 0

    @property
    def is_late(self) -> bool:
        """Past its target date by at least one working day, waiting or not."""
        return self.days_late > 0


def standing(commitment: Commitment, *, today: date, policy: Policy, calendar: WorkingDays) -> Standing:
    """How a commitment stands today. Waiting past its target date stays "waiting" and counts as late."""
    if commitment.status is Status.COMPLETE:
        words = "reported complete, to be verified" if commitment.unverified else "complete"
        return Standing(kind=StandingKind.COMPLETE, words=words)
    if commitment.answered.closed_on:
        return Standing(kind=StandingKind.CLOSED, words="closed unfinished")
    target, waiting_for = commitment.target, waits_for(commitment, today)
    if target is None:
        words = f"waiting for {waiting_for}" if waiting_for else "no target date"
        return Standing(kind=StandingKind.WAITING if waiting_for else StandingKind.UNDATED, words=words)
    days_late = calendar.between(target.due_on, today)
    if waiting_for:
        return _waiting(waiting_for, target, days_late)
    if days_late:
        late = counted(days_late, "working day")
        return Standing(kind=StandingKind.OVERDUE, words=f"{late} late", days_late=days_late)
    return _to_come(target, today, policy.horizon_days)


def waits_for(commitment: Commitment, today: date) -> str:
    """Whom a commitment waits for today: a wait that somebody reported ends on its day; empty when it does not wait."""
    until = commitment.answered.waits_until
    return "" if until and until < today else commitment.waiting_for


def _waiting(waiting_for: str, target: TargetDate, days_late: int) -> Standing:
    words = f"waiting for {waiting_for}, " + (
        f"past its target date by {counted(days_late, 'working day')}" if days_late else f"due {due_in_words(target)}"
    )
    return Standing(kind=StandingKind.WAITING, words=words, days_late=days_late)


def _to_come(target: TargetDate, today: date, horizon_days: int) -> Standing:
    if target.names_a_day and today == target.due_on:
        return Standing(kind=StandingKind.DUE_TODAY, words="due today")
    if today > target.due_on:  # over, but no working day has passed since
        return Standing(kind=StandingKind.DUE_SOON, words=f"was due on {day_in_words(target.due_on)}")
    soon = target.due_on <= today + timedelta(days=horizon_days)
    kind = StandingKind.DUE_SOON if soon else StandingKind.UPCOMING
    return Standing(kind=kind, words=f"due {due_in_words(target)}")
