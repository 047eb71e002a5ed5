"""The periods of a standing commitment: calendar ones, or from one board meeting to the next; when each is asked about.

Periods follow the calendar (a quarter ends on 31 March, 30 June, 30 September, 31 December), and fortnights begin
on every second Monday. A question comes early enough for what was forgotten to be done within the period.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from scheduler.plans.boards import Meeting
from scheduler.plans.target_dates import Recurrence
from scheduler.rules.days_in_words import day_in_words, short_day
from scheduler.rules.working_days import WorkingDays

MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.ANNUAL: 12}
EACH = {
    Recurrence.FORTNIGHTLY: "every fortnight",
    Recurrence.MONTHLY: "every month",
    Recurrence.QUARTERLY: "every quarter",
    Recurrence.ANNUAL: "every year",
}
FORTNIGHT = timedelta(days=14)
ASKED_BEFORE = {
    Recurrence.FORTNIGHTLY: timedelta(days=7),
    Recurrence.MONTHLY: timedelta(days=7),
    Recurrence.QUARTERLY: timedelta(days=14),
    Recurrence.ANNUAL: timedelta(days=14),
}
ASKED_BEFORE_MEETING = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Period:
    """One round of a standing commitment, both days included; `ends_on` is the slot of its notices.

    `asked_on` is the working day of its question.
    """

    begins_on: date
    ends_on: date
    asked_on: date
    words: str


@lru_cache(maxsize=256)  # asked of every standing commitment each day, and the answer hangs on nothing else
def periods_about(day: date, every: Recurrence, calendar: WorkingDays) -> tuple[Period, ...]:
    """The two calendar periods before the one that holds `day`, that one, and the two after it."""
    begins = _first_day(day, every)
    last = _first_day(begins - timedelta(days=1), every)
    starts = [_first_day(last - timedelta(days=1), every), last, begins]
    for _ in range(2):
        starts.append(_after(starts[-1], every))
    return tuple(_period(start, every, calendar) for start in starts)


def periods_between(meetings: Iterable[Meeting], calendar: WorkingDays) -> Iterator[Period]:
    """From each meeting to the next; the question comes 14 days before its papers are due, or before the meeting."""
    before = date.min
    for meeting in meetings:
        papers_on = meeting.paper_deadline_on or meeting.on
        yield Period(
            begins_on=before,
            ends_on=meeting.on,
            asked_on=calendar.on_or_before(papers_on - ASKED_BEFORE_MEETING),
            words=f"{meeting.title} on {day_in_words(meeting.on)}",
        )
        before = meeting.on + timedelta(days=1)


def _period(begins_on: date, every: Recurrence, calendar: WorkingDays) -> Period:
    ends_on = _after(begins_on, every) - timedelta(days=1)
    asked_on = calendar.on_or_before(ends_on - ASKED_BEFORE[every])
    return Period(begins_on=begins_on, ends_on=ends_on, asked_on=asked_on, words=_words(ends_on, every))


def _first_day(day: date, every: Recurrence) -> date:
    if every is Recurrence.FORTNIGHTLY:
        monday = day - timedelta(days=day.weekday())
        return monday - timedelta(days=(monday.toordinal() - 1) % FORTNIGHT.days)
    return date(day.year, (day.month - 1) // MONTHS[every] * MONTHS[every] + 1, 1)


def _after(begins_on: date, every: Recurrence) -> date:
    """The first day of the next period."""
    if every is Recurrence.FORTNIGHTLY:
        return begins_on + FORTNIGHT
    last_month = begins_on.month + MONTHS[every] - 1
    return date(begins_on.year, last_month, monthrange(begins_on.year, last_month)[1]) + timedelta(days=1)


def _words(ends_on: date, every: Recurrence) -> str:
    if every is Recurrence.ANNUAL:
        return f"{ends_on:%Y}"
    if every is Recurrence.MONTHLY:
        return f"{ends_on:%B %Y}"
    return f"the {'quarter' if every is Recurrence.QUARTERLY else 'fortnight'} to {short_day(ends_on)}"
