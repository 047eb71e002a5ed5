"""Which action of a new edition is which of the last one: by reference; a renumbered plan is matched by text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from scheduler.plans.plan import Action, Milestone, Plan, Status

ALIKE = 0.8  # of two texts' words; enough to ask whether an action was renumbered
UNLIKE = 0.5  # below this, the same reference may stand before another action
NEW = ""  # in place of the reference that an action had before

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Actions that are the same in two editions (old, new), in the new one's order, and those of one edition only.

    `renumbered` maps new references to old ones, of the pairs whose references differ.
    """

    pairs: tuple[tuple[Action, Action], ...]
    added: tuple[Action, ...]
    withdrawn: tuple[Action, ...]
    renumbered: Mapping[str, str]


def pair(before: Plan, after: Plan, same: Mapping[str, str] | None) -> Pairing:
    """The actions of two editions, put side by side.

    `same` is a person's word which actions were renumbered, new reference to old ({}: none), empty for one that is
    new; None takes them as their texts say. Raises ValueError for a reference in `same` that its edition does not hold.
    """
    old = {action.ref: action for action in before.actions}
    new = {action.ref: action for action in after.actions}
    renumbered = renumbered_by_text(old, new) if same is None else dict(same)
    _check(renumbered, old, new)
    taken = set(renumbered.values())
    origins = {ref: renumbered.get(ref, ref if ref in old and ref not in taken else NEW) for ref in new}
    found = set(origins.values())
    return Pairing(
        pairs=tuple((old[origin], new[ref]) for ref, origin in origins.items() if origin != NEW),
        added=tuple(new[ref] for ref, origin in origins.items() if origin == NEW),
        withdrawn=tuple(action for ref, action in old.items() if ref not in found),
        renumbered={ref: origin for ref, origin in renumbered.items() if origin not in (NEW, ref)},
    )


def with_dates_that_stand(before: Plan, after: Plan, same: Mapping[str, str] | None) -> Plan:
    """A new edition in which target dates said in the words of the last one stay what they were then.

    "Quarterly", or a month without a year, read on a later day would name a later date, though nobody moved it. What is
    complete and names a date no more was promised for the date that it had.
    """
    was = {new.ref: old for old, new in pair(before, after, same).pairs}
    return replace(after, actions=tuple(_standing(action, was.get(action.ref)) for action in after.actions))


def _standing(action: Action, was: Action | None) -> Action:
    old, new = (was.target if was else None), action.target
    if old is None:
        return action
    if new is None:
        return replace(action, target=old) if action.status is Status.COMPLETE else action
    if (plain(old.words), old.rule) != (plain(new.words), new.rule):
        return action
    return replace(action, target=replace(new, begins_on=old.begins_on, due_on=old.due_on, precision=old.precision))


def renumbered_by_text(old: Mapping[str, Action], new: Mapping[str, Action]) -> dict[str, str]:
    """New references to old ones, where the text says that an action stands under another reference now.

    The same text, when it stands once in each edition; then, among actions that no reference explains, texts of
    which four words in five are the same.
    """
    texts = _unique_texts(old.values())
    same = {ref: texts[text] for text, ref in _unique_texts(new.values()).items() if texts.get(text, ref) != ref}
    taken = set(same.values())
    free = [ref for ref in old if ref not in taken and not _explained(ref, old, new, same)]
    for ref in new:
        if ref in same or (ref not in taken and _explained(ref, old, new, same)):
            continue
        best = max(free, key=lambda each: likeness(old[each].title, new[ref].title), default=None)
        if best and best != ref and likeness(old[best].title, new[ref].title) >= ALIKE:
            same[ref] = best
            free.remove(best)
    return same


def _check(renumbered: Mapping[str, str], old: Mapping[str, Action], new: Mapping[str, Action]) -> None:
    for ref, origin in renumbered.items():
        if ref not in new:
            raise ValueError(f"the new edition has no action {ref} that could have been {origin}")
        if origin != NEW and origin not in old:
            raise ValueError(f"the last edition has no action {origin} that could be {ref} now")
    if twice := twice_taken(renumbered):
        raise ValueError(f"action {', '.join(twice)} of the last edition can be only one action of the new edition")


def twice_taken(same: Mapping[str, str]) -> list[str]:
    """The old references that more than one new one is said to have been."""
    return [origin for origin, times in Counter(same.values()).items() if origin != NEW and times > 1]


def _explained(ref: str, old: Mapping[str, Action], new: Mapping[str, Action], same: Mapping[str, str]) -> bool:
    """Whether a reference stands in both editions, before texts that may be one action reworded."""
    if ref not in old or ref not in new or ref in same:
        return False
    return likeness(old[ref].title, new[ref].title) >= UNLIKE


def _unique_texts(actions: Iterable[Action]) -> dict[str, str]:
    """Texts that stand before one reference only."""
    texts = [(plain(action.title), action.ref) for action in actions]
    times = Counter(text for text, _ in texts)
    return {text: ref for text, ref in texts if text and times[text] == 1}


def plain(text: str) -> str:
    """A text without case, punctuation and spacing."""
    return _NO_WORD.sub(" ", text).strip().casefold()


def likeness(one: str, other: str) -> float:
    """How many of two texts' words stand in both: from 0 to 1."""
    words, others = set(plain(one).split()), set(plain(other).split())
    return len(words & others) / len(words | others) if words | others else 1.0


def pair_milestones(old: tuple[Milestone, ...], new: tuple[Milestone, ...]) -> dict[int, int]:
    """Positions in the new edition to positions in the old: same in all, then by title, then by due day."""
    tests: tuple[Callable[[Milestone, Milestone], bool], ...] = (
        lambda one, other: one == other,
        lambda one, other: plain(one.title) == plain(other.title),
        lambda one, other: one.target.due_on == other.target.due_on,
    )
    free = dict(enumerate(old))
    found: dict[int, int] = {}
    for is_same in tests:
        for position, milestone in enumerate(new):
            match = next((each for each, was in free.items() if is_same(was, milestone)), None)
            if position not in found and match is not None:
                found[position] = match
                del free[match]
    return found
