"""What differs between two editions of a plan, in words; the register's answers are the register's to add."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.plans.plan import Action, Area, Plan, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.rules.days_in_words import due_in_words, listed, short_day
from scheduler.rules.leads import fold
from scheduler.rules.pairing import pair, pair_milestones, plain

NO_DATE = "no target date"
NOBODY = "nobody"
NOTHING = "nothing"
STATUSES = {
    Status.NOT_STARTED: "not started",
    Status.IN_PROGRESS: "in progress",
    Status.ONGOING: "ongoing",
    Status.COMPLETE: "complete",
}
TARGET_DATE = "target date"
LEAD = "lead"
STATUS = "status"
WAITING_FOR = "waiting for"
RATING = "rating"
PROGRESS = "progress"
EARLIER_DATE = "earlier target date"
HOW_OFTEN = "how often"
STEP = "milestone"
_LONGEST_STATUS = 3


def shrank(*, before: int, withdrawn: int) -> bool:
    """Whether an edition lost more than a fifth of the last one's actions, and wants a person's word."""
    return withdrawn * 5 > before


def amendments(before: Plan | None, after: Plan, *, same: Mapping[str, str] | None = None) -> tuple[Amendment, ...]:
    """All that differs, in the new edition's order, withdrawn actions last; the same edition twice gives nothing.

    `same` is a person's word which actions were renumbered, as in pairing.pair; None asks about each.
    """
    if before is None:
        return tuple(_added(action) for action in after.actions)
    pairing = pair(before, after, same)
    found = {action.ref: [_added(action)] for action in pairing.added}
    for old, new in pairing.pairs:
        changes = [*_areas(area_of(before, old), area_of(after, new)), *_changes(old, new), *_steps(old, new)]
        found[new.ref] = [*_renumbered(old, new, asked=same is None), *(_amendment(new, each) for each in changes)]
    in_order = [amendment for action in after.actions for amendment in found[action.ref]]
    return (*in_order, *(_withdrawn(action) for action in pairing.withdrawn))


def area_of(plan: Plan, action: Action) -> Area:
    """The heading under which an action stands; a heading that the plan does not list has its words as its title."""
    known = [area for area in plan.areas if action.area in {area.ref, area.title}]
    return known[0] if known else Area(ref="", title=action.area)


def slips(known: tuple[TargetDate, ...], before: TargetDate | None, after: Action) -> tuple[TargetDate, ...]:
    """The earlier target dates that a new edition adds to those `known`: the one it moved, the one it says it moved.

    "Feb 27 (was Nov 26)" adds November only when that is not known yet.
    """
    due_on = after.target.due_on if after.target else None
    moved = (before,) if before and before.due_on != due_on else ()
    said = after.moved_from
    dues = {target.due_on for target in (*known, *moved)} | {due_on}
    return (*moved, said) if said and said.due_on not in dues else moved


def printed_otherwise(old: Action, new: Action) -> bool:
    """Whether an action's printed leads are others than they were."""
    return {fold(lead.words) for lead in old.leads} != {fold(lead.words) for lead in new.leads}


def target_in_words(target: TargetDate | None) -> str:
    """A target date in the plan's words and ours: "Nov 26", by the end of November 2026."""
    return f"“{target.words}”, {due_in_words(target)}" if target else NO_DATE


def status_in_words(status: Status, completed_on: date | None, *, unverified: bool) -> str:
    """A status as a reader says it: "complete on 31 May 2026, to be verified"."""
    on = f" on {short_day(completed_on)}" if completed_on else ""
    return f"{STATUSES[status]}{on}{', to be verified' if unverified else ''}"


def _added(action: Action) -> Amendment:
    return Amendment(kind=AmendmentKind.ADDED, ref=action.ref, title=action.title, after=target_in_words(action.target))


def _withdrawn(action: Action) -> Amendment:
    return Amendment(
        kind=AmendmentKind.WITHDRAWN, ref=action.ref, title=action.title, before=target_in_words(action.target)
    )


def _renumbered(old: Action, new: Action, *, asked: bool) -> Iterator[Amendment]:
    if old.ref != new.ref:
        yield Amendment(
            kind=AmendmentKind.RENUMBERED,
            ref=new.ref,
            title=new.title,
            was_ref=old.ref,
            before=old.title,
            after=new.title,
            question=f"Is action {new.ref} the one that was {old.ref}?" if asked else "",
        )


@dataclass(frozen=True)
class _Change:
    """One thing of an action that reads otherwise now; nothing when it reads the same."""

    kind: AmendmentKind
    part: str
    before: str
    after: str


def _amendment(action: Action, change: _Change) -> Amendment:
    return Amendment(ref=action.ref, title=action.title, **vars(change))


def _areas(old: Area, new: Area) -> Iterator[_Change]:
    before, after = (f"{area.ref} {area.title}".strip() for area in (old, new))
    if before != after:
        yield _Change(AmendmentKind.REWORDED, "area", before, after)


