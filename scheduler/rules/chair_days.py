"""On which days mail goes to a board's chair: once a week, or before a meeting; and when the co-ordinator sees it.

The week's mail goes on its first working day. The exception note for a meeting of the board's own series goes 3
working days before the paper deadline (none set: 10 before the meeting) and stands in for that week's mail. A note
goes once a meeting: when the meeting is moved after it, or the numbers change, it keeps the day on which it went. One
whose week was missed goes with the next week's mail, as long as the meeting is still ahead (rules.md, "Escalation").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plans.boards import Board, Meeting, MeetingStatus
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.told import ToldNotice
from scheduler.rules.view import View

WEEK = timedelta(days=7)
FURTHEST_WEEKS = 106  # two years: nobody notes anything for longer


@dataclass(frozen=True, kw_only=True)
class ChairDay:
    """One planned mail to a board's chair: `on` is its slot, `look_on` the day on which the co-ordinator sees it.

    `meeting` is the meeting whose exception note it is, None for a week's digest.
    """

    on: date
    look_on: date
    meeting: Meeting | None = None


def chair_days(board: Board, view: View, *, from_on: date | None = None) -> Iterator[ChairDay]:
    """The mails planned for this week, past days of it included, or for a later day's, and for the two years after."""
    for number in range(FURTHEST_WEEKS):
        planned = _of_week(monday_of(from_on or view.today) + number * WEEK, board, view)
        if planned:
            yield planned


def chair_day_of(day: date, board: Board, view: View) -> ChairDay | None:
    """The mail planned for the week that holds a day; None for a week without a working day."""
    return _of_week(monday_of(day), board, view)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def own_meetings(board: Board, view: View) -> tuple[Meeting, ...]:
    """The meetings of the board itself that take place, earliest first."""
    series = view.snapshot.board_series
    ours = [m for m in view.snapshot.meetings if series.get(m.series) == board.slug]
    held = [m for m in ours if m.status is MeetingStatus.CONFIRMED]
    return tuple(sorted(held, key=lambda m: (m.on, m.starts, m.uid)))


def meeting_after(day: date, board: Board, view: View) -> Meeting | None:
    """The first meeting of the board itself after a day; None when none is known."""
    return next((meeting for meeting in own_meetings(board, view) if meeting.on > day), None)


def note_matter(meeting: Meeting) -> str:
    """What stands for a meeting in the key of its exception note."""
    return f"meeting:{meeting.uid}"


def _notes_told(meeting: Meeting, view: View) -> tuple[ToldNotice, ...]:
    return view.told.about(note_matter(meeting), "undated", [NoticeKind.EXCEPTION_NOTE])


def note_day(meeting: Meeting, board: Board, view: View) -> date:
    """The day of a meeting's exception note: the one on which it went, else the one planned for it."""
    went = _notes_told(meeting, view)
    if went:
        return went[0].key.slot
    calendar, policy = view.policy.working_days(board.slug), view.policy
    if meeting.paper_deadline_on:
        return calendar.before(meeting.paper_deadline_on, policy.note_before_papers)
    return calendar.before(meeting.on, policy.note_before_meeting)


def _of_week(monday: date, board: Board, view: View) -> ChairDay | None:
    question = ("chair day", board, monday)
    if question not in view.worked_out:
        view.worked_out[question] = _planned(monday, board, view)
    found: ChairDay | None = view.worked_out[question]
    return found


def _planned(monday: date, board: Board, view: View) -> ChairDay | None:
    calendar = view.policy.working_days(board.slug)
    first = calendar.first_of_week(monday)
    if first is None:
        return None
    notes = sorted(((note_day(m, board, view), m.on, m.uid, m) for m in own_meetings(board, view)), key=lambda n: n[:3])
    within = [(on, m) for on, _, _, m in notes if monday <= on < monday + WEEK]
    on, meeting = within[0] if within else (first, _missed(first, notes, view))
    return ChairDay(on=on, look_on=calendar.before(on, view.policy.look_days), meeting=meeting)


def _missed(on: date, notes: list[tuple[date, date, str, Meeting]], view: View) -> Meeting | None:
    """The next meeting ahead whose note was due in a week before this one and went to nobody."""
    for planned, meets_on, _, meeting in notes:
        if not _notes_told(meeting, view) and planned < monday_of(view.today) and meets_on >= max(on, view.today):
            return meeting
    return None
