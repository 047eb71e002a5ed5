"""What the co-ordinator mends and sets on the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    _accounts()
    _readings()


def _accounts() -> None:
    """Which account at a provider a person signs in with."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.email"], name=op.f("fk_accounts_person_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    op.create_index("ix_accounts_person", "accounts", ["person"])


def _readings() -> None:
    """What of an upload is needed to read it again and mend it, and what the next edition remembers of that."""
    with op.batch_alter_table("uploads") as uploads:
        for name in ("document", "columns_read", "columns", "mends"):
            uploads.add_column(sa.Column(name, sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "plan_readings",
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("mends", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("plan", name=op.f("pk_plan_readings")),
        sa.ForeignKeyConstraint(["plan"], ["plans.slug"], name=op.f("fk_plan_readings_plan_plans")),
    )
