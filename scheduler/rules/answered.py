"""What the answers of one commitment come to, folded from the first to the last. Who may give one is answers.py's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from scheduler.plans.answers import Answer, Answered, AnswerKind

Fold = Callable[[Answered, Answer], Answered]


def fold_answers(answers: Iterable[Answer]) -> Answered:
    """The answers in the order in which they were recorded, as what holds after the last of them."""
    now = Answered()
    for answer in answers:
        now = replace(_FOLDS[answer.kind](now, answer), answers=(*now.answers, answer))
    return now


def _progress(now: Answered, answer: Answer) -> Answered:
    return replace(now, reported={**now.reported, answer.who: answer.on})


def _complete(now: Answered, answer: Answer) -> Answered:
    """A completion answers whatever was asked or waited for before it."""
    return replace(now, claim=answer, request=None, asked_on=None, waiting=None)


def _settled(now: Answered, _answer: Answer) -> Answered:
    return replace(now, claim=None)


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


def _as_before(now: Answered, _answer: Answer) -> Answered:
    return now


def _without(not_mine: Mapping[str, Answer], person: str) -> dict[str, Answer]:
    return {who: answer for who, answer in not_mine.items() if who != person}


_FOLDS: dict[AnswerKind, Fold] = {
    AnswerKind.PROGRESS: _progress,
    AnswerKind.COMPLETE: _complete,
    AnswerKind.VERIFY: _settled,
    AnswerKind.RETURN: _settled,
    AnswerKind.NEW_DATE: _asked,
    AnswerKind.GRANT: _granted,
    AnswerKind.DECLINE: _declined,
    AnswerKind.WAITING: _waiting,
    AnswerKind.APPROVE_WAITING: _approved,
    AnswerKind.NOT_MINE: _not_mine,
    AnswerKind.REASSIGN: _asked,
    AnswerKind.CLOSE: _asked,
    AnswerKind.CORRECT: _as_before,
}
