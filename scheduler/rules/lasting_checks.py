"""What an answer about something that lasts does not fit: no period, no meeting, nothing that recurs or is complete."""

from collections.abc import Callable

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.assurances import answered_period, is_standing
from scheduler.rules.presenting import presented_at
from scheduler.rules.view import View

Fault = tuple[str, str]  # what is wrong, and the cure


def lasting_fault(answer: Answer, commitment: Commitment, view: View) -> Fault | None:
    """What keeps an answer of these kinds from being recorded about a commitment as it stands; None for all others."""
    check = _FAULTS.get(answer.kind)
    return check(commitment, view) if check else None


def _assurance(commitment: Commitment, view: View) -> Fault | None:
    if not is_standing(commitment):
        cure = "say how often it comes round with “standing”, once it is complete"
        return f"{commitment.ref} is no standing commitment", cure
    if answered_period(commitment, view) is None:
        return f"no meeting is known at which {commitment.ref} is heard next", "look at chaser meeting list"
    return None


def _end(commitment: Commitment, _view: View) -> Fault | None:
    if commitment.recurs is None:
        return f"{commitment.ref} does not come round", "nothing is left to do"
    return None


def _runs_out(commitment: Commitment, _view: View) -> Fault | None:
    if commitment.status is not Status.COMPLETE:
        return f"{commitment.ref} is not complete", "say until when with the completion: complete --until"
    return None


def _presented(commitment: Commitment, view: View) -> Fault | None:
    if commitment.status is Status.COMPLETE and not is_standing(commitment):
        said = "was reported complete" if commitment.unverified else "is complete"
        return f"{commitment.ref} {said}", "return it first if more is to be done"
    if presented_at(commitment, view) is None:
        return f"no meeting of {view.board(commitment).name} has been held yet", "record it once it is"
    return None


_FAULTS: dict[AnswerKind, Callable[[Commitment, View], Fault | None]] = {
    AnswerKind.ASSURANCE: _assurance,
    AnswerKind.END_STANDING: _end,
    AnswerKind.RUNS_OUT: _runs_out,
    AnswerKind.PRESENTED: _presented,
    AnswerKind.NOT_PRESENTED: _presented,
}
