"""What one reader may see of the house on a day: the register as the rules see it, and their access to it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from scheduler.plans.commitments import Commitment, PlanRecord
from scheduler.rounds.scene import Scene
from scheduler.rules.access import READERS, SEES_DECISIONS, SEES_MAIL, SEES_NAMES, Access, Role, access_of, boards_of
from scheduler.web.desk import Desk
from scheduler.web.readers import Reader

NO_PLAN = "There is no open plan of that name, or it is not yours to see."
NO_BOARD = "There is no board of that name, or this page of it is not yours to see."


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A scene, and who looks at it. Whatever a page shows is asked for here first."""

    reader: Reader
    scene: Scene
    access: Access

    @property
    def plans(self) -> tuple[PlanRecord, ...]:
        """The open plans that the reader may see."""
        return tuple(plan for slug, plan in self.scene.snapshot.plans.items() if self.access.reads(slug))

    @property
    def boards(self) -> frozenset[str]:
        """The boards of which the reader may see meetings: those that oversee the plans, and their own."""
        return frozenset({*self.access.boards_as(READERS), *(plan.board for plan in self.plans)})

    @property
    def mail_of(self) -> frozenset[str]:
        """The boards whose mail the reader may see."""
        return frozenset(self.access.boards_as(SEES_MAIL))

    @property
    def decides_for(self) -> tuple[str, ...]:
        """The boards whose decisions the reader may see."""
        return self.access.boards_as(SEES_DECISIONS)

    @property
    def has_desk(self) -> bool:
        """Whether the co-ordinator's desk is the reader's."""
        return bool(self.access.boards_as(frozenset({Role.CO_ORDINATOR})))

    @property
    def is_administrator(self) -> bool:
        """Whether they look after the whole house: its settings are theirs without a desk."""
        return bool(self.access.boards_as(frozenset({Role.ADMINISTRATOR})))

    def keeps(self, person: str, administrators: Collection[str]) -> bool:
        """Whether every board that somebody has to do with is the reader's to keep: whoever changes where another's
        mail goes could come in as them."""
        if person in administrators:
            return self.reader.person in administrators
        orders = self.scene.orders
        return boards_of(person, self.scene.snapshot, orders.series.values()) <= self.mail_of

    def with_names(self, plan: str) -> bool:
        """Whether people are called by their names in a plan; by role and agency else (rules.md)."""
        return self.access.on_plan(plan, SEES_NAMES)

    def plan(self, slug: str) -> PlanRecord:
        """An open plan that the reader may see; raises 404 for any other, there or not."""
        if not self.access.reads(slug):
            raise HTTPException(404, NO_PLAN)
        return self.scene.snapshot.plans[slug]

    def commitment(self, slug: str, ref: str) -> Commitment:
        """An action or milestone of such a plan; raises 404."""
        of = self.plan(slug)
        for each in self.scene.snapshot.commitments:
            if each.plan == slug and each.ref == ref:
                return each
        raise HTTPException(404, f"“{of.title}” has no action {ref} today.")


def seen_by(reader: Reader, session: Session, desk: Desk) -> Seen:
    """What somebody may see today."""
    scene = desk.looks.scene(session, desk.orders, desk.today)
    access = access_of(reader.person, scene.snapshot, desk.orders.series.values(), desk.administrators)
    return Seen(reader=reader, scene=scene, access=access)
