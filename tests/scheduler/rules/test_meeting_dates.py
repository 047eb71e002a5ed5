"""The days that a series gives: on which days, under which slot, moved why, with which paper deadline."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.boards import MeetingSeries
from scheduler.rules.meeting_dates import PlannedMeeting, meeting_uid, never_fires, occurrences
from scheduler.rules.working_days import WorkingDays

CALENDAR = WorkingDays()
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "last")


def series(rule: str = "", *, days: tuple[date, ...] = (), paper_deadline_days: int | None = None) -> MeetingSeries:
    """A board's series with this rule or these days."""
    return MeetingSeries(
        slug="moderation",
        board="cog",
        name="Moderation meeting",
        rule=rule,
        days=days,
        paper_deadline_days=paper_deadline_days,
    )


def planned(slot: str, on: date, *, moved_because: str = "", paper_deadline_on: date | None = None) -> PlannedMeeting:
    """An occurrence at the series' own hours."""
    return PlannedMeeting(
        slot=slot,
        on=on,
        starts=time(14, 0),
        ends=time(16, 0),
        moved_because=moved_because,
        paper_deadline_on=paper_deadline_on,
    )


def held(rule: str, start: date, end: date) -> list[tuple[str, date]]:
    """Slot and day of each meeting that a rule gives in these days."""
    found = occurrences(series(rule), calendar=CALENDAR, start=start, end=end)
    return [(meeting.slot, meeting.on) for meeting in found]


YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "quarterly, second Tuesday, from 2025-01",
            [("2025Q1", "Tue 14 Jan"), ("2025Q2", "Tue 08 Apr"), ("2025Q3", "Tue 08 Jul"), ("2025Q4", "Tue 14 Oct")],
        ),
        (
            "quarterly, second Tuesday, from 2025-02",
            [("2025Q1", "Tue 11 Feb"), ("2025Q2", "Tue 13 May"), ("2025Q3", "Tue 12 Aug"), ("2025Q4", "Tue 11 Nov")],
        ),
        (
            "quarterly, second Tuesday, from 2024-12-20 until 2025-08",
            [("2025Q1", "Tue 11 Mar"), ("2025Q2", "Tue 10 Jun")],
        ),
        (
            "last Thursday in March, June and September",
            [("2025-03", "Thu 27 Mar"), ("2025-06", "Thu 26 Jun"), ("2025-09", "Thu 25 Sep")],
        ),
        (
            "quarterly, first Monday, in March, June, September and December",
            [("2025Q1", "Mon 03 Mar"), ("2025Q2", "Mon 02 Jun"), ("2025Q3", "Mon 01 Sep"), ("2025Q4", "Mon 01 Dec")],
        ),
        (
            "every five months, 31st, from 2024-10",
            [("2025-03", "Mon 31 Mar"), ("2025-08", "Mon 01 Sep")],
        ),
        ("annually, fourth Wednesday in November", [("2025", "Wed 26 Nov")]),
        ("every two years, 15th, from 2024-05", []),
        (
            "fortnightly, Friday, from 2025-11-15",
            [("2025-11-21", "Fri 21 Nov"), ("2025-12-05", "Fri 05 Dec"), ("2025-12-19", "Fri 19 Dec")],
        ),
        (
            "weekly, Monday, from 2025-12-01 until 2025-12-20",
            [("2025-12-01", "Mon 01 Dec"), ("2025-12-08", "Mon 08 Dec"), ("2025-12-15", "Mon 15 Dec")],
        ),
    ],
)
def test_a_series_meets_on_the_days_of_its_rule(rule: str, expected: list[tuple[str, str]]) -> None:
    assert [(slot, f"{day:%a %d %b}") for slot, day in held(rule, *YEAR_2025)] == expected


def test_a_fortnight_is_counted_from_the_first_meeting_wherever_one_looks() -> None:
    rule = "fortnightly, Tuesday, from 2025-01-07"
    assert held(rule, date(2026, 3, 1), date(2026, 3, 31)) == [
        ("2026-03-03", date(2026, 3, 3)),
        ("2026-03-17", date(2026, 3, 17)),
        ("2026-03-31", date(2026, 3, 31)),
    ]


