"""The editions of a plan, each kept as it was recorded: as read from its file, with the dates that stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.plans.plan import Place, Plan, Quote
from scheduler.register.tables import EditionRow

_PLAN = TypeAdapter(Plan)
_QUOTE = TypeAdapter(Quote)
_PLACE = TypeAdapter(Place)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One import: `number` counts from 1; `sha256` is the file's, in hexadecimal."""

    number: int
    file_name: str
    sha256: str
    recorded_at: datetime
    plan: Plan


def list_editions(session: Session, slug: str) -> tuple[Edition, ...]:
    """All editions of a plan, the first one first; none for a plan that nobody recorded."""
    rows = session.scalars(select(EditionRow).where(EditionRow.plan == slug).order_by(EditionRow.number))
    return tuple(_edition(row) for row in rows)


def last_edition(session: Session, slug: str) -> Edition | None:
    """The latest edition of a plan."""
    row = session.scalar(select(EditionRow).where(EditionRow.plan == slug).order_by(EditionRow.number.desc()).limit(1))
    return _edition(row) if row else None


def recorded_before(session: Session, slug: str, sha256: str) -> datetime | None:
    """When the same file was recorded for a plan, last; None where it never was."""
    of_file = (EditionRow.plan == slug, EditionRow.sha256 == sha256)
    return session.scalar(select(func.max(EditionRow.recorded_at)).where(*of_file)) if sha256 else None


def add_edition(
    session: Session, slug: str, plan: Plan, *, number: int, file_name: str, sha256: str, now: datetime
) -> None:
    """Keep one more edition; the plan itself must be in the register."""
    session.add(
        EditionRow(
            plan=slug,
            number=number,
            as_of=plan.as_of,
            file_name=file_name,
            sha256=sha256,
            recorded_at=now,
            reading=_PLAN.dump_python(plan, mode="json"),
        )
    )


def quote_columns(quotes: Mapping[str, Quote]) -> dict[str, object]:
    """An action's quotes as JSON holds them."""
    return {name: _QUOTE.dump_python(quote, mode="json") for name, quote in quotes.items()}


def place_columns(place: Place) -> dict[str, object]:
    """A place in a document as JSON holds it."""
    columns: dict[str, object] = _PLACE.dump_python(place, mode="json")
    return columns


def place(columns: Mapping[str, object]) -> Place:
    """The place that JSON holds."""
    return _PLACE.validate_python(columns)


def _edition(row: EditionRow) -> Edition:
    return Edition(
        number=row.number,
        file_name=row.file_name,
        sha256=row.sha256,
        recorded_at=row.recorded_at,
        plan=_PLAN.validate_python(row.reading),
    )
