"""What outlasts a completion: standing commitments, assurances, completions that run out, groups."""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
