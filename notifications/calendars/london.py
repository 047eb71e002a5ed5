"""The time zone of every meeting, written out so that a client needs no table of its own; times stay in `events`."""

from functools import cache

from icalendar import Component, Timezone

TZID = "Europe/London"

# Both observances as yearly rules (calendars.md 5): lists of dates put half the meetings an hour off in some clients.
# They are written from 1970 on, as large calendar services do; nothing in a feed is older than today's rules of 1996.
_TEXT = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@cache
def london() -> Component:
    """The VTIMEZONE of Europe/London (RFC 5545, 3.6.5). One value for all feeds: not to be changed."""
    return Timezone.from_ical(_TEXT.replace("\n", "\r\n"))
