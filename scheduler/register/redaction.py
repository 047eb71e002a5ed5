"""Redaction in the register: words taken out of every text that somebody wrote, copies and editions included, and
out of documents that bring them back. Who, when and why stay. Messages are notifications/redaction.py's.

In place of the words stands a mark; of the words themselves only a salted digest is kept, by which a document that
holds them again is known. Whoever has the register and guesses the words could test the guess: it stays confidential.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, Column, Engine, Enum, String, Table, select, text, update
from sqlalchemy.orm import Session

from notifications.tables import Base
from scheduler.plans.plan import Plan
from scheduler.register import history
from scheduler.register.redaction_tables import RedactionRow
from scheduler.rules.redaction import Blank, Trace, blank_again, blank_of, mark_of, rewritten, trace_of

_PLAN = TypeAdapter(Plan)
# Messages with all that is told of them have a redaction of their own; the rest holds no text that somebody wrote.
NOT_HERE = frozenset(
    {"messages", "attempts", "notices", "ledger_entries", "ledger_seals", "redactions", "breakers", "suspensions"}
    | {"events", "people", "roles_held", "bindings", "rounds", "alembic_version"}
)
# Columns that name somebody or something: who spoke, and what a row is about, is kept.
NAMING = frozenset(
    {"who", "name", "recorded_by", "confirmed_by", "assigned_lead", "whom", "copies", "road", "plan", "commitment"}
    | {"what", "board", "series", "slot", "url", "ref", "area_ref", "target_rule", "sha256", "deputies"}
    | {"set_by_hand", "feed", "writer", "ended_by", "kind", "outcome", "place"}
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants taken out: the words, where they saw them, and why; `words` are as rules/redaction.py's."""

    words: tuple[str, ...]
    plan: str
    place: str
    who: str
    name: str
    why: str
    now: datetime
    day: date

    @property
    def mark(self) -> str:
        """What is to stand in the place of the words."""
        return mark_of(self.day, self.name, self.why)

    @property
    def blank(self) -> Blank:
        """The same, as a change of text."""
        return blank_of(self.words, self.mark)


@dataclass(frozen=True, kw_only=True)
class Found:
    """One text that held the words: its table, its row's key, its column, and the text as it was."""

    table: str
    key: str
    column: str
    before: str


def redact_register(session: Session, wanted: Wanted) -> tuple[Found, ...]:
    """Take the words out of every text of the register, in the caller's transaction; gives each text that held them.

    Nothing is recorded of it yet: see `keep_redaction`.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))  # what is overwritten must not linger in the file
    session.flush()
    found = tuple(each for table in _tables() for each in _redact_table(session, table, wanted.blank))
    session.expire_all()
    return found


def keep_redaction(session: Session, wanted: Wanted, *, commitment: str, reached: int) -> None:
    """Record that it was done, by whom and why, and what is needed to know the words when a document repeats them."""
    trace = trace_of(wanted.words, wanted.mark, secrets.token_hex(16))
    session.add(
        RedactionRow(
            at=wanted.now,
            on=wanted.day,
            who=wanted.who,
            plan=wanted.plan,
            place=wanted.place,
            why=wanted.why,
            mark=trace.mark,
            salt=trace.salt,
            digest=trace.digest,
            words=trace.words,
            reached=reached,
        )
    )
    said = {"why": wanted.why, "texts": reached}
    history.write(
        session,
        at=wanted.now,
        who=wanted.who,
        road="desk",
        plan=wanted.plan,
        commitment=commitment,
        what="redacted",
        after=said,
    )


def without_redacted(session: Session, plan: Plan) -> Plan:
    """A plan as read, without any words that were taken out before, whichever document brings them."""
    traces = tuple(
        Trace(salt=row.salt, digest=row.digest, words=row.words, mark=row.mark)
        for row in session.scalars(select(RedactionRow).order_by(RedactionRow.id))
    )
    if not traces:
        return plan
    return _PLAN.validate_python(rewritten(_PLAN.dump_python(plan, mode="json"), blank_again(traces)))


def forget(engine: Engine) -> None:
    """Write the file of an SQLite register anew, so that nothing that was overwritten lingers in it or beside it."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:  # no transaction is begun for it
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in NOT_HERE]


def _redact_table(session: Session, table: Table, blank: Blank) -> Iterator[Found]:
    texts = [column for column in table.columns if _is_text(column)]
    if not texts:
        return
    keys = list(table.primary_key.columns)
    for row in session.execute(select(*keys, *texts)).mappings().all():
        changed = {c.name: rewritten(row[c.name], blank) for c in texts if rewritten(row[c.name], blank) != row[c.name]}
        if changed:
            here = [key == row[key.name] for key in keys]
            session.execute(update(table).where(*here).values(changed))
            yield from (_found(table, row, keys, name) for name in changed)


def _found(table: Table, row: Mapping[Any, Any], keys: list[Column[Any]], name: str) -> Found:
    key = " ".join(str(row[key.name]) for key in keys)
    return Found(table=table.name, key=key, column=name, before=str(row[name]))


def _is_text(column: Column[Any]) -> bool:
    """Whether a column holds what somebody wrote: text or JSON that names nothing."""
    if column.primary_key or column.foreign_keys or column.unique or column.name in NAMING:
        return False
    return isinstance(column.type, String | JSON) and not isinstance(column.type, Enum)
