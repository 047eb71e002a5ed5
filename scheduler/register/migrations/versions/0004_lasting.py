"""What outlasts a completion: standing commitments, assurances, completions that run out, groups."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("people", sa.Column("members", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("actions", sa.Column("complete_since", sa.Date(), nullable=True))
    op.add_column("answers", sa.Column("every", sa.String(16), nullable=True))
    op.add_column("answers", sa.Column("about_on", sa.Date(), nullable=True))
