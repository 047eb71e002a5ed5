"""The round of what came to us: bounces written down, replies kept and passed on to the co-ordinator, each once.

One mail is one transaction; only after its commit is it done with in its mailbox. Read twice, it changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import uuid4

from sqlalchemy.orm import Session, sessionmaker

from notifications.bounces.incoming import Automatic, Bounce, Forged, Reply
from notifications.bounces.originals import Original, last_sent_to, original_of
from notifications.bounces.reading import read_mail
from notifications.bounces.recording import (
    Became,
    Report,
    keep_reply,
    say_forwarded,
    strangers_passed_on,
    write_fate,
)
from notifications.message import Mailbox, UnusableAddress, checked_address, compose, message_id_for
from notifications.outbox import NewMessage, put
from notifications.rendering import render
from notifications.replies import ForwardedReply
from notifications.tables import Kind
from scheduler.plans.people import Person
from scheduler.register.people import list_people
from scheduler.register.rounds import begin_round, finish_round
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import day_in_words

BOUNCES = "bounces"
STRANGERS_A_DAY = 20  # mails that answer none of ours and are passed on in 24 hours; the rest is kept, and listed


@dataclass(frozen=True, kw_only=True)
class _Came:
    """A reply that was kept under a number: whose it is, by whichever of their addresses, and what it answers."""

    reply: Reply
    writer: Person
    original: Original | None
    number: int


class Letterbox(Protocol):
    """Where mail comes to us: what is new in it, and a word for what is done with."""

    def new(self) -> Iterator[tuple[str, bytes]]:
        """Each mail that nobody marked as done, with the name by which it is marked."""
        ...

    def done(self, name: str) -> None:
        """Mark a mail, so that it is not new again."""
        ...


def empty_letterbox(
    sessions: sessionmaker[Session],
    orders: StandingOrders,
    letterbox: Letterbox,
    *,
    now: Callable[[], datetime],
    redirected: bool,
    stop: Callable[[], bool],
) -> Mapping[Became, int]:
    """Take in everything new, one transaction a mail; what came of it is counted in the record of rounds."""
    counts: Counter[Became] = Counter()
    for name, raw in letterbox.new():
        with sessions.begin() as session:
            counts[take_mail(session, orders, raw, now=now(), redirected=redirected)] += 1
        letterbox.done(name)
        if stop():
            break
    if counts:
        _record_round(sessions, orders, counts, now())
    return counts


def take_mail(session: Session, orders: StandingOrders, raw: bytes, *, now: datetime, redirected: bool) -> Became:
    """One mail that came to us, in the caller's transaction; `raw` is the whole of it."""
    incoming = read_mail(raw, orders.returns)
    match incoming:
        case Automatic():
            return Became.AUTOMATIC
        case Forged():
            return Became.FORGED
        case Bounce():
            return _take_bounce(session, incoming, now, redirected=redirected)
        case Reply():
            return _take_reply(session, orders, incoming, raw, now)


def _take_bounce(session: Session, bounce: Bounce, now: datetime, *, redirected: bool) -> Became:
    """A bounce of ours is signed, or names our message and its address: any other might be anybody's words."""
    original = original_of(session, bounce.found)
    is_signed = original is not None and original.id in bounce.found.signed
    if original is None or not (is_signed or bounce.address in {"", original.to_address.lower()}):
        return Became.UNMATCHED
    report = Report(key=bounce.key, fate=bounce.fate, address=bounce.address, why=bounce.why)
    return write_fate(session, original, report, now=now, redirected=redirected)


def _take_reply(session: Session, orders: StandingOrders, reply: Reply, raw: bytes, now: datetime) -> Became:
    people = {**orders.officers, **{each.email: each for each in list_people(session)}}
    stranger = Person(email=reply.writer, name=reply.name or reply.writer)
    writer = next((each for each in people.values() if reply.writer in each.addresses), stranger)
    original = original_of(session, reply.found) or last_sent_to(session, writer.addresses)
    number = keep_reply(session, reply, raw, original, now=now)
    if number is None:
        return Became.SEEN_BEFORE
    came = _Came(reply=reply, writer=writer, original=original, number=number)
    board = original.board if original and original.board in orders.boards else next(iter(orders.boards), "")
    is_flood = original is None and strangers_passed_on(session, since=now - timedelta(days=1)) >= STRANGERS_A_DAY
    if board and not is_flood and orders.boards[board].co_ordinator not in {"", writer.email}:
        _forward(session, orders, board, came, people, now)
    return Became.REPLY


def _forward(
    session: Session,
    orders: StandingOrders,
    board: str,
    came: _Came,
    people: Mapping[str, Person],
    now: datetime,
) -> None:
    """Pass a reply on as a mail of ours, whose Reply-To is whoever wrote."""
    key, named = uuid4().hex, orders.boards[board].co_ordinator
    co_ordinator = people.get(named) or Person(email=named, name=named)
    words = _words(orders, board, came, co_ordinator, now)
    message_id, rendered = message_id_for(key, orders.domain(board)), render(words)
    body = compose(
        rendered,
        sender=orders.senders[board],
        recipient=Mailbox(co_ordinator.address, co_ordinator.name),
        reply_to=_answerable(came.reply),
        message_id=message_id,
        date_at=now,
    )
    message = NewMessage(
        id=key,
        kind=Kind.NOTE,
        recipient=co_ordinator.email,
        to_address=co_ordinator.address,
        local_day=orders.local_day(now),
        board=board,
        plans=(),
        message_id=message_id,
        subject=rendered.subject,
        body=body,
        envelope_from=orders.envelope_from(board, key),
    )
    put(session, message, (), now=now)
    say_forwarded(session, came.number, key)


def _words(orders: StandingOrders, board: str, came: _Came, co_ordinator: Person, now: datetime) -> ForwardedReply:
    reply, original = came.reply, came.original
    return ForwardedReply(
        person=co_ordinator.name,
        day=orders.local_day(now),
        board=orders.boards[board].name,
        writer=came.writer.name,
        address=reply.writer,
        subject=reply.subject,
        answers=original.subject if original else "",
        answered_on=day_in_words(original.local_day) if original else "",
        lines=tuple(reply.words.splitlines()),
        number=came.number,
        is_readable=reply.is_readable,
        pages_url=orders.web_url,
    )


def _answerable(reply: Reply) -> Mailbox | None:
    try:
        return Mailbox(checked_address(reply.writer), reply.name)
    except UnusableAddress:
        return None


def _record_round(
    sessions: sessionmaker[Session], orders: StandingOrders, counts: Mapping[Became, int], now: datetime
) -> None:
    with sessions.begin() as session:
        running = begin_round(session, BOUNCES, orders.local_day(now), now=now)
        finish_round(session, running, counts={each.value: number for each, number in counts.items()}, now=now)
