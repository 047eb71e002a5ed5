"""What a meeting gained: who stands in at it, and how often the day of its papers changed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("meetings", sa.Column("deputies", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("meetings", sa.Column("paper_sequence", sa.Integer(), nullable=False, server_default="0"))
