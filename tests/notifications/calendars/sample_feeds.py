"""Feeds that the tests of calendars share: a board's and a person's, with one entry of every kind."""

from datetime import UTC, date, datetime, time

from notifications.calendars.entries import DeadlineEntry, Feed, MeetingEntry, PapersEntry, Report

CHANGED_AT = datetime(2025, 1, 6, 8, 0, 15, tzinfo=UTC)
LATER_AT = datetime(2025, 2, 3, 9, 30, 0, tzinfo=UTC)

WINTER_MEETING = MeetingEntry(
    uid="moderation-2025Q1@chaser.example.org",
    title="Moderation meeting",
    plan="Improvement plan 2025",
    on=date(2025, 3, 25),
    starts=time(14, 0),
    ends=time(16, 0),
    location="Room 4, Alder House",
    page_url="https://chaser.example.org/meetings/moderation-2025Q1",
    stand_ins=("Val Ames stands in for Robin Hale.",),
    reports=(
        Report(ref="1.13", title="Report the findings of the quarterly audit; say what changed"),
        Report(ref="2.21", title="Review the joint training programme"),
    ),
    paper_deadline_on=date(2025, 3, 18),
    categories=("Chief Officer Group",),
    sequence=0,
    changed_at=CHANGED_AT,
)
SUMMER_MEETING = MeetingEntry(
    uid="moderation-2025Q2@chaser.example.org",
    title="Moderation meeting",
    plan="Improvement plan 2025",
    on=date(2025, 4, 22),
    starts=time(14, 0),
    ends=time(16, 0),
    url="https://meet.example.com/j/9?pwd=a,b;c",
    page_url="https://chaser.example.org/meetings/moderation-2025Q2",
    moved_because="moved from Monday 21 April 2025 (bank holiday: Easter Monday)",
    categories=("Chief Officer Group",),
    sequence=1,
    changed_at=LATER_AT,
)
CANCELLED_MEETING = MeetingEntry(
    uid="cog-2025-11-19@chaser.example.org",
    title="Chief Officer Group – Réunion",
    on=date(2025, 11, 19),
    starts=time(9, 30),
    ends=time(11, 0),
    location="Committee Room 1",
    note="Too few can come.\nThe next meeting is in January.",
    cancelled=True,
    sequence=2,
    changed_at=LATER_AT,
)
WINTER_PAPERS = PapersEntry(
    uid="papers-moderation-2025Q1@chaser.example.org",
    title="Moderation meeting",
    plan="Improvement plan 2025",
    due_on=date(2025, 3, 18),
    meeting_on=date(2025, 3, 25),
    page_url="https://chaser.example.org/meetings/moderation-2025Q1",
    categories=("Chief Officer Group",),
    sequence=1,
    changed_at=LATER_AT,
)
CANCELLED_PAPERS = PapersEntry(
    uid="papers-cog-2025-11-19@chaser.example.org",
    title="Chief Officer Group – Réunion",
    due_on=date(2025, 11, 5),
    meeting_on=date(2025, 11, 19),
    cancelled=True,
    sequence=1,
    changed_at=LATER_AT,
)
OPEN_DEADLINE = DeadlineEntry(
    uid="target-cog-2025/1.12@chaser.example.org",
    ref="1.12",
    title="Agree one audit tool with all partners",
    plan="Improvement plan 2025",
    due_on=date(2025, 12, 31),
    plan_words="Dec 25",
    standing="waiting for others until 31 October 2025",
    page_url="https://chaser.example.org/actions/cog-2025/1.12",
    categories=("Target date",),
    sequence=1,
    changed_at=LATER_AT,
)
DONE_DEADLINE = DeadlineEntry(
    uid="target-cog-2025/2.3@chaser.example.org",
    ref="2.3",
    title=(
        "Write to every school in the county, to all governors and to the chairs of their committees about the new "
        "referral form, and ask for a named contact"
    ),
    plan="Improvement plan 2025",
    due_on=date(2025, 1, 31),
    plan_words="Jan 2025",
    standing="complete",
    completed_on=date(2025, 1, 28),
    sequence=0,
    changed_at=CHANGED_AT,
)
BOARD_FEED = Feed(
    name="Chief Officer Group",
    description="Meetings of the Chief Officer Group; ask Sam, the co-ordinator, about them.",
    colour="teal",
    source_url="https://chaser.example.org/feeds/k3v9.ics",
    meetings=(WINTER_MEETING, SUMMER_MEETING, CANCELLED_MEETING),
    papers=(CANCELLED_PAPERS, WINTER_PAPERS),
    changed_at=CHANGED_AT,
)
PERSONAL_FEED = Feed(
    name="Nina Marsh: meetings and target dates",
    description="What Nina Marsh attends and leads.",
    source_url="https://chaser.example.org/feeds/p7x2.ics",
    meetings=(SUMMER_MEETING,),
    deadlines=(OPEN_DEADLINE, DONE_DEADLINE),
    changed_at=CHANGED_AT,
)
