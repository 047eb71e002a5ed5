"""A deadline in a feed: a whole day, nobody's time blocked, the plan's own words, no word of lateness."""

from dataclasses import replace
from datetime import date

import pytest

from notifications.calendars.entries import DeadlineEntry, Feed
from notifications.calendars.feed import render_feed
from tests.notifications.calendars.ics_reader import Component, days, read
from tests.notifications.calendars.sample_feeds import CHANGED_AT, DONE_DEADLINE, OPEN_DEADLINE


def the_event(deadline: DeadlineEntry) -> Component:
    """The one event that a deadline gives, as a strict reader finds it."""
    feed = Feed(name="Nina Marsh", description="", deadlines=(deadline,), changed_at=CHANGED_AT)
    [event] = read(render_feed(feed).content).all("VEVENT")
    return event


@pytest.mark.parametrize(
    ("due_on", "day_after"),
    [
        (date(2025, 3, 30), date(2025, 3, 31)),  # the day of 23 hours
        (date(2025, 10, 26), date(2025, 10, 27)),  # the day of 25 hours
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_a_deadline_is_its_due_day_and_ends_before_the_next(due_on: date, day_after: date) -> None:
    assert days(the_event(replace(OPEN_DEADLINE, due_on=due_on))) == (due_on, day_after)


def test_a_deadline_blocks_nobodys_time() -> None:
    event = the_event(OPEN_DEADLINE)
    assert (event["TRANSP"].text, event["X-MICROSOFT-CDO-BUSYSTATUS"].text) == ("TRANSPARENT", "FREE")


def test_a_deadline_tells_the_plans_own_words_and_where_to_read_more() -> None:
    event = the_event(OPEN_DEADLINE)
    assert event["SUMMARY"].text == "Due: 1.12 Agree one audit tool with all partners"
    assert event["DESCRIPTION"].text.split("\n") == [
        "1.12 Agree one audit tool with all partners",
        "",
        "Plan: Improvement plan 2025",
        "Target date in the plan: Dec 25",
        "Standing: waiting for others until 31 October 2025",
        "",
        "More, after signing in: https://chaser.example.org/actions/cog-2025/1.12",
    ]


def test_a_long_title_is_short_in_the_summary_and_whole_in_the_description() -> None:
    event = the_event(DONE_DEADLINE)
    short = "Write to every school in the county, to all governors and to the chairs of…"
    assert event["SUMMARY"].text == f"Completed: 2.3 {short}"
    assert event["DESCRIPTION"].text.split("\n") == [
        f"2.3 {DONE_DEADLINE.title}",
        "",
        "Plan: Improvement plan 2025",
        "Target date in the plan: Jan 2025",
        "Standing: complete",
        "Completed on Tuesday 28 January 2025.",
    ]


def test_a_deadline_is_refused_with_an_instant_of_no_zone() -> None:
    with pytest.raises(
        ValueError, match=r"deadline target-cog-2025/1\.12@chaser\.example\.org changed at 2025-01-06T08"
    ):
        replace(OPEN_DEADLINE, changed_at=CHANGED_AT.replace(tzinfo=None))