def test_a_meeting_on_a_bank_holiday_moves_to_the_next_working_day_and_says_so() -> None:
    found = occurrences(
        series("monthly, first Friday"), calendar=CALENDAR, start=date(2026, 4, 1), end=date(2026, 4, 30)
    )
    moved = "moved from Friday 3 April 2026 (bank holiday: Good Friday)"
    assert found == (planned("2026-04", date(2026, 4, 7), moved_because=moved),)


def test_a_meeting_at_a_weekend_moves_without_explaining_weekends() -> None:
    found = occurrences(series("monthly, 15th"), calendar=CALENDAR, start=date(2025, 3, 1), end=date(2025, 3, 31))
    assert found == (planned("2025-03", date(2025, 3, 17), moved_because="moved from Saturday 15 March 2025"),)


def test_a_meeting_moved_into_the_days_asked_for_keeps_the_slot_it_came_from() -> None:
    found = occurrences(series("monthly, 25th"), calendar=CALENDAR, start=date(2026, 1, 1), end=date(2026, 1, 31))
    moved = "moved from Thursday 25 December 2025 (bank holiday: Christmas Day)"
    assert found == (
        planned("2025-12", date(2026, 1, 5), moved_because=moved),
        planned("2026-01", date(2026, 1, 26), moved_because="moved from Sunday 25 January 2026"),
    )
    assert held("monthly, 25th", date(2025, 12, 1), date(2025, 12, 31)) == []


def test_hours_of_the_rule_come_before_those_of_the_series() -> None:
    found = occurrences(
        series("monthly, 14th, 9:30 to 11:00", days=(date(2025, 1, 20),)),
        calendar=CALENDAR,
        start=date(2025, 1, 1),
        end=date(2025, 1, 31),
    )
    assert [(meeting.on.day, meeting.starts, meeting.ends) for meeting in found] == [
        (14, time(9, 30), time(11, 0)),
        (20, time(9, 30), time(11, 0)),
    ]


def test_hours_that_end_before_they_start_are_refused() -> None:
    backwards = MeetingSeries(slug="cog", board="cog", name="COG", days=(date(2025, 1, 14),), ends=time(13, 0))
    with pytest.raises(ValueError, match='the meeting series "cog" ends at 13:00, not after it starts at 14:00'):
        occurrences(backwards, calendar=CALENDAR, start=date(2025, 1, 1), end=date(2025, 1, 31))


@pytest.mark.parametrize(
    ("paper_deadline_days", "deadline"),
    [
        (None, None),
        (0, date(2026, 4, 14)),
        (7, date(2026, 4, 7)),
        (8, date(2026, 4, 2)),  # Easter Monday, then the weekend, then Good Friday
        (10, date(2026, 4, 2)),
        (12, date(2026, 4, 2)),
        (13, date(2026, 4, 1)),
    ],
)
def test_a_paper_deadline_moves_back_to_a_working_day(paper_deadline_days: int | None, deadline: date | None) -> None:
    found = occurrences(
        series("monthly, second Tuesday", paper_deadline_days=paper_deadline_days),
        calendar=CALENDAR,
        start=date(2026, 4, 1),
        end=date(2026, 4, 30),
    )
    assert found == (planned("2026-04", date(2026, 4, 14), paper_deadline_on=deadline),)


def test_listed_days_stay_where_they_were_put() -> None:
    saturday, christmas_eve = date(2025, 11, 15), date(2025, 12, 24)
    found = occurrences(
        series(days=(christmas_eve, saturday, date(2026, 1, 9))),
        calendar=CALENDAR,
        start=date(2025, 11, 1),
        end=date(2025, 12, 31),
    )
    assert found == (planned("2025-11-15", saturday), planned("2025-12-24", christmas_eve))


def test_a_listed_day_adds_to_what_the_rule_gives() -> None:
    found = occurrences(
        series("quarterly, second Tuesday, from 2025-01", days=(date(2025, 2, 4),)),
        calendar=CALENDAR,
        start=date(2025, 1, 1),
        end=date(2025, 3, 31),
    )
    assert found == (planned("2025Q1", date(2025, 1, 14)), planned("2025-02-04", date(2025, 2, 4)))


