"""One action with what comes next and what has happened, in the contract's words."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from scheduler.plans.commitments import Commitment
from scheduler.register import history
from scheduler.rules.ladder import next_slot
from scheduler.rules.next_step import next_step
from scheduler.rules.policy import StepTo
from scheduler.rules.presenting import aim_of
from scheduler.rules.undated import next_question
from scheduler.rules.view import View
from scheduler.web.action_words import changes_in_words
from scheduler.web.api.asking import Asked
from scheduler.web.api.contract import ActionWhole, Happening, Hearing, Rung
from scheduler.web.api.saying import action_said, beside
from scheduler.web.standings import is_milestone, listed


def whole_action(session: Session, commitment: Commitment, asked: Asked) -> ActionWhole:
    """All that is said of one action or milestone; its history for a key that reads names, as the pages have it."""
    scene, besides = asked.scene, beside(session, commitment.plan)
    steps = [
        each
        for each in scene.snapshot.commitments
        if each.plan == commitment.plan and each.ref.startswith(f"{commitment.ref}#") and not is_milestone(commitment)
    ]
    said = action_said(listed(commitment, scene), asked, besides)
    return ActionWhole(
        **dict(said),
        milestones=[action_said(listed(each, scene), asked, besides) for each in steps],
        next_rung=next_rung(commitment, scene.view),
        next_to_hear=next_to_hear(commitment, scene.view),
        history=_history(session, commitment, asked) if asked.key.with_names else None,
    )


def next_rung(commitment: Commitment, view: View) -> Rung | None:
    """The next day of the ladder; for something undated, the next on which it is asked about."""
    if commitment.is_over:
        return None
    if commitment.target is None:
        slot = next_question(commitment, view)
    else:
        calendar, aim = view.calendar(commitment), aim_of(commitment, view)
        slot = next_slot(commitment.target, view.today, policy=view.policy, calendar=calendar, aim=aim)
    return Rung(on=slot.on, why=slot.why) if slot else None


def next_to_hear(commitment: Commitment, view: View) -> Hearing | None:
    """Who above its lead hears next if nothing changes."""
    step = None if commitment.is_over else next_step(commitment, view)
    return Hearing(to="manager" if step.to is StepTo.MANAGER else "chair", on=step.on) if step else None


def _history(session: Session, commitment: Commitment, asked: Asked) -> list[Happening]:
    return [
        Happening(
            at=entry.at,
            who=asked.called(entry.who),
            road=entry.road,
            what=entry.what,
            changes=_changes(entry.before or {}, entry.after or {}, asked),
        )
        for entry in history.read(session, commitment.plan, commitment.ref)
    ]


def _changes(before: Mapping[str, object], after: Mapping[str, object], asked: Asked) -> list[str]:
    return [asked.without_addresses(each) for each in changes_in_words(before, after)]
