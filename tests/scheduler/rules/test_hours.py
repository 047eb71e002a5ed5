"""When the morning round is due: by the local day, over both clock changes, and after being down."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from scheduler.rules.hours import morning_due, next_morning

LONDON = ZoneInfo("Europe/London")
EIGHT = time(8, 0)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


DUE = [
    ("2025-01-15T07:59", None, False),  # winter: eight in London is eight UTC
    ("2025-01-15T08:00", None, True),
    ("2025-01-15T08:01", "2025-01-15T08:00", False),
    ("2025-01-15T17:00", "2025-01-14T08:00", True),  # down all day: caught up in the evening
    ("2025-06-16T06:59", None, False),  # summer: seven UTC
    ("2025-06-16T07:00", None, True),
    ("2025-03-30T07:00", "2025-03-29T08:00", True),  # the clock went forward that night
    ("2025-10-26T07:30", "2025-10-25T07:00", False),  # it went back: eight is eight UTC again
    ("2025-10-26T08:00", "2025-10-25T07:00", True),
    ("2025-06-16T07:00", "2025-06-15T23:30", False),  # that was half past midnight of today
    ("2025-01-15T08:00", "2025-01-16T08:00", False),  # the clock jumped back a day: nothing twice
    ("2024-02-29T08:00", "2024-02-28T08:00", True),
]


@pytest.mark.parametrize(("now", "last", "due"), DUE)
def test_the_morning_round_is_due_once_a_local_day(now: str, last: str | None, due: bool) -> None:
    assert morning_due(utc(now), utc(last) if last else None, zone=LONDON, morning=EIGHT) is due


NEXT = [
    ("2025-01-15T06:00", "2025-01-14T08:00", "2025-01-15T08:00+00:00"),
    ("2025-01-15T09:00", "2025-01-15T08:00", "2025-01-16T08:00+00:00"),
    ("2025-03-29T12:00", "2025-03-29T08:00", "2025-03-30T08:00+01:00"),
    ("2025-01-15T09:00", "2025-01-14T08:00", "2025-01-15T09:00+00:00"),
    ("2025-07-15T07:30", "2025-07-14T07:00", "2025-07-15T08:30+01:00"),  # half past eight in summer: due now
    ("2025-07-15T23:30", "2025-07-15T23:10", "2025-07-17T08:00+01:00"),  # both after midnight by the wall's clock
    ("2025-07-15T09:00", "2025-07-14T07:00", "2025-07-15T10:00+01:00"),  # due now, said in summer time
    ("2025-07-15T06:30", "2025-07-15T06:15", "2025-07-16T08:00+01:00"),  # held earlier today, before its hour
    ("2025-07-15T06:30", "2025-07-14T23:30", "2025-07-16T08:00+01:00"),  # held after midnight by the wall's clock
]


@pytest.mark.parametrize(("now", "last", "expected"), NEXT)
def test_the_next_morning_is_named_in_local_time(now: str, last: str, expected: str) -> None:
    assert next_morning(utc(now), utc(last), zone=LONDON, morning=EIGHT).isoformat("T", "minutes") == expected
