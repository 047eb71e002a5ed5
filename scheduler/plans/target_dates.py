"""A target date as a plan states it: an interval of days with a precision, in the plan's own words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the plan names the day (rules.md, "Reading a target date")."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    NONE = "none"


class Recurrence(StrEnum):
    """How often a commitment comes round again."""

    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


class Certainty(StrEnum):
    """Whether a value stands in the document or was worked out by the program."""

    PRINTED = "printed"
    GUESSED = "guessed"


@dataclass(frozen=True, kw_only=True)
class TargetDate:
    """When something is promised: days in the board's zone, both ends included; the due day is the last.

    `words` are the plan's own; `rule` names the rule of the grammar that read them; `question` is what a
    person should confirm, empty when nothing is in doubt; `is_start` marks "not before …".

    Hashed by its days and words alone: the rules look it up for every action, and seldom do two differ in the rest.
    """

    begins_on: date
    due_on: date
    precision: Precision = field(hash=False)
    words: str
    rule: str = field(hash=False)
    certainty: Certainty = field(default=Certainty.PRINTED, hash=False)
    question: str = field(default="", hash=False)
    is_start: bool = field(default=False, hash=False)

    def __post_init__(self) -> None:
        if self.begins_on > self.due_on:
            raise ValueError(f"a target date begins on {self.begins_on}, after its due day {self.due_on}")

    @property
    def names_a_day(self) -> bool:
        """True when the plan named a day, not a month, quarter, term or season."""
        return self.precision is Precision.DAY
