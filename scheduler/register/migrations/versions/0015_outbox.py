"""Tables and indexes of the outbox that cost less to keep."""

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
    """Bring the tables and their data up to this revision; no row changes."""
    _anew("uq_messages_one_live_digest", "messages", ["recipient", "local_day"], where=LIVE_DIGEST, unique=True)
    _anew("ix_messages_due", "messages", ["next_try_at"], where=DUE)
    _anew("ix_messages_thread", "messages", ["thread"], where="thread <> ''")
    op.drop_index("ix_notices_plan", "notices")
    if op.get_bind().dialect.name == "sqlite":
        _plans_by_their_keys()


def _anew(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    rows = sa.text(where)
    op.drop_index(name, table)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def _plans_by_their_keys() -> None:
    op.create_table(
        "plans_of_messages",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("message", "plan", name=op.f("pk_message_plans")),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name=op.f("fk_message_plans_message_messages")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO plans_of_messages (message, plan) SELECT message, plan FROM message_plans")
    op.drop_table("message_plans")
    op.rename_table("plans_of_messages", "message_plans")
    op.create_index(op.f("ix_message_plans_plan"), "message_plans", ["plan"])
