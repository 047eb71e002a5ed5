"""A meeting as an invitation or its cancellation for one person (RFC 5546, 3.2.2, 3.2.5); the mail is `message`'s."""

from icalendar import Calendar, vCalAddress

from notifications.calendars.entries import MeetingEntry
from notifications.calendars.events import meeting_event
from notifications.calendars.feed import PRODID
from notifications.calendars.london import london
from notifications.calendars.text import one_line, text
from notifications.message import CalendarPart, Mailbox, checked_address


def invitation_part(meeting: MeetingEntry, *, organizer: Mailbox, attendee: Mailbox) -> CalendarPart:
    """The part of a mail that a calendar program takes in: REQUEST, or CANCEL for a meeting that is cancelled.

    Identity and sequence are those of the feed, so that a subscriber's entry is brought up to date, not doubled.
    Nobody is asked to accept: who attends is the board's matter. Raises UnusableAddress.
    """
    method = "CANCEL" if meeting.cancelled else "REQUEST"
    calendar = Calendar()
    calendar.add("VERSION", text("2.0"))
    calendar.add("PRODID", text(PRODID))
    calendar.add("CALSCALE", text("GREGORIAN"))
    calendar.add("METHOD", text(method))
    event = meeting_event(meeting)
    event.add("ORGANIZER", _address(organizer))
    event.add("ATTENDEE", _address(attendee, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE"))
    calendar.add_component(london())
    calendar.add_component(event)
    return CalendarPart(method=method, content=calendar.to_ical())


def _address(mailbox: Mailbox, **parameters: str) -> vCalAddress:
    """A person as `mailto:` with their name; a quotation mark can stand in no parameter (RFC 5545, 3.2)."""
    name = one_line(mailbox.name).replace('"', "'")
    named = {"CN": name} if name else {}
    return vCalAddress(f"mailto:{checked_address(mailbox.address)}", params=named | parameters)


def readdressed(part: bytes, *, address: str) -> bytes:
    """The same invitation for another address of whoever is invited. Raises UnusableAddress."""
    calendar = Calendar.from_ical(part)
    for event in calendar.walk("VEVENT"):
        event["ATTENDEE"] = vCalAddress(f"mailto:{checked_address(address)}", params=event["ATTENDEE"].params)
    return bytes(calendar.to_ical())
