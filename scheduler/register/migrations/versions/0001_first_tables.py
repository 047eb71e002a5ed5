"""The first tables: messages and what was told; plans, people, meetings and what happened to them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORD = sa.String(16)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables and their data up to this revision."""
    _messages()
    _what_was_told()
    _people()
    _plans_and_editions()
    _actions()
    _leads()
    _meetings_and_feeds()
    _what_happened()


def _filled(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), nullable=False)


def _empty(name: str, kind: sa.types.TypeEngine[Any] | None = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.String(), nullable=True)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    parent = other.split(".", 1)[0]
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}_{parent}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _partial(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


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


def _messages() -> None:
    op.create_table(
        "messages",
        _filled("id"),
        _filled("kind", WORD),
        _filled("recipient"),
        _filled("to_address"),
        _filled("local_day", sa.Date()),
        _filled("board"),
        _filled("message_id"),
        _filled("thread"),
        _filled("subject"),
        _filled("body", sa.LargeBinary()),
        _filled("envelope_from"),
        _filled("state", WORD),
        _filled("lease_by"),
        _empty("lease_until", INSTANT),
        _number("fence"),
        _number("tries"),
        _empty("next_try_at", INSTANT),
        _empty("expires_at", INSTANT),
        _filled("created_at", INSTANT),
        _empty("handoff_at", INSTANT),
        _empty("accepted_at", INSTANT),
        _empty("settled_at", INSTANT),
        _filled("resent", sa.Boolean()),
        _key("messages", "id"),
        _once("messages", "message_id"),
    )
    _index("messages", "thread")
    finished = "('failed', 'suppressed', 'cancelled', 'expired')"
    _partial(
        "uq_messages_one_live_digest",
        "messages",
        ["recipient", "local_day"],
        where=f"kind = 'digest' AND state NOT IN {finished}",
        unique=True,
    )
    _partial("ix_messages_due", "messages", ["next_try_at"], where="state IN ('ready', 'retry_wait', 'unknown')")
    _partial("ix_messages_leases", "messages", ["lease_until"], where="state IN ('leased', 'handoff')")


def _what_was_told() -> None:
    plans = "message_plans"
    op.create_table(
        plans, _filled("message"), _filled("plan"), _key(plans, "message", "plan"), _of(plans, "message", "messages.id")
    )
    _index(plans, "plan")
    op.create_table(
        "notices",
        _number("id"),
        _filled("commitment"),
        _filled("target"),
        _filled("kind"),
        _filled("slot", sa.Date()),
        _filled("person"),
        _filled("message"),
        _filled("plan"),
        _filled("ref"),
        _filled("reason"),
        _filled("decided_at", INSTANT),
        _empty("given_back_at", INSTANT),
        _key("notices", "id"),
        _of("notices", "message", "messages.id"),
    )
    _index("notices", "message")
    _index("notices", "plan")
    key = ["commitment", "target", "kind", "slot", "person"]
    _partial("uq_notices_live", "notices", key, where="given_back_at IS NULL", unique=True)
    op.create_table(
        "attempts",
        _number("id"),
        _filled("message"),
        _filled("at", INSTANT),
        *(_filled(name) for name in ("road", "outcome", "phase", "answer", "sentence")),
        _key("attempts", "id"),
        _of("attempts", "message", "messages.id"),
    )
    _index("attempts", "message")
    op.create_table(
        "suspensions",
        _number("id"),
        _filled("address"),
        _filled("since", INSTANT),
        _filled("why"),
        _empty("lifted_at", INSTANT),
        _key("suspensions", "id"),
    )
    _partial("uq_suspensions_live", "suspensions", ["address"], where="lifted_at IS NULL", unique=True)
    op.create_table(
        "breakers",
        _filled("transport"),
        _filled("open_until", INSTANT),
        _filled("why"),
        _number("times"),
        _key("breakers", "transport"),
    )


def _people() -> None:
    op.create_table(
        "people",
        *(_filled(name) for name in ("email", "name", "initials", "organisation", "manager", "deputy")),
        _filled("aliases", sa.JSON()),
        _empty("away_from", sa.Date()),
        _empty("away_to", sa.Date()),
        _filled("digest", WORD),
        _empty("left_on", sa.Date()),
        _filled("changed_at", INSTANT),
        _key("people", "email"),
    )
    op.create_table(
        "roles_held",
        _filled("person"),
        _number("number"),
        _filled("name"),
        _empty("from_on", sa.Date()),
        _empty("to_on", sa.Date()),
        _key("roles_held", "person", "number"),
        _of("roles_held", "person", "people.email"),
    )


def _plans_and_editions() -> None:
    op.create_table(
        "plans",
        *(_filled(name) for name in ("slug", "title", "board")),
        _filled("as_of", sa.Date()),
        _filled("recorded_on", sa.Date()),
        _empty("released_on", sa.Date()),
        _empty("closed_on", sa.Date()),
        _key("plans", "slug"),
    )
    op.create_table(
        "editions",
        _number("id"),
        _filled("plan"),
        _number("number"),
        _filled("as_of", sa.Date()),
        _filled("file_name"),
        _filled("sha256"),
        _filled("recorded_at", INSTANT),
        _filled("reading", sa.JSON()),
        _key("editions", "id"),
        _once("editions", "plan", "number"),
        _of("editions", "plan", "plans.slug"),
    )


def _actions() -> None:
    op.create_table(
        "actions",
        *(_filled(name) for name in ("key", "plan", "ref", "area_ref", "area_title", "title", "success_measure")),
        *(_filled(name) for name in ("progress", "waiting_for", "rating")),
        _number("ordinal"),
        _filled("status", WORD),
        _filled("unverified", sa.Boolean()),
        _empty("completed_on", sa.Date()),
        _empty("starts_on", sa.Date()),
        _empty("recurrence", WORD),
        _empty("assigned_lead"),
        _filled("quotes", sa.JSON()),
        _empty("withdrawn_on", sa.Date()),
        _empty("next_look_on", sa.Date()),
        _filled("recorded_on", sa.Date()),
        _filled("changed_at", INSTANT),
        *_target(),
        _key("actions", "key"),
        _of("actions", "plan", "plans.slug"),
        _of("actions", "assigned_lead", "people.email"),
    )
    _index("actions", "plan")
    _partial("uq_actions_open_ref", "actions", ["plan", "ref"], where="withdrawn_on IS NULL", unique=True)
    _partial("ix_actions_next_look", "actions", ["next_look_on"], where="next_look_on IS NOT NULL")
    op.create_table(
        "milestones",
        *(_filled(name) for name in ("key", "action", "title", "confirmed_by")),
        _number("number"),
        _number("ordinal"),
        _filled("computed", sa.Boolean()),
        _filled("status", WORD),
        _empty("confirmed_at", INSTANT),
        _empty("withdrawn_on", sa.Date()),
        _filled("recorded_on", sa.Date()),
        *_target(),
        _key("milestones", "key"),
        _of("milestones", "action", "actions.key"),
    )
    _index("milestones", "action")
    op.create_table(
        "earlier_targets",
        _filled("commitment"),
        _number("number"),
        _filled("plan"),
        _filled("replaced_at", INSTANT),
        _filled("why", WORD),
        *_target(),
        _key("earlier_targets", "commitment", "number"),
        _of("earlier_targets", "plan", "plans.slug"),
    )
    _index("earlier_targets", "plan")


def _leads() -> None:
    op.create_table(
        "printed_leads",
        _number("id"),
        _filled("action"),
        _number("number"),
        _filled("words"),
        _filled("source", WORD),
        _filled("place", sa.JSON()),
        _empty("person"),
        _filled("why"),
        _empty("confirmed_at", INSTANT),
        _filled("confirmed_by"),
        _key("printed_leads", "id"),
        _of("printed_leads", "action", "actions.key"),
        _of("printed_leads", "person", "people.email"),
    )
    _index("printed_leads", "action")
    op.create_table(
        "bindings",
        _number("id"),
        _empty("plan"),
        _filled("words"),
        _filled("address"),
        _filled("at", INSTANT),
        _filled("who"),
        _key("bindings", "id"),
        _of("bindings", "plan", "plans.slug"),
        _of("bindings", "address", "people.email"),
    )
    _partial("uq_bindings_in_plan", "bindings", ["plan", "words"], where="plan IS NOT NULL", unique=True)
    _partial("uq_bindings_everywhere", "bindings", ["words"], where="plan IS NULL", unique=True)


def _meetings_and_feeds() -> None:
    op.create_table(
        "meetings",
        *(_filled(name) for name in ("uid", "series", "slot", "title", "location", "url", "moved_because", "note")),
        _filled("on_day", sa.Date()),
        _filled("starts", sa.Time()),
        _filled("ends", sa.Time()),
        _empty("paper_deadline_on", sa.Date()),
        _filled("status", WORD),
        _filled("set_by_hand", sa.JSON()),
        _number("sequence"),
        _filled("changed_at", INSTANT),
        _key("meetings", "uid"),
        _once("meetings", "series", "slot"),
    )
    op.create_table(
        "subscribers",
        _number("id"),
        _filled("feed"),
        _filled("person"),
        _filled("token_sha256"),
        _filled("granted_at", INSTANT),
        _empty("revoked_at", INSTANT),
        _number("fetches"),
        _empty("last_fetched_at", INSTANT),
        _key("subscribers", "id"),
        _once("subscribers", "token_sha256"),
        _of("subscribers", "person", "people.email"),
    )
    _index("subscribers", "person")


def _what_happened() -> None:
    op.create_table(
        "history",
        _number("id"),
        _filled("at", INSTANT),
        *(_filled(name) for name in ("who", "road", "plan", "commitment", "what")),
        _empty("before", sa.JSON()),
        _empty("after", sa.JSON()),
        _key("history", "id"),
    )
    _index("history", "plan", "commitment")
    op.create_table(
        "rounds",
        _number("id"),
        _filled("kind"),
        _filled("on_day", sa.Date()),
        _filled("at", INSTANT),
        _empty("finished_at", INSTANT),
        _filled("counts", sa.JSON()),
        _filled("fault"),
        _key("rounds", "id"),
    )
    _index("rounds", "kind", "at")
