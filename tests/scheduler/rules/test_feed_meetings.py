"""What a feed says of a meeting, in full, and in which order its entries stand."""

from dataclasses import replace
from datetime import date, time

from scheduler.plans.boards import Meeting
from scheduler.rules.feed_entries import FeedEntries, FeedMeeting, FeedReport, FeedSource, board_feed, series_feed
from tests.scheduler.rules.test_feed_entries import CHANGED_AT, PLAN, TODAY, meeting, promise, source

APRIL = date(2026, 4, 14)


def of_series(*meetings: Meeting, series: str = "moderation", **words: object) -> FeedEntries:
    register: FeedSource = source(meetings=meetings, **words)  # type: ignore[arg-type]  # the words of `source`
    return series_feed(register, series, today=TODAY)


def test_a_meeting_is_shown_with_all_that_its_calendars_need() -> None:
    held = replace(
        meeting("2026Q2", APRIL),
        title="Moderation of Q1",
        location="Room 3",
        url="https://chaser.example.org/meetings/2026Q2",
        paper_deadline_on=date(2026, 4, 2),
        moved_because="Easter Monday",
        note="Bring the sample",
        deputies={"nina@example.org": "omar@example.org"},
        sequence=5,
    )

    assert of_series(held, reports={held.uid: (promise("1.13", None),)}).meetings == (
        FeedMeeting(
            uid="moderation-2026Q2@example.org",
            title="Moderation of Q1",
            plan="Improvement plan 2026",
            on=APRIL,
            starts=time(14),
            ends=time(16),
            location="Room 3",
            url="https://chaser.example.org/meetings/2026Q2",
            cancelled=False,
            moved_because="Easter Monday",
            note="Bring the sample",
            stand_ins=("omar@example.org stands in for nina@example.org.",),
            reports=(FeedReport(ref="1.13", title="Title of 1.13"),),
            paper_deadline_on=date(2026, 4, 2),
            categories=("Chief Officer Group",),
            sequence=5,
            changed_at=CHANGED_AT,
        ),
    )


def test_a_meeting_of_a_series_that_is_no_more_is_shown_without_its_board() -> None:
    [shown] = of_series(meeting("2026Q2", APRIL, series="gone"), series="gone").meetings

    assert (shown.uid, shown.plan, shown.categories) == ("gone-2026Q2@example.org", "", ())


def test_a_meeting_of_a_board_without_an_open_plan_is_about_none() -> None:
    [shown] = of_series(meeting("2026Q2", APRIL), plan=replace(PLAN, board="panel")).meetings

    assert (shown.plan, shown.categories) == ("", ("Chief Officer Group",))


def test_papers_stand_by_their_own_day_and_those_of_one_day_by_their_identity() -> None:
    may, june = date(2026, 5, 12), date(2026, 6, 9)
    early = replace(meeting("c", june), paper_deadline_on=date(2026, 4, 1))
    found = of_series(
        replace(meeting("b", APRIL), paper_deadline_on=date(2026, 4, 2)),
        replace(meeting("a", may), paper_deadline_on=date(2026, 4, 2)),
        early,
    )

    assert [each.uid for each in found.meetings] == [f"moderation-{slot}@example.org" for slot in "bac"]
    assert [each.uid for each in found.papers] == [f"papers-moderation-{slot}@example.org" for slot in "cab"]


def test_meetings_of_one_day_stand_by_their_hour_and_then_by_their_identity() -> None:
    at_nine = replace(meeting("z", APRIL), starts=time(9))

    found = of_series(meeting("b", APRIL), meeting("a", APRIL), at_nine)

    assert [each.uid for each in found.meetings] == [f"moderation-{slot}@example.org" for slot in "zab"]


def test_target_dates_stand_by_their_day_and_those_of_one_day_by_their_identity() -> None:
    register = source(promise("1.3", APRIL), promise("1.2", APRIL), promise("1.4", TODAY))

    found = board_feed(register, "cog", today=TODAY, target_dates=True).deadlines

    assert [each.ref for each in found] == ["1.4", "1.2", "1.3"]
