"""What of answers and rounds other programs are told: completed once verified, moved once granted, escalated once told.

In the caller's transaction, which is the one that made it happen.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.plans.answers import Answer
from scheduler.plans.commitments import Commitment
from scheduler.plans.events import Event, EventKind
from scheduler.plans.plan import Status
from scheduler.register.events import target_said, tell_event
from scheduler.rounds.posting import Posted
from scheduler.rounds.scene import Scene
from scheduler.rules.answers import Effects
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import StepTo
from scheduler.rules.told import target_key

STEPS = {NoticeKind.MANAGER: StepTo.MANAGER, NoticeKind.CHAIR: StepTo.CHAIR}


def tell_of_answer(
    session: Session, commitment: Commitment, effects: Effects, answer: Answer, *, now: datetime
) -> None:
    """What an answer made of a commitment, given as it stood before: that it is complete, or due on another day.

    A completion that waits to be verified is none yet; a date that was misread, or the first one, is no move.
    """
    if effects.status is Status.COMPLETE and not effects.unverified:
        on = effects.completed_on.isoformat() if effects.completed_on else None
        says: dict[str, object] = {"completed_on": on}
        tell_event(session, _event(EventKind.COMPLETED, commitment, f"answer {answer.number}", says, answer, now))
    before, after = commitment.target, effects.target
    if before and after and effects.is_slip and before.due_on != after.due_on:
        says = {"before": target_said(before), "after": target_said(after), "times_moved": len(commitment.was) + 1}
        tell_event(session, _event(EventKind.DATE_MOVED, commitment, f"answer {answer.number}", says, answer, now))


def _event(
    kind: EventKind, commitment: Commitment, by: str, says: dict[str, object], answer: Answer, now: datetime
) -> Event:
    return Event(
        kind=kind,
        fact=f"{kind} {commitment.key} {by}",
        plan=commitment.plan,
        commitment=commitment.key,
        ref=commitment.ref,
        title=commitment.title,
        at=now,
        on=answer.on,
        says={"area": commitment.area, **says},
    )


def tell_of_escalations(session: Session, posted: Iterable[Posted], scene: Scene, *, now: datetime) -> None:
    """That something came before a manager, or before the chair, for the first time under its target date.

    What a later round says of it again is no further event, nor is what was told before there were any.
    """
    steps = [notice.key for mail in posted for notice in mail.notices if notice.key.kind in STEPS]
    commitments = {each.key: each for each in scene.snapshot.commitments} if steps else {}
    for key in steps:
        commitment = commitments.get(key.commitment)
        if commitment and not _told_before(commitment, key.kind, scene):
            tell_event(session, _escalated(commitment, STEPS[key.kind], scene, now))


def _told_before(commitment: Commitment, kind: NoticeKind, scene: Scene) -> bool:
    return bool(scene.told.about(commitment.key, target_key(commitment.target), [kind]))


def _escalated(commitment: Commitment, to: StepTo, scene: Scene, now: datetime) -> Event:
    kind, standing, target = EventKind.ESCALATED, scene.view.standing(commitment), target_key(commitment.target)
    return Event(
        kind=kind,
        fact=f"{kind} {commitment.key} {target} {to}",
        plan=commitment.plan,
        commitment=commitment.key,
        ref=commitment.ref,
        title=commitment.title,
        at=now,
        on=scene.today,
        says={
            "area": commitment.area,
            "to": to.value,
            "standing": standing.kind.name.lower(),
            "working_days_late": standing.days_late,
            "target": target_said(commitment.target),
        },
    )
