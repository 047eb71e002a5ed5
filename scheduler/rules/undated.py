"""Undated and ongoing actions are asked about before each board meeting; that meeting is offered as their date."""

from datetime import date, timedelta

from scheduler.plans.commitments import Commitment
from scheduler.rules.board_meetings import meetings_for
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.ladder import NoticeKind, Slot
from scheduler.rules.view import View

ASKED_BEFORE = timedelta(days=14)
ONE_DAY = timedelta(days=1)


def asking_slot(commitment: Commitment, view: View) -> Slot | None:
    """The slot of today's question, 14 days before the next meeting of the board itself; None before that day.

    A question that was missed is caught up until the meeting (rules.md, "Reminders to leads").
    """
    slot = next_question(commitment, view)
    return slot if slot and slot.on <= view.today else None


def next_question(commitment: Commitment, view: View) -> Slot | None:
    """The slot of the question before the next meeting, come or still to come; None where no meeting is known."""
    meetings = meetings_for(commitment, view)
    following = next((each for each in meetings if each.on >= view.today), None)
    if following is None:
        return None
    on = view.calendar(commitment).on_or_before(following.on - ASKED_BEFORE)
    why = f"it has no target date; {following.title} on {day_in_words(following.on)} is offered"
    before = max((each.on for each in meetings if each.on < view.today), default=date.min)
    after = max(min(before, on - ONE_DAY), on - 2 * ASKED_BEFORE)  # a meeting that moves after the question: not twice
    return Slot(kind=NoticeKind.UNDATED, on=on, why=why, after=after)
