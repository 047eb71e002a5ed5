"""What delivery keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    _departures()
    _bodies()


def _departures() -> None:
    op.create_table(
        "departures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whither", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departures")),
    )
    op.create_index("ix_departures_whither_at", "departures", ["whither", "at"])


def _bodies() -> None:
    """Frozen bytes in a table of their own, which a change of a message's state need not write anew."""
    op.create_table(
        "message_bodies",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_message_bodies")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_message_bodies_message_messages")),
    )
    op.execute("INSERT INTO message_bodies (message, content) SELECT id, body FROM messages")
    op.drop_column("messages", "body")
