"""What happens after a gap, a crash, a wrong clock, a late holiday or new numbers: docs/catching-up.md, line by line.

January 2025 as it was: Fridays 3, 10, 17, 24, 31. The plan's one action is due by the end of January: its rungs are
Friday 3, Friday 17 and Friday 24; it is late from Monday 3 February on.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from notifications.transports.contract import Envelope
from notifications.transports.memory import Memory
from scheduler.plans.target_dates import Precision, TargetDate
from scheduler.register.rounds import disown_later_rounds
from scheduler.rounds.morning import MORNING
from scheduler.rules.hours import morning_due
from scheduler.rules.policy import Policy
from scheduler.rules.working_days import WorkingDays
from tests.builders import NINA, days
from tests.scheduler.rounds.houses import LONDON, TestHouse, a_plan, an_action, at, lived_in

JANUARY = date(2025, 1, 31)


def released(house: TestHouse) -> None:
    house.record(a_plan(an_action("1.1", JANUARY, "NM")))
    house.morning("2024-12-02T08:00", release=True)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = lived_in(tmp_path, released)
    yield made
    made.sessions.kw["bind"].dispose()


def lived(house: TestHouse, start: str, end: str, *, down: tuple[str, str] | None = None) -> list[str]:
    """Each notice to Nina, as its day and kind, over mornings from start to end; none is held while it is down."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    off = set(days(date.fromisoformat(down[0]), date.fromisoformat(down[1]))) if down else set()
    told = []
    for day in days(first, last):
        if day not in off:
            posted = house.morning(f"{day}T08:00").posted
            notices = [each for mail in posted for each in mail.notices if each.key.person == NINA]
            told += [f"{day:%a} {day.day} {day:%b}: {each.key.kind.value}" for each in notices]
    return told


def test_down_for_one_day_the_rung_of_that_day_goes_on_the_next(house: TestHouse) -> None:
    assert lived(house, "2025-01-03", "2025-01-23", down=("2025-01-17", "2025-01-17")) == [
        "Fri 3 Jan: reminder",
        "Mon 20 Jan: reminder",
    ]


def test_down_for_five_days_a_rung_is_left_out_when_the_next_is_near(house: TestHouse) -> None:
    assert lived(house, "2025-01-03", "2025-01-31", down=("2025-01-17", "2025-01-21")) == [
        "Fri 3 Jan: reminder",
        "Fri 24 Jan: reminder",
    ]


def test_down_for_thirty_days_there_is_one_mail_with_what_holds_now(house: TestHouse) -> None:
    gone = ("2025-01-10", "2025-02-08")

    assert lived(house, "2025-01-06", "2025-02-16", down=gone) == ["Mon 6 Jan: reminder", "Mon 10 Feb: late"]


def test_a_power_cut_after_the_round_and_before_delivery_loses_nothing_and_doubles_nothing(house: TestHouse) -> None:
    house.morning("2025-01-17T08:00", deliver=False)
    again = house.morning("2025-01-17T08:30", deliver=False)
    house.deliver("2025-01-17T08:31")
    house.deliver("2025-01-17T08:32")

    assert again.posted == ()
    assert [each.recipient for each in _accepted(house)] == [NINA]


def test_a_mail_that_never_went_is_told_in_the_next_one_instead(house: TestHouse) -> None:
    house.morning("2025-01-17T08:00", deliver=False)

    house.morning("2025-01-20T08:00")

    assert [(each.recipient, each.day) for each in _accepted(house)] == [(NINA, date(2025, 1, 20))]


def _accepted(house: TestHouse) -> list[Envelope]:
    assert isinstance(house.road, Memory)
    return [each for each in house.road.accepted if each.recipient == NINA]


def test_a_clock_that_was_ahead_holds_rounds_up_until_its_rounds_are_set_aside(house: TestHouse) -> None:
    house.morning("2025-02-10T08:00")  # the clock was three weeks ahead

    blocked = house.morning("2025-01-17T08:00")
    with house.sessions.begin() as session:
        assert disown_later_rounds(session, MORNING, now=at("2025-01-17T08:00")) == 1
    rest = lived(house, "2025-01-17", "2025-02-23")

    assert (
        blocked.why_not == "a round was held later than this, on Monday 10 February 2025: nothing is sent back in time"
    )
    assert rest == ["Fri 17 Jan: reminder", "Fri 24 Jan: reminder", "Mon 3 Feb: late", "Mon 17 Feb: late"]


