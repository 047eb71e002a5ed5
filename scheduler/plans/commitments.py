"""What the register holds of a promise, and the register as the rules see it: plain frozen values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from notifications.values import value
from scheduler.plans.answers import Answered
from scheduler.plans.boards import Board, Meeting, MeetingSeries
from scheduler.plans.chair_words import ChairWord
from scheduler.plans.people import Person
from scheduler.plans.plan import Status
from scheduler.plans.target_dates import Recurrence, TargetDate


@value(frozen=True, kw_only=True)
class Commitment:
    """An action or a milestone that somebody promised.

    `key` ("cog-2026/1.12", "cog-2026/1.12#1") is given at first recording and never changes; `ref` is what
    people read. `leads` are addresses of people whom the co-ordinator's directory or word confirmed;
    `printed_leads` are the plan's words, `unconfirmed_leads` those of whom nobody said whom they mean. `was` are
    earlier target dates, first one first.
    `unverified` marks a completion that was reported and not verified yet; `answered` is what people answered.
    `completed_on` is the day of a completion, where one is known;
    `complete_since` is the day on which the register learnt of a completion, None where it is not complete or was
    recorded before that day was kept. `came_back` says why a completion that ran out is open again, else empty.
    `of_group` maps those of the leads who are members of a group that leads it to that group's address.
    `moved_on` is the day of the last of its moves, None where it never moved.
    """

    key: str
    plan: str
    ref: str
    title: str
    area: str = ""
    status: Status = Status.NOT_STARTED
    target: TargetDate | None = None
    was: tuple[TargetDate, ...] = ()
    leads: tuple[str, ...] = ()
    printed_leads: tuple[str, ...] = ()
    unconfirmed_leads: tuple[str, ...] = ()
    recurrence: Recurrence | None = None
    waiting_for: str = ""
    progress: str = ""
    recorded_on: date
    unverified: bool = False
    answered: Answered = field(default_factory=Answered)
    completed_on: date | None = None
    complete_since: date | None = None
    moved_on: date | None = None
    came_back: str = ""
    of_group: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: complete, even if not verified yet, or closed unfinished."""
        return self.status is Status.COMPLETE or self.answered.closed_on is not None

    @property
    def recurs(self) -> Recurrence | None:
        """How often it comes round: by somebody's word, else by the plan's; None when it does not, or no longer."""
        said = self.answered.standing
        return said.every if said else self.recurrence


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A plan in the register. `released_on` is None until the co-ordinator lets its first mails go."""

    slug: str
    title: str
    board: str
    as_of: date
    recorded_on: date
    released_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The register as it stands: everything that `decide` may look at. Order carries no meaning.

    `board_series` are the series in which boards themselves meet, with the slug of each board. `chair_words` are what
    co-ordinators said of mails to the chair. `series` are the boards' series of meetings, by their slugs. `elsewhere`
    are the plans of actions whose keys name another, from which they came, for a snapshot that holds not all of them.
    """

    plans: Mapping[str, PlanRecord] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    boards: Mapping[str, Board] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    board_series: Mapping[str, str] = field(default_factory=dict)
    chair_words: tuple[ChairWord, ...] = ()
    series: Mapping[str, MeetingSeries] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The names under which the directory holds groups."""
        return frozenset(key for key, person in self.people.items() if person.members)
