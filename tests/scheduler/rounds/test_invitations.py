"""Who is mailed of a meeting that changes at short notice, in what words, and with what for their calendar.

Tuesday 10 November 2026 is a winter day: 14:00 in London is 14:00 UTC.
"""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from notifications.tables import Kind, MessageRow
from notifications.tables_bodies import BodyRow
from scheduler.plans.boards import MeetingSeries, MeetingStatus
from scheduler.register.meetings import MeetingChange, sync_meetings
from scheduler.rounds.feeds import feed_bytes
from scheduler.rounds.meeting_changes import Changed, RefusedChange, add_extra, change_meeting
from scheduler.rules.meeting_dates import PlannedMeeting
from tests.builders import CHAIR, NINA, OMAR, SAM
from tests.notifications.calendars.ics_reader import Component, read
from tests.scheduler.rounds.houses import TestHouse, a_plan, an_action

LATE = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)  # 29 hours before
EARLY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 10)
SERIES = MeetingSeries(
    slug="cog",
    board="cog",
    name="COG meeting",
    location="Room 4",
    paper_deadline_days=5,
    attendees=(CHAIR, "Nina@example.org"),
)
CANCEL = MeetingChange(status=MeetingStatus.CANCELLED)


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    """A house with the people, a plan, and one meeting of the series."""
    house = TestHouse(tmp_path)
    house.orders = replace(house.orders, series={"cog": SERIES})
    house.record(a_plan(an_action("1.1", date(2027, 1, 31), "NM")), on="2026-09-01T08:00")
    planned = PlannedMeeting(slot="2026Q4", on=DAY, starts=time(14), ends=time(16), paper_deadline_on=date(2026, 11, 5))
    with house.sessions.begin() as session:
        sync_meetings(
            session,
            SERIES,
            [planned],
            start=date(2026, 9, 1),
            end=date(2027, 9, 1),
            domain="example.org",
            now=datetime(2026, 9, 1, tzinfo=UTC),
        )
    return house


def change(house: TestHouse, wanted: MeetingChange, *, now: datetime = LATE, reason: str = "") -> Changed:
    with house.sessions.begin() as session:
        return change_meeting(session, house.orders, "cog", "2026Q4", wanted, reason=reason, who=SAM, now=now)


def mails(house: TestHouse) -> list[Row[Any]]:
    """Every message with its bytes as `content`."""
    columns = (MessageRow.kind, MessageRow.recipient, MessageRow.subject, MessageRow.expires_at, BodyRow.content)
    written = select(*columns).join(BodyRow, BodyRow.message == MessageRow.id)
    with house.sessions() as session:
        return list(session.execute(written.order_by(MessageRow.created_at, MessageRow.recipient)))


