"""The register as the rules see it: all open plans in eleven queries, whatever their size."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from scheduler.plans.answers import Answer, Answered
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.plan import Status
from scheduler.register.answers import list_answers
from scheduler.register.chair_words import list_chair_words
from scheduler.register.leads import Meanings, meanings_on, resolved_by
from scheduler.register.meetings import list_meetings
from scheduler.register.moves import Slips, list_slips, zones_by_plan
from scheduler.register.people import list_people
from scheduler.register.plans import list_plans
from scheduler.register.portions import among
from scheduler.register.tables import ActionRow, MilestoneRow, PlanRow, PrintedLeadRow
from scheduler.register.target_columns import target_columns, target_date
from scheduler.rules.answered import NOTHING_SAID, fold_answers
from scheduler.rules.groups import with_members

ACTION = (
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
    *target_columns(ActionRow.__table__),
)
MILESTONE = (
    MilestoneRow.key,
    MilestoneRow.action,
    MilestoneRow.number,
    MilestoneRow.title,
    MilestoneRow.status,
    MilestoneRow.recorded_on,
    *target_columns(MilestoneRow.__table__),
)
NEVER = Slips()


class Leads(NamedTuple):
    """By action: the leads' printed words, those that count for nobody yet, and the addresses of those that count."""

    printed: dict[str, list[str]]
    unconfirmed: dict[str, list[str]]
    confirmed: dict[str, list[str]]


class Beside(NamedTuple):
    """What stands beside the rows of actions and milestones, by their keys, and the boards' zones by plan."""

    leads: Leads
    slips: Mapping[str, Slips]
    said: Mapping[str, tuple[Answer, ...]]
    zones: Mapping[str, ZoneInfo]


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


def _commitments(session: Session, frame: Snapshot, leads: Leads, some: Sequence[str] | None) -> tuple[Commitment, ...]:
    steps = _milestone_rows(session, some)
    keys = None if some is None else [*some, *(row.key for row in steps)]
    slips, zones = list_slips(session, keys), zones_by_plan(frame.plans, frame.boards)
    beside = Beside(leads, slips, list_answers(session, keys), zones)
    actions = {each.key: with_members(each, frame.people) for each in _actions(session, beside, some)}
    return (*actions.values(), *_milestones(steps, actions, beside))


def _actions(session: Session, beside: Beside, some: Collection[str] | None) -> Iterator[Commitment]:
    query = (
        select(*ACTION)
        .join(PlanRow, PlanRow.slug == ActionRow.plan)
        .where(PlanRow.closed_on.is_(None), ActionRow.withdrawn_on.is_(None), among(ActionRow.key, some))
        .order_by(ActionRow.plan, ActionRow.ordinal)
    )
    return (_action(row, beside) for row in session.execute(query))


def _resolved(session: Session, some: Collection[str] | None) -> Iterator[Sequence[Any]]:
    """What each printed lead was last found to mean, as resolved_by gives it."""
    counts = PrintedLeadRow.confirmed_at.is_not(None)
    query = select(PrintedLeadRow.action, PrintedLeadRow.words, PrintedLeadRow.person, counts)
    asked = query.where(among(PrintedLeadRow.action, some))
    yield from session.execute(asked.order_by(PrintedLeadRow.action, PrintedLeadRow.number))


def _leads(resolved: Iterable[Sequence[Any]]) -> Leads:
    """The printed leads of every action."""
    leads = Leads(defaultdict(list), defaultdict(list), defaultdict(list))
    for action, words, person, is_confirmed in resolved:
        leads.printed[action].append(words)
        if not (person and is_confirmed):
            leads.unconfirmed[action].append(words)
        elif person not in leads.confirmed[action]:
            leads.confirmed[action].append(person)
    return leads


def _action(row: Sequence[Any], beside: Beside) -> Commitment:
    leads, slips = beside.leads, beside.slips.get(row[0], NEVER)
    key, plan, ref, area_ref, area_title, title, status, unverified, *rest = row
    recurrence, waiting_for, progress, assigned, completed_on, complete_since, on, *target = rest
    return Commitment(
        key=key,
        plan=plan,
        ref=ref,
        title=title,
        area=f"{area_ref} {area_title}".strip(),
        status=status,
        target=target_date(*target),
        was=slips.was,
        leads=(assigned,) if assigned else tuple(leads.confirmed.get(key, ())),
        printed_leads=tuple(leads.printed.get(key, ())),
        unconfirmed_leads=() if assigned else tuple(leads.unconfirmed.get(key, ())),
        recurrence=recurrence,
        waiting_for=waiting_for,
        progress=progress,
        recorded_on=on,
        unverified=unverified,
        answered=fold_answers(beside.said.get(key, ())),
        completed_on=completed_on,
        complete_since=complete_since,
        moved_on=slips.last_on(beside.zones[plan]),
    )


def _milestone_rows(session: Session, some: Collection[str] | None) -> Sequence[Row[Any]]:
    query = (
        select(*MILESTONE)
        .where(MilestoneRow.withdrawn_on.is_(None), among(MilestoneRow.action, some))
        .where(MilestoneRow.computed.is_(False) | MilestoneRow.confirmed_at.is_not(None))
        .order_by(MilestoneRow.action, MilestoneRow.number)
    )
    return session.execute(query).all()


def _milestones(rows: Iterable[Row[Any]], actions: Mapping[str, Commitment], beside: Beside) -> Iterator[Commitment]:
    for row in rows:
        action = actions.get(row.action)
        if action:
            yield _milestone(row, action, beside)


def _milestone(row: Sequence[Any], action: Commitment, beside: Beside) -> Commitment:
    """A step of an action, under the action's leads; complete when the action is."""
    key, _, number, title, status, on, *target = row
    own, slips = fold_answers(beside.said.get(key, ())), beside.slips.get(key, NEVER)
    with_action = action.status is Status.COMPLETE
    return Commitment(
        key=key,
        plan=action.plan,
        ref=f"{action.ref}#{number}",
        title=f"{title}: {action.title}" if title else action.title,
        area=action.area,
        status=Status.COMPLETE if with_action else status,
        target=target_date(*target),
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
