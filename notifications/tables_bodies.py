"""The table of frozen bytes, apart from the messages: a message moves from state to state, and its bytes never do."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notifications.tables import Base


class BodyRow(Base):
    """The bytes of one message, as every try sends them. Only a redaction rewrites them."""

    __tablename__ = "message_bodies"

    message: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    content: Mapped[bytes]
