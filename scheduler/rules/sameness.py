"""What a person is asked of two editions: is this action of the new one that action of the last one? One question an
action, and only where its reference and its words do not answer it; what is likely is chosen beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.plans.plan import Action, Plan
from scheduler.rules.pairing import NEW, UNLIKE, likeness, plain, renumbered_by_text

FAINTLY = 0.3  # of two texts' words; enough to offer an action that is gone for one that is new
MOST = 3  # how many actions that are gone are offered for one


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which action of the last edition the one under `ref` is: one of `offers`, old references, the likeliest first.

    `answer` is what was said or may be taken as said: an old reference, NEW for none; None must be asked. `is_said`
    is whether a person said it. `guess` stands in for an answer until there is one.
    """

    ref: str
    offers: tuple[str, ...]
    answer: str | None
    is_said: bool

    @property
    def guess(self) -> str:
        """The answer, or what the texts make likely."""
        return self.offers[0] if self.answer is None else self.answer


def questions(before: Plan, after: Plan, said: Mapping[str, str]) -> tuple[Question, ...]:
    """Every action of an edition that may be another one than its reference says, in the edition's order.

    `said` are a person's answers so far, new reference to old, or to NEW; those that fit neither edition are passed
    over. The same words under another reference are taken as the same action, and a reference that stands before
    other words as the same one; words that are only alike must be asked about.
    """
    old = {action.ref: action for action in before.actions}
    new = {action.ref: action for action in after.actions}
    said = {ref: was for ref, was in said.items() if ref in new and (was == NEW or was in old)}
    likely = _likely(old, new, said)
    sure = {was for ref, was in likely.items() if ref in said or _is_sure(old[was], new[ref])}
    free = {ref: action for ref, action in old.items() if ref not in sure}
    return tuple(
        each for ref in new if (each := _question(new[ref], likely.get(ref, NEW), old, free, said)) is not None
    )


def _is_sure(was: Action, action: Action) -> bool:
    """Whether words leave no doubt that an action is the one that stood under a reference before."""
    same_words = plain(was.title) == plain(action.title)
    return same_words or (was.ref == action.ref and likeness(was.title, action.title) >= UNLIKE)


def _likely(old: Mapping[str, Action], new: Mapping[str, Action], said: Mapping[str, str]) -> dict[str, str]:
    """What each action was before, as far as it was said, its words say or its reference says."""
    spoken_for = set(said.values())
    left = {ref: action for ref, action in old.items() if ref not in spoken_for}
    open_refs = {ref: action for ref, action in new.items() if ref not in said}
    by_text = renumbered_by_text(left, open_refs)
    taken = {*by_text.values(), *spoken_for}
    by_ref = {ref: ref for ref in open_refs if ref in left and ref not in taken}
    return {**by_ref, **by_text, **said}


def _question(
    action: Action, was: str, old: Mapping[str, Action], free: Mapping[str, Action], said: Mapping[str, str]
) -> Question | None:
    """The question about one action; None where reference and words leave none."""
    is_said = action.ref in said
    if not is_said and was == action.ref and _is_sure(old[was], action):
        return None
    offers = _offers(action, was, free)
    if not offers:
        return None
    must_ask = not is_said and was not in (NEW, action.ref) and plain(old[was].title) != plain(action.title)
    return Question(ref=action.ref, offers=offers, answer=None if must_ask else was, is_said=is_said)


def _offers(action: Action, was: str, free: Mapping[str, Action]) -> tuple[str, ...]:
    """What it may have been: what is likely, the same reference, and a few that are gone and read a little like it."""
    shares = {ref: likeness(each.title, action.title) for ref, each in free.items()}
    alike = [ref for ref in sorted(shares, key=lambda ref: -shares[ref]) if shares[ref] >= FAINTLY]
    same = [action.ref] if action.ref in free else []
    return tuple(dict.fromkeys([*([was] if was != NEW else []), *same, *alike[:MOST]]))
