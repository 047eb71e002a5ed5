"""Which commitments are alike to the rules, so that what is worked out for one holds for all of them on that day.

Five actions of one lead in one plan, all due on one day and told of together, have one next step. What is asked for
here is everything that a rule of escalation may look at, and nothing that only a reader sees.
"""

from collections.abc import Hashable

from scheduler.plans.answers import Answered
from scheduler.plans.commitments import Commitment
from scheduler.rules.told import target_key
from scheduler.rules.view import View

NOTHING_SAID = Answered()


def likeness(commitment: Commitment, view: View) -> Hashable | None:
    """The same for commitments that are alike; None for one that something was said of, which is like no other."""
    if commitment.answered != NOTHING_SAID or commitment.of_group or view.snapshot.chair_words:
        return None
    told = [view.told.about(commitment.key, target_key(each)) for each in (*commitment.was, commitment.target)]
    return (
        commitment.plan,
        "#" in commitment.ref,
        commitment.status,
        commitment.target,
        commitment.was,
        commitment.leads,
        commitment.recurrence,
        commitment.waiting_for,
        commitment.recorded_on,
        commitment.unverified,
        commitment.completed_on,
        commitment.complete_since,
        commitment.moved_on,
        commitment.came_back,
        tuple((n.key.target, n.key.kind, n.key.slot, n.key.person, n.accepted_on) for each in told for n in each),
    )
