"""A meeting in a feed: its hours across both clock changes, its words, and what becomes of it when it changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.calendars.entries import Feed, MeetingEntry
from notifications.calendars.feed import render_feed
from tests.notifications.calendars.ics_reader import Component, instants, read
from tests.notifications.calendars.sample_feeds import CANCELLED_MEETING, CHANGED_AT, SUMMER_MEETING, WINTER_MEETING

BARE = MeetingEntry(
    uid="cog-2025Q1@chaser.example.org",
    title="COG",
    on=date(2025, 3, 25),
    starts=time(14, 0),
    ends=time(16, 0),
    sequence=0,
    changed_at=CHANGED_AT,
)


def written(*meetings: MeetingEntry) -> Component:
    """The calendar that these meetings give, as a strict reader finds it."""
    return read(render_feed(Feed(name="COG", description="", meetings=meetings, changed_at=CHANGED_AT)).content)


def the_event(meeting: MeetingEntry) -> Component:
    """The one event that a meeting gives."""
    [event] = written(meeting).all("VEVENT")
    return event


@pytest.mark.parametrize(
    ("weekday", "on", "starts", "ends", "in_utc"),
    [
        ("Tuesday", date(2025, 3, 25), time(14, 0), time(16, 0), ("14:00", "16:00")),
        ("Sunday", date(2025, 3, 30), time(0, 30), time(3, 0), ("00:30", "02:00")),  # clocks go forward at 01:00 UTC
        ("Sunday", date(2025, 3, 30), time(14, 0), time(16, 0), ("13:00", "15:00")),
        ("Monday", date(2025, 3, 31), time(14, 0), time(16, 0), ("13:00", "15:00")),
        ("Tuesday", date(2025, 4, 1), time(14, 0), time(16, 0), ("13:00", "15:00")),
        ("Friday", date(2025, 10, 24), time(14, 0), time(16, 0), ("13:00", "15:00")),
        ("Sunday", date(2025, 10, 26), time(14, 0), time(16, 0), ("14:00", "16:00")),
        ("Monday", date(2025, 10, 27), time(14, 0), time(16, 0), ("14:00", "16:00")),
        ("Thursday", date(2026, 1, 1), time(14, 0), time(16, 0), ("14:00", "16:00")),
    ],
)
def test_a_meeting_keeps_its_hours_on_the_wall_across_clock_changes(
    weekday: str, on: date, starts: time, ends: time, in_utc: tuple[str, str]
) -> None:
    assert on.strftime("%A") == weekday
    calendar = written(replace(BARE, on=on, starts=starts, ends=ends))
    [event] = calendar.all("VEVENT")
    assert (event["DTSTART"].params, event["DTSTART"].raw) == (
        {"TZID": "Europe/London"},
        f"{on:%Y%m%d}T{starts:%H%M}00",
    )
    found = instants(calendar, event)
    assert (f"{found[0]:%H:%M}", f"{found[1]:%H:%M}") == in_utc
    assert [instant.date() for instant in found] == [on, on]


@given(
    on=st.dates(min_value=date(1997, 1, 1), max_value=date(2090, 12, 31)),
    starts=st.times(min_value=time(3, 0), max_value=time(22, 0)).map(lambda hour: hour.replace(microsecond=0)),
)
def test_the_written_zone_agrees_with_the_zone_database_on_any_day(on: date, starts: time) -> None:
    calendar = written(replace(BARE, on=on, starts=starts, ends=time(23, 0)))
    [event] = calendar.all("VEVENT")
    expected = datetime.combine(on, starts, ZoneInfo("Europe/London")).astimezone(UTC)
    assert instants(calendar, event)[0] == expected


def test_a_meeting_says_what_it_is_about_and_what_it_must_hear() -> None:
    event = the_event(WINTER_MEETING)
    assert event["SUMMARY"].text == "Moderation meeting (Improvement plan 2025)"
    assert event["DESCRIPTION"].text.split("\n") == [
        "Val Ames stands in for Robin Hale.",
        "",
        "Papers are due by Tuesday 18 March 2025.",
        "",
        "To be reported at this meeting:",
        "1.13 Report the findings of the quarterly audit; say what changed",
        "2.21 Review the joint training programme",
        "",
        "More, after signing in: https://chaser.example.org/meetings/moderation-2025Q1",
    ]
    assert event["LOCATION"].text == "Room 4, Alder House"
    assert event["CATEGORIES"].texts == ["Chief Officer Group"]
    assert event["URL"].raw == "https://chaser.example.org/meetings/moderation-2025Q1"


def test_a_meeting_without_more_to_say_says_no_more() -> None:
    assert {each.name: each.raw for each in the_event(BARE).properties} == {
        "SUMMARY": "COG",
        "DESCRIPTION": "",
        "DTSTART": "20250325T140000",
        "DTEND": "20250325T160000",
        "DTSTAMP": "20250106T080015Z",
        "LAST-MODIFIED": "20250106T080015Z",
        "UID": "cog-2025Q1@chaser.example.org",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS": "BUSY",
    }


def test_a_moved_meeting_keeps_its_uid_and_says_where_it_was() -> None:
    event = the_event(SUMMER_MEETING)
    assert (event["UID"].text, event["SEQUENCE"].raw) == ("moderation-2025Q2@chaser.example.org", "1")
    assert event["DESCRIPTION"].text.partition("\n")[0] == (
        "Moved from Monday 21 April 2025 (bank holiday: Easter Monday)."
    )


def test_a_cancelled_meeting_stays_says_so_and_blocks_no_time() -> None:
    event = the_event(CANCELLED_MEETING)
    assert [event[name].text for name in ("STATUS", "SUMMARY", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")] == [
        "CANCELLED",
        "CANCELLED: Chief Officer Group – Réunion",
        "TRANSPARENT",
        "FREE",
    ]
    assert event["DESCRIPTION"].text == (
        "This meeting is cancelled.\n\nToo few can come.\nThe next meeting is in January."
    )


def test_an_entry_is_stamped_with_its_records_last_change_in_utc() -> None:
    in_summer = datetime(2025, 7, 1, 10, 0, 0, 900_000, tzinfo=ZoneInfo("Europe/London"))
    event = the_event(replace(BARE, changed_at=in_summer))
    assert (event["DTSTAMP"].raw, event["LAST-MODIFIED"].raw) == ("20250701T090000Z", "20250701T090000Z")


def test_a_feed_invites_nobody_and_rings_no_bell() -> None:
    event = the_event(WINTER_MEETING)
    assert [event.has(name) for name in ("ATTENDEE", "ORGANIZER", "RRULE", "DTSTART")] == [False, False, False, True]
    assert event.components == []


def test_a_long_title_with_everything_in_it_arrives_whole() -> None:
    title = ("Überprüfung, naïve; C:\\Neu\\new, 「会議」 🙂👩‍👩‍👧, " * 9)[:300]
    assert (len(title), title.count("\\N")) == (300, 7)
    event = the_event(replace(BARE, title=title))
    assert event["SUMMARY"].text == title.rstrip()


def test_a_title_over_several_lines_becomes_one_and_a_note_keeps_its_lines() -> None:
    event = the_event(replace(BARE, title="Chief\r\nOfficer\tGroup\x00\x1b", note="one\r\ntwo\u2028three\x07"))
    assert event["SUMMARY"].text == "Chief Officer Group"
    assert event["DESCRIPTION"].text == "one\ntwo\nthree"


def test_words_cannot_add_lines_of_their_own() -> None:
    forged = "x\r\nATTENDEE:mailto:a@example.org\r\nBEGIN:VALARM"
    event = the_event(
        replace(BARE, title=forged, location=forged, url=f"https://example.org/{forged}", categories=(forged,))
    )
    assert [event.has("ATTENDEE"), event.components] == [False, []]
    assert event["SUMMARY"].text == "x ATTENDEE:mailto:a@example.org BEGIN:VALARM"
    assert event["URL"].raw == "https://example.org/x%0D%0AATTENDEE:mailto:a@example.org%0D%0ABEGIN:VALARM"


def test_categories_hold_commas_of_their_own() -> None:
    event = the_event(replace(BARE, categories=("Health, social care", "C:\\New", " ")))
    assert event["CATEGORIES"].texts == ["Health, social care", "C:\\New"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"ends": time(14, 0)}, "ends at 14:00, not after it starts at 14:00"),
        ({"sequence": -1}, "has sequence -1: count from 0 upwards"),
        (
            {"changed_at": CHANGED_AT.replace(tzinfo=None)},
            "changed at 2025-01-06T08:00:15, which names no time zone: use an aware instant",
        ),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_by_name(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError) as refused:
        replace(BARE, **change)  # type: ignore[arg-type]  # rows of a table: replace itself checks the names
    assert str(refused.value) == f"meeting cog-2025Q1@chaser.example.org {problem}"
