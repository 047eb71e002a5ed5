"""A plan as its document states it: areas, actions, milestones, printed leads, and where each word stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.plans.target_dates import Certainty, Recurrence, TargetDate


class Status(StrEnum):
    """What the plan itself says of an action (rules.md, "Reading a status")."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ONGOING = "ongoing"
    COMPLETE = "complete"


class LeadSource(StrEnum):
    """Where a lead's name was found; only a lead column counts without a person's word."""

    COLUMN = "column"
    SENTENCE = "sentence"
    CARRIED = "carried"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where words stand in a document, counted from 1 as a reader counts; 0 means the document has no such part."""

    part: str = ""
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0

    def __str__(self) -> str:
        counted = [
            ("page", self.page),
            ("table", self.table),
            ("row", self.row),
            ("column", self.column),
            ("paragraph", self.paragraph),
        ]
        words = [f"{name} {number}" for name, number in counted if number]
        return ", ".join([self.part, *words] if self.part else words)


@dataclass(frozen=True, kw_only=True)
class Quote:
    """The document's own words behind one value: where they stand, the rule that read them, printed or guessed."""

    words: str
    place: Place
    rule: str = ""
    certainty: Certainty = Certainty.PRINTED


@dataclass(frozen=True, kw_only=True)
class PrintedLead:
    """A lead as printed: one person, role, initials or group; the directory decides whom it means."""

    words: str
    source: LeadSource
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A further dated step of an action; `computed` ones were worked out from another date and want confirming."""

    title: str
    target: TargetDate
    computed: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action of a plan as read. `quotes` maps a field's name to the words behind it.

    `unverified` marks a completion that still names work to do or is only a bare month; `rating` is the
    body's own RAG or BRAG word, kept and never computed.
    """

    ref: str
    area: str
    title: str
    leads: tuple[PrintedLead, ...] = ()
    target: TargetDate | None = None
    moved_from: TargetDate | None = None
    milestones: tuple[Milestone, ...] = ()
    status: Status = Status.NOT_STARTED
    unverified: bool = False
    completed_on: date | None = None
    recurrence: Recurrence | None = None
    starts_on: date | None = None
    waiting_for: str = ""
    success_measure: str = ""
    progress: str = ""
    rating: str = ""
    quotes: Mapping[str, Quote] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Area:
    """A heading of the plan under which actions stand, as printed: "1.1", "Assessment and planning"."""

    ref: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One edition of a plan: what the document said on its as-of day."""

    title: str
    as_of: date
    areas: tuple[Area, ...]
    actions: tuple[Action, ...]
