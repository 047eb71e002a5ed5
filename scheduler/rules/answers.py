"""Answers: which may be recorded, and what follows from each, as data. Writing it down is the register's.

Who may say what is rules.md, "What people can answer"; what is wrong with an answer is answer_checks.py's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.answer_checks import Case, Problem, problems_of
from scheduler.rules.answered import fold_answers
from scheduler.rules.assurances import answered_period
from scheduler.rules.days_in_words import day_in_words, due_in_words
from scheduler.rules.periods import EACH
from scheduler.rules.powers import beyond_owner, is_of_another_agency
from scheduler.rules.presenting import presented_at
from scheduler.rules.raised import meeting_named
from scheduler.rules.requests import turn, turn_in_words
from scheduler.rules.taking_back import problems_of_taking_back
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What an answer changes of the commitment itself; None leaves a thing as it is.

    `completed_on` and `unverified` go with `status`. A new `target` is a slip unless it mends a misreading.
    `restores` is the number of an answer that is taken back: all is as it was before that one.
    """

    status: Status | None = None
    unverified: bool = False
    completed_on: date | None = None
    target: TargetDate | None = None
    is_slip: bool = True
    waiting_for: str | None = None
    lead: str | None = None
    restores: int = 0


@dataclass(frozen=True, kw_only=True)
class Admitted:
    """An answer that may be recorded, what it changes, and what comes next in sentences."""

    answer: Answer
    effects: Effects
    follows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """An answer that may not be recorded, and everything that is wrong with it."""

    problems: tuple[Problem, ...]


def admit(answer: Answer, commitment: Commitment, view: View, *, meeting_on: date | None) -> Admitted | Refused:
    """Whether an answer may be recorded about a commitment as it stands today, and what follows.

    `meeting_on` is the day of the next board meeting. `is_request`, `beyond`, `ends_on` and `copies` of the answer
    are worked out here, whatever they say.
    """
    case = Case(answer=_settling(answer, commitment), commitment=commitment, view=view, meeting_on=meeting_on)
    undoes = answer.kind is AnswerKind.TAKE_BACK
    problems = tuple(problems_of_taking_back(case)) if undoes else problems_of(case)
    if problems:
        return Refused(problems=problems)
    whole = _completed(case)
    after = replace(commitment, answered=fold_answers([*commitment.answered.answers, whole]))
    effects = _EFFECTS[answer.kind](replace(case, answer=whole))
    return Admitted(answer=whole, effects=effects, follows=_follows(whole, effects, after, view))


def _settling(answer: Answer, commitment: Commitment) -> Answer:
    """Where no request is open, declining means the one person who said that it is not theirs."""
    not_mine = commitment.answered.not_mine
    alone = answer.kind is AnswerKind.DECLINE and commitment.answered.request is None and len(not_mine) == 1
    return replace(answer, whom=next(iter(not_mine))) if alone and not answer.whom else answer


def _completed(case: Case) -> Answer:
    """The answer with what the rules know of it: whether it waits for a word, for whose, and until when it holds."""
    answer, commitment = case.answer, case.commitment
    is_request = _is_request(case)
    waits_for = meeting_named(answer, case.view.board(commitment), case.view)
    return replace(
        answer,
        is_request=is_request,
        beyond=_beyond(case) if is_request else "",
        ends_on=waits_for.on if waits_for else _ends_on(case),
        meeting=waits_for.uid if waits_for else "",
        about_on=_about_on(case),
        copies=_copies(answer, commitment),
    )


def _is_request(case: Case) -> bool:
    if case.answer.kind is AnswerKind.REASSIGN:
        return is_of_another_agency(case.answer.whom, case.commitment, case.view)
    if case.answer.kind is AnswerKind.PRESENTED:  # of what is open it claims that it is complete
        return case.commitment.status is not Status.COMPLETE
    return case.answer.kind in {AnswerKind.NEW_DATE, AnswerKind.CLOSE} and not case.is_decision


def _beyond(case: Case) -> str:
    if case.answer.kind is AnswerKind.CLOSE:
        return "closing it unfinished is the chair's or the board's"
    if case.answer.target is None:
        return ""
    return beyond_owner(case.answer.target, case.commitment, case.meeting_on, case.view)


def _ends_on(case: Case) -> date | None:
    """A wait ends by the next board meeting, unless the chair or the board approves it for longer."""
    answer, waiting = case.answer, case.commitment.answered.waiting
    if answer.kind is AnswerKind.APPROVE_WAITING and waiting:
        return answer.until or waiting.until
    if answer.kind is not AnswerKind.WAITING or answer.until is None:
        return None
    return min(answer.until, case.meeting_on) if case.meeting_on else answer.until


