"""A series of meetings that comes to its end: the co-ordinator is told in time to name further days (calendars.md).

A rule without an end is kept a year ahead by itself, each morning; days in a list and a rule with an end run out.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.plans.boards import MeetingSeries
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.decisions import Notice
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.meeting_dates import occurrences, parse_rule
from scheduler.rules.recipients import Capacity
from scheduler.rules.told import NoticeKey
from scheduler.rules.view import View
from scheduler.rules.working_days import WorkingDays

TOLD_BEFORE = timedelta(days=60)
A_YEAR = timedelta(days=366)


def last_meeting_on(series: MeetingSeries, calendar: WorkingDays) -> date | None:
    """The day of a series' last meeting; None for one that goes on, or that never meets."""
    rule = parse_rule(series.rule) if series.rule else None
    if rule and rule.until_on is None:
        return None
    ends = max([*series.days, *([rule.until_on] if rule and rule.until_on else [])], default=None)
    if ends is None:
        return None
    held = occurrences(series, calendar=calendar, start=ends - 2 * A_YEAR, end=ends + A_YEAR)
    return held[-1].on if held else None


def about_series(view: View) -> Iterator[Notice]:
    """To the co-ordinator, once for each end: a series of which nothing more comes, 60 days before its last meeting."""
    for slug, series in sorted(view.snapshot.series.items()):
        board, calendar = view.snapshot.boards[series.board], view.policy.working_days(series.board)
        last = last_meeting_on(series, calendar)
        if last is None or not calendar.is_working(view.today):
            continue
        slot = calendar.on_or_before(last - TOLD_BEFORE)
        key = NoticeKey(
            commitment=f"series:{slug}",
            target=last.isoformat(),
            kind=NoticeKind.RENEWAL,
            slot=slot,
            person=board.co_ordinator,
        )
        if slot <= view.today and key not in view.told:
            yield _notice(key, series, last, view.today)


def _notice(key: NoticeKey, series: MeetingSeries, last: date, today: date) -> Notice:
    verb = "was" if last < today else "is"
    reason = f"the last meeting of {series.name} {verb} on {day_in_words(last)}"
    return Notice(key=key, plan="", board=series.board, ref="", capacity=Capacity.CO_ORDINATOR, reason=reason)
