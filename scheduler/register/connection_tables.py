"""The tables of other programs: keys that read, webhooks that are told, the events there were. Of keys only hashes."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class ApiKeyRow(Base):
    """A key with which a program reads a board's plans, or one of them; `plan` is empty for all, later ones too."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    board: Mapped[str]
    plan: Mapped[str]
    with_names: Mapped[bool]
    secret_sha256: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[str]
    used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    revoked_by: Mapped[str]


class HookRow(Base):
    """A program that is told of events. Its secret is made from `salt` and the home's key, which no table holds.

    `events` are kinds of events; `plan` is empty for all plans of the board.
    """

    __tablename__ = "hooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    board: Mapped[str]
    plan: Mapped[str]
    url: Mapped[str]
    events: Mapped[list[str]] = mapped_column(JSON)
    salt: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    made_by: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    ended_by: Mapped[str]


class EventRow(Base):
    """An event that happened, once: `fact` names what of it can happen but once. Rows are only ever added."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    fact: Mapped[str] = mapped_column(unique=True)
    plan: Mapped[str] = mapped_column(index=True)
    commitment: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcInstant)