def _changes(old: Action, new: Action) -> Iterator[_Change]:
    """What differs between two readings of one action, the gravest first."""
    yield from _dates(TARGET_DATE, old.target, new.target)
    yield from _said_to_have_moved(old, new)
    yield from _completion(old, new)
    if printed_otherwise(old, new):
        yield _Change(AmendmentKind.LEAD_CHANGED, LEAD, _leads(old), _leads(new))
    for kind, part, in_words in _PARTS:
        before, after = in_words(old), in_words(new)
        if plain(before) != plain(after) and not (part == PROGRESS and _says_it_again(old, new)):
            yield _Change(kind, part, before, after)


_PARTS: tuple[tuple[AmendmentKind, str, Callable[[Action], str]], ...] = (
    (AmendmentKind.REWORDED, "action", lambda action: action.title),
    (AmendmentKind.REWORDED, "success measure", lambda action: action.success_measure),
    (AmendmentKind.REWORDED, HOW_OFTEN, lambda action: action.recurrence or "once"),
    (AmendmentKind.REWORDED, "start", lambda action: short_day(action.starts_on) if action.starts_on else "not said"),
    (AmendmentKind.REPORTED, PROGRESS, lambda action: action.progress),
    (AmendmentKind.REPORTED, WAITING_FOR, lambda action: action.waiting_for or NOTHING),
    (AmendmentKind.REPORTED, RATING, lambda action: action.rating or NOTHING),
)


def _dates(part: str, old: TargetDate | None, new: TargetDate | None) -> Iterator[_Change]:
    before, after = target_in_words(old), target_in_words(new)
    if old is None and new is not None:
        yield _Change(AmendmentKind.DATE_SET, part, before, after)
    elif old is not None and (new is None or new.due_on != old.due_on):
        yield _Change(AmendmentKind.DATE_MOVED, part, before, after)
    elif before != after:
        yield _Change(AmendmentKind.REWORDED, part, before, after)


def _said_to_have_moved(old: Action, new: Action) -> Iterator[_Change]:
    """A date that only the new edition says the action had before."""
    for said in slips((), old.target, new):
        if said == new.moved_from != old.moved_from and said != old.target:
            yield _Change(AmendmentKind.DATE_MOVED, EARLIER_DATE, target_in_words(said), target_in_words(new.target))


def _says_it_again(old: Action, new: Action) -> bool:
    """Whether progress tells nothing beside a changed status or a moved date."""
    return _says_the_status_again(old, new) or _says_the_date_again(old, new)


def _says_the_date_again(old: Action, new: Action) -> bool:
    """Whether progress differs by the words of the target date alone: one cell holds both in many plans."""
    if old.target is None or new.target is None or old.target.due_on == new.target.due_on:
        return False
    return plain(old.progress.replace(old.target.words, new.target.words)) == plain(new.progress)


def _says_the_status_again(old: Action, new: Action) -> bool:
    """Whether progress tells nothing beside a changed status: a column of "Not started" and "In progress" alone."""
    return old.status is not new.status and all(map(_is_the_status_alone, (old, new)))


def _is_the_status_alone(action: Action) -> bool:
    said = action.quotes.get("status")
    short = len(action.progress.split()) <= _LONGEST_STATUS
    return not action.progress or bool(said and short and plain(said.words) == plain(action.progress))


def _completion(old: Action, new: Action) -> Iterator[_Change]:
    before, after = (status_in_words(each.status, each.completed_on, unverified=each.unverified) for each in (old, new))
    was, is_now = old.status is Status.COMPLETE, new.status is Status.COMPLETE
    kind = AmendmentKind.REPORTED
    if was != is_now:
        kind = AmendmentKind.COMPLETED if is_now else AmendmentKind.REOPENED
    if before != after:
        yield _Change(kind, STATUS, before, after)


def _leads(action: Action) -> str:
    return listed([lead.words for lead in action.leads]) or NOBODY


def _steps(old: Action, new: Action) -> Iterator[_Change]:
    found = pair_milestones(old.milestones, new.milestones)
    for position, milestone in enumerate(new.milestones):
        part = f"{STEP} “{milestone.title}”"
        if position not in found:
            yield _Change(AmendmentKind.ADDED, part, "", target_in_words(milestone.target))
            continue
        was = old.milestones[found[position]]
        yield from _dates(part, was.target, milestone.target)
        if plain(was.title) != plain(milestone.title):
            yield _Change(AmendmentKind.REWORDED, part, was.title, milestone.title)
    for position, milestone in enumerate(old.milestones):
        if position not in found.values():
            part = f"{STEP} “{milestone.title}”"
            yield _Change(AmendmentKind.WITHDRAWN, part, target_in_words(milestone.target), "")
