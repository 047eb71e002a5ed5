"""All that a feed may say, as frozen values: meetings, deadlines, its own name. Who sees which is left to others."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, kw_only=True)
class Report:
    """Something that must be reported at a meeting: its reference and title, never a person."""

    ref: str
    title: str


@dataclass(frozen=True, kw_only=True)
class MeetingEntry:
    """A meeting on a day, with local times of Europe/London.

    `uid` and `sequence` are the record's, stored; `changed_at` (aware) is the last change of anything said here.
    `url` is the meeting's own address, such as a video link; `page_url` is our page, which needs a sign-in.
    `stand_ins` are sentences that say who stands in for whom.
    Raises ValueError for a meeting that ends before it starts, a naive instant or a sequence below 0.
    """

    uid: str
    title: str
    plan: str = ""
    on: date
    starts: time
    ends: time
    location: str = ""
    url: str = ""
    page_url: str = ""
    cancelled: bool = False
    moved_because: str = ""
    note: str = ""
    stand_ins: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    paper_deadline_on: date | None = None
    categories: tuple[str, ...] = ()
    sequence: int
    changed_at: datetime

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError(
                f"meeting {self.uid} ends at {self.ends:%H:%M}, not after it starts at {self.starts:%H:%M}"
            )
        _check_stored(f"meeting {self.uid}", self.sequence, self.changed_at)


@dataclass(frozen=True, kw_only=True)
class PapersEntry:
    """The day by which the papers of a meeting on `meeting_on` are due: a whole day, as in DeadlineEntry."""

    uid: str
    title: str
    plan: str = ""
    due_on: date
    meeting_on: date
    cancelled: bool = False
    page_url: str = ""
    categories: tuple[str, ...] = ()
    sequence: int
    changed_at: datetime

    def __post_init__(self) -> None:
        _check_stored(f"papers {self.uid}", self.sequence, self.changed_at)


@dataclass(frozen=True, kw_only=True)
class DeadlineEntry:
    """A target date: a whole day, the due day, that keeps nobody's time blocked.

    `plan_words` are the plan's own for its date; `standing` is in words that do not age; `completed_on` marks one
    that is done. The rest as in MeetingEntry.
    """

    uid: str
    ref: str
    title: str
    plan: str
    due_on: date
    plan_words: str = ""
    standing: str = ""
    completed_on: date | None = None
    page_url: str = ""
    categories: tuple[str, ...] = ()
    sequence: int
    changed_at: datetime

    def __post_init__(self) -> None:
        _check_stored(f"deadline {self.uid}", self.sequence, self.changed_at)


Entry = MeetingEntry | PapersEntry | DeadlineEntry


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A calendar to subscribe to. `colour` is a CSS colour name (RFC 7986, 5.9), empty for the client's choice.

    `source_url` is where it is fetched, empty where it is no longer. `changed_at` (aware) is the last change of the
    feed's own record; of the entries' order nothing depends. Raises ValueError for a naive instant, a colour that
    is no name or two entries with one uid.
    """

    name: str
    description: str
    colour: str = ""
    source_url: str = ""
    meetings: tuple[MeetingEntry, ...] = ()
    papers: tuple[PapersEntry, ...] = ()
    deadlines: tuple[DeadlineEntry, ...] = ()
    changed_at: datetime

    def __post_init__(self) -> None:
        _check_stored(f"feed {self.name}", 0, self.changed_at)
        if self.colour and not (self.colour.isascii() and self.colour.isalpha()):
            raise ValueError(f'feed {self.name}: colour "{self.colour}" is no CSS colour name, such as "teal"')
        counts = Counter(entry.uid for entry in self.entries)
        twice = sorted(uid for uid, count in counts.items() if count > 1)
        if twice:
            raise ValueError(f"feed {self.name}: two entries have one uid, {', '.join(twice)}")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of every kind."""
        return (*self.meetings, *self.papers, *self.deadlines)


@dataclass(frozen=True, kw_only=True)
class FeedBytes:
    """A feed as served: `etag` is strong and quoted, as in its header; `last_modified` is UTC in whole seconds."""

    content: bytes
    etag: str
    last_modified: datetime


def _check_stored(name: str, sequence: int, changed_at: datetime) -> None:
    if sequence < 0:
        raise ValueError(f"{name} has sequence {sequence}: count from 0 upwards")
    if changed_at.tzinfo is None:
        raise ValueError(f"{name} changed at {changed_at.isoformat()}, which names no time zone: use an aware instant")
