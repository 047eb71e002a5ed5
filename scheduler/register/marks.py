"""Whether anything was written to the database since one looked: a mark that every commit changes, read in an instant.

What was read after a mark, and is still under the same mark, is what would be read now.
"""

import threading
from collections.abc import Hashable
from typing import Any

from sqlalchemy import Engine

# SQLite: "different if changes were committed to the database file by any other connection in the interim".
# PostgreSQL: which transactions are visible; it says the same twice only while none that writes has begun or ended.
LOOKS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}


class Mark:
    """The mark of one database, on a connection of its own that never writes; for many threads at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._look = LOOKS[engine.dialect.name]
        self._cursor: Any = None
        self._opened = 0
        self._guard = threading.Lock()

    def now(self) -> Hashable:
        """The mark as of now; equal marks of one object mean that nothing was committed between them.

        A fault of the database goes to the caller, and the next look begins with a new connection.
        """
        with self._guard:
            if self._cursor is None:
                self._cursor, self._opened = self._open(), self._opened + 1
            try:
                (mark,) = self._cursor.execute(self._look).fetchone()
            except Exception:
                self._cursor = None
                raise
            return self._opened, mark

    def close(self) -> None:
        """Give the connection back."""
        with self._guard:
            if self._cursor is not None:
                self._cursor.connection.close()
                self._cursor = None

    def _open(self) -> Any:
        """A connection outside the pool, each statement a transaction of its own: a mark must not stand still."""
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        if self._engine.dialect.name == "postgresql":
            connection.autocommit = True
        return connection.cursor()
