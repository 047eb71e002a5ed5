"""When a message is tried again: the waits, the life of a message, and the days on which no mail goes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.retry import NoSendingDay, SendingDays, breaker_wait, next_try, wait_after
from tests.notifications.mails import EIGHT, EVERY_DAY, WEEKDAYS

LONDON = ZoneInfo("Europe/London")
FRIDAY_EVENING = datetime(2025, 3, 7, 23, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 30), (5, 60), (6, 180), (7, 180), (50, 180)]
)
def test_the_waits_grow_to_three_hours(tries: int, minutes: int) -> None:
    assert wait_after(tries) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("times", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 30), (5, 30), (50, 30)])
def test_a_closed_road_is_asked_again_at_least_each_half_hour(times: int, minutes: int) -> None:
    assert breaker_wait(times) == timedelta(minutes=minutes)


def test_a_try_that_would_come_after_the_end_is_none() -> None:
    assert next_try(1, EIGHT, expires_at=EIGHT + timedelta(seconds=61), days=EVERY_DAY) == EIGHT + timedelta(minutes=1)
    assert next_try(1, EIGHT, expires_at=EIGHT + timedelta(seconds=60), days=EVERY_DAY) is None


def test_a_try_that_falls_on_saturday_waits_for_monday_morning() -> None:
    assert next_try(3, FRIDAY_EVENING, expires_at=None, days=WEEKDAYS) == datetime(2025, 3, 10, 8, tzinfo=UTC)


def test_the_morning_is_the_local_one_over_the_change_of_clocks() -> None:
    days = SendingDays(may_send_on=lambda day: day.weekday() < 5, zone=LONDON)
    friday_before_summer = datetime(2025, 3, 28, 23, 30, tzinfo=UTC)

    assert next_try(5, friday_before_summer, expires_at=None, days=days) == datetime(2025, 3, 31, 7, tzinfo=UTC)


def test_a_message_that_would_wait_past_its_end_over_quiet_days_is_given_up() -> None:
    quiet = SendingDays(may_send_on=lambda day: not date(2025, 12, 24) <= day <= date(2026, 1, 2), zone=UTC)
    evening = datetime(2025, 12, 23, 23, 0, tzinfo=UTC)

    assert next_try(6, evening, expires_at=evening + timedelta(days=5), days=quiet) is None


def test_a_calendar_without_any_sending_day_is_an_error() -> None:
    closed = SendingDays(may_send_on=lambda day: False, zone=UTC)

    with pytest.raises(NoSendingDay, match="no mail may go on any day from 2025-03-03 for 366 days"):
        next_try(1, EIGHT, expires_at=None, days=closed)


instants = st.integers(-150_000_000, 150_000_000).map(lambda seconds: EIGHT + timedelta(seconds=seconds))
open_weekdays = st.sets(st.integers(0, 6), min_size=1)


@given(instants, st.integers(1, 40), open_weekdays, st.sampled_from(["Europe/London", "Pacific/Apia", "UTC"]))
def test_every_try_comes_later_and_on_a_day_on_which_mail_may_go(
    at: datetime, tries: int, weekdays: set[int], zone: str
) -> None:
    days = SendingDays(may_send_on=lambda day: day.weekday() in weekdays, zone=ZoneInfo(zone), opens=time(8))

    again_at = next_try(tries, at, expires_at=None, days=days)

    assert again_at is not None
    assert again_at >= at + wait_after(tries)
    assert days.open_at(again_at)


@given(instants, st.integers(1, 40))
def test_with_every_day_open_a_try_waits_exactly_its_wait(at: datetime, tries: int) -> None:
    assert next_try(tries, at, expires_at=None, days=EVERY_DAY) == at + wait_after(tries)


@given(instants, st.integers(1, 40), st.integers(1, 100_000))
def test_no_try_comes_at_or_after_the_end(at: datetime, tries: int, seconds: int) -> None:
    ends_at = at + timedelta(seconds=seconds)

    again_at = next_try(tries, at, expires_at=ends_at, days=WEEKDAYS)

    assert again_at is None or again_at < ends_at
