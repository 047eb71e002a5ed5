"""Which commitments are alike to the rules, so that what is worked out for one holds for all of them on that day.

Five actions of one lead in one plan, all due on one day and told of together, have one next step. What is asked for
here is everything that a rule of escalation may look at, and nothing that only a reader sees.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from scheduler.plans.commitments import Commitment
from scheduler.rules.answered import NOTHING_SAID
from scheduler.rules.recipients import Recipient, lead_recipients
from scheduler.rules.told import target_key
from scheduler.rules.view import View

Found = TypeVar("Found")


def once_for_alike(
    rule: Callable[[Commitment, View], Found], commitment: Commitment, view: View, *further: Hashable
) -> Found:
    """What a rule of escalation finds of a commitment, worked out once for all that are alike.

    `further` is whatever else the rule looks at.
    """
    like = view.once(alike_to, commitment)
    if like is None:
        return rule(commitment, view)
    question = (rule, like, *further)
    if question not in view.worked_out:
        view.worked_out[question] = rule(commitment, view)
    return cast(Found, view.worked_out[question])


def alike_to(commitment: Commitment, view: View) -> Hashable | None:
    """What stands for all commitments that are alike to this one, quick to compare; None where it is like no other."""
    like = likeness(commitment, view)
    return None if like is None else view.worked_out.setdefault(("alike", like), object())


def who_hears(commitment: Commitment, view: View) -> tuple[Recipient, ...]:
    """Who may be mailed about a commitment today, as recipients.lead_recipients says."""
    return once_for_alike(_leads, commitment, view, commitment.printed_leads)


def _leads(commitment: Commitment, view: View) -> tuple[Recipient, ...]:
    return lead_recipients(commitment, view.snapshot, view.today)


def likeness(commitment: Commitment, view: View) -> Hashable | None:
    """The same for commitments that are alike; None for one that something was said of, which is like no other."""
    is_said = commitment.answered is not NOTHING_SAID and commitment.answered != NOTHING_SAID
    if is_said or commitment.of_group or view.snapshot.chair_words:
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
