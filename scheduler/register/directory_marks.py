"""By what of the directory printed leads were last resolved, in short: whether they would resolve otherwise today."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import reduce
from hashlib import blake2b

from sqlalchemy import Date, String, bindparam, case, literal, select
from sqlalchemy.orm import Session

from scheduler.register.plain_rows import rows_at_once
from scheduler.register.tables import BindingRow, PersonRow, PlanRow, RoleRow, RoundRow

RESOLVED, MARK = "leads resolved", "mark"  # a kind of round, of which only the last one is kept, and what it counts
SHORT = 7  # bytes
ROWS_AT_ONCE = 500
BETWEEN = literal("\n")
DAY = bindparam("day", type_=Date())
NAMES = (
    PersonRow.name,
    PersonRow.initials,
    PersonRow.organisation,
    PersonRow.mailbox,
    PersonRow.aliases.cast(String),
    PersonRow.formerly.cast(String),
    case((PersonRow.left_on <= DAY, "left"), else_=""),
)
PEOPLE = select(reduce(lambda said, name: said + BETWEEN + name, NAMES, PersonRow.email)).order_by(PersonRow.email)
MEANINGS = select(BindingRow.id, BindingRow.plan, BindingRow.words, BindingRow.address, BindingRow.at, BindingRow.who)
ROLES = select(RoleRow.person, RoleRow.number, RoleRow.name, RoleRow.from_on, RoleRow.to_on)
OPEN_PLANS = select(PlanRow.slug).where(PlanRow.closed_on.is_(None)).order_by(PlanRow.slug)


def mark_of(session: Session, day: date) -> int:
    """The same as long as nothing changes by which printed leads resolve: names, roles of the day, meanings, plans.

    Leads that a new edition prints are resolved when it is recorded.
    """
    found = blake2b(digest_size=SHORT)
    for line in _lines(session, day):
        found.update(repr(line).encode())
    return int.from_bytes(found.digest())


def last_mark(session: Session) -> int | None:
    """The mark under which all printed leads were last resolved; None where none was kept."""
    row = _kept(session)
    return row.counts[MARK] if row else None


def keep_mark(session: Session, day: date, *, now: datetime) -> None:
    """Keep that all printed leads are resolved as of a day, at an instant."""
    row = _kept(session) or RoundRow(kind=RESOLVED)
    row.on_day, row.at, row.finished_at, row.counts = day, now, now, {MARK: mark_of(session, day)}
    session.add(row)


def _kept(session: Session) -> RoundRow | None:
    return session.scalar(select(RoundRow).where(RoundRow.kind == RESOLVED).limit(1))


def _lines(session: Session, day: date) -> Iterator[object]:
    for rows in rows_at_once(session, PEOPLE, ROWS_AT_ONCE, day=day):
        yield [said for (said,) in rows]
    for *role, from_on, to_on in session.execute(ROLES.order_by(RoleRow.person, RoleRow.number)):
        yield (*role, (from_on is None or from_on <= day) and (to_on is None or day <= to_on))
    yield from (tuple(row) for row in session.execute(MEANINGS.order_by(BindingRow.id)))
    yield from session.scalars(OPEN_PLANS)
