"""Living whole days in a home: a morning round and its delivery each day, through a real SMTP server."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from scheduler.assembly import House, open_house
from scheduler.reading.open_document import open_document
from scheduler.reading.read import read_document
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.rounds.morning import hold_morning
from scheduler.rounds.posting import Posted
from tests.journeys.mailings import Expected, Mailing
from tests.journeys.post_office import PostOffice

EIGHT = time(8, 0)
OF_A_WHOLE_MAIL = frozenset({"chair's look", "exception note"})
# What only the co-ordinator hears is not in the calendars.
CHECKS_OWN = frozenset({"first look", "held", "stand-in", "summary"})


def open_home(home: Path, office: PostOffice) -> House:
    """The home, with its mail going to the post office."""
    environment = {
        "CHASER_TRANSPORT": "smtp",
        "CHASER_SMTP__HOST": "127.0.0.1",
        "CHASER_SMTP__PORT": str(office.port),
        "CHASER_SMTP__SECURITY": "none",
    }
    return open_house(home, environment, now=datetime(2024, 1, 1, tzinfo=UTC))


def instant(day: date, house: House) -> datetime:
    """Eight in the morning of a day, in the boards' zone."""
    return datetime.combine(day, EIGHT, house.orders.zone)


def record_plan(house: House, file: Path, *, slug: str, as_of: date, people: str = "") -> None:
    """A plan's document read and recorded, with the people of a file, on its as-of day."""
    now = instant(as_of, house)
    reading = read_document(open_document(file), as_of=as_of)
    digest = sha256(file.read_bytes()).hexdigest()
    with house.sessions.begin() as session:
        import_people(session, people, now=now)
        record(session, slug, reading.plan, board="cog", file_name=file.name, sha256=digest, now=now, day=as_of)
        re_resolve(session, as_of, now=now)


def morning(house: House, office: PostOffice, day: date, *, release: bool = False) -> list[Mailing]:
    """One day: its round at eight and the delivery after; every mail that the server was given, as a calendar's row.

    What arrived must be what was decided: the same people, with the same subjects.
    """
    now = instant(day, house)
    with house.sessions.begin() as session:
        posted = hold_morning(session, house.orders, now=now, release=release).posted
    if posted:
        house.deliver(lambda: now)
    assert sorted(office.collect()) == sorted((mail.person, mail.subject) for mail in posted)
    return [row for mail in posted if (row := _row(mail))]


def _row(mail: Posted) -> Mailing | None:
    """What is said of the chair's mail as a whole, a look or an exception note, stands once under its board."""
    notices = {
        Expected(
            ref=n.board if n.key.kind.value in OF_A_WHOLE_MAIL else n.ref, reason=n.key.kind.value, slot_on=n.key.slot
        )
        for n in mail.notices
        if n.key.kind.value not in CHECKS_OWN
    }
    return (
        Mailing(on=mail.day, to=mail.person, kind=mail.kind.value, notices=tuple(sorted(notices))) if notices else None
    )


def lived(house: House, office: PostOffice, first: date, last: date, *, released: bool = False) -> list[Mailing]:
    """Every day from first to last, both included; the first one releases the plan unless that was done."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [mail for day in days for mail in morning(house, office, day, release=day == first and not released)]


KINDS = {
    "28 days before": "reminder",
    "14 days before": "reminder",
    "7 days before": "reminder",
    "2 days before": "reminder",
    "the day itself": "reminder",
    "first working day late": "late",
    "weekly late": "late",
    "asked for a date": "undated",
    "asked for a line": "assurance",
    "to the manager": "manager",
    "first to the chair": "chair",
    "again to the chair": "chair",
    "no lead, to the chair": "chair",
    "nobody leads": "nobody leads",
    "chair's look": "chair's look",
    "exception note": "exception note",
}


def as_told(calendar: tuple[Mailing, ...]) -> list[Mailing]:
    """A hand-written calendar with its reasons as kinds of notice, as the ledger keeps them."""
    return [
        Mailing(
            on=mail.on,
            to=mail.to,
            kind=mail.kind,
            notices=tuple(sorted(Expected(ref=n.ref, reason=KINDS[n.reason], slot_on=n.slot_on) for n in mail.notices)),
        )
        for mail in calendar
    ]


def in_order(mails: list[Mailing]) -> list[Mailing]:
    """By day, address and kind."""
    return sorted(mails, key=lambda mail: (mail.on, mail.to, mail.kind))
