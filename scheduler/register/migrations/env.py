"""What Alembic runs for each command: the migrations on the connection that database.py hands over."""

from alembic import context
from sqlalchemy import Connection

from scheduler.register.tables import PlanRow


def migrate(connection: Connection) -> None:
    """Run the migrations inside the caller's transaction; SQLite changes a table by copying it."""
    context.configure(connection=connection, target_metadata=PlanRow.metadata, render_as_batch=True)
    context.run_migrations()


migrate(context.config.attributes["connection"])
