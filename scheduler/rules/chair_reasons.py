"""Why something is the chair's to hear, and from which day on (rules.md, "Escalation"). When mail goes is chair_days'.

- late: 10 working days after the lead was told, and after the manager was; each week while it is late;
- waiting past its date: once whoever is told that it is late heard so on an earlier day, without the 10 days;
- moved a second time, or more often: once for each target date, from the day after the move or the plan's release;
- no lead in place, or none who can be reached: after 10 working days, each week while it lasts;
- asked: a request that is the chair's to answer, each week until it is answered;
- raised: what they put on a meeting's list, once, in the exception note for that meeting.

The 10 days without a lead count from the latest of these days, each of which stands in the register: the plan was
released (before that nobody is chased); the action was recorded; the last of its leads left, bounced or said that it
is not theirs; somebody who led it was last told of it. A lead who is merely away is in place: the co-ordinator covers,
and no clock runs. A milestone's lead is its action's, so that it is told of there; what has no target date is asked
about before each board meeting instead. The co-ordinator hears when the 10 days begin, and before the chair in any
case.

The steps are read anew each day, and what was told is kept apart from them. So a step that comes earlier or later, is
taken out or put back between two rounds changes only days to come: a manager who heard, and a week that the chair
heard, stay told; whoever has not heard hears by the new numbers; without a step for the chair only requests go there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from scheduler.plans.commitments import Commitment
from scheduler.rules.chair_days import monday_of, note_day
from scheduler.rules.days_in_words import counted, day_in_words, due_in_words
from scheduler.rules.escalation import first_heard, first_told, late_from, manager_heard_by
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import StepTo
from scheduler.rules.raised import raised_at
from scheduler.rules.recipients import Capacity, lead_recipients, unreachable
from scheduler.rules.requests import asked_reason, turn
from scheduler.rules.standing import waits_for
from scheduler.rules.told import target_key
from scheduler.rules.view import View

ONE_DAY = timedelta(days=1)
MOVES_TOLD = 2


class About(StrEnum):
    """What sort of reason it is, the most pressing first; before all else, what the chair has decided to raise."""

    RAISED = "raised"
    ASKED = "asked"
    LATE = "late"
    WAITING = "waiting"
    MOVED = "moved"
    NO_LEAD = "no lead"


OF_LATENESS = frozenset({About.LATE, About.WAITING})


@dataclass(frozen=True, kw_only=True)
class ChairReason:
    """One reason, in words, and the first day on which a mail to the chair may carry it.

    `head` is who decides where that is not simply the chair: an address, for what is asked.
    """

    about: About
    words: str
    from_on: date
    head: str = ""


def chair_reasons(commitment: Commitment, view: View, *, by: date, whole: bool = False) -> tuple[ChairReason, ...]:
    """Every reason that holds and is ripe by a day, worst first; what is yet to be told counts as told in time.

    `whole` also gives what the chair has heard once already and what is told once alone: an exception note's.
    """
    if commitment.is_over:
        return ()
    reasons = [*_asked(commitment, view, by), *(_raised(commitment, view) if whole else ())]
    if view.policy.after(StepTo.CHAIR) is not None:
        reasons += [
            *_late(commitment, view, by),
            *_moved(commitment, view, by, whole=whole),
            *_no_lead(commitment, view),
        ]
    order = list(About)
    ripe = [each for each in reasons if each.from_on <= by]
    return tuple(sorted(ripe, key=lambda each: order.index(each.about)))


def holds_already(commitment: Commitment, view: View) -> bool:
    """Whether anything but lateness could be a reason, ripe or not: asked before the days are worked out."""
    is_asked = commitment.answered.request is not None or bool(commitment.answered.raised)
    return is_asked or len(commitment.was) >= MOVES_TOLD or view.once(without_lead_since, commitment) is not None


def is_late_by(day: date, commitment: Commitment, view: View) -> bool:
    """Whether something will be late by a day, if nobody does anything."""
    first = view.once(late_from, commitment)
    return first is not None and first <= day


def late_is_told_from(commitment: Commitment, view: View) -> date:
    """A day before which no mail to the chair says that a commitment is late, or waits past its date."""
    heard = view.once(_all_heard_by, commitment) + ONE_DAY
    return heard if commitment.waiting_for else view.once(_late_ripe, commitment)


def _asked(commitment: Commitment, view: View, by: date) -> Iterator[ChairReason]:
    """A request from the day after it was asked, or from the day on which it went up to the chair."""
    request = commitment.answered.request
    if request is None:
        return
    now = turn(commitment, replace(view, today=by)) if by > view.today else view.once(turn, commitment)
    if now is None or not now.head:
        return
    asked_on = commitment.answered.asked_on or now.since
    theirs_from = now.since if now.since > asked_on else asked_on + ONE_DAY
    from_on = max(theirs_from, _released_on(commitment, view) + ONE_DAY)
    yield ChairReason(about=About.ASKED, words=asked_reason(request, now, view), from_on=from_on, head=now.head)


def _raised(commitment: Commitment, view: View) -> Iterator[ChairReason]:
    """From the day of the meeting's exception note; after the meeting no more."""
    board = view.board(commitment)
    for meeting in raised_at(commitment, view):
        if meeting.on >= view.today:
            words = f"it is to be raised at {meeting.title} on {day_in_words(meeting.on)}"
            yield ChairReason(about=About.RAISED, words=words, from_on=note_day(meeting, board, view))


def _released_on(commitment: Commitment, view: View) -> date:
    return view.snapshot.plans[commitment.plan].released_on or view.today


