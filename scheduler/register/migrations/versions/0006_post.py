"""What the send ledger seals: an entry for each message and each line of its history, and the chain of seals.

Whatever stands in the outbox already is taken in by the first seal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("attempts", sa.Column("entry", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE attempts SET entry = 'attempt-' || id")
    op.create_table(
        "ledger_entries",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("seal", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ledger_entries")),
    )
    unsealed = sa.text("seal IS NULL")
    op.create_index(
        "ix_ledger_entries_unsealed", "ledger_entries", ["key"], sqlite_where=unsealed, postgresql_where=unsealed
    )
    op.create_table(
        "ledger_seals",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_seals")),
    )
