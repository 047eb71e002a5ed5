"""Working days as the government's list of bank holidays gives them, each row with its weekday for the reader."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.rules.working_days import WorkingDays

ENGLAND = WorkingDays()
NO_QUIET_DAYS = WorkingDays(quiet_from=None, quiet_to=None)
NORTHERN_IRELAND = WorkingDays(division="northern-ireland", quiet_from=None, quiet_to=None)
SCOTLAND = WorkingDays(division="scotland", quiet_from=None, quiet_to=None)

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingDays:
    """A board's calendar with at least some working days: spans of up to half a year, a few closed days."""
    division = draw(st.sampled_from(["england-and-wales", "scotland", "northern-ireland"]))
    closed = draw(st.frozensets(days, max_size=8))
    first = draw(st.none() | st.dates(min_value=date(2023, 1, 1), max_value=date(2023, 12, 31)))
    if first is None:
        return WorkingDays(division=division, closed=closed, quiet_from=None, quiet_to=None)
    last = first + timedelta(days=draw(st.integers(min_value=0, max_value=180)))
    return WorkingDays(
        division=division, closed=closed, quiet_from=(first.month, first.day), quiet_to=(last.month, last.day)
    )


@pytest.mark.parametrize(
    ("weekday", "day", "calendar", "reason"),
    [
        ("Thursday", date(2025, 10, 23), ENGLAND, ""),
        ("Friday", date(2026, 2, 27), ENGLAND, ""),
        ("Saturday", date(2026, 2, 28), ENGLAND, "Saturday"),
        ("Sunday", date(2026, 3, 1), ENGLAND, "Sunday"),
        ("Friday", date(2026, 4, 3), ENGLAND, "bank holiday: Good Friday"),
        ("Monday", date(2026, 4, 6), ENGLAND, "bank holiday: Easter Monday"),
        ("Monday", date(2026, 4, 6), SCOTLAND, ""),
        ("Monday", date(2023, 5, 8), ENGLAND, "bank holiday: Coronation of Charles III"),
        ("Friday", date(2020, 5, 8), ENGLAND, "bank holiday: May Day"),
        ("Monday", date(2020, 5, 4), ENGLAND, ""),
        ("Thursday", date(2022, 6, 2), ENGLAND, "bank holiday: Spring Bank Holiday"),
        ("Monday", date(2022, 5, 30), ENGLAND, ""),
        ("Tuesday", date(2026, 3, 17), ENGLAND, ""),
        ("Tuesday", date(2026, 3, 17), NORTHERN_IRELAND, "bank holiday: Saint Patrick's Day"),
        ("Monday", date(2026, 7, 13), NORTHERN_IRELAND, "bank holiday: Battle of the Boyne (substitute day)"),
        ("Monday", date(2026, 8, 3), ENGLAND, ""),
        ("Monday", date(2026, 8, 3), SCOTLAND, "bank holiday: Summer Bank Holiday"),
        ("Monday", date(2026, 8, 31), ENGLAND, "bank holiday: Late Summer Bank Holiday"),
        ("Monday", date(2026, 8, 31), SCOTLAND, ""),
        ("Monday", date(2024, 12, 2), SCOTLAND, "bank holiday: Saint Andrew's Day (substitute day)"),
        ("Tuesday", date(2024, 1, 2), NO_QUIET_DAYS, ""),
        ("Tuesday", date(2024, 1, 2), SCOTLAND, "bank holiday: New Year Holiday"),
        ("Monday", date(2026, 12, 28), NO_QUIET_DAYS, "bank holiday: Boxing Day (substitute day)"),
        ("Monday", date(2027, 12, 27), NO_QUIET_DAYS, "bank holiday: Christmas Day (substitute day)"),
        ("Tuesday", date(2027, 12, 28), NO_QUIET_DAYS, "bank holiday: Boxing Day (substitute day)"),
        ("Monday", date(2022, 12, 26), NO_QUIET_DAYS, "bank holiday: Boxing Day"),
        ("Tuesday", date(2022, 12, 27), NO_QUIET_DAYS, "bank holiday: Christmas Day (substitute day)"),
        ("Monday", date(2028, 1, 3), ENGLAND, "bank holiday: New Year's Day (substitute day)"),
        ("Wednesday", date(2025, 12, 24), ENGLAND, "quiet days"),
        ("Wednesday", date(2025, 12, 24), NO_QUIET_DAYS, ""),
        ("Tuesday", date(2025, 12, 23), ENGLAND, ""),
        ("Friday", date(2026, 1, 2), ENGLAND, "quiet days"),
        ("Monday", date(2026, 1, 5), ENGLAND, ""),
        ("Tuesday", date(2026, 9, 8), WorkingDays(closed=frozenset({date(2026, 9, 8)})), "closed day"),
    ],
)
def test_a_day_is_working_or_says_why_it_is_not(weekday: str, day: date, calendar: WorkingDays, reason: str) -> None:
    assert day.strftime("%A") == weekday
    assert calendar.why_not(day) == reason
    assert calendar.is_working(day) is (reason == "")


