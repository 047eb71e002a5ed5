"""What people answered, and which mailboxes several people share."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORD = sa.String(16)
INSTANT = sa.DateTime(timezone=True)
WORDS = ("who", "name", "recorded_by", "words", "evidence", "whom", "minute", "beyond")


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    op.add_column("people", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "answers",
        _filled("id", sa.Integer()),
        _filled("at", INSTANT),
        _filled("on_day", sa.Date()),
        _filled("recorded_at", INSTANT),
        _filled("plan"),
        _filled("commitment"),
        _filled("kind", WORD),
        _filled("road", WORD),
        *(_filled(name) for name in WORDS),
        _empty("until", sa.Date()),
        _empty("ends_on", sa.Date()),
        _filled("is_request", sa.Boolean()),
        _filled("copies", sa.JSON()),
        *_target(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.ForeignKeyConstraint(["plan"], ["plans.slug"], name=op.f("fk_answers_plan_plans")),
    )
    op.create_index(op.f("ix_answers_plan"), "answers", ["plan"])


def _filled(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), nullable=False)


def _empty(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), nullable=True)


def _target() -> list[sa.Column[Any]]:
    """The eight columns of a target date."""
    return [
        _empty("target_begins_on", sa.Date()),
        _empty("target_due_on", sa.Date()),
        _empty("target_precision", WORD),
        _empty("target_words"),
        _empty("target_rule"),
        _empty("target_certainty", WORD),
        _empty("target_question"),
        _empty("target_is_start", sa.Boolean()),
    ]
