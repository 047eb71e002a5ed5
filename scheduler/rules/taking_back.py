"""Taking back what was just answered: within ten minutes, by whoever wrote it down, while nothing came after it.

The history keeps both. A target date that was moved is back where it was, and the move is no slip.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.rules.answer_checks import Case, Problem

WITHIN = timedelta(minutes=10)


def why_it_stays(answer: Answer, commitment: Commitment, at: datetime) -> str:
    """Why an answer cannot be taken back at an instant (aware); empty while it can."""
    if answer.kind is AnswerKind.TAKE_BACK:
        return "what was taken back is said anew"
    if at - answer.at >= WITHIN:
        return f"it was said more than {int(WITHIN.total_seconds()) // 60} minutes ago"
    if commitment.answered.answers[-1].number != answer.number:
        return "something was answered after it"
    return ""


def taken_back_by(case: Case) -> Answer | None:
    """The answer that a taking back is about; None when the commitment has no such answer."""
    said = {each.number: each for each in case.commitment.answered.answers}
    return said.get(case.answer.takes_back)


def problems_of_taking_back(case: Case) -> Iterator[Problem]:
    """Everything that keeps an answer from being taken back."""
    taken, cure = taken_back_by(case), "tell the co-ordinator what should be recorded"
    if taken is None:
        yield Problem(what=f"{case.commitment.ref} has no such answer", cure=cure)
        return
    if case.answer.who not in {taken.who, taken.recorded_by}:
        yield Problem(what="only whoever recorded an answer takes it back", cure=cure)
    why = why_it_stays(taken, case.commitment, case.answer.at)
    if why:
        yield Problem(what=why, cure=cure)
