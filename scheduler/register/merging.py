"""Two plans made one: actions keep their keys, refs, answers and what was told of them; the emptied plan is closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from scheduler.plans.plan import Action, Plan
from scheduler.register import history
from scheduler.register.editions import Edition, add_edition, last_edition
from scheduler.register.lookups import find_plan
from scheduler.register.plans import PlanRefused, close_plan
from scheduler.register.tables import ActionRow, AnswerRow, BindingRow, EarlierTargetRow, PlanRow


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What became of a merge: by old ref, the ref that each action has now; the same one unless it was taken."""

    refs: Mapping[str, str]


class CannotMerge(PlanRefused):
    """Two plans that cannot be made one as they are."""


def merge_plans(session: Session, source: str, into: str, *, who: str, day: date, now: datetime) -> Merged:
    """Move every action of the plan `source` to the plan `into`, and close `source`, in the caller's transaction.

    A ref that `into` has already gets the old plan's name behind it ("1.1 (north)"). Nothing is told again: a
    commitment's key stays. `who` gave the word on the local `day`, at `now` (aware). Raises CannotMerge and
    NotInRegister.
    """
    old, new = find_plan(session, source), find_plan(session, into)
    editions = _editions(session, old, new)
    taken = set(session.scalars(_standing_refs(into)))
    refs = {ref: f"{ref} ({source})" if ref in taken else ref for ref in session.scalars(_standing_refs(source))}
    if set(refs.values()) & taken:
        raise CannotMerge(f"the plans {source!r} and {into!r} were merged before and share refs: renumber one of them")
    _move_rows(session, source, into, refs)
    together = _together(*editions, refs)
    number = editions[1].number + 1
    name = f"{into} with {source}"
    add_edition(session, into, together, number=number, file_name=name, sha256="", now=now)
    _tell_history(session, source, into, refs, who=who, now=now)
    close_plan(session, source, day, who=who, now=now)
    return Merged(refs=refs)


def _editions(session: Session, old: PlanRow, new: PlanRow) -> tuple[Edition, Edition]:
    if old.slug == new.slug:
        raise CannotMerge(f"the plan {old.slug!r} cannot be merged with itself: name two plans")
    for plan in (old, new):
        if plan.closed_on:
            raise CannotMerge(f"plan {plan.slug!r} was closed on {plan.closed_on}: only open plans can be merged")
    if (old.released_on is None) != (new.released_on is None):
        held = old.slug if old.released_on is None else new.slug
        raise CannotMerge(f"plan {held!r} still waits for its release and the other one does not: release it first")
    editions = last_edition(session, old.slug), last_edition(session, new.slug)
    if editions[0] is None or editions[1] is None:
        raise CannotMerge("a plan without an edition cannot be merged: import it first")
    return editions[0], editions[1]


def _standing_refs(plan: str) -> Select[str]:
    standing = select(ActionRow.ref).where(ActionRow.plan == plan, ActionRow.withdrawn_on.is_(None))
    return standing.order_by(ActionRow.ordinal)


def _move_rows(session: Session, source: str, into: str, refs: Mapping[str, str]) -> None:
    after = len(list(session.scalars(select(ActionRow.key).where(ActionRow.plan == into))))
    for row in session.scalars(select(ActionRow).where(ActionRow.plan == source).order_by(ActionRow.ordinal)):
        row.ref = refs.get(row.ref, row.ref) if row.withdrawn_on is None else row.ref
        row.plan, row.ordinal = into, after + row.ordinal
    for table in (EarlierTargetRow, AnswerRow):
        session.execute(update(table).where(table.plan == source).values(plan=into))
    known = set(session.scalars(select(BindingRow.words).where(BindingRow.plan == into)))
    for binding in session.scalars(select(BindingRow).where(BindingRow.plan == source)):
        if binding.words not in known:  # the plan that stays has the last word on whom its printed leads mean
            binding.plan = into
    session.flush()


def _together(old: Edition, new: Edition, refs: Mapping[str, str]) -> Plan:
    moved = tuple(_renamed(action, refs) for action in old.plan.actions)
    areas = {area.ref: area for area in (*old.plan.areas, *new.plan.areas)}
    return replace(
        new.plan,
        as_of=max(old.plan.as_of, new.plan.as_of),
        areas=tuple(areas.values()),
        actions=(*new.plan.actions, *moved),
    )


def _renamed(action: Action, refs: Mapping[str, str]) -> Action:
    return replace(action, ref=refs.get(action.ref, action.ref))


def _tell_history(
    session: Session, source: str, into: str, refs: Mapping[str, str], *, who: str, now: datetime
) -> None:
    rows = session.execute(select(ActionRow.key, ActionRow.ref).where(ActionRow.plan == into))
    keys = {ref: key for key, ref in rows}
    for before, after in refs.items():
        history.write(
            session,
            at=now,
            who=who,
            road="desk",
            plan=into,
            commitment=keys[after],
            what="merged",
            before={"plan": source, "ref": before},
            after={"plan": into, "ref": after},
        )
