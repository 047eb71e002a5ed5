"""The periods of standing commitments, and the day on which each is asked about: tables with their weekdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.target_dates import Recurrence
from scheduler.rules.periods import ASKED_BEFORE, periods_about, periods_between
from scheduler.rules.working_days import WorkingDays
from tests.scheduler.rules.test_undated import meeting

CALENDAR = WorkingDays()


@pytest.mark.parametrize(
    ("every", "begins", "ends", "asked", "words"),
    [
        # 14 days before a quarter or a year ends, 7 before a month or a fortnight, moved back to a working day
        (Recurrence.QUARTERLY, "Wed 2025-01-01", "Mon 2025-03-31", "Mon 2025-03-17", "the quarter to 31 March 2025"),
        (Recurrence.ANNUAL, "Wed 2025-01-01", "Wed 2025-12-31", "Wed 2025-12-17", "2025"),
        (Recurrence.MONTHLY, "Sat 2025-02-01", "Fri 2025-02-28", "Fri 2025-02-21", "February 2025"),
        (
            Recurrence.FORTNIGHTLY,
            "Mon 2025-02-03",
            "Sun 2025-02-16",
            "Fri 2025-02-07",
            "the fortnight to 16 February 2025",
        ),
    ],
)
def test_a_period_holds_its_days_and_is_asked_about_before_it_ends(
    every: Recurrence, begins: str, ends: str, asked: str, words: str
) -> None:
    now = periods_about(date(2025, 2, 12), every, CALENDAR)[2]

    assert [f"{day:%a %Y-%m-%d}" for day in (now.begins_on, now.ends_on, now.asked_on)] == [begins, ends, asked]
    assert now.words == words


def test_a_question_of_the_quiet_days_comes_before_them() -> None:
    december = periods_about(date(2024, 12, 5), Recurrence.MONTHLY, CALENDAR)[2]

    assert f"{december.asked_on:%a %Y-%m-%d}" == "Mon 2024-12-23"  # Tuesday 24 is quiet


def test_from_one_meeting_to_the_next_the_question_comes_before_the_papers() -> None:
    first, second = meeting(date(2025, 3, 20), papers_on=date(2025, 3, 13)), meeting(date(2025, 6, 19))

    periods = list(periods_between([first, second], CALENDAR))

    assert [(f"{p.asked_on:%a %Y-%m-%d}", p.begins_on, p.ends_on) for p in periods] == [
        ("Thu 2025-02-27", date.min, date(2025, 3, 20)),
        ("Thu 2025-06-05", date(2025, 3, 21), date(2025, 6, 19)),
    ]
    assert periods[0].words == "Chief Officer Group on Thursday 20 March 2025"


@given(day=st.dates(date(2020, 1, 1), date(2040, 12, 31)), every=st.sampled_from(Recurrence))
def test_periods_follow_each_other_without_a_gap_and_the_third_holds_the_day(day: date, every: Recurrence) -> None:
    periods = periods_about(day, every, CALENDAR)

    assert periods[2].begins_on <= day <= periods[2].ends_on
    assert [p.ends_on.toordinal() + 1 for p in periods[:-1]] == [p.begins_on.toordinal() for p in periods[1:]]
    assert all(CALENDAR.is_working(p.asked_on) and p.asked_on <= p.ends_on - ASKED_BEFORE[every] for p in periods)


def test_two_periods_stand_before_the_one_that_holds_a_day_and_two_after_it() -> None:
    assert [p.words for p in periods_about(date(2025, 2, 12), Recurrence.MONTHLY, CALENDAR)] == [
        "December 2024",
        "January 2025",
        "February 2025",
        "March 2025",
        "April 2025",
    ]
