"""What becomes of an action's history and reminders when a new edition is recorded: a sentence for each difference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.plans.amendments import Amendment, AmendmentKind
from scheduler.plans.plan import Action, Status
from scheduler.rules.amendments import EARLIER_DATE, HOW_OFTEN, LEAD, NO_DATE, NOBODY, STEP
from scheduler.rules.chair_reasons import MOVES_TOLD

ANSWER_STAYS = "What was answered stays, and reminders go by it."
LEAD_STAYS = "Whoever was given it goes on leading it."
NOBODY_IS_REMINDED = "Nobody is reminded: it is complete."
GOES_ON = "Its history keeps both. Reminders go on as they are."


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference, and the action of the new edition that it is about, None for one that is gone.

    `slips` are those that are counted already; `is_correction` says that its date was misread before, `overrules` that
    the document's word counts over what was answered.
    """

    amendment: Amendment
    action: Action | None
    slips: int
    is_correction: bool
    overrules: bool


def follows(change: Change) -> str:
    """What recording it does to history and reminders."""
    said, action = change.amendment, change.action
    if action is None:
        return "Reminders stop. Its history stays."
    if said.answered and not change.overrules:
        return LEAD_STAYS if said.part == LEAD else ANSWER_STAYS
    in_words = _WORDS.get(said.kind)
    return in_words(change, action) if in_words else GOES_ON


def _added(change: Change, action: Action) -> str:
    part = change.amendment.part
    if not part:
        return f"A history of its own begins. {_begins(change, action)}"
    if any(each.computed and part == f"{STEP} “{each.title}”" for each in action.milestones):
        return "It is worked out from another date: nobody is reminded before you confirm it."
    return "Reminders begin for this step too."


def _begins(_change: Change, action: Action) -> str:
    if action.status is Status.COMPLETE:
        return NOBODY_IS_REMINDED
    if action.target is None:
        return "It has no date: it is asked about before each board meeting."
    return "Reminders count from its target date."


def _renumbered(change: Change, _action: Action) -> str:
    return f"Its history, answers and reminders go on under {change.amendment.ref}."


def _moved(change: Change, action: Action) -> str:
    if change.amendment.part == EARLIER_DATE:
        return "The document says itself that it moved: that counts as a slip. Reminders go on as they are."
    return f"{_slip(change)} {_begins_again(change, action)}"


def _slip(change: Change) -> str:
    number = change.slips + 1
    if change.is_correction:
        return "This counts as no slip."
    if change.amendment.part.startswith(STEP):
        return "A slip of this step."
    return f"Slip number {number}: the chair hears of it." if number >= MOVES_TOLD else "Its first slip."


def _begins_again(change: Change, action: Action) -> str:
    if action.status is Status.COMPLETE:
        return NOBODY_IS_REMINDED
    if change.amendment.after == NO_DATE:
        return "It has no date then: it is asked about before each board meeting."
    return "Reminders begin again, counted from the new date."


def _lead(change: Change, _action: Action) -> str:
    if change.amendment.after == NOBODY:
        return "Nobody leads it then: you are reminded in a lead’s place."
    return f"Reminders go to whom “{change.amendment.after}” means, once that is known or you have confirmed it."


def _completed(_change: Change, action: Action) -> str:
    return "Reminders stop. You are asked to verify it." if action.unverified else "Reminders stop: it is complete."


def _reopened(_change: Change, _action: Action) -> str:
    return "Reminders begin again. That it was complete stays in its history."


def _reworded(change: Change, _action: Action) -> str:
    if change.amendment.part == HOW_OFTEN:
        return "It is asked about as often as the document says now."
    return GOES_ON


def _step_gone(_change: Change, _action: Action) -> str:
    return "Reminders for this step stop. Its history stays."


_WORDS: Mapping[AmendmentKind, Callable[[Change, Action], str]] = {
    AmendmentKind.ADDED: _added,
    AmendmentKind.WITHDRAWN: _step_gone,
    AmendmentKind.RENUMBERED: _renumbered,
    AmendmentKind.DATE_MOVED: _moved,
    AmendmentKind.DATE_SET: _begins,
    AmendmentKind.LEAD_CHANGED: _lead,
    AmendmentKind.COMPLETED: _completed,
    AmendmentKind.REOPENED: _reopened,
    AmendmentKind.REWORDED: _reworded,
}
