"""When to try again: pure arithmetic on instants. Which days mail may go on is told by the caller."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
WAIT_AFTER_THOSE = timedelta(hours=3)
BREAKER_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30))
DOUBT_WAIT = timedelta(minutes=15)  # how long evidence about a message in doubt may take to turn up
LONGEST_CLOSURE = 366  # days looked ahead for one on which mail may go


class NoSendingDay(Exception):
    """The calendar allows no mail for a whole year: nothing would ever be sent; `str()` says so with the cure."""


@dataclass(frozen=True, kw_only=True)
class SendingDays:
    """On which local days mail may go, and from what hour of a day that follows a closed one."""

    may_send_on: Callable[[date], bool]
    zone: tzinfo
    opens: time = time(8)

    def open_at(self, at: datetime) -> bool:
        """Whether mail may go at that instant."""
        return self.may_send_on(at.astimezone(self.zone).date())

    def first_open(self, at: datetime) -> datetime:
        """`at` itself where mail may go then; else the opening hour of the next day on which it may, in UTC."""
        day = at.astimezone(self.zone).date()
        if self.may_send_on(day):
            return at
        for ahead in range(1, LONGEST_CLOSURE + 1):
            following = day + timedelta(days=ahead)
            if self.may_send_on(following):
                return datetime.combine(following, self.opens, self.zone).astimezone(UTC)
        raise NoSendingDay(
            f"no mail may go on any day from {day} for {LONGEST_CLOSURE} days: check the closed and quiet days"
        )


def wait_after(tries: int) -> timedelta:
    """The wait after that many tries, counted from 1 (delivery.md, "The outbox", 4)."""
    return WAITS[tries - 1] if tries <= len(WAITS) else WAIT_AFTER_THOSE


def next_try(tries: int, at: datetime, *, expires_at: datetime | None, days: SendingDays) -> datetime | None:
    """The instant of the next try after `tries` failed ones, the last of them at `at`; None when none is left."""
    following = days.first_open(at + wait_after(tries))
    return following if expires_at is None or following < expires_at else None


def breaker_wait(times: int) -> timedelta:
    """How long a transport is left alone when its breaker opens for that time in a row, counted from 1."""
    return BREAKER_WAITS[min(times, len(BREAKER_WAITS)) - 1]
