"""What a change of a meeting means: whether it comes so late that it is mailed, and what its readers will see."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.plans.boards import Meeting, MeetingSeries, MeetingStatus
from scheduler.plans.people import Person
from scheduler.rules.days_in_words import day_in_words

LATE = timedelta(hours=48)  # clients refresh a feed after 3 to 24 hours (calendars.md, "HTTP")
REFRESHED = "Subscribed calendars show it when they refresh, after 3 to 24 hours"


def starts_at(meeting: Meeting, zone: ZoneInfo) -> datetime:
    """The instant at which a meeting begins, aware, in the board's zone."""
    return datetime.combine(meeting.on, meeting.starts, zone)


def is_late_change(before: Meeting, after: Meeting, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a feed would bring a change of time, place or status too late: within 48 hours of the start, old or new.

    What had begun already at either time is past, and nobody can be told of it in time.
    """
    if after.sequence == before.sequence:
        return False
    begin = [starts_at(each, zone) for each in (before, after)]
    return min(begin) - now <= LATE and all(at > now for at in begin)


def is_soon(meeting: Meeting, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a meeting begins within 48 hours, and has not begun."""
    return timedelta(0) < starts_at(meeting, zone) - now <= LATE


def attendees(meeting: Meeting, series: MeetingSeries, people: Mapping[str, Person], *, on: date) -> tuple[str, ...]:
    """Who attends a meeting, by address: those of its series and whoever stands in, less those who left by `on`."""
    named = dict.fromkeys(address.lower() for address in (*series.attendees, *meeting.deputies.values()))
    left = {address for address, person in people.items() if person.left_on and person.left_on <= on}
    return tuple(address for address in named if address not in left)


def hours_in_words(starts: time, ends: time) -> str:
    """Hours of a day: "14:00 to 16:00"."""
    return f"{starts:%H:%M} to {ends:%H:%M}"


def when_in_words(meeting: Meeting) -> str:
    """A meeting's day and hours: "Tuesday 10 November 2026, 14:00 to 16:00"."""
    return f"{day_in_words(meeting.on)}, {hours_in_words(meeting.starts, meeting.ends)}"


def moved_from(before: Meeting, on: date, starts: time, ends: time, reason: str) -> str:
    """Why a meeting stands where it stands: "moved from Tuesday 10 November 2026, 14:00 to 16:00 (the hall is taken)".

    Empty where neither day nor hours differ.
    """
    if (before.on, before.starts, before.ends) == (on, starts, ends):
        return ""
    because = f" ({reason.strip().rstrip('.')})" if reason.strip() else ""
    return f"moved from {when_in_words(before)}{because}"


def what_subscribers_see(before: Meeting, after: Meeting) -> str:
    """In a sentence, what a change does in the calendars of those who subscribe."""
    if after == before:
        return "Nothing was changed: it is like that already."
    if after.sequence == before.sequence:
        return f"{REFRESHED}; its time and place stay."
    if after.status is MeetingStatus.CANCELLED:
        return f"{REFRESHED}: it stays there as “CANCELLED: {after.title}” until its day is past."
    if before.status is MeetingStatus.CANCELLED:
        return f"{REFRESHED}: it takes place again."
    if (before.on, before.starts, before.ends) != (after.on, after.starts, after.ends):
        return f"{REFRESHED}: the same entry, at its new time."
    return f"{REFRESHED}: the same entry, at its new place."
