"""The words for what differs between two editions of a plan, and between the register and a new edition."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AmendmentKind(StrEnum):
    """What became of an action (rules.md, "When a new edition of the plan is read")."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RENUMBERED = "renumbered"
    DATE_MOVED = "date moved"
    DATE_SET = "date set"
    LEAD_CHANGED = "lead changed"
    COMPLETED = "completed"
    REOPENED = "reopened"
    REWORDED = "reworded"
    REPORTED = "progress reported"


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One difference. `ref` is the new edition's, the old one's where the action is withdrawn.

    `part` says what of the action differs ("success measure", "milestone “Review”"), empty for all of it; `before`
    and `after` are in words. `was_ref` is the ref that a renumbered action had. `question` is what a person should
    say first. `answered` is what people answered since the last edition, in words: it is kept, and shown beside.
    `follows` says what becomes of the action's history and reminders.
    """

    kind: AmendmentKind
    ref: str
    title: str
    part: str = ""
    before: str = ""
    after: str = ""
    was_ref: str = ""
    question: str = ""
    answered: str = ""
    follows: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A new edition of a plan beside the last one; `as_of_before` is None when there was none.

    Amendments stand in the new edition's order, withdrawn actions last.
    """

    plan: str
    as_of_before: date | None
    as_of: date
    actions_before: int
    actions: int
    amendments: tuple[Amendment, ...]

    def of(self, *kinds: AmendmentKind) -> tuple[Amendment, ...]:
        """The amendments of some kinds, in their order."""
        return tuple(amendment for amendment in self.amendments if amendment.kind in kinds)

    @property
    def asked(self) -> tuple[Amendment, ...]:
        """What a person should say something about first."""
        return tuple(amendment for amendment in self.amendments if amendment.question)

    @property
    def withdrawn(self) -> int:
        """How many whole actions the new edition no longer has."""
        return sum(not amendment.part for amendment in self.of(AmendmentKind.WITHDRAWN))
