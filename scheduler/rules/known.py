"""What was known of a commitment on a past day, and what would be told by a day to come; for explain.py's stories.

Answers keep their days, so that later ones can be left out with what they changed; roles have theirs, so that they are
led by who held them then. An edition of the plan, people and the calendar are as they stand now: a register says of
them what holds, not what once held.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.plans.answers import Answer, AnswerKind
from scheduler.plans.commitments import Commitment, PlanRecord, Snapshot
from scheduler.plans.plan import Status
from scheduler.rules.answered import fold_answers
from scheduler.rules.decisions import Decisions
from scheduler.rules.policy import Policy
from scheduler.rules.told import Told, ToldNotice

Decide = Callable[[Snapshot, Told, Policy, date], Decisions]

COMPLETES = frozenset({AnswerKind.COMPLETE, AnswerKind.VERIFY})


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a story is told from; `apart` says how it differs from what the register holds now, empty if it does not."""

    commitment: Commitment
    snapshot: Snapshot
    told: Told
    apart: str = ""


def known_on(day: date, commitment: Commitment, snapshot: Snapshot, told: Told) -> Known:
    """A past day: answers and mails of later days left out, and the target date that those answers moved put back."""
    later = tuple(each for each in commitment.answered.answers if each.on > day)
    then = _without(later, commitment)
    plans = {slug: _unreleased_before(plan.released_on, day, plan) for slug, plan in snapshot.plans.items()}
    others = tuple(then if each.key == then.key else each for each in snapshot.commitments)
    words = tuple(each for each in snapshot.chair_words if each.on <= day)
    apart = (
        "What was answered and told later is left out, and roles are with who held them then; edition, people and "
        "calendar are as they stand now."
    )
    return Known(
        commitment=then,
        snapshot=replace(snapshot, plans=plans, commitments=others, chair_words=words),
        told=Told(tuple(_as_of(day, notice) for notice in told.notices if notice.key.slot <= day)),
        apart=apart,
    )


def foretold(
    day: date, commitment: Commitment, snapshot: Snapshot, told: Told, policy: Policy, *, since: date, decide: Decide
) -> Known:
    """A day to come, as if nobody answered until then and each mail were accepted at once; `since` is the present.

    Mornings that were lived ahead of the clock (`chaser round --on`) are not lived again.
    """
    alone = replace(snapshot, commitments=(commitment,))
    begins = max([since, *(each.accepted_on for each in told.notices if each.accepted_on)])
    for ahead in range((day - begins).days):
        morning = begins + timedelta(days=ahead)
        decided = decide(alone, told, policy, morning).notices
        told = Told((*told.notices, *(ToldNotice(key=each.key, accepted_on=morning) for each in decided)))
    apart = "As if nobody answered until then, and every mail arrived."
    return Known(commitment=commitment, snapshot=snapshot, told=told, apart=apart)


def _unreleased_before(released_on: date | None, day: date, plan: PlanRecord) -> PlanRecord:
    return replace(plan, released_on=None) if released_on and released_on > day else plan


def _as_of(day: date, notice: ToldNotice) -> ToldNotice:
    is_later = notice.accepted_on is not None and notice.accepted_on > day
    return replace(notice, accepted_on=None) if is_later else notice


def _without(later: tuple[Answer, ...], commitment: Commitment) -> Commitment:
    """The commitment before some answers; who leads it and a mended misreading stay as they are now."""
    if not later:
        return commitment
    before = [each for each in commitment.answered.answers if each not in later]
    answered = fold_answers(before)
    reopened = commitment.status is Status.COMPLETE and any(each.kind in COMPLETES for each in later)
    claimed = reopened and answered.claim is not None
    moved = min(_moves(later, before), len(commitment.was))
    stays = len(commitment.was) - moved
    return replace(
        commitment,
        answered=answered,
        status=Status.IN_PROGRESS if reopened and not claimed else commitment.status,
        unverified=claimed or (commitment.unverified and not reopened),
        target=commitment.was[stays] if moved else commitment.target,
        was=commitment.was[:stays],
        waiting_for=answered.waiting.whom if answered.waiting else _plans_own(commitment),
    )


def _plans_own(commitment: Commitment) -> str:
    """Whom the plan itself says that it waits for: nobody, where an answer said whom."""
    return "" if commitment.answered.waiting else commitment.waiting_for


def _moves(later: tuple[Answer, ...], before: list[Answer]) -> int:
    """How many of these answers moved the target date: a date set at once, or a request for one that was granted."""
    asked = fold_answers(before).request
    moves = 0
    for answer in later:
        if answer.kind is AnswerKind.NEW_DATE:
            moves += not answer.is_request
            asked = answer if answer.is_request else None
        elif answer.kind is AnswerKind.GRANT:
            moves += asked is not None and asked.target is not None
            asked = None
    return moves
