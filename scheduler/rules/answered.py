"""What the answers of one commitment come to, folded from the first to the last. Who may give one is answers.py's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from scheduler.plans.answers import Answer, Answered, AnswerKind

Fold = Callable[[Answered, Answer], Answered]
NOTHING_SAID = Answered()  # the same one for all of whom nobody said anything: most of a register


def fold_answers(answers: Iterable[Answer]) -> Answered:
    """The answers in the order in which they were recorded, as what holds after the last of them.

    One that was taken back stays among them and holds nothing.
    """
    said = tuple(answers)
    if not said:
        return NOTHING_SAID
    taken_back = {each.takes_back for each in said} - {0}
    now = Answered()
    for answer in said:
        holds = answer.number not in taken_back
        now = replace(_FOLDS[answer.kind](now, answer) if holds else now, answers=(*now.answers, answer))
    return now


def _progress(now: Answered, answer: Answer) -> Answered:
    return replace(now, reported={**now.reported, answer.who: answer.on})


def _complete(now: Answered, answer: Answer) -> Answered:
    """A completion answers whatever was asked or waited for before it; how long an earlier one held counts no more."""
    return replace(now, claim=answer, request=None, asked_on=None, waiting=None, runs_out=_with_a_day(answer))


def _verified(now: Answered, answer: Answer) -> Answered:
    return replace(now, claim=None, runs_out=_with_a_day(answer) or now.runs_out)


def _returned(now: Answered, _answer: Answer) -> Answered:
    return replace(now, claim=None, runs_out=None)


def _with_a_day(answer: Answer) -> Answer | None:
    return answer if answer.until else None


def _runs_out(now: Answered, answer: Answer) -> Answered:
    return replace(now, runs_out=answer)


def _standing(now: Answered, answer: Answer) -> Answered:
    return replace(now, standing=answer)


def _assured(now: Answered, answer: Answer) -> Answered:
    return replace(now, assured={**now.assured, answer.about_on: answer}) if answer.about_on else now


def _presented(now: Answered, answer: Answer) -> Answered:
    """Of an open action it is also a claim of completion, which waits for the co-ordinator's word."""
    now = _said_of_meeting(now, answer)
    return _complete(now, answer) if answer.is_request else now


def _said_of_meeting(now: Answered, answer: Answer) -> Answered:
    return replace(now, presented={**now.presented, answer.about_on: answer}) if answer.about_on else now


def _asked(now: Answered, answer: Answer) -> Answered:
    """A request, or somebody's own decision; asked again, it has waited since it was first asked."""
    if answer.is_request:
        again = now.request is not None and now.request.kind is answer.kind
        return replace(now, request=answer, asked_on=now.asked_on if again else answer.on)
    return _done(now, answer, answer)


def _granted(now: Answered, answer: Answer) -> Answered:
    return _done(now, now.request, answer) if now.request else now


def _done(now: Answered, what: Answer, answer: Answer) -> Answered:
    """What was asked or decided takes effect."""
    now = replace(now, request=None, asked_on=None)
    if what.kind is AnswerKind.CLOSE:
        return replace(now, closed_on=answer.on)
    if what.kind is AnswerKind.REASSIGN:
        return replace(now, not_mine=_without(now.not_mine, what.whom))
    return now


def _declined(now: Answered, answer: Answer) -> Answered:
    """A request comes to nothing; where somebody is named, the action stays with them."""
    if answer.whom:
        return replace(now, not_mine=_without(now.not_mine, answer.whom))
    return replace(now, request=None, asked_on=None)


def _waiting(now: Answered, answer: Answer) -> Answered:
    return replace(now, waiting=answer)


def _approved(now: Answered, answer: Answer) -> Answered:
    if now.waiting is None:
        return now
    return replace(now, waiting=replace(now.waiting, ends_on=answer.ends_on))


def _not_mine(now: Answered, answer: Answer) -> Answered:
    return replace(now, not_mine={**now.not_mine, answer.who: answer})


def _noted(now: Answered, answer: Answer) -> Answered:
    return replace(now, noted=answer)


def _raised(now: Answered, answer: Answer) -> Answered:
    """On the list of a meeting, and noted until it."""
    return replace(now, noted=answer, raised={**now.raised, answer.meeting: answer})


def _as_before(now: Answered, _answer: Answer) -> Answered:
    return now


def _without(not_mine: Mapping[str, Answer], person: str) -> dict[str, Answer]:
    return {who: answer for who, answer in not_mine.items() if who != person}


_FOLDS: dict[AnswerKind, Fold] = {
    AnswerKind.PROGRESS: _progress,
    AnswerKind.COMPLETE: _complete,
    AnswerKind.VERIFY: _verified,
    AnswerKind.RETURN: _returned,
    AnswerKind.NEW_DATE: _asked,
    AnswerKind.GRANT: _granted,
    AnswerKind.DECLINE: _declined,
    AnswerKind.WAITING: _waiting,
    AnswerKind.APPROVE_WAITING: _approved,
    AnswerKind.NOT_MINE: _not_mine,
    AnswerKind.REASSIGN: _asked,
    AnswerKind.CLOSE: _asked,
    AnswerKind.CORRECT: _as_before,
    AnswerKind.NOTED: _noted,
    AnswerKind.RAISE: _raised,
    AnswerKind.TAKE_BACK: _as_before,
    AnswerKind.ASSURANCE: _assured,
    AnswerKind.STANDING: _standing,
    AnswerKind.END_STANDING: _standing,
    AnswerKind.RUNS_OUT: _runs_out,
    AnswerKind.PRESENTED: _presented,
    AnswerKind.NOT_PRESENTED: _said_of_meeting,
}
