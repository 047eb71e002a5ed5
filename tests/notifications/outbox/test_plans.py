"""How SQLite looks rows up: no round and no drain reads the whole outbox, however many messages it has kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from notifications import outbox
from tests.notifications.mails import EIGHT, MINUTE, MONDAY, TUESDAY, new_message, notice
from tests.notifications.outbox.states import SAID

WHOLE_TABLES = ("SCAN messages", "SCAN later", "SCAN notices", "SCAN attempts", "SCAN message_plans")


@contextmanager
def plans_of(session: Session) -> Iterator[dict[str, list[str]]]:
    """Each statement that goes over meanwhile, with the steps that SQLite takes for it."""
    plans: dict[str, list[str]] = {}

    def explain(connection: Connection, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "INSERT", "DELETE")):
            cursor = connection.connection.cursor()
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given[0] if many else given)
            plans[statement] = [row[3] for row in cursor.fetchall()]

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", explain)
    yield plans
    event.remove(engine, "before_cursor_execute", explain)


def test_no_statement_of_a_round_or_a_drain_reads_a_whole_table(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by its statistics, which a small table has none of")
    with plans_of(session) as plans:
        outbox.put(session, new_message("a"), [notice()], now=EIGHT)
        outbox.told(session, on=MONDAY, commitments=["plan/1.1"])
        outbox.overtaken(session, on=TUESDAY)
        outbox.thread_start(session, "escalation:cog")
        outbox.sweep(session, now=EIGHT)
        outbox.expire(session, now=EIGHT)
        outbox.suppress(session, now=EIGHT)
        outbox.doubts(session, now=EIGHT, limit=10)
        [leased] = outbox.lease_due(session, now=EIGHT, by="node", limit=10, lease_for=MINUTE)
        outbox.begin_handoff(session, leased, now=EIGHT)
        outbox.record_accepted(session, leased, at=EIGHT, said=SAID)
        outbox.waiting(session)

    assert len(plans) >= 20
    assert {statement: steps for statement, steps in plans.items() if set(steps) & set(WHOLE_TABLES)} == {}
