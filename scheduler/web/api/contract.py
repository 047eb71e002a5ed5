"""What the API says, field by field: the contract. Names stay as they are in /api/v1; new ones may come beside them.

Days are days in the board's zone; instants are in UTC, as RFC 3339 has them. No field holds an e-mail address.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from scheduler.plans.boards import MeetingStatus
from scheduler.plans.target_dates import Precision, Recurrence
from scheduler.rules.standing import StandingKind

StandingWord = StrEnum("StandingWord", {kind.name: kind.name.lower() for kind in StandingKind})  # type: ignore[misc]  # made of another enum's names


class Said(BaseModel):
    """One thing that the API says."""

    model_config = ConfigDict(frozen=True)


Next = Annotated[
    str | None, Field(description="The path of the next page, with its query; null on the last page.", examples=[None])
]


class Problem(Said):
    """What is wrong with a request (RFC 9457)."""

    type: str = Field(description="What kind of problem it is; about:blank where the status says it all.")
    title: str = Field(description="The kind of problem in a few words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What is wrong, and what to do.")
    problems: list[str] = Field(default=[], description="Each parameter that does not fit, with the reason.")


class TargetDate(Said):
    """When something is promised: the due day is the last of an interval of days."""

    begins_on: date
    due_on: date
    precision: Precision = Field(description="How exactly the plan names it.")
    words: str = Field(description="The plan's own words, or those of the answer that set it.")
    is_guessed: bool = Field(description="Whether the day was worked out and is not printed as such.")


class Counts(Said):
    """How many actions and milestones stand how. Each stands in one of these; `late` counts again what is late."""

    overdue: int
    due_soon: int
    upcoming: int
    waiting: int
    undated: int
    complete: int
    closed_unfinished: int
    total: int
    late: int = Field(description="Past the target date by a working day or more: overdue, or waiting and late.")


class AreaCounts(Said):
    """How an area of a plan stands."""

    area: str
    counts: Counts


class PlanStandings(Said):
    """How a plan stands, area by area in the plan's order, and as a whole."""

    plan: str
    title: str
    counts: Counts
    areas: list[AreaCounts]


class Standings(Said):
    """How all plans of the key stand on a day."""

    on: date
    plans: list[PlanStandings]


class Plan(Said):
    """A plan that is open."""

    slug: str = Field(description="Its short name, which stands in addresses.")
    title: str
    board: str = Field(description="The short name of the board that oversees it.")
    board_name: str
    as_of: date = Field(description="The day on which its latest edition was written.")
    recorded_on: date
    released_on: date | None = Field(description="Since when its mails go; null before its release.")
    actions: int
    milestones: int
    counts: Counts


class Plans(Said):
    """All open plans of the key."""

    plans: list[Plan]


class Action(Said):
    """An action or a milestone, as it stands today."""

    plan: str
    ref: str = Field(description="Its reference in the plan; a milestone's ends in # and a number.")
    kind: Literal["action", "milestone"]
    area: str
    title: str
    standing: StandingWord
    standing_in_words: str
    is_late: bool
    working_days_late: int
    target: TargetDate | None
    first_target: TargetDate | None = Field(description="What was promised first; the target date where none moved.")
    times_moved: int
    leads: list[str] = Field(description="Names with a key that reads names, else roles and agencies.")
    waiting_for: str
    progress: str
    success_measure: str
    rating: str = Field(description="The body's own rating, as people set it.")
    completed_on: date | None
    is_verified: bool = Field(description="False while a completion waits for somebody's word.")
    comes_round: Recurrence | None
    changed_at: AwareDatetime = Field(description="When the register last changed the action.")


class Actions(Said):
    """One page of a plan's actions and milestones, in the plan's order."""

    actions: list[Action]
    next: Next


class Rung(Said):
    """The next day on which somebody is asked about it, and why then."""

    on: date
    why: str


class Hearing(Said):
    """Who hears of it next, above its lead, and on which day."""

    to: Literal["manager", "chair"]
    on: date


class Happening(Said):
    """One entry of the history."""

    at: AwareDatetime
    who: str
    road: str = Field(description="How it came in: edition, desk, mail, web, telephone, meeting.")
    what: str
    changes: list[str]


class ActionWhole(Action):
    """An action or a milestone with what comes next and what has happened."""

    milestones: list[Action]
    next_rung: Rung | None = Field(description="null where nobody is asked about it any more.")
    next_to_hear: Hearing | None = Field(description="null where nobody above its lead is to hear of it.")
    history: list[Happening] | None = Field(description="null with a key that does not read names.")


class Meeting(Said):
    """A meeting of a series, past or to come."""

    uid: str = Field(description="The same as in calendar feeds, whatever becomes of the meeting.")
    series: str
    board: str
    title: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    on: date
    location: str
    papers_due_on: date | None
    status: MeetingStatus
    moved_because: str
    changed_at: AwareDatetime


class Meetings(Said):
    """One page of meetings, earliest first."""

    meetings: list[Meeting]
    next: Next


class LedgerEntry(Said):
    """One thing told, or meant to be told, to one person or program."""

    plan: str
    ref: str = Field(description="The action that it is about; empty for the plan as a whole.")
    written_at: AwareDatetime
    accepted_at: AwareDatetime | None
    whom: str
    kind: str
    reason: str
    subject: str
    state: str
    message: str = Field(description="The message that tells it, as chaser ledger show takes it.")


class Ledger(Said):
    """One page of the ledger, earliest first."""

    entries: list[LedgerEntry]
    next: Next