def _about_on(case: Case) -> date | None:
    """The last day of the period, or the meeting, of which an answer speaks."""
    if case.answer.kind in {AnswerKind.PRESENTED, AnswerKind.NOT_PRESENTED}:
        meeting = presented_at(case.commitment, case.view)
        return meeting.on if meeting else None
    period = answered_period(case.commitment, case.view) if case.answer.kind is AnswerKind.ASSURANCE else None
    return period.ends_on if period else None


def _copies(answer: Answer, commitment: Commitment) -> tuple[str, ...]:
    """The leads see what somebody else wrote down of their action."""
    if answer.recorded_by in commitment.leads:
        return ()
    return tuple(lead for lead in commitment.leads if lead not in commitment.answered.not_mine)


def _nothing(_case: Case) -> Effects:
    return Effects()


def _complete(case: Case) -> Effects:
    over = "" if case.commitment.answered.waiting else None
    return Effects(status=Status.COMPLETE, unverified=True, completed_on=case.answer.on, waiting_for=over)


def _presented(case: Case) -> Effects:
    return _complete(case) if case.answer.is_request else Effects()


def _verify(case: Case) -> Effects:
    claim = case.commitment.answered.claim
    return Effects(status=Status.COMPLETE, completed_on=claim.on if claim else None)


def _return(_case: Case) -> Effects:
    return Effects(status=Status.IN_PROGRESS)


def _decide(case: Case) -> Effects:
    """What a request asks for takes effect when it needs nobody's word, or when that word is given."""
    return Effects() if case.answer.is_request else _take_effect(case.answer)


def _grant(case: Case) -> Effects:
    request = case.commitment.answered.request
    return _take_effect(request) if request else Effects()


def _take_effect(what: Answer) -> Effects:
    return Effects(target=what.target, lead=what.whom if what.kind is AnswerKind.REASSIGN else None)


def _take_back(case: Case) -> Effects:
    return Effects(restores=case.answer.takes_back)


def _correct(case: Case) -> Effects:
    return Effects(target=case.answer.target, is_slip=False)


def _waiting(case: Case) -> Effects:
    return Effects(waiting_for=case.answer.whom)


_EFFECTS: dict[AnswerKind, Callable[[Case], Effects]] = {
    AnswerKind.PROGRESS: _nothing,
    AnswerKind.COMPLETE: _complete,
    AnswerKind.VERIFY: _verify,
    AnswerKind.RETURN: _return,
    AnswerKind.NEW_DATE: _decide,
    AnswerKind.GRANT: _grant,
    AnswerKind.DECLINE: _nothing,
    AnswerKind.WAITING: _waiting,
    AnswerKind.APPROVE_WAITING: _nothing,
    AnswerKind.NOT_MINE: _nothing,
    AnswerKind.REASSIGN: _decide,
    AnswerKind.CLOSE: _decide,
    AnswerKind.CORRECT: _correct,
    AnswerKind.NOTED: _nothing,
    AnswerKind.RAISE: _nothing,
    AnswerKind.ASSURANCE: _nothing,
    AnswerKind.STANDING: _nothing,
    AnswerKind.END_STANDING: _nothing,
    AnswerKind.RUNS_OUT: _nothing,
    AnswerKind.PRESENTED: _presented,
    AnswerKind.NOT_PRESENTED: _nothing,
    AnswerKind.TAKE_BACK: _take_back,
}


def what_follows(answer: Answer, commitment: Commitment, view: View) -> tuple[str, ...]:
    """What comes of an answer that was recorded, as its commitment stands now, in sentences."""
    return _follows(answer, Effects(target=None if answer.is_request else answer.target), commitment, view)


def _follows(answer: Answer, effects: Effects, after: Commitment, view: View) -> tuple[str, ...]:
    """What comes next, in sentences for whoever recorded the answer."""
    now = turn(after, view) if answer.is_request else None
    if now:
        why = (f"The co-ordinator cannot grant this alone: {answer.beyond}.",) if answer.beyond else ()
        return (*why, f"{turn_in_words(now)}. Until then its target date stands.")
    if effects.target:
        return (f"It is due {due_in_words(effects.target)} now; what it was before is kept.",)
    if effects.lead:
        return (f"{view.name(effects.lead)} leads it from now on.",)
    return tuple(_SENTENCES[answer.kind](answer, after, view))


