"""A home of the version before, with mail in its outbox: brought up to date, it shows and sends the same bytes."""

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    column,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from notifications import outbox
from scheduler.cli import app
from scheduler.register.database import open_database, upgrade

BEFORE = "0011"  # the last revision that kept frozen bytes beside the state of their message
WRITTEN_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
WAITING, SENT = "a" * 32, "b" * 32
BYTES = {
    WAITING: "Subject: Waits\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nÉ\r\n..\r\n".encode(),
    SENT: b"Subject: Went\r\n\r\n\x00\xff\r\n",
}
MESSAGES = table(
    "messages",
    *(column(name) for name in ("id", "kind", "recipient", "to_address", "board", "message_id", "thread", "subject")),
    *(column(name) for name in ("envelope_from", "state", "lease_by", "fence", "tries")),
    column("local_day", Date()),
    column("body", LargeBinary()),
    column("resent", Boolean()),
    *(column(name, DateTime(timezone=True)) for name in ("next_try_at", "created_at", "accepted_at", "settled_at")),
)

PLANS = table("message_plans", column("message"), column("plan"))


def with_mail_of_before(engine: Engine) -> None:
    """The tables of the version before; a message that waits in them, and one that went."""
    config = Config()
    config.set_main_option("script_location", str(files("scheduler.register") / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        connection.execute(insert(MESSAGES), [a_row(WAITING, state="ready"), a_row(SENT, state="accepted")])
        connection.execute(insert(PLANS), [{"message": key, "plan": "a"} for key in BYTES])


def a_row(key: str, *, state: str) -> dict[str, Any]:
    """A message to Nina in the table of the version before."""
    waits = state == "ready"
    return {
        "id": key,
        "kind": "escalation",
        "recipient": "nina@example.org",
        "to_address": "nina@example.org",
        "board": "cog",
        "message_id": f"<{key}@example.org>",
        "thread": "",
        "subject": "Waits" if waits else "Went",
        "envelope_from": "chaser@example.org",
        "state": state,
        "lease_by": "",
        "fence": 0,
        "tries": 0 if waits else 1,
        "local_day": date(2026, 11, 20),
        "body": BYTES[key],
        "resent": False,
        "next_try_at": WRITTEN_AT if waits else None,
        "created_at": WRITTEN_AT,
        "accepted_at": None if waits else WRITTEN_AT,
        "settled_at": None if waits else WRITTEN_AT,
    }


def test_the_bytes_of_every_message_are_those_of_the_version_before(blank: Engine) -> None:
    with_mail_of_before(blank)

    upgrade(blank)

    with Session(blank) as session:
        assert {key: outbox.body(session, key) for key in BYTES} == BYTES
    kept = Table("messages", MetaData(), autoload_with=blank)
    assert "body" not in kept.columns


def test_the_plans_of_every_message_are_those_of_the_version_before(blank: Engine) -> None:
    with_mail_of_before(blank)

    upgrade(blank)

    with blank.connect() as connection:
        kept = connection.execute(select(PLANS.c.message, PLANS.c.plan).order_by(PLANS.c.message)).all()
    assert [tuple(row) for row in kept] == [(WAITING, "a"), (SENT, "a")]


def test_what_waited_in_the_version_before_is_still_sent_and_nothing_else(blank: Engine) -> None:
    with_mail_of_before(blank)

    upgrade(blank)

    with Session(blank) as session:
        leased = outbox.lease_due(session, now=WRITTEN_AT, by="here", limit=10, lease_for=timedelta(minutes=5))
        assert [(each.id, each.to_address, each.body) for each in leased] == [
            (WAITING, "nina@example.org", BYTES[WAITING])
        ]


def test_the_ledger_of_a_home_of_the_version_before_shows_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "chaser.toml").write_text(
        '[boards.cog]\nname = "Chief Officer Group"\nchair = "Robin Hale <robin@example.org>"\n'
        'co_ordinator = "Sam Ode <sam@example.org>"\n'
    )
    engine = open_database(f"sqlite:///{tmp_path / 'chaser.db'}")
    with_mail_of_before(engine)
    engine.dispose()

    shown = CliRunner().invoke(app, ["ledger", "show", WAITING[:8], "--home", str(tmp_path), "--format", "json"])

    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["content"].encode() == BYTES[WAITING]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM message_bodies")) == len(BYTES)
    engine.dispose()
