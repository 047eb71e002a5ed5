"""The table of mail that came to us: what came back, what people replied, and what nobody understood."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class IncomingKind(StrEnum):
    """What a mail that came to us is."""

    BOUNCE = "bounce"
    DELAY = "delay"
    REPLY = "reply"
    UNREADABLE = "unreadable"


class IncomingRow(Base):
    """One mail that came to us, once, whichever way it was handed over: `key` is a digest of its id and its content.

    `message` is what it answers or tells of, where that is known; `writer` who wrote it, or the address that a bounce
    is about. `words` is its text and `raw` the whole, both empty for bounces. `forwarded_in` is the message by which
    the co-ordinator heard.
    """

    __tablename__ = "incoming"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    came_at: Mapped[datetime] = mapped_column(UtcInstant, index=True)
    kind: Mapped[IncomingKind] = mapped_column(
        Enum(
            IncomingKind,
            name="incoming_kind",
            native_enum=False,
            length=16,
            values_callable=lambda kinds: [str(kind) for kind in kinds],
        )
    )
    message: Mapped[str | None] = mapped_column(ForeignKey("messages.id"), index=True)
    writer: Mapped[str]
    subject: Mapped[str]
    words: Mapped[str]
    raw: Mapped[bytes]
    permanent: Mapped[bool]
    sentence: Mapped[str]
    forwarded_in: Mapped[str | None] = mapped_column(ForeignKey("messages.id"))
