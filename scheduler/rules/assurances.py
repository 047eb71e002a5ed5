"""Standing commitments (rules.md, "Completed is not the end"): what is complete and recurs is asked about each period.

Once a period its lead is asked for one line. Nothing is late and nothing escalates where none comes: the
co-ordinator hears of it once, and the next period asks anew. A completion covers the period in which it was made.
"""

from collections.abc import Iterator

from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.board_meetings import meetings_for
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.periods import EACH, Period, periods_about, periods_between
from scheduler.rules.questions import UNDATED, asked_of_leads, told_the_desk
from scheduler.rules.reports import reported_to
from scheduler.rules.view import View


def is_standing(commitment: Commitment) -> bool:
    """Whether it is asked about each period: it recurs and is complete, and no claim waits for a word."""
    answered = commitment.answered
    is_done = commitment.status is Status.COMPLETE and answered.closed_on is None and answered.claim is None
    return is_done and commitment.recurs is not None


def asked_period(commitment: Commitment, view: View) -> Period | None:
    """The latest period whose question has come; None before the first."""
    come = [period for period in _periods(commitment, view) if period.asked_on <= view.today]
    return come[-1] if come else None


def coming_period(commitment: Commitment, view: View) -> Period | None:
    """The next period that will be asked about."""
    return next((period for period in _periods(commitment, view) if period.asked_on > view.today), None)


def answered_period(commitment: Commitment, view: View) -> Period | None:
    """The period of which a line given today speaks: the one last asked about, else the one to come."""
    return asked_period(commitment, view) or coming_period(commitment, view)


def is_assured(commitment: Commitment, period: Period) -> bool:
    """Whether a line came for a period, or the meeting that ends it was said to have heard it."""
    return period.ends_on in commitment.answered.assured or period.ends_on in commitment.answered.presented


def how_often(commitment: Commitment, view: View) -> str:
    """How often it comes round, in words: "every quarter", "at each meeting of Chief Officer Group"."""
    if at_meetings(commitment, view):
        return f"at each meeting of {view.board(commitment).name}"
    return EACH[commitment.recurs] if commitment.recurs else ""


def about_assurances(commitment: Commitment, view: View) -> Iterator[Notice]:
    """The question of the period, and the word to the co-ordinator that no line came for an earlier one."""
    if not is_standing(commitment):
        return
    period = asked_period(commitment, view)
    if period and not is_assured(commitment, period):
        reason = f"it is complete and comes round {how_often(commitment, view)}; one line is asked for {period.words}"
        yield from asked_of_leads(NoticeKind.ASSURANCE, period.ends_on, reason, commitment, view)
    silent = _unassured(commitment, view)
    if silent:
        reason = f"no line came for {silent.words}; the next question goes as usual"
        yield told_the_desk(NoticeKind.UNASSURED, silent.ends_on, reason, commitment, view)


def _unassured(commitment: Commitment, view: View) -> Period | None:
    """The last period that ended without a line, from 5 working days after it; None where only the desk was asked."""
    calendar, days = view.calendar(commitment), view.policy.request_days
    latest_first = reversed(_periods(commitment, view))
    ended = next((p for p in latest_first if calendar.after(p.ends_on, days) <= view.today), None)
    if ended is None or is_assured(commitment, ended):
        return None
    desk = view.board(commitment).co_ordinator
    asked = view.told.about(commitment.key, UNDATED, [NoticeKind.ASSURANCE])
    others = [n for n in asked if n.key.slot == ended.ends_on and n.key.person != desk]
    return ended if others else None


def _periods(commitment: Commitment, view: View) -> tuple[Period, ...]:
    """The periods that are asked about: those after the completion, and not over when somebody said that it recurs."""
    every, calendar = commitment.recurs, view.calendar(commitment)
    if every is None:
        return ()
    since = commitment.complete_since or commitment.recorded_on
    if at_meetings(commitment, view):
        between = periods_between(meetings_for(commitment, view), calendar)
        periods = [period for period in between if period.asked_on > since]
    else:
        periods = [period for period in periods_about(view.today, every, calendar) if period.begins_on > since]
    said = commitment.answered.standing
    return tuple(period for period in periods if said is None or period.ends_on >= said.on)


def at_meetings(commitment: Commitment, view: View) -> bool:
    """Quarterly with a board means each of its meetings (rules.md, "Reminders to leads"), where any is known."""
    if commitment.recurs is not Recurrence.QUARTERLY:
        return False
    return reported_to(view.board(commitment), commitment) and bool(meetings_for(commitment, view))
