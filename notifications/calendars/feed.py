"""A feed to its bytes, ETag and last change (calendars.md 12 and 13); answering requests with them is the web's."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, vDuration

from notifications.calendars.entries import Feed, FeedBytes
from notifications.calendars.events import deadline_event, meeting_event, papers_event
from notifications.calendars.london import london
from notifications.calendars.text import paragraphs, text, uri

PRODID = "-//Chaser//Calendar feeds//EN"
REFRESH = timedelta(hours=6)
REVOKED_DESCRIPTION = "This address gives no dates any more. Ask the co-ordinator for a new one."


def render_feed(feed: Feed) -> FeedBytes:
    """The bytes of a feed: the same entries, in whatever order, give the same bytes and the same ETag."""
    calendar = _calendar(feed)
    calendar.add_component(london())
    for meeting in sorted(feed.meetings, key=lambda entry: (entry.on, entry.starts, entry.uid)):
        calendar.add_component(meeting_event(meeting))
    for papers in sorted(feed.papers, key=lambda entry: (entry.due_on, entry.uid)):
        calendar.add_component(papers_event(papers))
    for deadline in sorted(feed.deadlines, key=lambda entry: (entry.due_on, entry.uid)):
        calendar.add_component(deadline_event(deadline))
    content = calendar.to_ical()
    return FeedBytes(content=content, etag=f'"{sha256(content).hexdigest()[:32]}"', last_modified=last_modified(feed))


def render_revoked(*, name: str, revoked_at: datetime) -> FeedBytes:
    """The bytes of a revoked address."""
    return render_feed(revoked_feed(name=name, revoked_at=revoked_at))


def revoked_feed(*, name: str, revoked_at: datetime) -> Feed:
    """The calendar without entries that a revoked address gives for a week, so that clients drop what they hold.

    `revoked_at` is an aware instant. The time zone stays: a calendar must hold a component (RFC 5545, 3.6).
    """
    return Feed(name=name, description=REVOKED_DESCRIPTION, changed_at=revoked_at)


def last_modified(feed: Feed) -> datetime:
    """When anything in a feed changed last, in UTC and whole seconds, as a header says it."""
    latest = max([feed.changed_at, *(entry.changed_at for entry in feed.entries)])
    return latest.astimezone(UTC).replace(microsecond=0)


def _calendar(feed: Feed) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", text("2.0"))
    calendar.add("PRODID", text(PRODID))
    calendar.add("CALSCALE", text("GREGORIAN"))
    calendar.add("METHOD", text("PUBLISH"))
    calendar.add("NAME", text(feed.name))
    calendar.add("X-WR-CALNAME", text(feed.name))
    calendar.add("DESCRIPTION", paragraphs(feed.description))
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH, {"VALUE": "DURATION"}))
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    if feed.colour:
        calendar.add("COLOR", text(feed.colour))
    if feed.source_url:
        calendar.add("SOURCE", uri(feed.source_url), parameters={"VALUE": "URI"})
    return calendar
