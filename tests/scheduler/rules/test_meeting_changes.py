"""Whether a change of a meeting comes so late that it is mailed, and what its readers will see."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.plans.people import Person
from scheduler.rules.meeting_changes import attendees, is_late_change, is_soon, moved_from, what_subscribers_see
from tests.builders import CHAIR, NINA, OMAR, SAM, people

LONDON = ZoneInfo("Europe/London")
BEFORE = Meeting(
    uid="cog-2027Q2@example.org",
    series="cog",
    slot="2027Q2",
    title="COG",
    on=date(2027, 6, 15),
    starts=time(14),
    ends=time(16),
    changed_at=datetime(2027, 1, 4, 8, 0, tzinfo=UTC),
)
NEXT_DAY = replace(BEFORE, on=date(2027, 6, 16), sequence=1)
LONG_AFTER = replace(BEFORE, on=date(2027, 9, 14), sequence=1)
CANCELLED = replace(BEFORE, status=MeetingStatus.CANCELLED, sequence=1)


@pytest.mark.parametrize(
    ("after", "now", "late"),
    [
        (NEXT_DAY, datetime(2027, 6, 13, 13, 0, tzinfo=UTC), True),  # 14:00 in London's summer is 13:00 UTC
        (NEXT_DAY, datetime(2027, 6, 13, 12, 59, tzinfo=UTC), False),
        (LONG_AFTER, datetime(2027, 6, 14, 9, 0, tzinfo=UTC), True),  # the old time is near: somebody would come
        (CANCELLED, datetime(2027, 6, 15, 12, 59, tzinfo=UTC), True),
        (CANCELLED, datetime(2027, 6, 15, 13, 0, tzinfo=UTC), False),  # it has begun
        (replace(BEFORE, note="Bring lunch"), datetime(2027, 6, 15, 9, 0, tzinfo=UTC), False),  # no new sequence
        (replace(BEFORE, location="Hall", sequence=1), datetime(2027, 6, 15, 9, 0, tzinfo=UTC), True),
    ],
)
def test_a_change_within_48_hours_of_the_old_or_new_start_is_late(after: Meeting, now: datetime, late: bool) -> None:
    assert is_late_change(BEFORE, after, now=now, zone=LONDON) is late


def test_a_meeting_that_is_brought_forward_into_the_48_hours_is_late_too() -> None:
    forward = replace(LONG_AFTER, on=date(2027, 6, 15), sequence=2)
    assert is_late_change(LONG_AFTER, forward, now=datetime(2027, 6, 14, 9, 0, tzinfo=UTC), zone=LONDON)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "moved from Tuesday 15 June 2027, 14:00 to 16:00"),
        ("the hall is taken.", "moved from Tuesday 15 June 2027, 14:00 to 16:00 (the hall is taken)"),
    ],
)
def test_a_move_says_from_where_and_why(reason: str, words: str) -> None:
    assert moved_from(BEFORE, date(2027, 6, 16), time(14), time(16), reason) == words


def test_what_did_not_move_says_nothing_of_a_move() -> None:
    assert moved_from(BEFORE, BEFORE.on, BEFORE.starts, BEFORE.ends, "for no reason") == ""


@pytest.mark.parametrize(
    ("before", "after", "ending"),
    [
        (BEFORE, NEXT_DAY, ": the same entry, at its new time."),
        (BEFORE, replace(BEFORE, ends=time(17), sequence=1), ": the same entry, at its new time."),
        (BEFORE, replace(BEFORE, location="Hall", sequence=1), ": the same entry, at its new place."),
        (BEFORE, CANCELLED, ": it stays there as “CANCELLED: COG” until its day is past."),
        (CANCELLED, replace(BEFORE, sequence=2), ": it takes place again."),
        (BEFORE, replace(BEFORE, note="Bring lunch"), "; its time and place stay."),
    ],
)
def test_whoever_changes_a_meeting_is_told_what_subscribers_will_see(
    before: Meeting, after: Meeting, ending: str
) -> None:
    refreshed = "Subscribed calendars show it when they refresh, after 3 to 24 hours"
    assert what_subscribers_see(before, after) == refreshed + ending


def test_whoever_changes_nothing_is_told_so() -> None:
    assert what_subscribers_see(BEFORE, BEFORE) == "Nothing was changed: it is like that already."


@pytest.mark.parametrize(
    ("now", "soon"),
    [
        (datetime(2027, 6, 13, 12, 59, tzinfo=UTC), False),
        (datetime(2027, 6, 13, 13, 0, tzinfo=UTC), True),  # 48 hours before 14:00 in London's summer
        (datetime(2027, 6, 15, 12, 59, tzinfo=UTC), True),
        (datetime(2027, 6, 15, 13, 0, tzinfo=UTC), False),  # it has begun
    ],
)
def test_a_meeting_is_soon_within_48_hours_until_it_begins(now: datetime, soon: bool) -> None:
    assert is_soon(BEFORE, now=now, zone=LONDON) is soon


def test_who_attends_are_those_of_the_series_and_who_stands_in_less_those_who_left() -> None:
    series = MeetingSeries(slug="cog", board="cog", name="COG", attendees=("Nina@example.org", OMAR, SAM, CHAIR))
    stands_in = replace(BEFORE, deputies={CHAIR: "Val@example.org", SAM: OMAR})
    left = people(
        Person(email=OMAR, name="Omar Reid", left_on=date(2027, 6, 15)),
        Person(email=SAM, name="Sam Ode", left_on=date(2027, 6, 16)),
    )

    assert attendees(stands_in, series, left, on=date(2027, 6, 15)) == (NINA, SAM, CHAIR, "val@example.org")


def test_a_move_without_a_reason_of_more_than_points_and_spaces_keeps_its_words() -> None:
    words = "moved from Tuesday 15 June 2027, 14:00 to 16:00"

    assert moved_from(BEFORE, BEFORE.on, time(15), time(17), "  ") == words
    assert moved_from(BEFORE, BEFORE.on, time(15), time(17), " Room 3 XX.") == f"{words} (Room 3 XX)"
