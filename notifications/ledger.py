"""What was told to whom: every notice and every message about a plan, with what became of it, in sentences.

Written to be read out (rules.md, "Everything may be disclosed"). Nothing here is decided or changed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from notifications.tables import AttemptRow, Kind, MessagePlanRow, MessageRow, NoticeRow, State

NOT_TOLD = {
    State.READY: "it waits to be sent",
    State.LEASED: "it is about to be sent",
    State.HANDOFF: "it is being sent",
    State.RETRY_WAIT: "it waits for another try",
    State.UNKNOWN: "whether it arrived is not known",
    State.FAILED: "it was refused",
    State.SUPPRESSED: "it was not sent, because nothing is sent to this address",
    State.CANCELLED: "it was cancelled before it went",
    State.EXPIRED: "it was given up before it went",
    State.BOUNCED: "it came back",
}
WHAT = {
    Kind.DIGEST: "a digest",
    Kind.ESCALATION: "an escalation",
    Kind.FIRST_LOOK: "a first look",
    Kind.NOTE: "a note",
    Kind.TEST: "a test",
    Kind.LINK: "a link",
    Kind.INVITATION: "an invitation",
    Kind.WEBHOOK: "an event",
}


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One thing told, or meant to be told, to one person; `ref` is empty for what concerns the plan as a whole.

    `person` is their key, `address` where it went then.
    Instants are aware, in UTC. `road` and `answer` are those of the last that happened to the message; `sentence`
    says the whole line in words.
    """

    decided_at: datetime
    accepted_at: datetime | None
    person: str
    address: str
    ref: str
    kind: str
    target: str
    slot: date | None
    reason: str
    message: str
    subject: str
    state: State
    road: str
    answer: str
    sentence: str


class UnknownMark(LookupError):
    """A page is asked for after a message that is none of ours."""


class Mark(NamedTuple):
    """Where a line stands among all: its message, its notice (0 for a message without one), its plan."""

    message: str
    number: int
    plan: str


NUMBER = func.coalesce(NoticeRow.id, 0)
PLACE = (MessageRow.id, NUMBER, MessagePlanRow.plan)


def ledger(session: Session, *, plan: str, zone: tzinfo, person: str = "") -> tuple[LedgerLine, ...]:
    """Everything told about a plan, earliest first; of one person where named by address. Days are said in `zone`."""
    statement = _statement([plan])
    rows = session.execute(statement.where(MessageRow.recipient == person.lower()) if person else statement)
    lines = [_line(row, zone) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.decided_at, line.person, line.ref, line.kind)))


def ledger_page(
    session: Session,
    *,
    plans: Collection[str],
    zone: tzinfo,
    from_at: datetime | None = None,
    before_at: datetime | None = None,
    after: Mark | None = None,
    limit: int,
) -> tuple[tuple[Mark, LedgerLine], ...]:
    """Up to `limit` lines about some plans, earliest first, each with the mark after which the next page begins.

    Of messages written from `from_at` on and before `before_at` (aware). Raises UnknownMark.
    """
    within = [MessageRow.created_at >= from_at] if from_at else []
    within += [MessageRow.created_at < before_at] if before_at else []
    within += [_after(session, after)] if after else []
    statement = _statement(plans).where(*within).order_by(MessageRow.created_at, *PLACE).limit(limit)
    return tuple((Mark(row.id, row.number, row.plan), _line(row, zone)) for row in session.execute(statement))


def _after(session: Session, mark: Mark) -> ColumnElement[bool]:
    created_at = session.scalars(select(MessageRow.created_at).where(MessageRow.id == mark.message)).first()
    if created_at is None:
        raise UnknownMark(mark.message)
    rest = tuple_(*PLACE) > tuple_(literal(mark.message), literal(mark.number), literal(mark.plan))
    return or_(MessageRow.created_at > created_at, and_(MessageRow.created_at == created_at, rest))


def is_known(session: Session, address: str) -> bool:
    """Whether anything was ever written to that address."""
    theirs = select(MessageRow.id).where(MessageRow.recipient == address.lower()).limit(1)
    return session.scalars(theirs).first() is not None


def _statement(plans: Collection[str]) -> "Select[*tuple[Any, ...]]":
    """Each notice about one of the plans, and once each message that speaks of it without a notice."""
    any_attempt = aliased(AttemptRow)
    last = select(func.max(any_attempt.id)).where(any_attempt.message == MessageRow.id).scalar_subquery()
    return (
        select(
            MessagePlanRow.plan,
            NUMBER.label("number"),
            MessageRow.id,
            MessageRow.kind.label("message_kind"),
            MessageRow.recipient,
            MessageRow.to_address,
            MessageRow.subject,
            MessageRow.state,
            MessageRow.created_at,
            MessageRow.accepted_at,
            NoticeRow.ref,
            NoticeRow.kind,
            NoticeRow.target,
            NoticeRow.slot,
            NoticeRow.reason,
            AttemptRow.road,
            AttemptRow.answer,
            AttemptRow.sentence,
        )
        .join(MessagePlanRow, and_(MessagePlanRow.message == MessageRow.id, MessagePlanRow.plan.in_(sorted(plans))))
        .outerjoin(NoticeRow, and_(NoticeRow.message == MessageRow.id, NoticeRow.plan == MessagePlanRow.plan))
        .outerjoin(AttemptRow, AttemptRow.id == last)
    )


def _line(row: Row[Any], zone: tzinfo) -> LedgerLine:
    return LedgerLine(
        decided_at=row.created_at,
        accepted_at=row.accepted_at,
        person=row.recipient,
        address=row.to_address,
        ref=row.ref or "",
        kind=row.kind or row.message_kind.value,
        target=row.target or "",
        slot=row.slot,
        reason=row.reason or "",
        message=row.id,
        subject=row.subject,
        state=row.state,
        road=row.road or "",
        answer=row.answer or "",
        sentence=_sentence(row, zone),
    )


def _sentence(row: Row[Any], zone: tzinfo) -> str:
    told = row.state in {State.ACCEPTED, State.DELIVERED}
    day = (row.accepted_at or row.created_at).astimezone(zone)
    on = f"On {day:%A} {day.day} {day:%B %Y} {row.to_address}"
    what = f"{WHAT[row.message_kind]}, “{row.subject}”"
    about = f", telling of {row.ref or 'the plan'}: {row.reason}" if row.reason else ""
    became = row.sentence or "" if told else "; ".join(filter(None, [NOT_TOLD.get(row.state, ""), row.sentence]))
    verb = "was sent" if told else "was to be sent"
    return f"{on} {verb} {what}{about}. {became[:1].upper()}{became[1:]}."
