"""The register's tables: what is promised, by whom, and what happened to it. Queries are the neighbouring modules'."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from notifications.tables import Base, UtcInstant
from notifications.tables_bodies import BodyRow  # noqa: F401 - the metadata must know every table
from notifications.tables_departures import DepartureRow  # noqa: F401 - the metadata must know every table
from notifications.tables_incoming import IncomingRow  # noqa: F401 - the metadata must know every table
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.boards import MeetingStatus
from scheduler.plans.people import Frequency
from scheduler.plans.plan import LeadSource, Status
from scheduler.plans.target_dates import Recurrence
from scheduler.register import (  # noqa: F401 - one metadata knows every table
    account_tables,
    chair_tables,
    connection_tables,
    redaction_tables,
    sign_in_tables,
)
from scheduler.register.kept_words import KeptWord
from scheduler.register.target_columns import TargetColumns, Why


class PlanRow(Base):
    """A plan under its slug. `released_on` is empty while its first week is held back (rules.md)."""

    __tablename__ = "plans"

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    board: Mapped[str]
    as_of: Mapped[date]
    recorded_on: Mapped[date]
    released_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class EditionRow(Base):
    """One import of a plan: the file it came from, and all that was read from it, kept as it was read."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("plan", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.slug"))
    number: Mapped[int]
    as_of: Mapped[date]
    file_name: Mapped[str]
    sha256: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UtcInstant)
    reading: Mapped[dict[str, object]] = mapped_column(JSON)


class ActionRow(TargetColumns, Base):
    """An action as it stands. `key` is given at first recording and never changes; `ref` may, with the plan's.

    `assigned_lead` is a person given by the co-ordinator's word, and wins over the printed ones.
    """

    __tablename__ = "actions"

    key: Mapped[str] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.slug"), index=True)
    ref: Mapped[str]
    ordinal: Mapped[int]
    area_ref: Mapped[str]
    area_title: Mapped[str]
    title: Mapped[str]
    success_measure: Mapped[str]
    progress: Mapped[str]
    status: Mapped[Status] = mapped_column(KeptWord(Status))
    unverified: Mapped[bool]
    completed_on: Mapped[date | None]
    complete_since: Mapped[date | None]
    starts_on: Mapped[date | None]
    recurrence: Mapped[Recurrence | None] = mapped_column(KeptWord(Recurrence))
    waiting_for: Mapped[str]
    rating: Mapped[str]
    assigned_lead: Mapped[str | None] = mapped_column(ForeignKey("people.email"))
    quotes: Mapped[dict[str, object]] = mapped_column(JSON)
    withdrawn_on: Mapped[date | None]
    recorded_on: Mapped[date]
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)


class MilestoneRow(TargetColumns, Base):
    """A further dated step of an action, under "slug/ref#1". A computed one counts once somebody confirmed it.

    `number` is given once and never again; `ordinal` is the step's place in the latest edition.
    """

    __tablename__ = "milestones"

    key: Mapped[str] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(ForeignKey("actions.key"), index=True)
    number: Mapped[int]
    ordinal: Mapped[int]
    title: Mapped[str]
    computed: Mapped[bool]
    status: Mapped[Status] = mapped_column(KeptWord(Status), default=Status.NOT_STARTED)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    confirmed_by: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    recorded_on: Mapped[date]


class EarlierTargetRow(TargetColumns, Base):
    """A target date that was replaced, of an action or a milestone; the first one keeps its place for good."""

    __tablename__ = "earlier_targets"

    commitment: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.slug"), index=True)
    replaced_at: Mapped[datetime] = mapped_column(UtcInstant)
    why: Mapped[Why] = mapped_column(KeptWord(Why))


class AnswerRow(TargetColumns, Base):
    """What somebody answered about an action or a milestone, as plans/answers.py says. Rows are only ever added.

    `at` is when it was said, `on_day` that day in the board's zone, `recorded_at` when it was written down. `before`
    is how the commitment stood, for whoever takes the answer back.
    """

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcInstant)
    on_day: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcInstant)
    plan: Mapped[str] = mapped_column(ForeignKey("plans.slug"), index=True)
    commitment: Mapped[str]
    kind: Mapped[AnswerKind] = mapped_column(KeptWord(AnswerKind))
    who: Mapped[str]
    name: Mapped[str]
    recorded_by: Mapped[str]
    road: Mapped[Road] = mapped_column(KeptWord(Road))
    words: Mapped[str]
    evidence: Mapped[str]
    whom: Mapped[str]
    until: Mapped[date | None]
    ends_on: Mapped[date | None]
    minute: Mapped[str]
    is_request: Mapped[bool]
    beyond: Mapped[str]
    copies: Mapped[list[str]] = mapped_column(JSON)
    every: Mapped[Recurrence | None] = mapped_column(KeptWord(Recurrence))
    about_on: Mapped[date | None]
    meeting: Mapped[str] = mapped_column(default="", server_default="")
    takes_back: Mapped[int] = mapped_column(default=0, server_default="0")
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))


