"""On which days mail goes to the chair: each week's first working day, or a meeting's exception note."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.rules.chair_days import ChairDay, chair_day_of, chair_days, meeting_after, note_day, note_matter
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.policy import Policy
from scheduler.rules.told import NoticeKey, Told, ToldNotice
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays
from tests.builders import CHAIR, COG, snapshot
from tests.scheduler.rules.chairs import meeting

POLICY = Policy()


def seen(*meetings: Meeting, today: str = "2025-03-03", told: Told | None = None, policy: Policy = POLICY) -> View:
    series = {"cog": "cog", "other": "another board"}
    register = snapshot(meetings=meetings, board_series=series)
    return View(register, told or Told(), policy, date.fromisoformat(today))


def in_words(planned: ChairDay | None) -> tuple[str, str, str]:
    """The day, the day of the look, and the meeting's slot, empty for a week's digest."""
    assert planned is not None
    return (
        f"{planned.on:%a %Y-%m-%d}",
        f"{planned.look_on:%a %Y-%m-%d}",
        planned.meeting.slot if planned.meeting else "",
    )


@pytest.mark.parametrize(
    ("day", "goes", "look"),
    [
        ("Mon 2025-03-03", "Mon 2025-03-03", "Thu 2025-02-27"),
        ("Sun 2025-03-09", "Mon 2025-03-03", "Thu 2025-02-27"),
        ("Tue 2025-04-22", "Tue 2025-04-22", "Wed 2025-04-16"),  # after Easter Monday; Good Friday is none
        ("Wed 2025-01-01", "Fri 2025-01-03", "Fri 2024-12-20"),  # the quiet days' week begins on a Friday
        ("Mon 2025-01-06", "Mon 2025-01-06", "Mon 2024-12-23"),  # two working days before: Friday 3, Monday 23
        ("Mon 2025-05-05", "Tue 2025-05-06", "Thu 2025-05-01"),  # a bank holiday
    ],
)
def test_a_weeks_mail_goes_on_its_first_working_day_and_is_seen_two_before(day: str, goes: str, look: str) -> None:
    assert in_words(chair_day_of(date.fromisoformat(day[4:]), COG, seen())) == (goes, look, "")


def test_a_week_without_a_working_day_has_no_mail() -> None:
    shut = frozenset(date(2024, 12, number) for number in (23, 30, 31))

    view = seen(policy=Policy(calendar=WorkingDays(closed=shut)))

    assert chair_day_of(date(2024, 12, 25), COG, view) is None


@pytest.mark.parametrize(
    ("meets", "papers", "note", "look"),
    [
        ("Thu 2025-03-20", "2025-03-13", "Mon 2025-03-10", "Thu 2025-03-06"),
        ("Thu 2025-03-20", "2025-03-14", "Tue 2025-03-11", "Fri 2025-03-07"),
        ("Tue 2025-03-18", "2025-03-10", "Wed 2025-03-05", "Mon 2025-03-03"),
        ("Thu 2025-03-20", "", "Thu 2025-03-06", "Tue 2025-03-04"),  # no papers: 10 working days before
        ("Tue 2025-04-29", "2025-04-22", "Tue 2025-04-15", "Fri 2025-04-11"),  # Easter lies between
        ("Thu 2025-01-09", "2025-01-03", "Thu 2024-12-19", "Tue 2024-12-17"),  # and so do the quiet days
    ],
)
def test_the_note_goes_three_working_days_before_the_papers_in_place_of_that_weeks_mail(
    meets: str, papers: str, note: str, look: str
) -> None:
    held = meeting(meets[4:], papers=papers)

    view = seen(held, today=note[4:])

    assert in_words(chair_day_of(view.today, COG, view)) == (note, look, meets[4:])


def test_the_numbers_are_settings() -> None:
    mine = Policy(look_days=1, note_before_papers=5, note_before_meeting=4)
    with_papers, without = meeting("2025-03-20", papers="2025-03-13"), meeting("2025-03-20")

    assert in_words(chair_day_of(date(2025, 3, 3), COG, seen(policy=mine)))[1] == "Fri 2025-02-28"
    assert note_day(with_papers, COG, seen(with_papers, policy=mine)) == date(2025, 3, 6)
    assert note_day(without, COG, seen(without, policy=mine)) == date(2025, 3, 14)


def test_a_cancelled_meeting_and_another_boards_have_no_note() -> None:
    cancelled = meeting("2025-03-20", papers="2025-03-13", status=MeetingStatus.CANCELLED)
    other = meeting("2025-03-20", papers="2025-03-13", series="other")

    for each in (cancelled, other):
        assert in_words(chair_day_of(date(2025, 3, 10), COG, seen(each)))[2] == ""


def test_two_meetings_in_one_week_have_one_mail_on_the_earlier_day() -> None:
    first = meeting("2025-03-19", papers="2025-03-13")
    second = meeting("2025-03-20", papers="2025-03-14")

    assert in_words(chair_day_of(date(2025, 3, 14), COG, seen(second, first))) == (
        "Mon 2025-03-10",
        "Thu 2025-03-06",
        "2025-03-19",
    )


def noted(held: Meeting, on: date) -> Told:
    key = NoticeKey(
        commitment=note_matter(held), target="undated", kind=NoticeKind.EXCEPTION_NOTE, slot=on, person=CHAIR
    )
    return Told((ToldNotice(key=key, accepted_on=on),))


def test_a_note_that_went_keeps_its_day_when_the_meeting_is_moved() -> None:
    held = meeting("2025-03-20", papers="2025-03-13")
    moved = replace(held, on=date(2025, 4, 10), paper_deadline_on=date(2025, 4, 3))

    view = seen(moved, told=noted(held, date(2025, 3, 10)), today="2025-03-31")

    assert note_day(moved, COG, view) == date(2025, 3, 10)
    assert in_words(chair_day_of(view.today, COG, view)) == ("Mon 2025-03-31", "Thu 2025-03-27", "")


@pytest.mark.parametrize(
    ("today", "slot"),
    [
        ("2025-03-14", "2025-03-20"),  # its own week
        ("2025-03-17", "2025-03-20"),  # missed, and the meeting is still ahead
        ("2025-03-21", ""),  # the day after the meeting
        ("2025-03-24", ""),
    ],
)
def test_a_note_whose_week_was_missed_goes_with_the_next_mail_before_the_meeting(today: str, slot: str) -> None:
    held = meeting("2025-03-20", papers="2025-03-13")

    assert in_words(chair_day_of(date.fromisoformat(today), COG, seen(held, today=today)))[2] == slot


def test_a_note_to_come_to_day_is_not_taken_for_missed_when_looking_ahead() -> None:
    held = meeting("2025-03-20", papers="2025-03-13")

    ahead = islice(chair_days(COG, seen(held, today="2025-03-10")), 2)

    assert [in_words(each) for each in ahead] == [
        ("Mon 2025-03-10", "Thu 2025-03-06", "2025-03-20"),
        ("Mon 2025-03-17", "Thu 2025-03-13", ""),
    ]


def test_a_note_to_come_is_not_taken_for_missed_when_looking_ahead() -> None:
    held = meeting("2025-03-20", papers="2025-03-13")

    ahead = islice(chair_days(COG, seen(held, today="2025-03-05")), 4)

    assert [in_words(each) for each in ahead] == [
        ("Mon 2025-03-03", "Thu 2025-02-27", ""),
        ("Mon 2025-03-10", "Thu 2025-03-06", "2025-03-20"),
        ("Mon 2025-03-17", "Thu 2025-03-13", ""),
        ("Mon 2025-03-24", "Thu 2025-03-20", ""),
    ]


def test_the_mails_ahead_leave_out_weeks_without_a_working_day() -> None:
    shut = Policy(calendar=WorkingDays(closed=frozenset({date(2024, 12, 30), date(2025, 1, 3)})))

    ahead = islice(chair_days(COG, seen(today="2024-12-24", policy=shut)), 2)

    assert [in_words(each)[0] for each in ahead] == ["Mon 2024-12-23", "Mon 2025-01-06"]


def test_the_meeting_after_a_day_is_a_later_one_of_the_board_itself() -> None:
    march, june = meeting("2025-03-20"), meeting("2025-06-19")
    view = seen(june, march, meeting("2025-04-01", series="other"))

    assert meeting_after(date(2025, 3, 19), COG, view) == march
    assert meeting_after(date(2025, 3, 20), COG, view) == june
    assert meeting_after(date(2025, 6, 19), COG, view) is None
