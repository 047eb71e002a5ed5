"""A reading as a person mended it: values corrected, rows left out or added to another. Dates go by the grammar."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from scheduler.plans.mends import Becomes, Mend
from scheduler.plans.plan import Action, LeadSource, Place, Plan, PrintedLead, Status
from scheduler.plans.target_dates import Certainty, TargetDate
from scheduler.reading.target_dates import read_target_date

Identity = tuple[str, str, int]
RULE = "mended by hand"
BETWEEN_LEADS = "; "  # a printed lead may hold a comma of its own


def identities(actions: Iterable[Action]) -> tuple[Identity, ...]:
    """What tells each action of a reading apart: its ref, its title, and which of those that share both it is."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for action in actions:
        seen[action.ref, action.title] += 1
        found.append((action.ref, action.title, seen[action.ref, action.title]))
    return tuple(found)


def identity_of(mend: Mend) -> Identity:
    """The action that a mend is about."""
    return mend.ref, mend.title, mend.nth


def as_read(action: Action) -> dict[str, str]:
    """The words of each field that can be mended, as they were read."""
    return {
        "ref": action.ref,
        "title": action.title,
        "leads": BETWEEN_LEADS.join(each.words for each in action.leads),
        "target": action.target.words if action.target else "",
        "status": action.status.value,
    }


def still_fitting(plan: Plan, mends: Iterable[Mend]) -> tuple[Mend, ...]:
    """The mends of an earlier edition that hold for this one: the same action, and the same words where they changed.

    A date that the document has corrected itself is not overruled by an old mend.
    """
    known = dict(zip(identities(plan.actions), plan.actions, strict=True))
    return tuple(
        mend
        for mend in mends
        if identity_of(mend) in known and mend.was.items() <= as_read(known[identity_of(mend)]).items()
    )


def mended(plan: Plan, mends: Iterable[Mend], *, terms_end_on: Collection[date] = ()) -> Plan:
    """The plan as it was mended; see `mended_actions`."""
    return replace(plan, actions=tuple(mended_actions(plan, mends, terms_end_on=terms_end_on).values()))


def mended_actions(
    plan: Plan, mends: Iterable[Mend], *, terms_end_on: Collection[date] = ()
) -> Mapping[Identity, Action]:
    """Each action that is kept, as it was mended, by what it was read as, in the plan's order.

    A row that belongs to an action which is not there stays: nothing is lost.
    """
    said = {identity_of(mend): mend for mend in mends}
    actions = {each: _with(action, said.get(each), plan, terms_end_on) for each, action in _known(plan)}
    kept = {each: action for each, action in actions.items() if _becomes(each, said) is Becomes.KEPT}
    at = {action.ref: each for each, action in kept.items()}
    for each, action in actions.items():
        if _becomes(each, said) is Becomes.JOINED:
            home = at.get(said[each].into)
            if home is None:
                kept[each] = action
            else:
                kept[home] = _joined(kept[home], action)
    return {each: kept[each] for each in actions if each in kept}


def _known(plan: Plan) -> Iterator[tuple[Identity, Action]]:
    return zip(identities(plan.actions), plan.actions, strict=True)


def _becomes(each: Identity, said: Mapping[Identity, Mend]) -> Becomes:
    return said[each].becomes if each in said else Becomes.KEPT


def _with(action: Action, mend: Mend | None, plan: Plan, terms_end_on: Collection[date]) -> Action:
    if mend is None:
        return action
    said = mend.said
    action = _confirmed(action) if mend.is_confirmed else action
    action = replace(action, ref=said.get("ref", action.ref), title=said.get("title", action.title))
    if "leads" in said:
        action = replace(action, leads=_leads(said["leads"], action))
    if "status" in said:
        action = replace(action, status=Status(said["status"]), unverified=False, completed_on=None)
    if "target" in said:
        action = replace(action, target=mended_target(said["target"], action.target, plan.as_of, terms_end_on))
    return action


def mended_target(
    words: str, read: TargetDate | None, as_of: date, terms_end_on: Collection[date] = ()
) -> TargetDate | None:
    """The target date that a person says: the document's own words stay beside it. None for words without a date."""
    target = read_target_date(words, as_of=as_of, terms_end_on=terms_end_on).target
    if target is None:
        return None
    own = read.words if read else words
    return replace(target, words=own, rule=RULE, question="", certainty=Certainty.PRINTED, is_start=False)


def _leads(words: str, action: Action) -> tuple[PrintedLead, ...]:
    place = action.quotes["leads"].place if "leads" in action.quotes else Place()
    named = dict.fromkeys(each.strip() for each in words.split(BETWEEN_LEADS.strip()))
    return tuple(PrintedLead(words=each, source=LeadSource.COLUMN, place=place) for each in named if each)


def _confirmed(action: Action) -> Action:
    """What was guessed of dates counts as printed: the person has looked at the words beside it."""
    target = replace(action.target, question="", certainty=Certainty.PRINTED) if action.target else None
    steps = tuple(
        replace(each, computed=False, target=replace(each.target, question="", certainty=Certainty.PRINTED))
        for each in action.milestones
    )
    quotes = {name: replace(each, certainty=Certainty.PRINTED) for name, each in action.quotes.items()}
    return replace(action, target=target, milestones=steps, quotes=quotes, unverified=False)


def _joined(action: Action, rest: Action) -> Action:
    """An action with a row that belongs to it: its words are added, its lead and date where there was none."""
    return replace(
        action,
        title=_both(action.title, rest.title),
        leads=action.leads or rest.leads,
        target=action.target or rest.target,
        milestones=(*action.milestones, *rest.milestones),
        success_measure=_both(action.success_measure, rest.success_measure),
        progress=_both(action.progress, rest.progress),
    )


def _both(words: str, more: str) -> str:
    return " ".join(filter(None, [words, more]))
