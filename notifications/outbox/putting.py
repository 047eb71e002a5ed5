"""Writing messages with what they tell, in the transaction that decided them. Reading back is telling.py's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from notifications.outbox.evidence import FACTS, Notice, Said, Whole, keep_messages
from notifications.outbox.many_rows import Columns, execute_many
from notifications.outbox.moves import BODIES, MESSAGES, NOT_GONE, NOTICES, insert_all_unless_there, move
from notifications.tables import LIVE_DIGEST, Kind, MessagePlanRow, State
from notifications.values import value

LIFE = timedelta(days=5)  # of all but a digest, which lives until the next one replaces it (delivery.md, 4)
_FREEZE = insert(BODIES)
_SPEAKS_OF = insert(cast(Table, MessagePlanRow.__table__))
_GIVEN = (
    "id",
    "kind",
    "recipient",
    "to_address",
    "local_day",
    "board",
    "message_id",
    "subject",
    "envelope_from",
    "thread",
    "expires_at",
)
_given = attrgetter(*_GIVEN)
_HELD = select(*(NOTICES.c[name] for name in Notice._fields), NOTICES.c.message)
Held = Sequence[tuple[Notice, str]]  # notices, each with the message that holds it


@value(frozen=True, kw_only=True)
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


@value(frozen=True, kw_only=True)
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
    columns = _columns([each.message for each in tellings], now)
    written = _insert(session, columns)
    new = [each for each in tellings if each.message.id in written]
    _replace_earlier(session, [each.message for each in new if each.message.kind is Kind.DIGEST], now)
    held = _hold(session, new, now)
    idle = [each.message.id for each in new if each.notices and not held[each.message.id]]
    if idle:
        session.connection().execute(delete(MESSAGES).where(MESSAGES.c.id.in_(idle)))
    facts = dict(zip(columns["id"], zip(*(columns[name] for name in FACTS), strict=True), strict=True))
    going = [each for each in new if not each.notices or held[each.message.id]]
    _keep(session, [_whole(each, facts[each.message.id], held[each.message.id]) for each in going])
    return frozenset(each.message.id for each in going)


def _columns(messages: Sequence[NewMessage], now: datetime) -> Columns:
    """What a message's row is given beside its defaults."""
    columns: dict[str, Sequence[object]] = dict(zip(_GIVEN, zip(*map(_given, messages), strict=True), strict=True))
    columns["recipient"] = [each.recipient.lower() for each in messages]
    columns["expires_at"] = [each.expires_at or (None if each.kind is Kind.DIGEST else now + LIFE) for each in messages]
    columns["created_at"] = columns["next_try_at"] = [now] * len(messages)
    return columns


def _insert(session: Session, columns: Columns) -> frozenset[str]:
    """Write the messages that no unique key forbids; gives their ids."""
    keys = columns["id"]
    if insert_all_unless_there(session, MESSAGES, columns) == len(keys):
        return frozenset(keys)
    return frozenset(session.connection().execute(select(MESSAGES.c.id).where(MESSAGES.c.id.in_(keys))).scalars())


def _keep(session: Session, wholes: Sequence[Whole]) -> None:
    """Write what belongs to messages that stand: their frozen bytes, the plans that they speak of, their entries."""
    if not wholes:
        return
    keys, bodies = [each.facts[0] for each in wholes], [each.body for each in wholes]
    execute_many(session, _FREEZE, {"message": keys, "content": bodies})
    if spoken_of := [(key, plan) for key, each in zip(keys, wholes, strict=True) for plan in each.plans]:
        messages, plans = zip(*spoken_of, strict=True)
        execute_many(session, _SPEAKS_OF, {"message": messages, "plan": plans})
    keep_messages(session, wholes)


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


def _hold(session: Session, tellings: Sequence[Telling], now: datetime) -> Mapping[str, Sequence[Notice]]:
    """Write the notices that nobody holds, always in the order of their keys so that two nodes never wait in a ring.

    Gives those that each message holds now, in that order.
    """
    pairs: Held = sorted((notice, each.message.id) for each in tellings for notice in each.notices)
    if pairs and _write(session, pairs, now) < len(pairs):
        ours = _HELD.where(NOTICES.c.message.in_([each.message.id for each in tellings]))
        pairs = sorted((Notice(*row[:-1]), row.message) for row in session.connection().execute(ours))
    held: dict[str, list[Notice]] = defaultdict(list)
    for notice, message in pairs:
        held[message].append(notice)
    return held


def _write(session: Session, pairs: Held, now: datetime) -> int:
    notices, messages = zip(*pairs, strict=True)
    columns = dict(zip(Notice._fields, zip(*notices, strict=True), strict=True))
    return insert_all_unless_there(
        session, NOTICES, {**columns, "message": messages, "decided_at": [now] * len(messages)}
    )


def _whole(telling: Telling, facts: Sequence[object], held: Sequence[Notice]) -> Whole:
    message = telling.message
    plans = {*message.plans, *[notice.plan for notice in telling.notices]} - {""}
    return Whole(facts, message.subject, message.body, sorted(plans), held)
