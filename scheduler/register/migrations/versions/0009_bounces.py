"""Mail that came to us: bounces, and what people replied."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORDS = ("writer", "subject", "words", "sentence")


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in WORDS),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("permanent", sa.Boolean(), nullable=False),
        sa.Column("forwarded_in", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming")),
        sa.UniqueConstraint("key", name=op.f("uq_incoming_key")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_incoming_message_messages")),
        sa.ForeignKeyConstraint(["forwarded_in"], ["messages.id"], name=op.f("fk_incoming_forwarded_in_messages")),
    )
    op.create_index(op.f("ix_incoming_came_at"), "incoming", ["came_at"])
    op.create_index(op.f("ix_incoming_message"), "incoming", ["message"])
