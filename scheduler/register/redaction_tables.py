"""The table of redactions: who took words out, when, where and why. The words themselves are kept nowhere."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class RedactionRow(Base):
    """One redaction, only ever added. `place` is the ref or message in which the words were seen; `digest` that of
    the salted words, `words` how many they were, and `mark` what stands in their place; `reached` counts the texts."""

    __tablename__ = "redactions"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcInstant)
    on: Mapped[date]
    who: Mapped[str]
    plan: Mapped[str]
    place: Mapped[str]
    why: Mapped[str]
    mark: Mapped[str]
    salt: Mapped[str]
    digest: Mapped[str]
    words: Mapped[int]
    reached: Mapped[int]
