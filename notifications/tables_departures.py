"""The table by which processes keep one pace together: what went where, in the last minute."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base, UtcInstant


class DepartureRow(Base):
    """One thing that went, or was about to: a mail to a domain, or a request to a road. Gone after a minute."""

    __tablename__ = "departures"
    __table_args__ = (Index("ix_departures_whither_at", "whither", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    whither: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcInstant)
