"""The table of accounts at a provider: which of them a person signs in with."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class AccountRow(Base):
    """An account (issuer and subject, OpenID Connect Core 2) that a person signs in with, until somebody ends that."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    person: Mapped[str] = mapped_column(ForeignKey("people.email"), index=True)
    since_at: Mapped[datetime] = mapped_column(UtcInstant)
    ended_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    ended_by: Mapped[str] = mapped_column(default="")
