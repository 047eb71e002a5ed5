"""Matters between the chair and the co-ordinator: for which meeting something was noted or raised."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("answers", sa.Column("meeting", sa.String(), nullable=False, server_default=""))
