"""The register as the rules see it: all open plans in eleven queries, whatever their size."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from scheduler.plans.answers import Answered
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.register.answers import list_answers
from scheduler.register.chair_words import list_chair_words
from scheduler.register.leads import Meanings, meanings_on, resolved_by
from scheduler.register.meetings import list_meetings
from scheduler.register.moves import Slips, list_slips, zones_by_plan
from scheduler.register.people import list_people
from scheduler.register.plain_rows import all_or_some, rows_among
from scheduler.register.plans import list_plans
from scheduler.register.tables import ActionRow, MilestoneRow, PlanRow, PrintedLeadRow
from scheduler.register.target_columns import target_column, target_in
from scheduler.rules.answered import NOTHING_SAID, fold_answers
from scheduler.rules.groups import with_members

ACTIONS = all_or_some(
    select(
        ActionRow.key,
        ActionRow.plan,
        ActionRow.ref,
        ActionRow.area_ref,
        ActionRow.area_title,
        ActionRow.title,
        ActionRow.status,
        ActionRow.unverified,
        ActionRow.recurrence,
        ActionRow.waiting_for,
        ActionRow.progress,
        ActionRow.assigned_lead,
        ActionRow.completed_on,
        ActionRow.complete_since,
        ActionRow.recorded_on,
        target_column(ActionRow.__table__),
    )
    .join(PlanRow, PlanRow.slug == ActionRow.plan)
    .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None)),
    ActionRow.key,
    ActionRow.plan,
    ActionRow.ordinal,
)
MILESTONES = all_or_some(
    select(
        MilestoneRow.key,
        MilestoneRow.action,
        MilestoneRow.number,
        MilestoneRow.title,
        MilestoneRow.status,
        MilestoneRow.recorded_on,
        target_column(MilestoneRow.__table__),
    )
    .where(MilestoneRow.withdrawn_on.is_(None))
    .where(MilestoneRow.computed.is_(False) | MilestoneRow.confirmed_at.is_not(None)),
    MilestoneRow.action,
    MilestoneRow.action,
    MilestoneRow.number,
)
FOUND = all_or_some(
    select(
        PrintedLeadRow.action,
        PrintedLeadRow.number,
        PrintedLeadRow.words,
        PrintedLeadRow.person,
        PrintedLeadRow.confirmed_at.is_not(None),
    ),
    PrintedLeadRow.action,
)


class Led(NamedTuple):
    """The leads of an action: their printed words, those that count for nobody yet, and addresses that count."""

    printed: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


class Beside(NamedTuple):
    """What stands beside the rows of actions and milestones, by their keys, and the boards' zones by plan."""

    leads: Mapping[str, Led]
    slips: Mapping[str, Slips]
    answered: Mapping[str, Answered]
    zones: Mapping[str, ZoneInfo]


NEVER, NOBODY = Slips(), Led()


def load_snapshot(session: Session, boards: Mapping[str, Board], *, leads_on: date | None = None) -> Snapshot:
    """Everything that `decide` may look at: open plans, what they promise, people, meetings.

    Only confirmed leads are given as addresses; an assigned one stands alone. Milestones have their action's leads;
    a computed one is left out until somebody confirmed it. Slips are earlier target dates, corrections are not. With
    `leads_on` printed roles mean who holds them on that day, not who held them at the last round.
    """
    frame = load_frame(session, boards)
    resolved = resolved_by(session, meanings_on(session, leads_on)) if leads_on else _resolved(session, None)
    return replace(frame, commitments=_commitments(session, frame, _leads(resolved), None))


def load_frame(session: Session, boards: Mapping[str, Board]) -> Snapshot:
    """All of it but what the plans promise."""
    return Snapshot(
        plans={plan.slug: plan for plan in list_plans(session) if plan.closed_on is None},
        people={person.email: person for person in list_people(session)},
        boards=boards,
        meetings=list_meetings(session),
        chair_words=list_chair_words(session),
    )


def load_promised(
    session: Session, frame: Snapshot, actions: Sequence[str], *, leads: Meanings | None = None
) -> tuple[Commitment, ...]:
    """What some open actions of the frame's plans promise, by their keys: these and their milestones.

    `leads` are what printed leads mean; without them it is what they were last found to mean.
    """
    resolved = resolved_by(session, leads, actions) if leads else _resolved(session, actions)
    return _commitments(session, frame, _leads(resolved), actions)


