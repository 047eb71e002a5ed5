"""Who comes by an answer link, and whether it still lets them in: signed, for one person and plan, thirty days long."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from scheduler.links import AnswerPass, read_answer
from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.plans.people import Person
from scheduler.register.answer_links import ended_at
from scheduler.rounds.scene import Scene
from scheduler.rules.powers import parts_of
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.fitting import is_asked
from scheduler.web.limits import keep_within
from scheduler.web.ways import ByLink

NO_SUCH_LINK = (
    "This link is not complete, or not one of ours. Use the one in your mail, or write to the person who sent it."
)
CLOSED = "This plan is closed: nothing more is asked of you."


class LinkEnded(Exception):
    """An answer link that is ours and lets nobody in any more: it is old, or somebody ended it."""

    def __init__(self, token: str) -> None:
        self.token = token
        super().__init__("an answer link that has ended")


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Somebody who came by a good answer link: who they are, for which plan, and what of it is theirs."""

    token: str
    person: Person
    plan: PlanRecord
    scene: Scene

    @property
    def ways(self) -> ByLink:
        """Where they see actions and say something of them."""
        return ByLink(person=self.person.email, token=self.token)

    @property
    def is_head(self) -> bool:
        """Whether they are chair or vice-chair of the plan's board."""
        board = self.scene.snapshot.boards[self.plan.board]
        return self.person.email in {board.chair, board.vice_chair}

    def commitment(self, ref: str) -> Commitment:
        """An action or milestone of the plan that is theirs to speak of, or of which they spoke; raises 404 for any
        other, there or not."""
        for each in self._of_plan():
            if each.ref == ref and self._has_part(each):
                return each
        raise HTTPException(404, f"“{self.plan.title}” has no action {ref} that is yours to answer about today.")

    def _has_part(self, commitment: Commitment) -> bool:
        who, view = self.person.email, self.scene.view
        return bool(parts_of(who, commitment, view)) or is_asked(who, commitment, view) or self._spoke_of(commitment)

    def _spoke_of(self, commitment: Commitment) -> bool:
        """Whoever said that it is not theirs still sees what they said, and takes it back."""
        return any(self.person.email in {each.who, each.recorded_by} for each in commitment.answered.answers)

    def _of_plan(self) -> list[Commitment]:
        return [each for each in self.scene.snapshot.commitments if each.plan == self.plan.slug]


def pass_of(token: str, request: Request, desk: TheDesk) -> AnswerPass:
    """What a token allows, old or not; a wrong one is counted, and is 404."""
    allowed = read_answer(desk.secret, token)
    if allowed is None:
        keep_within(desk.limits.misses, request, desk.now())
        raise HTTPException(404, NO_SUCH_LINK)
    return allowed


ThePass = Annotated[AnswerPass, Depends(pass_of)]


def caller(token: str, allowed: AnswerPass, session: Session, desk: Desk) -> Caller:
    """Who calls; raises LinkEnded for a link that is old or was ended, and 410 for a plan that is closed."""
    scene = desk.looks.scene(session, desk.orders, desk.today)
    person = scene.snapshot.people.get(allowed.person)
    ended = ended_at(session, allowed.person, allowed.plan)
    is_over = desk.now() >= allowed.ends_at or (ended is not None and allowed.issued_at <= ended)
    if is_over or person is None or (person.left_on and person.left_on <= desk.today):
        raise LinkEnded(token)
    if allowed.plan not in scene.snapshot.plans:
        raise HTTPException(410, CLOSED)
    return Caller(token=token, person=person, plan=scene.snapshot.plans[allowed.plan], scene=scene)
