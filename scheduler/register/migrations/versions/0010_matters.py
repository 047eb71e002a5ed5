"""Matters: for which meeting something was noted or raised. No day on which an action is looked at again: the morning
looks at all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("answers", sa.Column("meeting", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_actions_next_look", table_name="actions")
    op.drop_column("actions", "next_look_on")