def test_a_day_both_listed_and_given_by_the_rule_is_one_meeting_that_stays() -> None:
    good_friday, tuesday_after = date(2026, 4, 3), date(2026, 4, 7)
    april = (date(2026, 4, 1), date(2026, 4, 30))
    rule = "monthly, first Friday"
    on_the_day = occurrences(series(rule, days=(good_friday,)), calendar=CALENDAR, start=april[0], end=april[1])
    assert on_the_day == (planned("2026-04", good_friday),)
    where_it_moves = occurrences(series(rule, days=(tuesday_after,)), calendar=CALENDAR, start=april[0], end=april[1])
    assert [(meeting.slot, meeting.on) for meeting in where_it_moves] == [("2026-04", tuesday_after)]


@pytest.mark.parametrize(
    ("rule", "days", "reason"),
    [
        ("quarterly, second Tuesday, from 2025-01", (), ""),
        ("quarterly, second Tuesday, from 2031-01", (), ""),
        ("annually, 29th, from 2025-02", (), ""),
        ("", (date(2025, 3, 1),), ""),
        ("monthly, 15th, until 2024-12", (date(2025, 3, 1),), ""),
        ("monthly, 25th, until 2024-12", (), "its rule ended on Tuesday 31 December 2024"),
        ("", (), "it has no rule and no days"),
        ("", (date(2024, 3, 1), date(2024, 2, 1)), "its last listed day was Friday 1 March 2024"),
        ("31st, in June and September", (), "none of its months has a day 31"),
        ("annually, 30th, from 2025-02", (), "none of its months has a day 30"),
        ("every two years, 29th, from 2025-02", (), "none of its months has a day 29"),
        (
            "quarterly, second Tuesday, from 2025-04-20 until 2025-06",
            (),
            "its rule gives no day from Sunday 20 April 2025 to Monday 30 June 2025",
        ),
    ],
)
def test_a_series_that_never_meets_says_why(rule: str, days: tuple[date, ...], reason: str) -> None:
    assert never_fires(series(rule, days=days), calendar=CALENDAR, start=date(2025, 2, 10)) == reason


def test_a_last_meeting_moved_past_its_rules_end_still_takes_place() -> None:
    ended = series("monthly, 25th, until 2024-12")
    assert never_fires(ended, calendar=CALENDAR, start=date(2025, 1, 2)) == ""
    assert never_fires(ended, calendar=CALENDAR, start=date(2025, 1, 4)) == "its rule ended on Tuesday 31 December 2024"


def test_a_calendar_without_working_days_is_said_to_be_the_trouble() -> None:
    never_open = WorkingDays(quiet_from=(1, 1), quiet_to=(12, 31))
    with pytest.raises(ValueError, match="no working day within a year before 2025-01-31"):
        never_fires(series("monthly, 15th"), calendar=never_open, start=date(2025, 2, 1))


def test_a_meetings_identity_holds_its_series_and_slot_alone() -> None:
    assert meeting_uid("moderation", "2025Q1", "chaser.example.org") == "moderation-2025Q1@chaser.example.org"


days_of_a_decade = st.dates(min_value=date(2024, 1, 1), max_value=date(2033, 12, 31))
monthly_rules = st.tuples(st.sampled_from(ORDINALS), st.sampled_from(WEEKDAYS))
rules = st.one_of(
    monthly_rules.map(lambda words: f"monthly, {words[0]} {words[1]}"),
    monthly_rules.map(lambda words: f"quarterly, {words[0]} {words[1]}, from 2024-02"),
    st.sampled_from(WEEKDAYS).map(lambda weekday: f"fortnightly, {weekday}, from 2024-02"),
    st.integers(min_value=1, max_value=31).map(lambda number: f"monthly, {number}th"),
)


def is_such_a_weekday(day: date, ordinal: str, weekday: str) -> bool:
    """Whether a day is, say, the second Tuesday of its month: counted on the wall calendar, one week at a time."""
    if WEEKDAYS[day.weekday()] != weekday:
        return False
    if ordinal == "last":
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 == ORDINALS.index(ordinal)


