"""A feed as it goes through its life, and what every reader must find at each stage, written by hand.

London is an hour ahead of UTC from 29 March to 25 October 2026, and from 28 March to 31 October 2027.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from notifications.calendars.entries import Feed, MeetingEntry, PapersEntry

CHANGED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LATER_AT = datetime(2026, 2, 9, 8, 0, tzinfo=UTC)
TITLE_OF_300 = ('Überprüfung, naïve; 「会議」 🙂👩‍👩‍👧: "eins", 100 % (zwei), ' * 9)[:299] + "."
WITH_LINE_ENDS = TITLE_OF_300.replace("; ", ";\n")  # a summary is one line: each becomes a blank
NOTE = "First line, with a comma;\nsecond line: a backslash \\ and an emoji 🗓️."

FIRST = MeetingEntry(
    uid="cog-2026Q1@example.org",
    title="COG",
    on=date(2026, 3, 24),
    starts=time(14, 0),
    ends=time(16, 0),
    location="Alder House",
    sequence=0,
    changed_at=CHANGED_AT,
)
SECOND = replace(FIRST, uid="cog-2026Q4@example.org", on=date(2026, 12, 15))
ACROSS = replace(FIRST, uid="cog-2027Q2@example.org", on=date(2027, 4, 13))  # the series goes on in another year
NIGHTS = tuple(
    replace(FIRST, uid=f"night-{day}@example.org", on=day, starts=time(9, 30), ends=time(11, 0))
    for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25))
)
PAPERS = PapersEntry(
    uid="papers-cog-2026Q1@example.org",
    title="COG",
    due_on=date(2026, 3, 17),
    meeting_on=date(2026, 3, 24),
    sequence=0,
    changed_at=CHANGED_AT,
)
AT_FIRST = Feed(
    name="COG",
    description="Meetings.",
    meetings=(FIRST, SECOND, ACROSS, *NIGHTS),
    papers=(PAPERS,),
    changed_at=CHANGED_AT,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a reader finds of one entry: days, or instants in UTC as JavaScript prints them."""

    starts: str
    ends: str
    summary: str
    cancelled: bool = False
    sequence: int = 0


def _changed(feed: Feed, uid: str, **words: object) -> Feed:
    meetings = (replace(each, **words) if each.uid == uid else each for each in feed.meetings)  # type: ignore[arg-type]  # names of fields, checked by replace itself
    return replace(feed, meetings=tuple(meetings), changed_at=LATER_AT)


MOVED = _changed(AT_FIRST, FIRST.uid, on=date(2026, 4, 1), sequence=1, moved_because="moved", changed_at=LATER_AT)
CANCELLED = _changed(MOVED, SECOND.uid, cancelled=True, sequence=1, changed_at=LATER_AT)
EXTRA = replace(
    CANCELLED,
    meetings=(*CANCELLED.meetings, replace(FIRST, uid="cog-extra-2026-07-01@example.org", on=date(2026, 7, 1))),
)
RENAMED = _changed(EXTRA, ACROSS.uid, title=WITH_LINE_ENDS, note=NOTE, changed_at=LATER_AT)

_FOUND_AT_FIRST = {
    FIRST.uid: Found(starts="2026-03-24T14:00:00.000Z", ends="2026-03-24T16:00:00.000Z", summary="COG"),
    SECOND.uid: Found(starts="2026-12-15T14:00:00.000Z", ends="2026-12-15T16:00:00.000Z", summary="COG"),
    ACROSS.uid: Found(starts="2027-04-13T13:00:00.000Z", ends="2027-04-13T15:00:00.000Z", summary="COG"),
    NIGHTS[0].uid: Found(starts="2026-03-28T09:30:00.000Z", ends="2026-03-28T11:00:00.000Z", summary="COG"),
    NIGHTS[1].uid: Found(starts="2026-03-29T08:30:00.000Z", ends="2026-03-29T10:00:00.000Z", summary="COG"),
    NIGHTS[2].uid: Found(starts="2026-10-24T08:30:00.000Z", ends="2026-10-24T10:00:00.000Z", summary="COG"),
    NIGHTS[3].uid: Found(starts="2026-10-25T09:30:00.000Z", ends="2026-10-25T11:00:00.000Z", summary="COG"),
    PAPERS.uid: Found(starts="2026-03-17", ends="2026-03-18", summary="Papers due: COG"),
}
_FOUND_MOVED = _FOUND_AT_FIRST | {
    FIRST.uid: Found(starts="2026-04-01T13:00:00.000Z", ends="2026-04-01T15:00:00.000Z", summary="COG", sequence=1)
}
_FOUND_CANCELLED = _FOUND_MOVED | {
    SECOND.uid: replace(_FOUND_AT_FIRST[SECOND.uid], summary="CANCELLED: COG", cancelled=True, sequence=1)
}
_FOUND_EXTRA = _FOUND_CANCELLED | {
    "cog-extra-2026-07-01@example.org": Found(
        starts="2026-07-01T13:00:00.000Z", ends="2026-07-01T15:00:00.000Z", summary="COG"
    )
}
STAGES: dict[str, tuple[Feed, dict[str, Found]]] = {
    "at first": (AT_FIRST, _FOUND_AT_FIRST),
    "moved": (MOVED, _FOUND_MOVED),
    "cancelled": (CANCELLED, _FOUND_CANCELLED),
    "extra": (EXTRA, _FOUND_EXTRA),
    "renamed": (
        RENAMED,
        _FOUND_EXTRA | {ACROSS.uid: replace(_FOUND_EXTRA[ACROSS.uid], summary=TITLE_OF_300)},
    ),
}
ALL_DAYS = (date(2026, 1, 1), date(2027, 12, 31) + timedelta(days=1))