class PrintedLeadRow(Base):
    """A lead as the plan prints it. `person` counts once `confirmed_at` is set; until then it is a proposal.

    `why` says what the words resolved by, or what keeps them from resolving.
    """

    __tablename__ = "printed_leads"

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str] = mapped_column(ForeignKey("actions.key"), index=True)
    number: Mapped[int]
    words: Mapped[str]
    source: Mapped[LeadSource] = mapped_column(KeptWord(LeadSource))
    place: Mapped[dict[str, object]] = mapped_column(JSON)
    person: Mapped[str | None] = mapped_column(ForeignKey("people.email"))
    why: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    confirmed_by: Mapped[str] = mapped_column(default="")


class BindingRow(Base):
    """Somebody's word that a printed lead, folded, means a person: in one plan, or in all when `plan` is empty."""

    __tablename__ = "bindings"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str | None] = mapped_column(ForeignKey("plans.slug"))
    words: Mapped[str]
    address: Mapped[str] = mapped_column(ForeignKey("people.email"))
    at: Mapped[datetime] = mapped_column(UtcInstant)
    who: Mapped[str]


class PersonRow(Base):
    """A person, shared mailbox or group of the directory; their first address, in lower case, is the identity.

    `mailbox` is where their mail goes since it changed, empty before; `formerly` what was theirs in between.
    """

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    initials: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    manager: Mapped[str] = mapped_column(default="")
    deputy: Mapped[str] = mapped_column(default="")
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    digest: Mapped[Frequency] = mapped_column(KeptWord(Frequency), default=Frequency.DAILY)
    left_on: Mapped[date | None]
    shared: Mapped[bool] = mapped_column(default=False)
    members: Mapped[list[str]] = mapped_column(JSON, default=list)
    mailbox: Mapped[str] = mapped_column(default="", server_default="")
    formerly: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)


class RoleRow(Base):
    """A role that a person holds from one day to another; either end may be open."""

    __tablename__ = "roles_held"

    person: Mapped[str] = mapped_column(ForeignKey("people.email"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]


class MeetingRow(Base):
    """One occurrence of a series, with what a feed's bytes depend on (calendars.md 1 to 3)."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("series", "slot"),)

    uid: Mapped[str] = mapped_column(primary_key=True)
    series: Mapped[str]
    slot: Mapped[str]
    title: Mapped[str]
    on_day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    location: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    paper_deadline_on: Mapped[date | None]
    status: Mapped[MeetingStatus] = mapped_column(KeptWord(MeetingStatus))
    moved_because: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    deputies: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    set_by_hand: Mapped[list[str]] = mapped_column(JSON, default=list)
    sequence: Mapped[int]
    paper_sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcInstant)


class SubscriberRow(Base):
    """A person's secret address of a feed, known by its hash alone."""

    __tablename__ = "subscribers"

    id: Mapped[int] = mapped_column(primary_key=True)
    feed: Mapped[str]
    person: Mapped[str] = mapped_column(ForeignKey("people.email"), index=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    granted_at: Mapped[datetime] = mapped_column(UtcInstant)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    fetches: Mapped[int] = mapped_column(default=0)
    last_fetched_at: Mapped[datetime | None] = mapped_column(UtcInstant)


class HistoryRow(Base):
    """What happened to a plan or commitment: who, when, by which road, what was before. Rows are only ever added."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "plan", "commitment"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcInstant)
    who: Mapped[str]
    road: Mapped[str]
    plan: Mapped[str]
    commitment: Mapped[str]
    what: Mapped[str]
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))


class RoundRow(Base):
    """One run of a round. `finished_at` stays empty when it broke off; `fault` says what went wrong."""

    __tablename__ = "rounds"
    __table_args__ = (Index(None, "kind", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    on_day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcInstant)
    finished_at: Mapped[datetime | None] = mapped_column(UtcInstant)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    fault: Mapped[str] = mapped_column(default="")


def _partial(name: str, *columns: InstrumentedAttribute[Any], where: str, unique: bool = False) -> Index:
    """An index of some rows only, the same on both databases."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


_partial("uq_actions_open_ref", ActionRow.plan, ActionRow.ref, where="withdrawn_on IS NULL", unique=True)
_partial("uq_bindings_in_plan", BindingRow.plan, BindingRow.words, where="plan IS NOT NULL", unique=True)
_partial("uq_people_mailbox", PersonRow.mailbox, where="mailbox <> ''", unique=True)
_partial("uq_bindings_everywhere", BindingRow.words, where="plan IS NULL", unique=True)
