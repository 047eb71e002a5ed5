"""What the chair or the board noted until a meeting or raised for one: which meeting, and until when it is silent.

*Noted until the next meeting* silences a matter for the chair until that meeting and no longer (rules.md,
"Escalation"). What is raised is silent as long, stands on the meeting's list, and goes with its exception note. A
meeting that is moved takes both along; from a cancelled one what was raised goes to the next list, and is silent no
longer than was said.
"""

from collections.abc import Sequence

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.boards import Board, Meeting
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.board_meetings import meetings_for, own_meetings
from scheduler.rules.chair_days import ChairDay
from scheduler.rules.days_in_words import day_in_words, listed
from scheduler.rules.view import View

WAITS_FOR_A_MEETING = frozenset({AnswerKind.NOTED, AnswerKind.RAISE})
SHOWN = 4


def meeting_named(answer: Answer, board: Board, view: View) -> Meeting | None:
    """The meeting for which an answer puts a matter off: by its uid, name or day, the next one if it names none.

    None for an answer of another kind, and where the board has no such meeting ahead.
    """
    if answer.kind not in WAITS_FOR_A_MEETING:
        return None
    if not answer.meeting:
        return next((each for each in own_meetings(board.slug, view.snapshot) if each.on > answer.on), None)
    return next((each for each in _ahead(answer, board, view) if answer.meeting in _names(each)), None)


def coming_in_words(answer: Answer, board: Board, view: View) -> str:
    """The meetings that an answer could name: "2027Q1 (Tuesday 9 March 2027) and …"; empty where none is known."""
    ahead = [each for each in _ahead(answer, board, view) if answer.meeting][:SHOWN]
    return listed([f"{each.slot} ({day_in_words(each.on)})" for each in ahead])


def _ahead(answer: Answer, board: Board, view: View) -> list[Meeting]:
    return [each for each in own_meetings(board.slug, view.snapshot) if each.on >= answer.on]


def _names(meeting: Meeting) -> tuple[str, ...]:
    return (meeting.uid, meeting.slot, meeting.on.isoformat())


def raised_at(commitment: Commitment, view: View) -> tuple[Meeting, ...]:
    """The meetings on whose list a matter stands, earliest first, past ones too."""
    if not commitment.answered.raised:
        return ()
    return where_raised(commitment, meetings_for(commitment, view), view.snapshot)


def where_raised(commitment: Commitment, held: Sequence[Meeting], snapshot: Snapshot) -> tuple[Meeting, ...]:
    """Those of these meetings, which take place and are in their order, on whose list a matter stands."""
    raised = commitment.answered.raised
    if not raised:
        return ()
    days = {each.uid: each.on for each in snapshot.meetings if each.uid in raised}
    places = {each.uid for each in held}
    found = raised.keys() & places
    for uid in sorted(raised.keys() - places):
        on = days.get(uid, raised[uid].ends_on)
        found |= {each.uid for each in [each for each in held if on and each.on >= on][:1]}
    return tuple(each for each in held if each.uid in found)


def noted_in_words(commitment: Commitment, planned: ChairDay, view: View) -> str:
    """Why a planned mail goes without what was noted or raised; empty where it goes with it."""
    noted = commitment.answered.noted
    if noted is None or noted.ends_on is None:
        return ""
    meeting = next((each for each in meetings_for(commitment, view) if each.uid == noted.meeting), None)
    until = meeting.on if meeting else noted.ends_on
    if planned.on >= until or (planned.meeting and planned.meeting in raised_at(commitment, view)):
        return ""
    did = "noted" if noted.kind is AnswerKind.NOTED else "raised"
    till = "until" if noted.kind is AnswerKind.NOTED else "for"
    return f"{did} on {day_in_words(noted.on)} {till} the meeting on {day_in_words(until)}"
