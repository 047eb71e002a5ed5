"""Keeps a year of each meeting series in the register, so that feeds and mails know what is coming."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.register.meetings import find_meeting, list_meetings, sync_meetings
from scheduler.rounds.invitations import invite
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.meeting_dates import occurrences

BEFORE = timedelta(days=31)  # of a home that is new: the meeting just held belongs in the calendar too
AHEAD = timedelta(days=366)


def renew_meetings(session: Session, orders: StandingOrders, *, now: datetime) -> int:
    """Bring the meetings of every series up to a year ahead; gives how many were added, changed or cancelled.

    What was held stays as it was, and an unchanged meeting keeps its bytes in every feed (calendars.md 2). A change
    of the settings that moves or cancels a meeting within 48 hours is mailed to those who attend.
    """
    today, touched = orders.local_day(now), 0
    for series in orders.series.values():
        start, end = today - BEFORE, today + AHEAD
        calendar = orders.policy.working_days(series.board)
        planned = occurrences(series, calendar=calendar, start=start, end=end)
        before = {meeting.slot: meeting for meeting in list_meetings(session, series.slug)}
        sync = sync_meetings(
            session, series, planned, start=start, end=end, domain=orders.domain(series.board), now=now
        )
        session.flush()
        for slot in (*sync.changed, *sync.cancelled):
            invite(session, orders, before[slot], find_meeting(session, series.slug, slot), now=now)
        touched += len(sync.added) + len(sync.changed) + len(sync.cancelled)
    return touched