@given(words=monthly_rules, start=days_of_a_decade)
def test_a_monthly_weekday_is_the_one_on_the_wall_calendar(words: tuple[str, str], start: date) -> None:
    wall = [start + timedelta(days=n) for n in range(400)]
    by_hand = [day for day in wall if is_such_a_weekday(day, *words)]
    listed_too = series(f"monthly, {words[0]} {words[1]}", days=tuple(by_hand))  # listed: none of them is moved
    found = occurrences(listed_too, calendar=CALENDAR, start=start, end=wall[-1])
    unmoved = [(meeting.slot, meeting.on) for meeting in found if not meeting.moved_because]
    assert unmoved == [(f"{day:%Y-%m}", day) for day in by_hand]


@given(rule=rules, start=days_of_a_decade)
def test_every_generated_day_is_worked_and_has_a_slot_of_its_own(rule: str, start: date) -> None:
    found = occurrences(series(rule), calendar=CALENDAR, start=start, end=start + timedelta(days=800))
    assert all(CALENDAR.is_working(meeting.on) for meeting in found)
    assert len({meeting.slot for meeting in found}) == len(found)


@given(rule=rules, listed=st.frozensets(days_of_a_decade, max_size=4), start=days_of_a_decade, data=st.data())
def test_looking_twice_sees_what_looking_once_sees(
    rule: str, listed: frozenset[date], start: date, data: st.DataObject
) -> None:
    given_series = series(rule, days=tuple(sorted(listed)))
    end = start + timedelta(days=data.draw(st.integers(min_value=1, max_value=500)))
    middle = start + timedelta(days=data.draw(st.integers(min_value=0, max_value=(end - start).days - 1)))
    once = occurrences(given_series, calendar=CALENDAR, start=start, end=end)
    first_look = occurrences(given_series, calendar=CALENDAR, start=start, end=middle)
    second_look = occurrences(given_series, calendar=CALENDAR, start=middle + timedelta(days=1), end=end)
    assert first_look + second_look == once


def test_listed_days_are_held_from_the_first_to_the_last_asked_for_with_their_papers() -> None:
    first, last = date(2025, 3, 4), date(2025, 6, 3)
    listed = series(days=(first, last), paper_deadline_days=3)

    assert occurrences(listed, calendar=CALENDAR, start=first, end=last) == (
        planned("2025-03-04", first, paper_deadline_on=date(2025, 2, 28)),  # 3 days before is Saturday 1 March
        planned("2025-06-03", last, paper_deadline_on=date(2025, 5, 30)),
    )


@pytest.mark.parametrize(
    ("rule", "days", "start", "why"),
    [
        ("", (date(2025, 3, 4),), date(2025, 3, 4), ""),
        ("", (date(2025, 3, 4),), date(2025, 3, 5), "its last listed day was Tuesday 4 March 2025"),
        ("", (), date(2025, 3, 5), "it has no rule and no days"),
        (
            "weekly, Monday, until 2025-12-20",
            (),
            date(2025, 12, 20),
            "its rule gives no day from Saturday 20 December 2025 to Saturday 20 December 2025",
        ),
        (
            "weekly, Monday, until 2025-12-20",
            (),
            date(2025, 12, 21),
            "its rule ended on Saturday 20 December 2025",
        ),
        ("monthly, first Monday, from 2026-01", (), date(9990, 1, 1), ""),
        ("annually, 15th in June, from 2026-01", (), date(9998, 1, 1), ""),
    ],
)
def test_from_the_day_on_which_it_is_asked_a_series_says_why_it_never_meets(
    rule: str, days: tuple[date, ...], start: date, why: str
) -> None:
    assert never_fires(series(rule, days=days), calendar=CALENDAR, start=start) == why


def test_hours_that_end_as_they_begin_are_refused() -> None:
    at_once = replace(series(days=(date(2025, 3, 4),)), ends=time(14))

    with pytest.raises(ValueError) as refused:
        occurrences(at_once, calendar=CALENDAR, start=date(2025, 3, 1), end=date(2025, 3, 31))
    assert str(refused.value) == ('the meeting series "moderation" ends at 14:00, not after it starts at 14:00')