def test_a_clock_that_went_back_holds_the_same_morning_once(house: TestHouse) -> None:
    first = house.morning("2025-01-17T08:00")
    back = house.morning("2025-01-16T23:00")
    right_again = house.morning("2025-01-17T08:20")

    assert [len(each.posted) for each in (first, back, right_again)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("first", "last", "morning", "expected"),
    [
        ("2025-03-29", "2025-03-31", time(8), ["Sat 08:00", "Sun 08:00", "Mon 08:00"]),
        ("2025-10-25", "2025-10-27", time(8), ["Sat 08:00", "Sun 08:00", "Mon 08:00"]),
        ("2025-03-29", "2025-03-31", time(1, 30), ["Sat 01:30", "Sun 02:00", "Mon 01:30"]),  # 01:30 was skipped
        ("2025-10-25", "2025-10-27", time(1, 30), ["Sat 01:30", "Sun 01:30", "Mon 01:30"]),  # 01:30 came twice
    ],
)
def test_both_nights_of_the_clock_change_have_one_round_a_day(
    first: str, last: str, morning: time, expected: list[str]
) -> None:
    now = datetime.combine(date.fromisoformat(first), time(0), LONDON).astimezone(UTC)
    end = datetime.combine(date.fromisoformat(last), time(12), LONDON).astimezone(UTC)
    held: list[datetime] = []
    while now < end:
        if morning_due(now, held[-1] if held else None, zone=LONDON, morning=morning):
            held.append(now)
        now += timedelta(minutes=10)

    assert [f"{each.astimezone(LONDON):%a %H:%M}" for each in held] == expected


def test_the_end_of_february_in_a_leap_year_is_the_29th(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    february = replace(an_action("1.1", JANUARY, "NM"), target=_month(date(2024, 2, 1), date(2024, 2, 29)))
    house.record(a_plan(february), on="2024-01-02T08:00")
    house.morning("2024-01-02T08:00", release=True)

    assert lived(house, "2024-01-03", "2024-03-04") == [
        "Thu 1 Feb: reminder",
        "Thu 15 Feb: reminder",
        "Thu 22 Feb: reminder",
        "Fri 1 Mar: late",
        "Mon 4 Mar: late",
    ]
    house.sessions.kw["bind"].dispose()


def _month(begins_on: date, due_on: date) -> TargetDate:
    return TargetDate(begins_on=begins_on, due_on=due_on, precision=Precision.MONTH, words="Feb 2024", rule="month")


def closed(*closed_days: date) -> Policy:
    return Policy(calendar=WorkingDays(closed=frozenset(closed_days)))


def test_a_bank_holiday_announced_before_its_day_moves_what_was_planned_for_it(house: TestHouse) -> None:
    house.morning("2025-02-03T08:00")
    house.orders = replace(house.orders, policy=closed(date(2025, 2, 10)))

    assert lived(house, "2025-02-04", "2025-02-16") == ["Tue 11 Feb: late"]


def test_a_bank_holiday_announced_after_its_day_tells_nobody_a_second_time(house: TestHouse) -> None:
    before = lived(house, "2025-01-17", "2025-01-17")
    house.orders = replace(house.orders, policy=closed(date(2025, 1, 17)))
    then = lived(house, "2025-01-18", "2025-02-03")
    house.orders = replace(house.orders, policy=closed(date(2025, 2, 3)))
    after = lived(house, "2025-02-04", "2025-02-10")

    assert before == ["Fri 17 Jan: reminder"]
    assert then == ["Fri 24 Jan: reminder", "Mon 3 Feb: late"]
    assert after == ["Mon 10 Feb: late"]


def test_new_rungs_count_from_the_next_round_and_repeat_nothing(house: TestHouse) -> None:
    first = lived(house, "2025-01-03", "2025-01-03")
    house.orders = replace(house.orders, policy=Policy(period_rungs=(21, 3)))  # Friday 10 and Tuesday 28 January

    assert first == ["Fri 3 Jan: reminder"]
    assert lived(house, "2025-01-06", "2025-01-31") == ["Fri 10 Jan: reminder", "Tue 28 Jan: reminder"]


def test_rungs_taken_out_after_they_were_told_leave_no_gap_to_fill(house: TestHouse) -> None:
    first = lived(house, "2025-01-03", "2025-01-17")
    house.orders = replace(house.orders, policy=Policy(period_rungs=(28, 7)))

    assert first == ["Fri 3 Jan: reminder", "Fri 17 Jan: reminder"]
    assert lived(house, "2025-01-18", "2025-01-31") == ["Fri 24 Jan: reminder"]
