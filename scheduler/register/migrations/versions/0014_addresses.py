"""Addresses of people that change: where their mail goes, and what was theirs before."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision; everybody's address is as it was."""
    op.add_column("people", sa.Column("mailbox", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("formerly", sa.JSON(), nullable=False, server_default="[]"))
    has_one = sa.text("mailbox <> ''")
    op.create_index(
        "uq_people_mailbox", "people", ["mailbox"], unique=True, sqlite_where=has_one, postgresql_where=has_one
    )
