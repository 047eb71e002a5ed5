"""Which sayings fit: what means something of a commitment as it stands, and what somebody may say of it or write down
for another. It only keeps forms from being offered in vain; the rules have the last word on every answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.plans.answers import THE_BOARD, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.answer_checks import AT_THE_HEAD, MAY_SAY, PARTIES
from scheduler.rules.assurances import answered_period, is_standing
from scheduler.rules.board_meetings import meetings_for
from scheduler.rules.powers import Part, heads, may_decide, parts_of, speaks_for_agency
from scheduler.rules.presenting import meeting_to_ask_about
from scheduler.rules.view import View
from scheduler.web.decision_sayings import (
    CLOSE,
    CORRECT,
    DECISIONS,
    DECLINE,
    END_STANDING,
    GRANT,
    LASTS,
    LET_WAIT,
    NOTED,
    OF_WHAT_LASTS,
    RAISE,
    REASSIGN,
    RETURN,
    RUNS_OUT,
    SET_DATE,
    STANDING,
    STAYS,
    VERIFY,
)
from scheduler.web.lead_sayings import (
    ASK_NEW_DATE,
    ASSURANCE,
    COMPLETE,
    FOR_LEADS,
    NOT_MINE,
    NOT_PRESENTED,
    PRESENTED,
    PROGRESS,
    WAITING,
)
from scheduler.web.sayings import Saying
from scheduler.web.ways import Ways

ALL = {each.slug: each for each in (*FOR_LEADS, *DECISIONS, *OF_WHAT_LASTS)}


def fitting(commitment: Commitment, ways: Ways, view: View, among: Iterable[Saying]) -> tuple[Saying, ...]:
    """What somebody can say of a commitment today, or write down where they co-ordinate its plan."""
    return tuple(each for each in among if fits(each, commitment, view) and voices(each, commitment, ways, view))


def fits(saying: Saying, commitment: Commitment, view: View) -> bool:
    """Whether it means something of a commitment as it stands today, whoever says it."""
    return _FITS[saying.slug](commitment, view)


def voices(saying: Saying, commitment: Commitment, ways: Ways, view: View) -> tuple[str, ...]:
    """Whose word it can be when somebody fills the form: their own, and where they co-ordinate the plan, the word of
    anybody who may say it. Addresses, and THE_BOARD."""
    writes_down = ways.writes_down and ways.person == view.board(commitment).co_ordinator
    people = [ways.person, *(_everybody(commitment, view) if writes_down else ())]
    return tuple(who for who in dict.fromkeys(people) if _may_say(who, saying, commitment, view))


def is_asked(who: str, commitment: Commitment, view: View) -> bool:
    """Whether somebody of another agency is asked to take a commitment over, or speaks for whoever is."""
    request = commitment.answered.request
    return request is not None and request.kind is AnswerKind.REASSIGN and speaks_for_agency(who, request.whom, view)


def _everybody(commitment: Commitment, view: View) -> Iterator[str]:
    """Who has a part in a commitment: its leads and those around them, its heads and its board."""
    people, request = view.snapshot.people, commitment.answered.request
    leads = [people[each] for each in commitment.leads if each in people]
    yield from commitment.leads
    yield from filter(None, [person.deputy for person in leads])
    yield from filter(None, [person.manager for person in leads])
    yield from view.board(commitment).members.values()
    yield from [request.whom] if request and request.kind is AnswerKind.REASSIGN else []
    yield from heads(commitment, view)
    yield THE_BOARD


def _may_say(who: str, saying: Saying, commitment: Commitment, view: View) -> bool:
    parts, answered = parts_of(who, commitment, view), commitment.answered
    leads = Part.LEAD in parts
    if saying in (GRANT, DECLINE):
        request = answered.request
        apart = request is not None and request.who != who and (not leads or request.kind is AnswerKind.REASSIGN)
        return apart and request is not None and may_decide(who, request, commitment, view)
    if saying is STAYS:
        return bool(parts & {Part.CO_ORDINATOR, *AT_THE_HEAD}) and who not in answered.not_mine
    if saying in (SET_DATE, CLOSE):
        return bool(parts & AT_THE_HEAD) and not leads
    if saying is ASK_NEW_DATE:
        return bool(parts & PARTIES)
    own = {VERIFY.slug: answered.claim, LET_WAIT.slug: answered.waiting}.get(saying.slug)
    if (own and own.who == who) or (saying in (NOTED, RAISE) and leads):
        return False
    return bool(parts & MAY_SAY[saying.kind])


def _is_open(commitment: Commitment, _view: View) -> bool:
    return not commitment.is_over


def _has_a_meeting(commitment: Commitment, view: View) -> bool:
    """Whether it is open, and a meeting of its board is to come."""
    return not commitment.is_over and any(each.on > view.today for each in meetings_for(commitment, view))


def _is_open_action(commitment: Commitment, _view: View) -> bool:
    return not commitment.is_over and _is_action(commitment)


def _is_action(commitment: Commitment) -> bool:
    return "#" not in commitment.ref


def _is_done(commitment: Commitment) -> bool:
    return commitment.status is Status.COMPLETE and not commitment.answered.closed_on and _is_action(commitment)


def _is_claimed(commitment: Commitment, _view: View) -> bool:
    return commitment.unverified and commitment.status is Status.COMPLETE


def _is_requested(commitment: Commitment, _view: View) -> bool:
    open_or_led = not commitment.is_over or is_standing(commitment)
    return commitment.answered.request is not None and open_or_led


def _is_refused(commitment: Commitment, _view: View) -> bool:
    led = (not commitment.is_over or is_standing(commitment)) and _is_action(commitment)
    return len(commitment.answered.not_mine) == 1 and commitment.answered.request is None and led


def _is_led(commitment: Commitment, _view: View) -> bool:
    return _is_action(commitment) and (not commitment.is_over or is_standing(commitment))


def _waits(commitment: Commitment, _view: View) -> bool:
    return not commitment.is_over and _is_action(commitment) and commitment.answered.waiting is not None


def _is_assured(commitment: Commitment, view: View) -> bool:
    return is_standing(commitment) and _is_action(commitment) and answered_period(commitment, view) is not None


def _was_presented(commitment: Commitment, view: View) -> bool:
    """Whether a meeting was held at which it was to be presented, and nobody said yet whether it was."""
    if commitment.is_over and not is_standing(commitment):
        return False
    meeting = meeting_to_ask_about(commitment, view)
    return meeting is not None and meeting.on not in commitment.answered.presented


def _can_stand(commitment: Commitment, _view: View) -> bool:
    return _is_action(commitment) and not commitment.answered.closed_on and commitment.recurs is None


def _stands(commitment: Commitment, _view: View) -> bool:
    return _is_action(commitment) and not commitment.answered.closed_on and commitment.recurs is not None


def _runs(commitment: Commitment, _view: View) -> bool:
    return _is_done(commitment)


def _may_be_misread(commitment: Commitment, _view: View) -> bool:
    return not commitment.is_over and commitment.target is not None


_FITS: Mapping[str, Callable[[Commitment, View], bool]] = {
    PROGRESS.slug: _is_open,
    COMPLETE.slug: _is_open,
    ASK_NEW_DATE.slug: _is_open,
    WAITING.slug: _is_open_action,
    NOT_MINE.slug: _is_open_action,
    ASSURANCE.slug: _is_assured,
    PRESENTED.slug: _was_presented,
    NOT_PRESENTED.slug: _was_presented,
    GRANT.slug: _is_requested,
    DECLINE.slug: _is_requested,
    STAYS.slug: _is_refused,
    VERIFY.slug: _is_claimed,
    RETURN.slug: _is_claimed,
    SET_DATE.slug: _is_open,
    REASSIGN.slug: _is_led,
    CLOSE.slug: _is_open,
    NOTED.slug: _has_a_meeting,
    RAISE.slug: _has_a_meeting,
    LET_WAIT.slug: _waits,
    CORRECT.slug: _may_be_misread,
    STANDING.slug: _can_stand,
    END_STANDING.slug: _stands,
    RUNS_OUT.slug: _runs,
    LASTS.slug: _runs,
}
