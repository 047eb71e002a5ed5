"""Boards, who sits at their head, and their series of meetings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum


class MeetingStatus(StrEnum):
    """Whether an occurrence takes place."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Board:
    """A body that oversees plans; people by their addresses; `division` is the UK division of its bank holidays.

    `members` are its people from other agencies, by the name of their organisation.
    """

    slug: str
    name: str
    co_ordinator: str
    chair: str = ""
    vice_chair: str = ""
    zone: str = "Europe/London"
    division: str = "england-and-wales"
    members: Mapping[str, str] = field(default_factory=dict, hash=False)

    def known_by(self, keys: Mapping[str, str]) -> "Board":
        """The same board, with its people by their keys; `keys` gives them for addresses that changed."""
        return replace(
            self,
            co_ordinator=keys.get(self.co_ordinator, self.co_ordinator),
            chair=keys.get(self.chair, self.chair),
            vice_chair=keys.get(self.vice_chair, self.vice_chair),
            members={agency: keys.get(member, member) for agency, member in self.members.items()},
        )


@dataclass(frozen=True, kw_only=True)
class MeetingSeries:
    """A series of a board's meetings, defined by a rule that a person can write, or by listed days.

    `rule` is like "quarterly, second Tuesday, 14:00 to 16:00, from 2025-01"; `days` adds or replaces by list.
    `paper_deadline_days` counts calendar days before the meeting (None: no deadline set).
    """

    slug: str
    board: str
    name: str
    rule: str = ""
    days: tuple[date, ...] = ()
    starts: time = time(14, 0)
    ends: time = time(16, 0)
    location: str = ""
    paper_deadline_days: int | None = None
    attendees: tuple[str, ...] = ()

    def known_by(self, keys: Mapping[str, str]) -> "MeetingSeries":
        """The same series, with whoever attends by their keys."""
        return replace(self, attendees=tuple(dict.fromkeys(keys.get(each, each) for each in self.attendees)))


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One occurrence. `slot` ("2025Q1") is its identity within the series; local times are in the board's zone.

    `sequence` and `changed_at` (aware, UTC) are stored: a feed's bytes depend on them alone (calendars.md 2, 3).
    `moved_because` says why a generated day was shifted, empty when it was not. `deputies` are who stands in at it,
    by the address of whom they stand in for; `paper_sequence` counts the changes of its papers' own entry.
    """

    uid: str
    series: str
    slot: str
    title: str
    on: date
    starts: time
    ends: time
    location: str = ""
    url: str = ""
    paper_deadline_on: date | None = None
    status: MeetingStatus = MeetingStatus.CONFIRMED
    moved_because: str = ""
    note: str = ""
    deputies: Mapping[str, str] = field(default_factory=dict, hash=False)
    sequence: int = 0
    paper_sequence: int = 0
    changed_at: datetime
