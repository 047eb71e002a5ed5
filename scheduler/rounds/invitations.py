"""Mails about meetings that change at short notice, written in the transaction that changes them (calendars.md)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from notifications.invitation import Invitation
from notifications.message import Mailbox, compose, message_id_for
from notifications.outbox import NewMessage, put
from notifications.rendering import render
from notifications.tables import Kind, MessageRow
from scheduler.plans.boards import Meeting, MeetingStatus
from scheduler.plans.people import Person
from scheduler.register.people import list_people
from scheduler.rounds.feeds import meeting_entry
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.feed_words import stand_ins_in_words
from scheduler.rules.meeting_changes import attendees, is_late_change, is_soon, starts_at, when_in_words


@dataclass(frozen=True, kw_only=True)
class _Occasion:
    """A change of a meeting, and all that its mails are written from. `before` is None for an extra meeting."""

    before: Meeting | None
    after: Meeting
    orders: StandingOrders
    people: dict[str, Person]
    today: date
    is_late: bool

    @property
    def board(self) -> str:
        """The slug of the board that meets."""
        return self.orders.series[self.after.series].board

    def mailbox(self, address: str) -> Mailbox:
        """A person as a header names them."""
        known = self.people.get(address)
        return Mailbox(known.address, known.name) if known else Mailbox(address)


def invite(
    session: Session, orders: StandingOrders, before: Meeting | None, after: Meeting, *, now: datetime
) -> tuple[str, ...]:
    """Write a mail to each who attends, where the change comes within 48 hours; gives their addresses.

    Whoever was mailed of the meeting before hears of every further change. `before` is None for an extra meeting. A
    person hears once of each change: its number is in the mail's identity.
    """
    people = {**orders.officers, **{person.email: person for person in list_people(session)}}
    zone, today = orders.zone, orders.local_day(now)
    late = is_late_change(before, after, now=now, zone=zone) if before else is_soon(after, now=now, zone=zone)
    occasion = _Occasion(before=before, after=after, orders=orders, people=people, today=today, is_late=late)
    whom = attendees(after, orders.series[after.series], people, on=today)
    told = [person for person in whom if late or _was_invited(session, before, after, person)]
    return tuple(person for person in told if _post(session, occasion, person, now))


def _was_invited(session: Session, before: Meeting | None, after: Meeting, person: str) -> bool:
    """Whether an earlier mail put this meeting into the person's own calendar, where no feed would mend it."""
    if before is None or before.sequence == after.sequence:
        return False
    return any(session.get(MessageRow, _key(after.uid, number, person)) for number in range(after.sequence))


def _key(uid: str, sequence: int, person: str) -> str:
    return uuid5(NAMESPACE_URL, f"{uid}/{sequence}/{person}").hex


def _post(session: Session, occasion: _Occasion, person: str, now: datetime) -> bool:
    from notifications.calendars.invitation import invitation_part  # icalendar: no morning without a change wants it

    orders, after, board = occasion.orders, occasion.after, occasion.orders.boards[occasion.board]
    key = _key(after.uid, after.sequence, person)
    organizer, attendee = occasion.mailbox(board.co_ordinator), occasion.mailbox(person)
    entry = meeting_entry(session, after, orders, today=occasion.today)
    rendered, message_id = render(_words(occasion, person)), message_id_for(key, orders.domain(board.slug))
    body = compose(
        rendered,
        sender=orders.senders[board.slug],
        recipient=attendee,
        reply_to=organizer,
        message_id=message_id,
        date_at=now,
        calendar=invitation_part(entry, organizer=organizer, attendee=attendee),
    )
    message = NewMessage(
        id=key,
        kind=Kind.INVITATION,
        recipient=person,
        to_address=attendee.address,
        local_day=occasion.today,
        board=board.slug,
        plans=(),
        message_id=message_id,
        subject=rendered.subject,
        body=body,
        envelope_from=orders.envelope_from(board.slug, key),
        expires_at=_last_use(occasion),
    )
    return put(session, message, [], now=now) is not None


def _last_use(occasion: _Occasion) -> datetime:
    """When the mail can help nobody any more: at the later of the two times at which somebody might come."""
    times = [starts_at(each, occasion.orders.zone) for each in (occasion.before, occasion.after) if each]
    return max(times)


def _words(occasion: _Occasion, person: str) -> Invitation:
    before, after, board = occasion.before, occasion.after, occasion.orders.boards[occasion.board]
    cancelled = after.status is MeetingStatus.CANCELLED
    was = when_in_words(before) if before and when_in_words(before) != when_in_words(after) else ""
    return Invitation(
        person=occasion.mailbox(person).name or person,
        day=occasion.today,
        board=board.name,
        title=after.title,
        when=when_in_words(after),
        was=was,
        location=after.location,
        url=after.url,
        because=_because(after, cancelled),
        stand_ins=stand_ins_in_words(after, occasion.people),
        papers=day_in_words(after.paper_deadline_on) if after.paper_deadline_on else "",
        is_cancelled=cancelled,
        is_extra=before is None,
        is_late=occasion.is_late,
        reply_to_name=occasion.mailbox(board.co_ordinator).name or board.co_ordinator,
        reply_to=occasion.mailbox(board.co_ordinator).address,
    )


def _because(after: Meeting, cancelled: bool) -> str:
    words = (after.note if cancelled else after.moved_because).strip()
    return f"{words[:1].upper()}{words[1:]}" if words else ""
