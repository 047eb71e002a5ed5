"""A whole feed: what it says of itself, and that the same words give the same bytes, wherever and in whatever order."""

import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.calendars.entries import DeadlineEntry, Feed, MeetingEntry
from notifications.calendars.feed import render_feed, render_revoked
from tests.notifications.calendars.ics_reader import read
from tests.notifications.calendars.sample_feeds import (
    BOARD_FEED,
    CHANGED_AT,
    LATER_AT,
    OPEN_DEADLINE,
    PERSONAL_FEED,
    WINTER_MEETING,
)

GOLDEN = Path(__file__).parent / "golden"
EMPTY = Feed(name="Empty", description="Nothing yet.", changed_at=CHANGED_AT)


@pytest.fixture(params=["UTC", "Europe/London", "America/New_York", "Pacific/Apia"])
def _machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in another zone for the length of a test."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.usefixtures("_machine_zone")
def test_feeds_are_the_same_bytes_on_machines_of_all_zones() -> None:
    assert render_feed(BOARD_FEED).content == (GOLDEN / "board.ics").read_bytes()
    assert render_feed(PERSONAL_FEED).content == (GOLDEN / "personal.ics").read_bytes()
    revoked = render_revoked(name="Chaser", revoked_at=LATER_AT)
    assert revoked.content == (GOLDEN / "revoked.ics").read_bytes()


def test_a_feed_says_what_it_is_how_often_to_fetch_it_and_from_where() -> None:
    calendar = read(render_feed(BOARD_FEED).content)
    assert [(each.name, each.params, each.raw) for each in calendar.properties] == [
        ("VERSION", {}, "2.0"),
        ("PRODID", {}, "-//Chaser//Calendar feeds//EN"),
        ("CALSCALE", {}, "GREGORIAN"),
        ("METHOD", {}, "PUBLISH"),
        ("DESCRIPTION", {}, r"Meetings of the Chief Officer Group\; ask Sam\, the co-ordinator\, about them."),
        ("NAME", {}, "Chief Officer Group"),
        ("X-WR-CALNAME", {}, "Chief Officer Group"),
        ("COLOR", {}, "teal"),
        ("REFRESH-INTERVAL", {"VALUE": "DURATION"}, "PT6H"),
        ("SOURCE", {"VALUE": "URI"}, "https://chaser.example.org/feeds/k3v9.ics"),
        ("X-PUBLISHED-TTL", {}, "PT6H"),
    ]


def test_a_feeds_name_is_escaped_wherever_it_stands() -> None:
    calendar = read(render_feed(replace(EMPTY, name=r"Meetings; boards, panels \ groups")).content)
    names = [calendar["NAME"].text, calendar["X-WR-CALNAME"].text]
    assert names == [r"Meetings; boards, panels \ groups"] * 2


