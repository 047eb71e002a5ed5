"""The words of an action's page: how it stands, the rules' whole story of it, its milestones, and its history."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from scheduler.links import plan_path
from scheduler.plans.commitments import Commitment
from scheduler.register import history
from scheduler.register.lookups import find_action
from scheduler.rounds.scene import Scene
from scheduler.rules.explain import Chapter, explain
from scheduler.web.decision_sayings import DECISIONS, OF_WHAT_LASTS
from scheduler.web.lead_sayings import FOR_LEADS
from scheduler.web.mailed import instant_in_words
from scheduler.web.naming import Called, by_name
from scheduler.web.offers import Offer, offers
from scheduler.web.rows import Row, row
from scheduler.web.seen import Seen
from scheduler.web.standings import action_ref, listed
from scheduler.web.ways import SignedIn

IS_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One entry of the history; `changes` say what was before and is after, name by name."""

    when: str
    who: str
    road: str
    what: str
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ActionWords:
    """An action's or a milestone's page. `steps` are the action itself and its milestones, where it has any."""

    row: Row
    plan: str
    plan_url: str
    area: str
    success_measure: str
    progress: str
    rating: str
    reports: tuple[Offer, ...]
    decisions: tuple[Offer, ...]
    lasting: tuple[Offer, ...]
    steps: tuple[Row, ...]
    with_names: bool
    chapters: tuple[Chapter, ...]
    history: tuple[Happened, ...]


def action_words(session: Session, commitment: Commitment, seen: Seen) -> ActionWords:
    """All that is to be said of one commitment today; who was told and who said what is for those who see names."""
    scene, names = seen.scene, seen.with_names(commitment.plan)
    snapshot, action = scene.snapshot, action_ref(commitment.ref)
    kept = find_action(session, commitment.plan, action)
    steps = [c for c in snapshot.commitments if c.plan == commitment.plan and action_ref(c.ref) == action]
    return ActionWords(
        row=row(listed(commitment, scene), scene, names=names),
        plan=snapshot.plans[commitment.plan].title,
        plan_url=plan_path(commitment.plan),
        area=commitment.area,
        success_measure=kept.success_measure,
        progress=kept.progress,
        rating=kept.rating,
        steps=tuple(row(listed(step, scene), scene, names=names) for step in steps) if len(steps) > 1 else (),
        **_offers(commitment, seen),
        with_names=names,
        chapters=_chapters(commitment, scene) if names else (),
        history=_history(session, commitment, scene) if names else (),
    )


def _offers(commitment: Commitment, seen: Seen) -> dict[str, Any]:
    """What the reader can say of it, by what sort of thing it is."""
    ways, view = SignedIn(person=seen.reader.person), seen.scene.view
    groups = {"reports": FOR_LEADS, "decisions": DECISIONS, "lasting": OF_WHAT_LASTS}
    return {name: offers(commitment, view, ways, among) for name, among in groups.items()}


def _chapters(commitment: Commitment, scene: Scene) -> tuple[Chapter, ...]:
    return explain(commitment, scene.snapshot, scene.told, scene.orders.policy, scene.today).chapters


def _history(session: Session, commitment: Commitment, scene: Scene) -> tuple[Happened, ...]:
    return tuple(_happened(entry, scene) for entry in history.read(session, commitment.plan, commitment.ref))


def _happened(entry: history.HistoryEntry, scene: Scene) -> Happened:
    called = by_name(scene)
    return Happened(
        when=instant_in_words(entry.at, scene.orders.zone),
        who=called(entry.who),
        road=entry.road,
        what=entry.what,
        changes=changes_in_words(_named(entry.before or {}, called), _named(entry.after or {}, called)),
    )


def _named(values: Mapping[str, object], called: Called) -> dict[str, object]:
    """The same values, people among them by name and not by address."""
    return {
        name: called(value) if isinstance(value, str) and IS_ADDRESS.fullmatch(value) else value
        for name, value in values.items()
    }


def changes_in_words(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """What changed, name by name: "digest: daily, now weekly". What stayed as it was is left out.

    An edition's entry says in words what its kind says already, of a part of the action where it names one.
    """
    part = str(after.get("part") or "")
    changed = [name for name in dict.fromkeys([*before, *after]) if name != "part" and _differs(name, before, after)]
    return tuple(_change(part if name == "words" else name, before.get(name), after.get(name)) for name in changed)


def _differs(name: str, before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    return (before.get(name) or None) != (after.get(name) or None)


def _change(name: str, was: object, now: object) -> str:
    label = f"{name.replace('_', ' ')}: " if name else ""
    return f"{label}{_said(was)}, now {_said(now)}" if was else f"{label}{_said(now)}"


def _said(value: object) -> str:
    """A stored value as words: JSON's lists and mappings without their brackets, nothing as "nothing"."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_said(each)}" for name, each in value.items())
    return str(value)
