"""What must be presented at a meeting of the board, by the plan's words: its ladder, and the question afterwards.

It keeps its target date; reminders count back from the day on which the meeting's papers are due (the meeting
itself, where no such day is set): those of the first such meeting in the interval of its target date. What is said to
come quarterly comes to each meeting, and is chased to each one in the interval, when the one before it is over.
"""

from collections.abc import Iterator

from scheduler.plans.boards import Meeting
from scheduler.plans.commitments import Commitment
from scheduler.rules.assurances import at_meetings, is_standing
from scheduler.rules.board_meetings import meetings_for
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import Aim, NoticeKind
from scheduler.rules.questions import asked_of_leads
from scheduler.rules.reports import comes_to_each, reported_to
from scheduler.rules.view import View


def aim_of(commitment: Commitment, view: View) -> Aim | None:
    """What the reminders of a commitment count back to in place of its due day; None for its due day itself."""
    target = commitment.target
    if target is None or commitment.is_over or not reported_to(view.board(commitment), commitment):
        return None
    within = _within(commitment, view)
    if not within:
        return None
    ahead = [each for each in within if each.on >= view.today] if comes_to_each(commitment) else within
    meeting = ahead[0] if ahead else within[-1]
    where = f"{meeting.title} on {day_in_words(meeting.on)}"
    papers_on = meeting.paper_deadline_on
    if papers_on and papers_on < meeting.on:
        return Aim(on=papers_on, words=f"the papers are due for {where}")
    return Aim(on=meeting.on, words=f"it is to be presented at {where}")


def meeting_to_ask_about(commitment: Commitment, view: View) -> Meeting | None:
    """The last meeting held at which it was to be presented; None before the first one."""
    held = [each for each in _meetings(commitment, view) if each.on < view.today]
    return held[-1] if held else None


def about_presenting(commitment: Commitment, view: View) -> Iterator[Notice]:
    """One question after each meeting at which it was to be presented, until somebody says so."""
    if commitment.is_over and not (is_standing(commitment) and at_meetings(commitment, view)):
        return
    meeting = meeting_to_ask_about(commitment, view)
    if meeting is None or meeting.on in commitment.answered.presented:
        return
    reason = f"was it presented at {meeting.title} on {day_in_words(meeting.on)}?"
    yield from asked_of_leads(NoticeKind.PRESENTED, meeting.on, reason, commitment, view)


def presented_at(commitment: Commitment, view: View) -> Meeting | None:
    """The last meeting of its board up to today: what an answer given today speaks of; None before the first."""
    held = [each for each in meetings_for(commitment, view) if each.on <= view.today]
    return held[-1] if held else None


def _within(commitment: Commitment, view: View) -> tuple[Meeting, ...]:
    """The meetings in the interval of the target date, earliest first."""
    target = commitment.target
    if target is None:
        return ()
    return tuple(each for each in meetings_for(commitment, view) if target.begins_on <= each.on <= target.due_on)


def _meetings(commitment: Commitment, view: View) -> tuple[Meeting, ...]:
    """The meetings at which it is to be presented, from the plan's own day or its completion on."""
    if not reported_to(view.board(commitment), commitment):
        return ()
    as_of = min(commitment.recorded_on, view.snapshot.plans[commitment.plan].as_of)
    since = commitment.complete_since or as_of
    if comes_to_each(commitment):
        return tuple(each for each in meetings_for(commitment, view) if each.on >= since)
    first = _within(commitment, view)[:1]
    return tuple(each for each in first if each.on >= since)
