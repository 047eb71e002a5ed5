"""Indexes of the outbox that cost less to keep."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

LIVE_DIGEST = (
    "kind = 'digest' AND state <> 'failed' AND state <> 'suppressed' AND state <> 'cancelled' AND state <> 'expired'"
)
DUE = "(state = 'ready' OR state = 'retry_wait' OR state = 'unknown')"


def upgrade() -> None:
    """Bring the tables up to this revision; no row changes."""
    _anew("uq_messages_one_live_digest", "messages", ["recipient", "local_day"], where=LIVE_DIGEST, unique=True)
    _anew("ix_messages_due", "messages", ["next_try_at"], where=DUE)


def _anew(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    rows = sa.text(where)
    op.drop_index(name, table)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)