def opened(message: Row[Any]) -> EmailMessage:
    parsed = email.message_from_bytes(message.content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def part_of(message: Row[Any]) -> tuple[str, Component]:
    """The method that the mail names, and the calendar of its part as a strict reader finds it."""
    [part] = [each for each in opened(message).walk() if each.get_content_type() == "text/calendar"]
    return str(part.get_param("method")), read(part.get_payload(decode=True))  # type: ignore[arg-type]  # bytes, of a leaf


def in_the_feed(house: TestHouse) -> Component:
    with house.sessions() as session:
        calendar = read(feed_bytes(session, "series:cog", house.orders, today=LATE.date()).content)
    return calendar.all("VEVENT")[0]


def test_a_late_move_is_mailed_to_each_who_attends(house: TestHouse) -> None:
    changed = change(house, MeetingChange(on_day=date(2026, 11, 12)), reason="the hall is taken")

    assert changed.mailed == (CHAIR, NINA)
    assert [(each.kind, each.recipient, each.subject, each.expires_at) for each in mails(house)] == [
        (Kind.INVITATION, who, "Moved: COG meeting, Thursday 12 November 2026, 14:00 to 16:00", expires)
        for who in (CHAIR, NINA)
        for expires in [datetime(2026, 11, 12, 14, 0, tzinfo=UTC)]
    ]


def test_an_early_move_is_left_to_calendars(house: TestHouse) -> None:
    assert change(house, MeetingChange(on_day=date(2026, 11, 12)), now=EARLY).mailed == ()
    assert mails(house) == []


def test_what_changes_neither_time_place_nor_status_is_not_mailed(house: TestHouse) -> None:
    assert change(house, MeetingChange(note="Bring lunch")).mailed == ()


def test_the_mail_says_what_was_what_is_and_why(house: TestHouse) -> None:
    change(house, MeetingChange(on_day=date(2026, 11, 12), starts=time(10)), reason="the hall is taken")
    text = opened(mails(house)[1]).get_body(("plain",))

    assert text is not None
    assert text.get_content().splitlines()[:12] == [
        "COG meeting has moved",
        "",
        "Chief Officer Group",
        "Monday 9 November 2026",
        "",
        "  When:         Thursday 12 November 2026, 10:00 to 12:00",
        "  It was:       Tuesday 10 November 2026, 14:00 to 16:00",
        "  Where:        Room 4",
        "  Papers by:    Friday 6 November 2026",
        "  Why:          Moved from Tuesday 10 November 2026, 14:00 to 16:00 (the",
        "                hall is taken)",
        "",
    ]


def test_the_calendar_part_is_a_request_with_the_feeds_identity_and_sequence(house: TestHouse) -> None:
    change(house, MeetingChange(on_day=date(2026, 11, 12)))
    method, calendar = part_of(mails(house)[1])
    [event] = calendar.all("VEVENT")
    feeds = in_the_feed(house)

    assert (method, calendar["METHOD"].text) == ("REQUEST", "REQUEST")
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS", "DESCRIPTION"):
        assert event[name] == feeds[name]
    assert event["SEQUENCE"].raw == "1"
    assert (event["ORGANIZER"].raw, event["ORGANIZER"].params) == ("mailto:sam@example.org", {"CN": "Sam Ode"})
    assert (event["ATTENDEE"].raw, event["ATTENDEE"].params["CN"]) == ("mailto:nina@example.org", "Nina Marsh")
    assert [name for name in ("ORGANIZER", "ATTENDEE") if feeds.has(name)] == []  # RFC 5546, 3.2.1


def test_a_late_cancellation_is_a_cancel_that_says_why(house: TestHouse) -> None:
    change(house, CANCEL, reason="No quorum")
    method, calendar = part_of(mails(house)[0])
    [event] = calendar.all("VEVENT")
    text = opened(mails(house)[0]).get_body(("plain",))

    assert (method, calendar["METHOD"].text, event["STATUS"].text) == ("CANCEL", "CANCEL", "CANCELLED")
    assert (event["UID"].text, event["SEQUENCE"].raw) == ("cog-2026Q4@example.org", "1")
    assert mails(house)[0].subject == "Cancelled: COG meeting, Tuesday 10 November 2026, 14:00 to 16:00"
    assert text is not None
    assert text.get_content().splitlines()[5:7] == [
        "  It was to be: Tuesday 10 November 2026, 14:00 to 16:00",
        "  Why:          No quorum",
    ]


def test_the_part_stands_last_of_the_alternatives_in_base64(house: TestHouse) -> None:
    change(house, CANCEL)
    parts = list(opened(mails(house)[0]).iter_parts())

    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert (parts[2]["Content-Transfer-Encoding"], parts[2].get_content_charset()) == ("base64", "utf-8")


def test_a_deputy_is_mailed_too_and_somebody_who_left_is_not(house: TestHouse) -> None:
    people = "name,email,left_on\nNina Marsh,nina@example.org,2026-11-01\nOmar Reid,omar@example.org,\n"
    house.record(a_plan(an_action("1.1", date(2027, 1, 31), "OR")), slug="second", on="2026-09-02T08:00", people=people)
    changed = change(house, MeetingChange(deputies={CHAIR: OMAR}, location="Hall"))

    assert changed.mailed == (CHAIR, OMAR)


def test_a_change_that_is_refused_leaves_no_mail(house: TestHouse) -> None:
    with pytest.raises(RefusedChange), house.sessions.begin() as session:
        change_meeting(
            session, house.orders, "cog", "2026Q4", MeetingChange(ends=time(13)), reason="", who=SAM, now=LATE
        )

    assert mails(house) == []


def test_two_changes_are_two_mails_each_with_its_number(house: TestHouse) -> None:
    change(house, MeetingChange(location="Hall"))
    change(house, MeetingChange(location="Room 5"))

    assert sorted(part_of(each)[1].all("VEVENT")[0]["SEQUENCE"].raw for each in mails(house)) == ["1", "1", "2", "2"]


def test_whoever_was_mailed_before_hears_of_a_later_change_however_early(house: TestHouse) -> None:
    change(house, MeetingChange(on_day=date(2027, 2, 2)))
    again = change(house, MeetingChange(on_day=date(2027, 2, 9)), now=datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    text = opened(mails(house)[-1]).get_body(("plain",))

    assert again.mailed == (CHAIR, NINA)
    assert text is not None
    assert text.get_content().count("because you had one about this meeting before") == 1


def test_an_extra_meeting_within_48_hours_is_an_invitation(house: TestHouse) -> None:
    with house.sessions.begin() as session:
        extra = add_extra(session, house.orders, "cog", MeetingChange(on_day=date(2026, 11, 11)), who=SAM, now=LATE)

    assert extra.mailed == ()  # Wednesday at 14:00 is 53 hours away
    with house.sessions.begin() as session:
        sooner = MeetingChange(on_day=date(2026, 11, 11), starts=time(8), ends=time(9))
        again = add_again(session, house, sooner)
    assert again.mailed == (CHAIR, NINA)
    assert mails(house)[0].subject == "Extra meeting: COG meeting, Wednesday 11 November 2026, 08:00 to 09:00"


def add_again(session: Session, house: TestHouse, wanted: MeetingChange) -> Changed:
    """Cancel the extra meeting of that day, and add another."""
    change_meeting(session, house.orders, "cog", "extra-2026-11-11", CANCEL, reason="", who=SAM, now=LATE)
    return add_extra(session, house.orders, "cog", wanted, who=SAM, now=LATE)


def test_the_mail_goes_out_with_the_next_delivery(house: TestHouse) -> None:
    change(house, CANCEL, reason="No quorum")
    result = house.deliver("2026-11-09T09:05")

    assert result.accepted == 2
