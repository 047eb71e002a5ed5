"""The table of what co-ordinators say of mails to the chair before they go: lines, and holds of a week."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant
from scheduler.plans.chair_words import ChairWordKind
from scheduler.register.kept_words import KeptWord


class ChairWordRow(Base):
    """One thing said about one mail, as plans/chair_words.py says. Rows are only ever added.

    `mail_on` is the day for which the mail was planned, `on_day` the day in the board's zone on which it was said.
    """

    __tablename__ = "chair_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    board: Mapped[str]
    mail_on: Mapped[date]
    kind: Mapped[ChairWordKind] = mapped_column(KeptWord(ChairWordKind))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    on_day: Mapped[date]
    who: Mapped[str]
    words: Mapped[str]
    matters: Mapped[list[str]] = mapped_column(JSON)
