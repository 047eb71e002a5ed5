"""Who somebody is to a commitment, and what lies within whose power. Which answers need which power is answers.py's."""

from datetime import date
from enum import StrEnum

from scheduler.plans.answers import THE_BOARD, Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import counted, day_in_words
from scheduler.rules.groups import manager_of
from scheduler.rules.recipients import Recipient, chair_recipient, member_for
from scheduler.rules.view import View

# The areas under which reading puts an inspection report's recommendations, its own (R) and earlier ones (P).
RECOMMENDATIONS = frozenset({"R Recommendations", "P Progress on previous recommendations"})


class Part(StrEnum):
    """What somebody is to a commitment. The co-ordinator is the plan's owner: no plan names another."""

    LEAD = "lead"
    DEPUTY = "deputy of a lead"
    MANAGER = "line manager or own board member of a lead"
    CO_ORDINATOR = "co-ordinator"
    HEAD = "chair"
    BOARD = "board"


def parts_of(who: str, commitment: Commitment, view: View) -> frozenset[Part]:
    """All that a person is to a commitment on a day; nothing for a stranger to it."""
    people, board = view.snapshot.people, view.board(commitment)
    leads = [people[each] for each in commitment.leads if each in people]
    managers = [{manager_of(lead, commitment, people), member_for(lead.organisation, board)} for lead in leads]
    held = {
        Part.LEAD: who in commitment.leads and who not in commitment.answered.not_mine,
        Part.DEPUTY: any(lead.deputy == who for lead in leads),
        Part.MANAGER: any(who in above for above in managers),
        Part.CO_ORDINATOR: who == board.co_ordinator,
        Part.HEAD: who in heads(commitment, view),
        Part.BOARD: who == THE_BOARD,
    }
    return frozenset(part for part, holds in held.items() if holds and who)


def heads(commitment: Commitment, view: View) -> tuple[str, ...]:
    """The chair, unless it is the chair's own action; the vice-chair where they stand in."""
    board = view.board(commitment)
    chair = [board.chair] if board.chair and board.chair not in commitment.leads else []
    to = chair_recipient(board, commitment, view.snapshot, view.today)
    return tuple(dict.fromkeys([*chair, *([to.person] if isinstance(to, Recipient) else [])]))


def is_recommendation(commitment: Commitment) -> bool:
    """Whether it is an inspectorate's own recommendation, which only the board may move or close."""
    return commitment.area in RECOMMENDATIONS


def beyond_owner(asked: TargetDate, commitment: Commitment, meeting_on: date | None, view: View) -> str:
    """Why a new date is not the plan's owner's to grant, empty where it is; `meeting_on` is the next board meeting.

    The owner's are first moves of up to 28 days that do not pass that meeting; a first date is no move.
    """
    limit, target = view.policy.owner_move_days, commitment.target
    moved = (asked.due_on - target.due_on).days if target else 0
    if is_recommendation(commitment):
        return "it is an inspectorate's own recommendation"
    if commitment.was:
        return f"it has moved {counted(len(commitment.was), 'time')} already"
    if moved > limit:
        return f"it is a move of {moved} days, more than {limit}"
    if meeting_on and asked.due_on > meeting_on:
        return f"it passes the next board meeting, on {day_in_words(meeting_on)}"
    return ""


def is_of_another_agency(whom: str, commitment: Commitment, view: View) -> bool:
    """Whether somebody belongs to another agency than those who lead a commitment, as the directory has it.

    Where nobody leads it, the agency is the co-ordinator's; where the directory names no agency, it is no other one.
    """
    people = view.snapshot.people
    led_by = commitment.leads or (view.board(commitment).co_ordinator,)
    theirs = people[whom].organisation if whom in people else ""
    ours = {people[each].organisation for each in led_by if each in people and people[each].organisation}
    return bool(theirs and ours) and theirs not in ours


def speaks_for_agency(who: str, whom: str, view: View) -> bool:
    """Whether somebody may agree that a person or group takes an action over: they, or anybody of their agency."""
    people = view.snapshot.people
    if who == whom or (whom in people and who in people[whom].members):
        return True
    if who not in people or whom not in people:
        return False
    return bool(people[whom].organisation) and people[who].organisation == people[whom].organisation


def may_decide(who: str, request: Answer, commitment: Commitment, view: View) -> bool:
    """Whether a request is somebody's to grant or decline, own requests aside."""
    if request.kind is AnswerKind.REASSIGN:
        return speaks_for_agency(who, request.whom, view)
    able = {Part.HEAD, Part.BOARD} if request.beyond else {Part.HEAD, Part.BOARD, Part.CO_ORDINATOR}
    return bool(parts_of(who, commitment, view) & able)