def test_the_time_zone_has_one_yearly_rule_for_each_half_of_the_year() -> None:
    [zone] = read(render_feed(EMPTY).content).all("VTIMEZONE")
    assert zone["TZID"].raw == "Europe/London"
    assert [
        (half.name, [(each.name, each.raw) for each in sorted(half.properties, key=lambda each: each.name)])
        for half in zone.components
    ] == [
        (
            "DAYLIGHT",
            [
                ("DTSTART", "19700329T010000"),
                ("RRULE", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
                ("TZNAME", "BST"),
                ("TZOFFSETFROM", "+0000"),
                ("TZOFFSETTO", "+0100"),
            ],
        ),
        (
            "STANDARD",
            [
                ("DTSTART", "19701025T020000"),
                ("RRULE", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
                ("TZNAME", "GMT"),
                ("TZOFFSETFROM", "+0100"),
                ("TZOFFSETTO", "+0000"),
            ],
        ),
    ]


def test_a_revoked_feed_holds_no_entry_and_no_address() -> None:
    revoked = read(render_revoked(name="Chaser", revoked_at=LATER_AT).content)
    assert [component.name for component in revoked.components] == ["VTIMEZONE"]
    assert [revoked.has(name) for name in ("SOURCE", "METHOD")] == [False, True]


def test_entries_are_in_the_order_of_their_days_with_deadlines_after_meetings() -> None:
    uids = [event["UID"].text for event in read(render_feed(PERSONAL_FEED).content).all("VEVENT")]
    assert uids == [
        "moderation-2025Q2@chaser.example.org",
        "target-cog-2025/2.3@chaser.example.org",
        "target-cog-2025/1.12@chaser.example.org",
    ]


def test_a_feed_changed_when_the_last_of_its_records_did() -> None:
    assert render_feed(EMPTY).last_modified == CHANGED_AT
    assert render_feed(BOARD_FEED).last_modified == LATER_AT
    summer_time = timezone(timedelta(hours=1))
    renamed = replace(BOARD_FEED, changed_at=datetime(2025, 7, 1, 10, 0, 0, 900_000, tzinfo=summer_time))
    assert render_feed(renamed).last_modified == datetime(2025, 7, 1, 9, 0, tzinfo=UTC)


def test_the_etag_follows_the_content_and_nothing_else() -> None:
    first = render_feed(BOARD_FEED)
    assert first.etag == f'"{sha256(first.content).hexdigest()[:32]}"'
    later = replace(BOARD_FEED, changed_at=datetime(2025, 9, 1, tzinfo=UTC))
    assert render_feed(later).etag == first.etag
    roomless = replace(BOARD_FEED, meetings=(replace(WINTER_MEETING, location=""), *BOARD_FEED.meetings[1:]))
    assert render_feed(roomless).etag != first.etag


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"changed_at": CHANGED_AT.replace(tzinfo=None)}, "feed Empty changed at 2025-01-06T08:00:15, which names no"),
        ({"colour": "#008080"}, 'feed Empty: colour "#008080" is no CSS colour name, such as "teal"'),
        (
            {"meetings": (WINTER_MEETING,), "deadlines": (replace(OPEN_DEADLINE, uid=WINTER_MEETING.uid),)},
            "feed Empty: two entries have one uid, moderation-2025Q1@chaser.example.org",
        ),
    ],
)
def test_a_feed_that_clients_would_misread_is_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError) as refused:
        replace(EMPTY, **change)  # type: ignore[arg-type]  # rows of a table: replace itself checks the names
    assert str(refused.value).startswith(problem)


instants = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=900)).map(lambda passed: CHANGED_AT + passed)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))
meetings = st.builds(
    MeetingEntry,
    uid=st.uuids().map(str),
    title=st.text(),
    on=days,
    starts=st.just(time(14, 0)),
    ends=st.just(time(16, 0)),
    location=st.text(),
    cancelled=st.booleans(),
    note=st.text(),
    categories=st.lists(st.text(), max_size=3).map(tuple),
    sequence=st.integers(min_value=0, max_value=99),
    changed_at=instants,
)
deadlines = st.builds(
    DeadlineEntry,
    uid=st.uuids().map(str),
    ref=st.just("1.12"),
    title=st.text(),
    plan=st.text(),
    due_on=days,
    plan_words=st.text(),
    sequence=st.integers(min_value=0, max_value=99),
    changed_at=instants,
)


@given(
    entries=st.tuples(st.lists(meetings, max_size=4), st.lists(deadlines, max_size=4)),
    data=st.data(),
)
def test_the_same_entries_in_any_order_give_the_same_strictly_readable_bytes(
    entries: tuple[list[MeetingEntry], list[DeadlineEntry]], data: st.DataObject
) -> None:
    feed = replace(EMPTY, meetings=tuple(entries[0]), deadlines=tuple(entries[1]))
    shuffled = replace(
        EMPTY,
        meetings=tuple(data.draw(st.permutations(entries[0]))),
        deadlines=tuple(data.draw(st.permutations(entries[1]))),
    )
    assert render_feed(shuffled) == render_feed(feed)
    events = read(render_feed(feed).content).all("VEVENT")
    assert {event["UID"].text for event in events} == {entry.uid for entry in feed.entries}