def test_counting_working_days_steps_over_easter() -> None:
    thursday_before_easter = date(2026, 4, 2)
    assert ENGLAND.after(thursday_before_easter, 1) == date(2026, 4, 7)
    assert ENGLAND.after(thursday_before_easter, 5) == date(2026, 4, 13)
    assert ENGLAND.before(date(2026, 4, 7), 1) == thursday_before_easter
    assert ENGLAND.between(thursday_before_easter, date(2026, 4, 13)) == 5


def test_counting_working_days_steps_over_the_quiet_days() -> None:
    assert ENGLAND.after(date(2025, 12, 23), 1) == date(2026, 1, 5)
    assert ENGLAND.before(date(2026, 1, 5), 2) == date(2025, 12, 22)
    assert ENGLAND.between(date(2025, 12, 23), date(2026, 1, 6)) == 2


def test_a_count_of_nothing_is_the_day_itself_or_its_neighbour() -> None:
    saturday = date(2026, 2, 28)
    assert ENGLAND.after(saturday, 0) == date(2026, 3, 2)
    assert ENGLAND.before(saturday, 0) == date(2026, 2, 27)
    assert ENGLAND.after(date(2026, 2, 27), 0) == date(2026, 2, 27)


def test_counting_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 working days from 2026-02-27: count from 0 upwards"):
        ENGLAND.after(date(2026, 2, 27), -1)


def test_a_week_begins_with_its_first_working_day() -> None:
    assert ENGLAND.first_of_week(date(2026, 2, 25)) == date(2026, 2, 23)
    assert ENGLAND.first_of_week(date(2026, 3, 1)) == date(2026, 2, 23)
    assert ENGLAND.first_of_week(date(2026, 4, 8)) == date(2026, 4, 7)
    assert ENGLAND.first_of_week(date(2026, 12, 30)) is None


def test_a_quiet_span_inside_the_year_is_quiet_at_both_its_ends_only() -> None:
    summer = WorkingDays(quiet_from=(8, 10), quiet_to=(8, 14))
    assert [summer.is_working(date(2026, 8, day)) for day in (7, 10, 14, 17)] == [True, False, False, True]
    assert summer.is_working(date(2026, 12, 24))


def test_a_calendar_that_leaves_no_working_day_says_so() -> None:
    closed_all_year = WorkingDays(quiet_from=(1, 1), quiet_to=(12, 31))
    words = "no working day within a year after 2026-02-27: the quiet days from .1, 1. to .12, 31."
    with pytest.raises(ValueError, match=words):
        closed_all_year.on_or_after(date(2026, 2, 27))
    assert closed_all_year.between(date(2026, 1, 1), date(2026, 12, 31)) == 0
    assert closed_all_year.first_of_week(date(2026, 2, 27)) is None


