"""Writing messages with what they tell, in the transaction that decided them. Reading back is telling.py's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from notifications.outbox.evidence import Whole, in_order, keep_messages
from notifications.outbox.many_rows import execute_many
from notifications.outbox.moves import BODIES, MESSAGES, NOT_GONE, NOTICES, Said, insert_unless_there, move
from notifications.tables import LIVE_DIGEST, Kind, MessagePlanRow, State

LIFE = timedelta(days=5)  # of all but a digest, which lives until the next one replaces it (delivery.md, 4)
_FREEZE = insert(BODIES)
_SPEAKS_OF = insert(cast(Table, MessagePlanRow.__table__))
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message to be sent: `id` is a uuid in hex, `recipient` the person's key, `body` the frozen bytes.

    `local_day` is the day of the round in the board's zone. `thread` names a subject whose later mails refer to
    the first. `expires_at` None means five days for all but a digest.
    """

    id: str
    kind: Kind
    recipient: str
    to_address: str
    local_day: date
    board: str
    plans: tuple[str, ...]
    message_id: str
    subject: str
    body: bytes
    envelope_from: str
    thread: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing told to one person; the first five fields are its key (rules.md, "Reminders to leads")."""

    commitment: str
    target: str
    kind: str
    slot: date
    person: str
    plan: str
    ref: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A message and what it tells."""

    message: NewMessage
    notices: Sequence[Notice]


def put(session: Session, message: NewMessage, notices: Sequence[Notice], *, now: datetime) -> str | None:
    """Put one message in the outbox as put_all does; gives its id, or None where all of it was put before."""
    written = put_all(session, [Telling(message=message, notices=notices)], now=now)
    return message.id if written else None


def put_all(session: Session, tellings: Sequence[Telling], *, now: datetime) -> frozenset[str]:
    """Put messages in the outbox with what they tell; gives the ids of all but those that were put before.

    A person has one live digest a local day; a new one replaces those of earlier days that have not gone: they
    expire, and what they held may be told in this one. A notice that another live message holds is left to it. A
    hundred or so at once, for their frozen bytes are all in hand.
    """
    written = _insert(session, {each.message.id: _row(each.message, now) for each in tellings})
    new = [each for each in tellings if each.message.id in written]
    _replace_earlier(session, [each.message for each in new if each.message.kind is Kind.DIGEST], now)
    held = _hold(session, new, now)
    idle = [each.message.id for each in new if each.notices and not held[each.message.id]]
    if idle:
        session.connection().execute(delete(MESSAGES).where(MESSAGES.c.id.in_(idle)))
    wholes = [_whole(each, written, held) for each in new if each.message.id not in idle]
    _keep_bodies(session, wholes)
    spoken_of = [{"message": each.message["id"], "plan": plan} for each in wholes for plan in each.plans]
    if spoken_of:
        execute_many(session, _SPEAKS_OF, spoken_of)
    keep_messages(session, wholes)
    return frozenset(each.message["id"] for each in wholes)


def _insert(session: Session, rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Write the messages that no unique key forbids; gives their rows by id."""
    without_bodies = [{name: row[name] for name in row if name != "body"} for row in rows.values()]
    if insert_unless_there(session, MESSAGES, without_bodies) == len(rows):
        return rows
    there = set(session.connection().execute(select(MESSAGES.c.id).where(MESSAGES.c.id.in_(list(rows)))).scalars())
    return {key: row for key, row in rows.items() if key in there}


def _keep_bodies(session: Session, wholes: Sequence[Whole]) -> None:
    bodies = [{"message": each.message["id"], "content": each.message["body"]} for each in wholes]
    if bodies:
        execute_many(session, _FREEZE, bodies)


def _row(message: NewMessage, now: datetime) -> dict[str, Any]:
    row = vars(message) | {
        "recipient": message.recipient.lower(),
        "created_at": now,
        "next_try_at": now,
        "expires_at": message.expires_at or (None if message.kind is Kind.DIGEST else now + LIFE),
    }
    del row["plans"]
    return row


def _replace_earlier(session: Session, digests: Iterable[NewMessage], now: datetime) -> None:
    """End the digests of earlier days that have not gone to the people who get a new one."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for digest in digests:
        by_day[digest.local_day].append(digest.recipient.lower())
    for day, people in by_day.items():
        theirs = (LIVE_DIGEST, MESSAGES.c.recipient.in_(people), MESSAGES.c.local_day < day)
        not_gone = select(MESSAGES.c.id).where(*theirs, MESSAGES.c.state.in_(sorted(NOT_GONE)))
        earlier = list(session.connection().execute(not_gone).scalars())
        if earlier:
            said = Said(outcome="expired", sentence=f"Replaced by the digest of {day.day} {day:%B %Y} before it went")
            move(session, State.EXPIRED, MESSAGES.c.id.in_(earlier), at=now, said=said)


def _hold(session: Session, tellings: Sequence[Telling], now: datetime) -> Mapping[str, Rows]:
    """Write the notices that nobody holds, always in the order of their keys so that two nodes never wait in a ring.

    Gives those that each message holds now, in that order.
    """
    rows = in_order(
        [vars(n) | {"message": each.message.id, "decided_at": now} for each in tellings for n in each.notices]
    )
    held: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if rows and insert_unless_there(session, NOTICES, rows) < len(rows):
        ours = select(NOTICES).where(NOTICES.c.message.in_([each.message.id for each in tellings]))
        rows = in_order([row._asdict() for row in session.connection().execute(ours)])
    for row in rows:
        held[row["message"]].append(row)
    return held


def _whole(telling: Telling, written: Mapping[str, Mapping[str, Any]], held: Mapping[str, Rows]) -> Whole:
    message = telling.message
    plans = {*message.plans, *(notice.plan for notice in telling.notices)} - {""}
    return Whole(message=written[message.id], plans=sorted(plans), notices=list(held[message.id]))
