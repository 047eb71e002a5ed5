"""The tables of messages and of what was told, on the metadata that the register shares: one transaction for both.

What may follow what is outbox.py's; the tables hold only what must stay true whoever writes them.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    TypeDecorator,
    and_,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column


class Kind(StrEnum):
    """What a message is for."""

    DIGEST = "digest"
    ESCALATION = "escalation"
    FIRST_LOOK = "first_look"
    NOTE = "note"
    TEST = "test"
    LINK = "link"
    INVITATION = "invitation"
    WEBHOOK = "webhook"


class State(StrEnum):
    """Where a message stands (delivery.md, "The outbox")."""

    READY = "ready"
    LEASED = "leased"
    HANDOFF = "handoff"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    RETRY_WAIT = "retry_wait"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Written(StrEnum):
    """What an entry of the send ledger stands for."""

    MESSAGE = "message"
    HAPPENING = "happening"


# Predicates of partial indexes. A query repeats them word for word, without a type that would add "= 1": SQLite uses
# such an index for nothing less. No list of more than two: of such a one SQLite makes a table for each row it writes.
DUE: ColumnElement[bool] = literal_column("(state = 'ready' OR state = 'retry_wait' OR state = 'unknown')")
UNDER_LEASE: ColumnElement[bool] = literal_column("state IN ('leased', 'handoff')")
LIVE_DIGEST = and_(
    literal_column("kind = 'digest'"),
    literal_column("state <> 'failed'"),
    literal_column("state <> 'suppressed'"),
    literal_column("state <> 'cancelled'"),
    literal_column("state <> 'expired'"),
)
THREADED: ColumnElement[bool] = literal_column("thread <> ''")
UNSEALED: ColumnElement[bool] = literal_column("seal IS NULL")


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; refuses naive ones with ValueError, and gives aware UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Instant to what the database keeps: naive UTC on SQLite, aware on PostgreSQL."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: instants are aware, in UTC")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database keeps to an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The one metadata of the database, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _words(enum: type[StrEnum], name: str) -> Enum:
    """A word kept as text, so that a new word needs no change of the database."""
    return Enum(enum, name=name, native_enum=False, length=16, values_callable=lambda words: [str(w) for w in words])


class MessageRow(Base):
    """One message to one recipient: where it stands, and who holds its lease. Its frozen bytes are tables_bodies.py's.

    `recipient` is the person's key, `to_address` where it goes; `message_id` is the header, with its brackets.
    `next_try_at` is the earliest instant of the next try, None once settled. `fence` goes up with every lease:
    a finishing update must name the one it was given.
    """

    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(_words(Kind, "message_kind"))
    recipient: Mapped[str]
    to_address: Mapped[str]
    local_day: Mapped[date]
    board: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(unique=True)
    thread: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    envelope_from: Mapped[str]
    state: Mapped[State] = mapped_column(_words(State, "message_state"), default=State.READY)
    lease_by: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcInstant)
    fence: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    expires_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    created_at: Mapped[datetime] = mapped_column(UtcInstant)
    handoff_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    settled_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    resent: Mapped[bool] = mapped_column(default=False)


class MessagePlanRow(Base):
    """A plan that a message speaks of, by its slug."""

    __tablename__ = "message_plans"
    __table_args__ = ({"sqlite_with_rowid": False},)  # kept in the order of its key: one tree, not two

    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    plan: Mapped[str] = mapped_column(primary_key=True, index=True)


class NoticeRow(Base):
    """One thing told to one person. `target` is the due day in ISO or "undated"; `slot` a local day (engine.md).

    A notice is live until it is given back; live ones are unique by their key.
    """

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment: Mapped[str]
    target: Mapped[str]
    kind: Mapped[str]
    slot: Mapped[date]
    person: Mapped[str]
    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), index=True)
    plan: Mapped[str]
    ref: Mapped[str]
    reason: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(UtcInstant)
    given_back_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class AttemptRow(Base):
    """What was done with a message, when, by what road, and what the other side said. Rows are only ever added.

    `entry` is the line's key among the ledger's entries.
    """

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcInstant)
    road: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str]
    phase: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    sentence: Mapped[str]
    entry: Mapped[str] = mapped_column(server_default="")


class SuspensionRow(Base):
    """An address that nothing is sent to, since when and why, until somebody lifts it."""

    __tablename__ = "suspensions"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    since: Mapped[datetime] = mapped_column(UtcInstant)
    why: Mapped[str]
    lifted_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class BreakerRow(Base):
    """A transport that is left alone until `open_until`; `times` counts openings in a row without a success."""

    __tablename__ = "breakers"

    transport: Mapped[str] = mapped_column(primary_key=True)
    open_until: Mapped[datetime] = mapped_column(UtcInstant)
    why: Mapped[str]
    times: Mapped[int] = mapped_column(default=1)


class EntryRow(Base):
    """One entry of the send ledger: a message, by its id, or a line of its history, by the line's `entry`.

    `facts` and `words` are digests in hex (outbox/evidence.py). A redaction takes the words and their `salt` away and
    leaves the digest, which then tells nothing of them. `seal` is stamped on once.
    """

    __tablename__ = "ledger_entries"

    key: Mapped[str] = mapped_column(primary_key=True)
    message: Mapped[str]
    what: Mapped[str]
    facts: Mapped[str]
    words: Mapped[str]
    salt: Mapped[str | None]
    seal: Mapped[int | None]


class SealRow(Base):
    """One link of the chain: so many entries under one `root`, bound to the seal before by its `previous`."""

    __tablename__ = "ledger_seals"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime] = mapped_column(UtcInstant)
    entries: Mapped[int]
    root: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]


def _index(name: str, *columns: InstrumentedAttribute[Any], where: ColumnElement[bool], unique: bool = False) -> Index:
    """A partial index, the same on both databases."""
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


_index(
    "uq_messages_one_live_digest",
    MessageRow.recipient,
    MessageRow.local_day,
    where=LIVE_DIGEST,
    unique=True,
)
_index("ix_messages_due", MessageRow.next_try_at, where=DUE)
_index("ix_messages_thread", MessageRow.thread, where=THREADED)
_index("ix_messages_leases", MessageRow.lease_until, where=UNDER_LEASE)
_index(
    "uq_notices_live",
    NoticeRow.commitment,
    NoticeRow.target,
    NoticeRow.kind,
    NoticeRow.slot,
    NoticeRow.person,
    where=literal_column("given_back_at IS NULL"),
    unique=True,
)
_index("uq_suspensions_live", SuspensionRow.address, where=literal_column("lifted_at IS NULL"), unique=True)
_index("ix_ledger_entries_unsealed", EntryRow.key, where=UNSEALED)
