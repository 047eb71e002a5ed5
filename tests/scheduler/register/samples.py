"""What tests record: one plan, a few people, at fixed instants."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.plans.amendments import Difference
from scheduler.plans.plan import Plan
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.register.tables import ActionRow, EarlierTargetRow
from scheduler.register.target_columns import Why

COG = "cog-2026"
DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)
NEXT_DAY = date(2026, 11, 2)
NEXT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DIRECTORY = """\
name,initials,email,roles,aliases
Nina Marsh,NM,nina@example.org,Lead PM,
Omar Reid,OR,omar@example.org,,
QA Managers,,qa@example.org,,All QA Managers
"""


def record_first(session: Session, plan: Plan, *, slug: str = COG, **words: Any) -> Difference:
    """The plan's first edition, recorded on 1 October."""
    return record_edition(session, plan, slug=slug, now=NOW, day=DAY, sha256="first", **words)


def record_next(session: Session, plan: Plan, *, slug: str = COG, **words: Any) -> Difference:
    """A later edition, recorded on 2 November."""
    return record_edition(session, plan, slug=slug, **{"now": NEXT, "day": NEXT_DAY, "sha256": "second", **words})


def record_edition(session: Session, plan: Plan, *, slug: str = COG, **words: Any) -> Difference:
    """An edition from a file, at the co-ordinator's word."""
    said = {"board": "cog", "file_name": "plan.docx", "who": "sam@example.org", **words}
    difference = record(session, slug, plan, **said)
    session.flush()
    return difference


def import_directory(session: Session, csv_text: str = DIRECTORY) -> None:
    """The people of DIRECTORY, or of another file without problems."""
    assert import_people(session, csv_text, now=NOW).problems == ()
    session.flush()


def stored(session: Session, key: str) -> ActionRow:
    """An action's row as it is stored now."""
    session.expire_all()
    return session.get_one(ActionRow, f"{COG}/{key}")


def earlier(session: Session, key: str) -> list[tuple[int, str, Why]]:
    """The target dates that an action had before, oldest first: number, words, why it moved."""
    query = select(EarlierTargetRow).where(EarlierTargetRow.commitment == f"{COG}/{key}")
    rows = session.scalars(query.order_by(EarlierTargetRow.number))
    return [(row.number, row.target_words or "", row.why) for row in rows]