def _late(commitment: Commitment, view: View, by: date) -> Iterator[ChairReason]:
    first = view.once(late_from, commitment)
    if first is None or first > by:
        return
    if waits_for(commitment, by):
        heard = view.once(_all_heard_by, commitment)
        yield ChairReason(about=About.WAITING, words="it is waiting, past its target date", from_on=heard + ONE_DAY)
        return
    words = f"{view.policy.after(StepTo.CHAIR)} working days since {first_told(commitment)} was told"
    if _chair_heard(commitment, view, by, since=first):
        words = "still late; a decision is waiting"
    yield ChairReason(about=About.LATE, words=words, from_on=view.once(_late_ripe, commitment))


def _late_ripe(commitment: Commitment, view: View) -> date:
    """The first day on which the chair may hear that it is late: after the days of the step, the leads, the manager."""
    first = view.once(late_from, commitment) or view.today
    clock = first_heard(commitment, NoticeKind.LATE, view) or max(first, view.today)
    ripe = view.calendar(commitment).after(clock, view.policy.after(StepTo.CHAIR) or 0)
    manager = manager_heard_by(clock, commitment, view)
    return max([ripe, view.once(_all_heard_by, commitment) + ONE_DAY, *([manager + ONE_DAY] if manager else [])])


def _all_heard_by(commitment: Commitment, view: View) -> date:
    """The day on which whoever is told first of something late has heard of it; today at the earliest where not yet."""
    first = view.once(late_from, commitment) or view.today
    leads = lead_recipients(commitment, view.snapshot, view.today)
    return max(_heard_on(to.person, first, commitment, view) for to in leads)


def _heard_on(person: str, first: date, commitment: Commitment, view: View) -> date:
    """When somebody's first late notice was accepted; today at the earliest where none was."""
    late = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.LATE])
    accepted = [n.accepted_on for n in late if n.key.person == person and n.accepted_on]
    return min(accepted, default=max(first, view.today))


def _chair_heard(commitment: Commitment, view: View, by: date, *, since: date) -> bool:
    """Whether a mail to the chair spoke of the present target date in a week before that of a day."""
    told = view.told.about(commitment.key, target_key(commitment.target), [NoticeKind.CHAIR])
    return any(since <= n.key.slot < monday_of(by) for n in told)


def _moved(commitment: Commitment, view: View, by: date, *, whole: bool) -> Iterator[ChairReason]:
    moves, moved_on = (
        len(commitment.was),
        max(commitment.moved_on or commitment.recorded_on, _released_on(commitment, view)),
    )
    if moves < MOVES_TOLD or (_chair_heard(commitment, view, by, since=moved_on) and not whole):
        return
    first = due_in_words(commitment.was[0])
    words = f"its target date has moved {counted(moves, 'time')}; at first it was due {first}"
    yield ChairReason(about=About.MOVED, words=words, from_on=moved_on + ONE_DAY)


def _no_lead(commitment: Commitment, view: View) -> Iterator[ChairReason]:
    since = view.once(without_lead_since, commitment)
    if since is None:
        return
    ripe, told_on = (
        view.calendar(commitment).after(since, view.policy.no_lead_days),
        told_without_lead(commitment, view),
    )
    from_on = max(ripe, (told_on or view.today) + ONE_DAY)
    words = f"no lead who can be reached since {day_in_words(since)}"
    yield ChairReason(about=About.NO_LEAD, words=words, from_on=from_on)


def without_lead_since(commitment: Commitment, view: View) -> date | None:
    """The day from which a dated action of a released plan has had no lead who can be told; None while it has one."""
    released_on = view.snapshot.plans[commitment.plan].released_on
    is_step = "#" in commitment.ref
    if released_on is None or commitment.target is None or is_step or commitment.is_over:
        return None
    gone = [_gone_on(lead, commitment, view) for lead in commitment.leads]
    days = [day for day in gone if day]
    if len(days) < len(gone) or not _is_the_co_ordinators(commitment, view):
        return None
    return max([released_on, commitment.recorded_on, *days, *_last_told(commitment, view)])


def _is_the_co_ordinators(commitment: Commitment, view: View) -> bool:
    """Whether its mail goes to the co-ordinator because nobody else can be told, a deputy neither."""
    recipients = lead_recipients(commitment, view.snapshot, view.today)
    return all(to.capacity is Capacity.CO_ORDINATOR for to in recipients)


def told_without_lead(commitment: Commitment, view: View) -> date | None:
    """The day on which the co-ordinator was first told that nobody leads it now; None while that was not accepted."""
    since, kinds = view.once(without_lead_since, commitment), (NoticeKind.NOBODY_LEADS, NoticeKind.NOT_MINE)
    days = [
        told.accepted_on
        for target in (*commitment.was, commitment.target)
        for told in view.told.about(commitment.key, target_key(target), kinds)
        if told.accepted_on and since and told.key.slot >= since
    ]
    return min(days, default=None)


def _gone_on(lead: str, commitment: Commitment, view: View) -> date | None:
    """When a lead could no longer be told; None for one who is in place, away or not; the first day where untraced."""
    person, said = view.snapshot.people.get(lead), commitment.answered.not_mine.get(lead)
    if said:
        return said.on
    if not unreachable(person, view.today):
        return None
    days = [person.left_on, person.suspended_on] if person else []
    return min((day for day in days if day and day <= view.today), default=commitment.recorded_on)


def _last_told(commitment: Commitment, view: View) -> Iterator[date]:
    """The last days on which somebody other than the co-ordinator was told of it as its lead."""
    owner = view.board(commitment).co_ordinator
    kinds = (NoticeKind.REMINDER, NoticeKind.LATE, NoticeKind.UNDATED)
    for target in (*commitment.was, commitment.target):
        for told in view.told.about(commitment.key, target_key(target), kinds):
            if told.accepted_on and told.key.person != owner:
                yield told.accepted_on
