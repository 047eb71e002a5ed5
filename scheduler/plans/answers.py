"""The words for what people answer about a commitment, and for what their answers so far come to. No rule, no SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from scheduler.plans.target_dates import Recurrence, TargetDate

THE_BOARD = "the board"  # who said it, where a meeting decided


class AnswerKind(StrEnum):
    """What somebody said (rules.md, "What people can answer")."""

    PROGRESS = "progress"
    COMPLETE = "complete"
    VERIFY = "verify"
    RETURN = "return"
    NEW_DATE = "new date"
    GRANT = "grant"
    DECLINE = "decline"
    WAITING = "waiting"
    APPROVE_WAITING = "approve waiting"
    NOT_MINE = "not mine"
    REASSIGN = "reassign"
    CLOSE = "close unfinished"
    CORRECT = "correct"
    ASSURANCE = "assurance"
    STANDING = "standing"
    END_STANDING = "end standing"
    RUNS_OUT = "runs out"
    PRESENTED = "presented"
    NOT_PRESENTED = "not presented"
    NOTED = "noted"
    RAISE = "raise"
    TAKE_BACK = "taken back"


class Road(StrEnum):
    """How an answer reached us."""

    MAIL = "mail"
    TELEPHONE = "telephone"
    MEETING = "meeting"
    WEB = "web"
    DESK = "desk"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One thing said about one commitment, once, and never changed; `number` is 0 until it is recorded.

    `at` is aware, `on` its day in the board's zone. `who` is an address, or THE_BOARD; `name` is the person's own
    where the address is a shared mailbox; `recorded_by` is who wrote it down. `target` is a date asked for or set;
    `whom` is waited for, may lead it or takes it over; `ends_on` is the day by which a wait ends. `is_request` means
    that it waits for another's word, and `beyond` says why that is not the plan's owner's. `copies` are the leads
    who get to see what was recorded. `until` is also the last day for which a completion holds; `every` how often a
    standing commitment comes round; `about_on` the last day of the period, or the meeting, of which an assurance or
    a presentation speaks. `meeting` is the uid of the meeting that it is noted until, or raised at. `takes_back` is the
    number of the answer that this one undoes, 0 where it undoes none.
    """

    number: int = 0
    at: datetime
    on: date
    commitment: str
    kind: AnswerKind
    who: str
    name: str = ""
    recorded_by: str
    road: Road
    words: str = ""
    evidence: str = ""
    target: TargetDate | None = None
    whom: str = ""
    until: date | None = None
    ends_on: date | None = None
    minute: str = ""
    is_request: bool = False
    beyond: str = ""
    copies: tuple[str, ...] = ()
    every: Recurrence | None = None
    about_on: date | None = None
    meeting: str = ""
    takes_back: int = 0


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the answers of one commitment come to: each answer that still holds, and all of them, oldest first.

    `reported` is the last day on which each person reported progress. `claim` waits to be verified; `request` for
    its grant since `asked_on`; `not_mine` for another lead, by the person who said it. `standing` is the last word on
    how often it comes round, or that it does no longer; `runs_out` the last one on the day to which its completion
    holds, or that it simply holds. `assured` and `presented` are by the period's last day and the meeting's.
    `noted` is the chair's or board's last word that it waits for a meeting, whose day was its `ends_on`; `raised` is
    by the uid of the meeting on whose list they put it.
    """

    answers: tuple[Answer, ...] = ()
    reported: Mapping[str, date] = field(default_factory=dict, hash=False)
    claim: Answer | None = None
    request: Answer | None = None
    asked_on: date | None = None
    waiting: Answer | None = None
    not_mine: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    closed_on: date | None = None
    standing: Answer | None = None
    runs_out: Answer | None = None
    assured: Mapping[date, Answer] = field(default_factory=dict, hash=False)
    presented: Mapping[date, Answer] = field(default_factory=dict, hash=False)
    noted: Answer | None = None
    raised: Mapping[str, Answer] = field(default_factory=dict, hash=False)

    @property
    def waits_until(self) -> date | None:
        """The last day of a wait that somebody reported; None for one that only the plan states."""
        return self.waiting.ends_on if self.waiting else None
