"""Links that somebody asked for, by mail: to sign in, and to answer where an old link had ended.

Nothing is shown to whoever asks; a link goes to the person's own address alone. The caller owns the transaction.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from notifications.alarm import AnswerLink, SignInLink
from notifications.message import Mailbox, compose, message_id_for
from notifications.outbox import NewMessage, put
from notifications.rendering import render
from notifications.tables import Kind, MessageRow
from scheduler.links import ANSWERS_FOR, answer_path, sign_in_path
from scheduler.plans.boards import Board
from scheduler.plans.people import Person
from scheduler.register.people import list_people
from scheduler.register.plans import list_plans
from scheduler.register.sign_ins import LINK_LASTS, links_since, make_link
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.recipients import unreachable

MOST_LINKS = 5
WITHIN = timedelta(hours=1)


def mail_sign_in_link(
    session: Session, orders: StandingOrders, address: str, *, base: str, after: str = "/", now: datetime
) -> bool:
    """Mail a sign-in link to somebody in the directory; whether one goes is for the log alone, never for the asker.

    `base` is the address of the pages, `after` the path to which signing in leads. Nobody gets more than five within
    an hour.
    """
    person = _reachable(session, orders, address, now)
    if person is None or links_since(session, person.email, since=now - WITHIN) >= MOST_LINKS:
        return False
    board = next(iter(orders.boards.values()))
    token = make_link(session, person.email, road="mail", now=now)
    words = SignInLink(
        person=person.name,
        day=orders.local_day(now),
        url=f"{base}{sign_in_path(token, after)}",
        minutes=int(LINK_LASTS.total_seconds()) // 60,
        reply_to_name=_name(session, orders, board.co_ordinator),
        reply_to=_address(session, board.co_ordinator),
    )
    _put(session, orders, person, board, words, lasts=LINK_LASTS, now=now)
    return True


def mail_answer_link(
    session: Session, orders: StandingOrders, address: str, plan: str, token: str, *, base: str, now: datetime
) -> bool:
    """Mail a fresh answer link for a plan to the person of an old one; False where they cannot be reached.

    Nobody gets more than five links of either kind within an hour.
    """
    person = _reachable(session, orders, address, now)
    known = next((each for each in list_plans(session) if each.slug == plan and each.closed_on is None), None)
    if person is None or known is None or _links_mailed(session, person, since=now - WITHIN) >= MOST_LINKS:
        return False
    board = orders.boards[known.board]
    words = AnswerLink(
        person=person.name,
        day=orders.local_day(now),
        plan=known.title,
        url=f"{base}{answer_path(token)}",
        days=ANSWERS_FOR.days,
        reply_to_name=_name(session, orders, board.co_ordinator),
        reply_to=_address(session, board.co_ordinator),
    )
    _put(session, orders, person, board, words, lasts=timedelta(days=1), now=now)
    return True


def _reachable(session: Session, orders: StandingOrders, address: str, now: datetime) -> Person | None:
    """Somebody in the directory to whom mail can go today."""
    wanted = address.strip().lower()
    person = next((each for each in list_people(session) if wanted in each.addresses), None)
    return None if unreachable(person, orders.local_day(now)) else person


def _links_mailed(session: Session, person: Person, *, since: datetime) -> int:
    """How many links somebody was mailed from an instant on, by whichever process."""
    theirs = (MessageRow.kind == Kind.LINK, MessageRow.recipient == person.email, MessageRow.created_at >= since)
    return session.scalar(select(func.count()).where(*theirs)) or 0


def _name(session: Session, orders: StandingOrders, address: str) -> str:
    people = {**orders.officers, **{each.email: each for each in list_people(session)}}
    return people[address].name if address in people else address


def _address(session: Session, person: str) -> str:
    known = next((each for each in list_people(session) if each.email == person), None)
    return known.address if known else person


def _put(
    session: Session,
    orders: StandingOrders,
    person: Person,
    board: Board,
    words: SignInLink | AnswerLink,
    *,
    lasts: timedelta,
    now: datetime,
) -> None:
    key, rendered = uuid4().hex, render(words)
    message_id = message_id_for(key, orders.domain(board.slug))
    body = compose(
        rendered,
        sender=orders.senders[board.slug],
        recipient=Mailbox(person.address, person.name),
        reply_to=Mailbox(words.reply_to, words.reply_to_name),
        message_id=message_id,
        date_at=now,
    )
    message = NewMessage(
        id=key,
        kind=Kind.LINK,
        recipient=person.email,
        to_address=person.address,
        local_day=orders.local_day(now),
        board=board.slug,
        plans=(),
        message_id=message_id,
        subject=rendered.subject,
        body=body,
        envelope_from=orders.envelope_from(board.slug, key),
        expires_at=now + lasts,
    )
    put(session, message, [], now=now)
