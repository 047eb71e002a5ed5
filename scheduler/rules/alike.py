"""Which commitments are alike to the rules, so that what is worked out for one holds for all of them on that day.

Hundreds of actions fall due on one day and were told of together. To the rules they differ in who leads them; and of
leads who are in place these only look at how often they read, who is above them, and what they were told. What is
asked for here is everything that a rule may look at, and nothing that only a reader sees.
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from scheduler.plans.boards import Board
from scheduler.plans.chair_words import ChairWordKind
from scheduler.plans.commitments import Commitment
from scheduler.plans.plan import Status
from scheduler.rules.answered import NOTHING_SAID
from scheduler.rules.recipients import Recipient, in_person, lead_recipients, unreachable
from scheduler.rules.reports import comes_to_each, reported_to
from scheduler.rules.running_out import proposal_of
from scheduler.rules.view import View

Found = TypeVar("Found")


class InPlace(NamedTuple):
    """Leads who are all in place: of which sort each is to the rules, and as whom they hear."""

    sorts: Hashable
    recipients: tuple[Recipient, ...]


def once_for_alike(rule: Callable[[Commitment, View], Found], commitment: Commitment, view: View) -> Found:
    """What a rule finds of a commitment, worked out once for all that are alike.

    A rule that is asked in this way tells of no lead who they are.
    """
    kept = view.of_each.get(id(commitment))  # asked so often that a look saves the question
    known = kept[1].get(_known_of_alike) if kept else None
    if known is None:
        known = view.once(_known_of_alike, commitment)
    if rule not in known:
        known[rule] = rule(commitment, view)
    found: Found = known[rule]
    return found


def _known_of_alike(commitment: Commitment, view: View) -> dict[object, Any]:
    """What is worked out already for all that are alike to a commitment; for itself, where it is like no other."""
    like = likeness(commitment, view)
    known: dict[object, Any] = {} if like is None else view.worked_out.setdefault(("alike", like), {})
    return known


def who_hears(commitment: Commitment, view: View) -> tuple[Recipient, ...]:
    """Who may be mailed about a commitment today, as recipients.lead_recipients says."""
    in_place = leads_in_place(commitment, view)
    return in_place.recipients if in_place else once_for_alike(_recipients, commitment, view)


def _recipients(commitment: Commitment, view: View) -> tuple[Recipient, ...]:
    return lead_recipients(commitment, view.snapshot, view.today)


def likeness(commitment: Commitment, view: View) -> Hashable | None:
    """The same for commitments that are alike; None for one that something was said of, which is like no other."""
    if commitment.answered is not NOTHING_SAID and commitment.answered != NOTHING_SAID:
        return None
    in_place = leads_in_place(commitment, view)
    return (
        commitment.plan,
        "#" in commitment.ref,
        commitment.status,
        commitment.target,
        commitment.was,
        commitment.recurrence,
        commitment.waiting_for,
        commitment.recorded_on,
        commitment.unverified,
        commitment.completed_on,
        commitment.complete_since,
        commitment.moved_on,
        commitment.came_back,
        in_place.sorts if in_place else _by_name(commitment),
        commitment.key in view.told.by_commitment and _told(commitment, commitment.leads if in_place else (), view),
        _held(view).get(commitment.key) if view.snapshot.chair_words else None,
        proposal_of(commitment) if commitment.status is Status.COMPLETE else None,
        reported_to(view.board(commitment), commitment) and (True, comes_to_each(commitment)),
    )


def leads_in_place(commitment: Commitment, view: View) -> InPlace | None:
    """The leads of a commitment as the rules look at them, their names aside; None where it matters who they are.

    It does of whoever is away or cannot be reached, says that it is not theirs, or hears for a group; and of leads who
    have a part in the board, or are above each other.
    """
    if not commitment.leads or commitment.of_group or commitment.answered.not_mine:
        return None
    question = ("in place", view.snapshot.plans[commitment.plan].board, commitment.leads)
    if question not in view.worked_out:
        view.worked_out[question] = _in_place(commitment.leads, view.board(commitment), view)
    found: InPlace | None = view.worked_out[question]
    return found


def _in_place(leads: tuple[str, ...], board: Board, view: View) -> InPlace | None:
    sorts = []
    known = {board.co_ordinator, board.chair, board.vice_chair, *board.members.values()}
    for lead in dict.fromkeys(leads):
        person = view.snapshot.people.get(lead)
        if person is None or unreachable(person, view.today) or person.away_on(view.today):
            return None
        known.add(person.manager)
        sorts.append((person.digest, person.organisation, person.manager))
    if len(sorts) < len(leads) or not known.isdisjoint(leads):
        return None
    return InPlace(tuple(sorts), tuple([in_person(lead) for lead in leads]))


def _by_name(commitment: Commitment) -> Hashable:
    return commitment.leads, tuple(commitment.of_group.items()), commitment.printed_leads


def _told(commitment: Commitment, leads: tuple[str, ...], view: View) -> Hashable:
    """What was told of it, to these leads by their place among them and to all others by name, in one order."""
    places = {lead: f"lead {place}" for place, lead in enumerate(leads)}
    found = (
        (each.key.target, each.key.kind, each.key.slot, places.get(each.key.person, each.key.person), each.accepted_on)
        for each in view.told.of(commitment.key)
    )
    return tuple(sorted(found, key=lambda each: each[:4]))


def _held(view: View) -> dict[str, Hashable]:
    """The days of the mails to a chair from which commitments were held, by their keys."""
    if ("held",) not in view.worked_out:
        holds = [word for word in view.snapshot.chair_words if word.kind is ChairWordKind.HOLD]
        keys = {key for hold in holds for key in hold.matters}
        view.worked_out["held",] = {
            key: frozenset(hold.mail_on for hold in holds if key in hold.matters) for key in keys
        }
    held: dict[str, Hashable] = view.worked_out["held",]
    return held