def _commitments(
    session: Session, frame: Snapshot, leads: Mapping[str, Led], some: Sequence[str] | None
) -> tuple[Commitment, ...]:
    steps = rows_among(session, MILESTONES, some)
    keys = None if some is None else [*some, *(row.key for row in steps)]
    slips, zones = list_slips(session, keys), zones_by_plan(frame.plans, frame.boards)
    answered = {key: fold_answers(answers) for key, answers in list_answers(session, keys).items()}
    beside = Beside(leads, slips, answered, zones)
    actions = {row[0]: _action(row, beside) for row in rows_among(session, ACTIONS, some)}
    actions |= {
        each.key: with_members(each, frame.people)
        for each in actions.values()
        if not frame.groups.isdisjoint(each.leads)
    }
    return (*actions.values(), *_milestones(steps, actions, beside))


def _resolved(session: Session, some: Collection[str] | None) -> Iterable[Sequence[Any]]:
    """What each printed lead was last found to mean, as resolved_by gives it."""
    return sorted(rows_among(session, FOUND, some), key=itemgetter(1))


def _leads(resolved: Iterable[Sequence[Any]]) -> dict[str, Led]:
    """The printed leads of every action that has some, in their order."""
    leads: dict[str, Led] = {}
    for action, _, words, person, is_confirmed in resolved:
        one = _alone(words, person if is_confirmed else None)
        leads[action] = _beside(leads[action], one) if action in leads else one
    return leads


@lru_cache(maxsize=4096)  # whoever leads an action leads others
def _alone(words: str, person: str | None) -> Led:
    return Led((words,), (), (person,)) if person else Led((words,), (words,), ())


def _beside(first: Led, further: Led) -> Led:
    confirmed = dict.fromkeys((*first.confirmed, *further.confirmed))
    return Led(first.printed + further.printed, first.unconfirmed + further.unconfirmed, tuple(confirmed))


def _action(row: Sequence[Any], beside: Beside) -> Commitment:
    key, plan, ref, area_ref, area_title, title, status, unverified, *rest = row
    recurrence, waiting_for, progress, assigned, completed_on, complete_since, on, target = rest
    led, slips = beside.leads.get(key, NOBODY), beside.slips.get(key, NEVER)
    return Commitment(
        key=key,
        plan=plan,
        ref=ref,
        title=title,
        area=f"{area_ref} {area_title}".strip(),
        status=status,
        target=target_in(target),
        was=slips.was,
        leads=(assigned,) if assigned else led.confirmed,
        printed_leads=led.printed,
        unconfirmed_leads=() if assigned else led.unconfirmed,
        recurrence=recurrence,
        waiting_for=waiting_for,
        progress=progress,
        recorded_on=on,
        unverified=unverified,
        answered=beside.answered.get(key, NOTHING_SAID),
        completed_on=completed_on,
        complete_since=complete_since,
        moved_on=slips.last_on(beside.zones[plan]),
    )


def _milestones(rows: Iterable[Row[Any]], actions: Mapping[str, Commitment], beside: Beside) -> Iterator[Commitment]:
    for row in rows:
        action = actions.get(row.action)
        if action:
            yield _milestone(row, action, beside)


def _milestone(row: Sequence[Any], action: Commitment, beside: Beside) -> Commitment:
    """A step of an action, under the action's leads; complete when the action is."""
    key, _, number, title, status, on, target = row
    own, slips = beside.answered.get(key, NOTHING_SAID), beside.slips.get(key, NEVER)
    with_action = action.status is Status.COMPLETE
    return Commitment(
        key=key,
        plan=action.plan,
        ref=f"{action.ref}#{number}",
        title=f"{title}: {action.title}" if title else action.title,
        area=action.area,
        status=Status.COMPLETE if with_action else status,
        target=target_in(target),
        was=slips.was,
        leads=action.leads,
        of_group=action.of_group,
        printed_leads=action.printed_leads,
        waiting_for=action.waiting_for,
        recorded_on=on,
        unverified=action.unverified if with_action else own.claim is not None,
        answered=_with_action(own, action.answered),
        moved_on=slips.last_on(beside.zones[action.plan]),
    )


def _with_action(own: Answered, action: Answered) -> Answered:
    """What was answered about a step, and what holds for it because it was said of its action."""
    if own is NOTHING_SAID and action is NOTHING_SAID:
        return NOTHING_SAID
    days = (action.reported, own.reported)
    return replace(
        own,
        reported={who: max(day[who] for day in days if who in day) for who in {**days[0], **days[1]}},
        waiting=action.waiting,
        not_mine=action.not_mine,
        closed_on=own.closed_on or action.closed_on,
    )
