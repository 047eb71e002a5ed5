"""The tables of the desk: sign-in links, sessions, ends of answer links, uploads and how plans are read.

Of secrets only hashes are kept.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class SignInLinkRow(Base):
    """A link that opens one session, once, until it expires. `road` says how it was asked for ("mail", "server")."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.email"), index=True)
    road: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcInstant)
    expires_at: Mapped[datetime] = mapped_column(UtcInstant)
    used_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class WebSessionRow(Base):
    """A browser that is signed in as a person, until it expires or somebody ends it."""

    __tablename__ = "web_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.email"), index=True)
    begun_at: Mapped[datetime] = mapped_column(UtcInstant)
    expires_at: Mapped[datetime] = mapped_column(UtcInstant)
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    ended_by: Mapped[str] = mapped_column(default="")


class AnswerLinkEndRow(Base):
    """Somebody's word that all answer links which a person had until then are dead; `plan` is empty for every plan."""

    __tablename__ = "answer_link_ends"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.email"), index=True)
    plan: Mapped[str]
    ended_at: Mapped[datetime] = mapped_column(UtcInstant)
    who: Mapped[str]


class UploadRow(Base):
    """A plan that was uploaded and read, until somebody records or discards it.

    `document` is what was opened, to be read again with other `columns`; None for what was uploaded before it was kept.
    """

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str]
    board: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    who: Mapped[str] = mapped_column(ForeignKey("people.email"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    reading: Mapped[dict[str, object]] = mapped_column(JSON)
    remarks: Mapped[list[list[str]]] = mapped_column(JSON)
    document: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    columns_read: Mapped[list[dict[str, object]] | None] = mapped_column(JSON(none_as_null=True))
    columns: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    mends: Mapped[list[dict[str, object]] | None] = mapped_column(JSON(none_as_null=True))


class PlanReadingRow(Base):
    """What a person said of how a plan is read: its columns and mended rows, for its next edition."""

    __tablename__ = "plan_readings"

    plan: Mapped[str] = mapped_column(ForeignKey("plans.slug"), primary_key=True)
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    mends: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcInstant)