def test_a_calendar_tells_all_that_is_wrong_with_it_at_once() -> None:
    with pytest.raises(ValueError) as refused:
        WorkingDays(division="wales", quiet_from=(2, 31), quiet_to=(2, 30))
    assert str(refused.value) == (
        "division 'wales' is not known: use one of england-and-wales, scotland, northern-ireland; "
        "quiet_from (2, 31) is no day of the year: use (month, day), such as (12, 24); "
        "quiet_to (2, 30) is no day of the year: use (month, day), such as (12, 24)"
    )
    with pytest.raises(ValueError) as refused:
        WorkingDays(quiet_from=(12, 24), quiet_to=None)
    assert str(refused.value) == "quiet days need both a first and a last day, or neither"


def test_a_leap_day_may_be_quiet() -> None:
    leap = WorkingDays(quiet_from=(2, 29), quiet_to=(2, 29))

    assert [leap.why_not(date(2024, 2, day)) for day in (28, 29)] == ["", "quiet days"]


@given(calendar=calendars(), day=days)
def test_the_neighbours_of_a_day_are_working_with_nothing_working_between(calendar: WorkingDays, day: date) -> None:
    before, after = calendar.on_or_before(day), calendar.on_or_after(day)
    assert before <= day <= after
    assert calendar.is_working(before)
    assert calendar.is_working(after)
    skipped = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert [each for each in skipped if calendar.is_working(each)] == []


@given(calendar=calendars(), day=days, count=st.integers(min_value=1, max_value=40))
def test_counting_forward_and_between_agree(calendar: WorkingDays, day: date, count: int) -> None:
    there = calendar.after(day, count)
    assert calendar.between(day, there) == count
    assert calendar.before(there, count) == calendar.on_or_before(day)


@given(calendar=calendars(), start=days, end=days)
def test_days_between_are_those_that_one_would_count_by_hand(calendar: WorkingDays, start: date, end: date) -> None:
    end = min(end, start + timedelta(days=800))
    by_hand = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert calendar.between(start, end) == len([day for day in by_hand if calendar.is_working(day)])


@given(calendar=calendars(), day=days)
def test_a_reason_is_given_exactly_for_days_that_are_not_worked(calendar: WorkingDays, day: date) -> None:
    assert bool(calendar.why_not(day)) is not calendar.is_working(day)


# Only 2 January is worked here: 2025's is a Thursday, 366 days after 2024's, which is closed.
ONE_DAY_A_YEAR = WorkingDays(quiet_from=(1, 3), quiet_to=(1, 1), closed=frozenset({date(2024, 1, 2)}))


@pytest.mark.parametrize("start", [date(2024, 1, 2), date(2024, 1, 3), date(2025, 1, 2)])
def test_a_working_day_is_looked_for_up_to_366_days_away(start: date) -> None:
    assert ONE_DAY_A_YEAR.on_or_after(start) == date(2025, 1, 2)


def test_a_working_day_that_is_367_days_away_is_none() -> None:
    with pytest.raises(ValueError) as refused:
        ONE_DAY_A_YEAR.on_or_after(date(2024, 1, 1))
    assert str(refused.value) == (
        "no working day within a year after 2024-01-01: the quiet days from (1, 3) to (1, 1) and 1 closed days "
        "leave none; shorten them"
    )
    with pytest.raises(ValueError, match="no working day within a year before 2025-01-01: "):
        ONE_DAY_A_YEAR.on_or_before(date(2025, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 4, 13), date(2026, 4, 2), 0),
        (date(2026, 4, 13), date(2026, 4, 13), 0),
        (date(2026, 4, 13), date(2025, 4, 2), 0),
        (date(2026, 4, 12), date(2026, 4, 13), 1),
        (date(2025, 12, 22), date(2026, 1, 5), 2),
    ],
)
def test_working_days_are_counted_forwards_alone(start: date, end: date, days: int) -> None:
    assert ENGLAND.between(start, end) == days


def test_the_first_working_day_of_a_year_is_counted_back_to() -> None:
    assert ENGLAND.before(date(2026, 1, 7), 2) == date(2026, 1, 5)
    assert ENGLAND.after(date(2026, 12, 22), 1) == date(2026, 12, 23)  # the last one of the year