def _rests(answer: Answer, _after: Commitment, view: View) -> tuple[str, ...]:
    again = answer.on + timedelta(days=view.policy.progress_rest_days)
    return (f"Reminders to {view.name(answer.who)} rest until {day_in_words(again)}; nothing else changes.",)


def _to_settle(answer: Answer, after: Commitment, view: View) -> tuple[str, ...]:
    by = view.calendar(after).after(answer.on, view.policy.request_days)
    owner = view.name(view.board(after).co_ordinator)
    return (f"{view.name(answer.who)} is not chased for it any more. {owner} settles it by {day_in_words(by)}.",)


def _wait_ends(_answer: Answer, after: Commitment, _view: View) -> tuple[str, ...]:
    ends_on = after.answered.waits_until
    return (f"The wait ends after {day_in_words(ends_on)}.",) if ends_on else ()


def _with_its_end(*sentences: str) -> Callable[[Answer, Commitment, View], tuple[str, ...]]:
    """The sentences, and where a last day was named also that it comes back before it."""
    return lambda answer, _after, _view: (*sentences, *_comes_back(answer))


def _comes_back(answer: Answer) -> tuple[str, ...]:
    if answer.until is None:
        return ()
    return (f"That holds until {day_in_words(answer.until)}; it comes back in time before that day.",)


def _holds(answer: Answer, _after: Commitment, _view: View) -> tuple[str, ...]:
    return _comes_back(answer) or ("It stays complete, and does not run out.",)


def _comes_round(answer: Answer, _after: Commitment, _view: View) -> tuple[str, ...]:
    often = EACH[answer.every] if answer.every else ""
    return (f"Once it is complete, its lead is asked for a line {often}.",)


def _noted(answer: Answer, _after: Commitment, _view: View) -> tuple[str, ...]:
    return (f"Noted for {day_in_words(answer.about_on)}.",) if answer.about_on else ()


def _heard(answer: Answer, after: Commitment, view: View) -> tuple[str, ...]:
    claimed = ("Nobody is chased for it; the co-ordinator verifies or returns it.",) if answer.is_request else ()
    return (*_noted(answer, after, view), *claimed)


def _silent_until(answer: Answer, after: Commitment, view: View) -> tuple[str, ...]:
    if answer.ends_on is None:
        return ()
    until = day_in_words(answer.ends_on)
    return (f"{view.board(after).name}'s chair hears nothing more of it until {until}. All else goes on.",)


def _on_the_list(answer: Answer, after: Commitment, view: View) -> tuple[str, ...]:
    if answer.ends_on is None:
        return ()
    board, on = view.board(after).name, day_in_words(answer.ends_on)
    return (f"It is on {board}'s list for {on}. Its chair hears nothing more of it until then. All else goes on.",)


def _said(*sentences: str) -> Callable[[Answer, Commitment, View], tuple[str, ...]]:
    return lambda _answer, _after, _view: sentences


_SENTENCES: dict[AnswerKind, Callable[[Answer, Commitment, View], tuple[str, ...]]] = {
    AnswerKind.PROGRESS: _rests,
    AnswerKind.COMPLETE: _with_its_end("Nobody is chased for it; the co-ordinator verifies or returns it."),
    AnswerKind.VERIFY: _with_its_end("It is complete."),
    AnswerKind.RETURN: _said("It is open again, and is chased as before."),
    AnswerKind.TAKE_BACK: _said("All is as it was before."),
    AnswerKind.NEW_DATE: _said(),
    AnswerKind.GRANT: _said("It is closed unfinished; nobody is chased for it."),
    AnswerKind.DECLINE: _said("Everything stays as it was."),
    AnswerKind.WAITING: _wait_ends,
    AnswerKind.APPROVE_WAITING: _wait_ends,
    AnswerKind.NOT_MINE: _to_settle,
    AnswerKind.REASSIGN: _said(),
    AnswerKind.CLOSE: _said("It is closed unfinished; nobody is chased for it."),
    AnswerKind.CORRECT: _said(),
    AnswerKind.NOTED: _silent_until,
    AnswerKind.RAISE: _on_the_list,
    AnswerKind.ASSURANCE: _noted,
    AnswerKind.STANDING: _comes_round,
    AnswerKind.END_STANDING: _said("It is asked about no more."),
    AnswerKind.RUNS_OUT: _holds,
    AnswerKind.PRESENTED: _heard,
    AnswerKind.NOT_PRESENTED: _said("It stays open, and its target date stands."),
}
