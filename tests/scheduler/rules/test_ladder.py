"""The reminder ladder as a board secretary could audit it: the weekday stands beside each date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plans.target_dates import TargetDate
from scheduler.rules.ladder import NoticeKind, latest_slot, next_slot, reminder_slots, skipped_for
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays
from tests.builders import in_month, on_day

POLICY = Policy()
CALENDAR = WorkingDays()

LADDERS = [
    # a day: 28, 14, 7 and 2 days before, and the day itself
    (
        on_day(date(2025, 3, 14)),
        ["Fri 2025-02-14", "Fri 2025-02-28", "Fri 2025-03-07", "Wed 2025-03-12", "Fri 2025-03-14"],
    ),
    # a month: 28, 14 and 7 days before its last day; 30 November 2024 is a Saturday, so Fridays
    (in_month(date(2024, 11, 30)), ["Fri 2024-11-01", "Fri 2024-11-15", "Fri 2024-11-22"]),
    (in_month(date(2025, 1, 31)), ["Fri 2025-01-03", "Fri 2025-01-17", "Fri 2025-01-24"]),
    # quiet days move rungs earlier: 24 December would be the 7-day rung of 31 December
    (in_month(date(2024, 12, 31)), ["Tue 2024-12-03", "Tue 2024-12-17", "Mon 2024-12-23"]),
    # Good Friday 18 and Easter Monday 21 April 2025
    (on_day(date(2025, 4, 21)), ["Mon 2025-03-24", "Mon 2025-04-07", "Mon 2025-04-14", "Thu 2025-04-17"]),
    # the leap day
    (in_month(date(2028, 2, 29)), ["Tue 2028-02-01", "Tue 2028-02-15", "Tue 2028-02-22"]),
]


@pytest.mark.parametrize(("target", "expected"), LADDERS, ids=[t.words for t, _ in LADDERS])
def test_rungs_stand_on_working_days_before_the_due_day(target: TargetDate, expected: list[str]) -> None:
    slots = reminder_slots(target, policy=POLICY, calendar=CALENDAR)

    assert [f"{slot.on:%a %Y-%m-%d}" for slot in slots] == expected


LATE = [
    # (today, slot): 30 November 2024 is a Saturday; late from Monday, then each Monday
    ("Sat 2024-11-30", None),
    ("Sun 2024-12-01", None),
    ("Mon 2024-12-02", "Mon 2024-12-02"),
    ("Fri 2024-12-06", "Mon 2024-12-02"),
    ("Mon 2024-12-09", "Mon 2024-12-09"),
    ("Mon 2024-12-23", "Mon 2024-12-23"),
    # quiet days: the week of 30 December has its first working day on Friday 3 January
    ("Thu 2025-01-02", "Mon 2024-12-23"),
    ("Fri 2025-01-03", "Fri 2025-01-03"),
    ("Mon 2025-01-06", "Mon 2025-01-06"),
    # Easter Monday 21 April 2025 is a bank holiday: Tuesday
    ("Mon 2025-04-21", "Mon 2025-04-14"),
    ("Tue 2025-04-22", "Tue 2025-04-22"),
]


@pytest.mark.parametrize(("today", "expected"), LATE)
def test_what_is_late_is_told_on_the_first_working_day_and_then_weekly(today: str, expected: str | None) -> None:
    day = date.fromisoformat(today[4:])

    slot = latest_slot(in_month(date(2024, 11, 30)), day, policy=POLICY, calendar=CALENDAR)

    assert f"{day:%a}" == today[:3]
    late = slot if slot and slot.kind is NoticeKind.LATE else None
    assert (f"{late.on:%a %Y-%m-%d}" if late else None) == expected


def test_something_late_from_a_thursday_is_told_again_on_the_monday_after() -> None:
    target = on_day(date(2025, 3, 12))  # a Wednesday

    told = {
        latest_slot(target, date(2025, 3, 13) + timedelta(days=n), policy=POLICY, calendar=CALENDAR) for n in range(12)
    }

    assert sorted(slot.on for slot in told if slot) == [date(2025, 3, 13), date(2025, 3, 17), date(2025, 3, 24)]


def test_after_downtime_only_the_latest_rung_is_due() -> None:
    target = on_day(date(2025, 3, 14))

    slot = latest_slot(target, date(2025, 3, 10), policy=POLICY, calendar=CALENDAR)

    assert slot is not None
    assert (slot.on, slot.days_before) == (date(2025, 3, 7), 7)


SKIPPED = [
    # the 14-day rung of 31 January is Fri 17 January; the next is Fri 24 January
    ("Fri 2025-01-17", False),  # on its own day it goes
    ("Mon 2025-01-20", False),  # four working days before the next: caught up
    ("Tue 2025-01-21", True),  # three working days before the next: left out
    ("Thu 2025-01-23", True),
    ("Fri 2025-01-24", False),  # the next rung itself
    ("Wed 2025-01-29", False),  # the 7-day rung caught up: no rung follows before the due day
]


@pytest.mark.parametrize(("today", "skipped"), SKIPPED)
def test_a_rung_caught_up_late_is_left_out_when_the_next_is_near(today: str, skipped: bool) -> None:
    day, target = date.fromisoformat(today[4:]), in_month(date(2025, 1, 31))
    slot = latest_slot(target, day, policy=POLICY, calendar=CALENDAR)

    assert slot is not None
    assert bool(skipped_for(slot, target, day, policy=POLICY, calendar=CALENDAR)) is skipped


def test_two_rungs_moved_to_the_same_day_are_one() -> None:
    target = on_day(date(2025, 1, 2))  # a quiet day: the 7-day, 2-day and same-day rungs all move to 23 December

    slots = reminder_slots(target, policy=POLICY, calendar=CALENDAR)

    assert [(slot.on, slot.days_before) for slot in slots] == [
        (date(2024, 12, 5), 28),
        (date(2024, 12, 19), 14),
        (date(2024, 12, 23), 0),
    ]


DUE = st.dates(min_value=date(2023, 1, 1), max_value=date(2030, 12, 31))


@given(due=DUE, offset=st.integers(min_value=-60, max_value=120))
def test_the_latest_rung_never_lies_ahead_and_the_next_never_behind(due: date, offset: int) -> None:
    target, today = on_day(due), due + timedelta(days=offset)

    latest = latest_slot(target, today, policy=POLICY, calendar=CALENDAR)
    following = next_slot(target, today, policy=POLICY, calendar=CALENDAR)

    assert latest is None or latest.on <= today
    assert following.on > today
    assert CALENDAR.is_working(following.on)
    assert latest is None or CALENDAR.is_working(latest.on)


@given(due=DUE, offset=st.integers(min_value=-60, max_value=120))
def test_the_next_rung_is_the_latest_one_when_its_day_comes(due: date, offset: int) -> None:
    target, today = on_day(due), due + timedelta(days=offset)

    following = next_slot(target, today, policy=POLICY, calendar=CALENDAR)

    assert latest_slot(target, following.on, policy=POLICY, calendar=CALENDAR) == following
