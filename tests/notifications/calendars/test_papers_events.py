"""The day by which a meeting's papers are due: a whole day of its own, cancelled with its meeting."""

from dataclasses import replace
from datetime import date

from notifications.calendars.entries import Feed, PapersEntry
from notifications.calendars.feed import render_feed
from tests.notifications.calendars.ics_reader import Component, days, read
from tests.notifications.calendars.sample_feeds import CANCELLED_PAPERS, CHANGED_AT, WINTER_PAPERS


def the_event(papers: PapersEntry) -> Component:
    """The one event that they give, as a strict reader finds it."""
    feed = Feed(name="Board", description="", papers=(papers,), changed_at=CHANGED_AT)
    [event] = read(render_feed(feed).content).all("VEVENT")
    return event


def test_papers_are_a_whole_day_that_blocks_nobodys_time() -> None:
    event = the_event(WINTER_PAPERS)
    assert days(event) == (date(2025, 3, 18), date(2025, 3, 19))
    assert (event["TRANSP"].text, event["X-MICROSOFT-CDO-BUSYSTATUS"].text) == ("TRANSPARENT", "FREE")
    assert (event["UID"].text, event["SEQUENCE"].raw) == ("papers-moderation-2025Q1@chaser.example.org", "1")


def test_papers_say_for_which_meeting_they_are() -> None:
    event = the_event(WINTER_PAPERS)
    assert event["SUMMARY"].text == "Papers due: Moderation meeting (Improvement plan 2025)"
    assert event["DESCRIPTION"].text == (
        "For the meeting on Tuesday 25 March 2025.\n\n"
        "More, after signing in: https://chaser.example.org/meetings/moderation-2025Q1"
    )
    assert event["STATUS"].text == "CONFIRMED"


def test_papers_of_a_cancelled_meeting_stay_and_say_so() -> None:
    event = the_event(CANCELLED_PAPERS)
    assert event["STATUS"].text == "CANCELLED"
    assert event["SUMMARY"].text == "CANCELLED: Papers due: Chief Officer Group – Réunion"
    assert event["DESCRIPTION"].text == "For the meeting on Wednesday 19 November 2025.\n\nThat meeting is cancelled."


def test_the_meeting_and_its_papers_are_two_entries() -> None:
    assert the_event(replace(WINTER_PAPERS, title="A, B; C"))["SUMMARY"].text == (
        "Papers due: A, B; C (Improvement plan 2025)"
    )
