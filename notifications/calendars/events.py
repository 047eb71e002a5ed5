"""An entry to its VEVENT (RFC 5545, 3.6.1; calendars.md, "Entries"); words are left to `wording`, bytes to `feed`."""

from datetime import date, datetime, time, timedelta

from icalendar import Event, vCategory

from notifications.calendars.entries import DeadlineEntry, Entry, MeetingEntry, PapersEntry
from notifications.calendars.london import TZID
from notifications.calendars.text import paragraphs, text, uri
from notifications.calendars.wording import (
    deadline_description,
    deadline_summary,
    meeting_description,
    meeting_summary,
    papers_description,
    papers_summary,
)


def meeting_event(meeting: MeetingEntry) -> Event:
    """A meeting at its local hours; a cancelled one stays, says so, and blocks nobody's time."""
    event = _event(meeting)
    event.add("SUMMARY", text(meeting_summary(meeting)))
    event.add("DESCRIPTION", paragraphs(meeting_description(meeting)))
    event.add("DTSTART", _local(meeting.on, meeting.starts), parameters={"TZID": TZID})
    event.add("DTEND", _local(meeting.on, meeting.ends), parameters={"TZID": TZID})
    event.add("STATUS", text("CANCELLED" if meeting.cancelled else "CONFIRMED"))
    if meeting.location.strip():
        event.add("LOCATION", text(meeting.location))
    _add_url(event, meeting.url or meeting.page_url)
    _add_busy(event, busy=not meeting.cancelled)
    return event


def deadline_event(deadline: DeadlineEntry) -> Event:
    """A deadline as a whole day that blocks nobody's time; a task would not show in Outlook and Google Calendar."""
    return _whole_day(deadline, deadline_summary(deadline), deadline_description(deadline))


def papers_event(papers: PapersEntry) -> Event:
    """The day by which papers are due, as a whole day; that of a cancelled meeting stays and says so."""
    event = _whole_day(papers, papers_summary(papers), papers_description(papers))
    event.add("STATUS", text("CANCELLED" if papers.cancelled else "CONFIRMED"))
    return event


def _whole_day(entry: PapersEntry | DeadlineEntry, summary: str, description: str) -> Event:
    event = _event(entry)
    event.add("SUMMARY", text(summary))
    event.add("DESCRIPTION", paragraphs(description))
    event.add("DTSTART", entry.due_on)
    event.add("DTEND", entry.due_on + timedelta(days=1))
    _add_url(event, entry.page_url)
    _add_busy(event, busy=False)
    return event


def _event(entry: Entry) -> Event:
    """What every entry has: an identity and the instant of its record's last change, never of now."""
    event = Event()
    event.add("UID", text(entry.uid))
    event.add("DTSTAMP", entry.changed_at)
    event.add("LAST-MODIFIED", entry.changed_at)
    event.add("SEQUENCE", entry.sequence)
    categories = vCategory([])
    categories.cats.extend(text(category) for category in entry.categories if category.strip())
    if categories.cats:
        event.add("CATEGORIES", categories)
    return event


def _add_url(event: Event, address: str) -> None:
    if address.strip():
        event.add("URL", uri(address))


def _add_busy(event: Event, *, busy: bool) -> None:
    event.add("TRANSP", text("OPAQUE" if busy else "TRANSPARENT"))
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", text("BUSY" if busy else "FREE"))


def _local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour.replace(tzinfo=None))
