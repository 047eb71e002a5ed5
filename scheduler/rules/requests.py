"""Whose turn it is to answer a request, and to whom it goes up when they do not (rules.md, "What people can answer").

Each has 5 working days, counted from the day on which it was asked; the last word is the board's at its meeting.
"""

from dataclasses import dataclass
from datetime import date

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.rules.answer_words import said_by
from scheduler.rules.assurances import is_standing
from scheduler.rules.days_in_words import day_in_words, due_in_words
from scheduler.rules.powers import heads
from scheduler.rules.recipients import member_for, unreachable
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Who is to answer a request now: an address (empty for the board at its meeting), and that in words.

    `since` is the day from which it was theirs. Unanswered, it goes to `then` on `goes_up_on`; None when the board's
    meeting is the last there is. `head` is whom the weekly mail to the chair tells of it: the chair from their turn
    on, at the board's too.
    """

    person: str
    whom: str
    since: date
    goes_up_on: date | None
    then: str
    head: str


@dataclass(frozen=True)
class _Step:
    person: str
    whom: str
    head: str = ""


def turn(commitment: Commitment, view: View) -> Turn | None:
    """Whose turn it is today; None when nothing is asked, or it is over."""
    request, asked_on = commitment.answered.request, commitment.answered.asked_on
    if request is None or asked_on is None or (commitment.is_over and not is_standing(commitment)):
        return None
    steps = _steps(request, commitment, view)
    calendar, days = view.calendar(commitment), view.policy.request_days
    ups = [calendar.after(asked_on, days * number) for number in range(1, len(steps))]
    at = sum(up <= view.today for up in ups)
    return Turn(
        person=steps[at].person,
        whom=steps[at].whom,
        since=ups[at - 1] if at else asked_on,
        goes_up_on=ups[at] if at < len(ups) else None,
        then=steps[at + 1].whom if at < len(ups) else "",
        head=steps[at].head,
    )


def _steps(request: Answer, commitment: Commitment, view: View) -> list[_Step]:
    is_agencys = request.kind is AnswerKind.REASSIGN
    first = _agency(request, commitment, view) if is_agencys else _owner(request, commitment, view)
    board = view.board(commitment)
    at_head = [who for who in heads(commitment, view) if who != request.who][-1:]  # a vice-chair stands in for a chair
    chair = [_Step(who, f"{view.name(who)}, for {board.name}", head=who) for who in at_head]
    return [*first, *chair, _Step("", f"{board.name}, at its next meeting", head="".join(at_head))]


def _owner(request: Answer, commitment: Commitment, view: View) -> list[_Step]:
    """The co-ordinator, for what lies within their power and is neither their own request nor their own action."""
    owner = view.board(commitment).co_ordinator
    able = not request.beyond and owner != request.who and owner not in commitment.leads
    return [_Step(owner, f"{view.name(owner)}, co-ordinator")] if able else []


def _agency(request: Answer, commitment: Commitment, view: View) -> list[_Step]:
    """The other agency: who is to take it over, then its own board member, or their line manager where it has none."""
    whom, board = view.snapshot.people.get(request.whom), view.board(commitment)
    above = (member_for(whom.organisation, board) or whom.manager) if whom else ""
    named = [request.whom, above]
    reached = [who for who in named if who and not unreachable(view.snapshot.people.get(who), view.today)]
    return [_Step(who, _of_agency(who, view)) for who in dict.fromkeys(reached)]


def _of_agency(who: str, view: View) -> str:
    person = view.snapshot.people[who]
    return f"{person.name}, {person.organisation}" if person.organisation else person.name


def asked_in_words(request: Answer, view: View) -> str:
    """What is asked: "for a new date, by the end of March 2027"."""
    if request.kind is AnswerKind.CLOSE:
        return "to close it unfinished"
    if request.kind is AnswerKind.REASSIGN:
        return f"that {view.name(request.whom)} takes it over"
    return f"for a new date, {due_in_words(request.target)}" if request.target else "for a new date"


def asked_reason(request: Answer, now: Turn, view: View) -> str:
    """The whole of an open request: who asks what and why, whose it is to decide, and who is next."""
    why = f": {request.words.rstrip('.')}" if request.words else ""
    beyond = f"; {request.beyond}" if request.beyond else ""
    return f"{said_by(request, view)} asks {asked_in_words(request, view)}{why}{beyond}; {turn_in_words(now)}"


def turn_in_words(now: Turn) -> str:
    """Who decides, and who is next: "Sam Ode, co-ordinator, decides; unanswered, it goes on … to …"."""
    if now.goes_up_on is None:
        return f"{now.whom} decides"
    return f"{now.whom}, decides; unanswered, it goes on {day_in_words(now.goes_up_on)} to {now.then}"
