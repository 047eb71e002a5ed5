"""Plans that somebody uploaded and nobody recorded yet: the file, and what was read from it, until they decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.plans.plan import Plan
from scheduler.register.sign_in_tables import UploadRow

_PLAN = TypeAdapter(Plan)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One uploaded file as it was read. `remarks` are (kind, ref, sentence, place), those that need a person first."""

    number: int
    plan: str
    board: str
    file_name: str
    sha256: str
    who: str
    at: datetime
    reading: Plan
    remarks: tuple[tuple[str, str, str, str], ...]


def keep_upload(
    session: Session,
    *,
    plan: str,
    board: str,
    file_name: str,
    sha256: str,
    who: str,
    reading: Plan,
    remarks: Sequence[tuple[str, str, str, str]],
    now: datetime,
) -> int:
    """Keep a reading until somebody records or discards it; an earlier one for the same plan goes. Gives its number."""
    session.execute(delete(UploadRow).where(UploadRow.plan == plan))
    row = UploadRow(
        plan=plan,
        board=board,
        file_name=file_name,
        sha256=sha256,
        who=who,
        at=now,
        reading=_PLAN.dump_python(reading, mode="json"),
        remarks=[list(each) for each in remarks],
    )
    session.add(row)
    session.flush()
    return row.id


def find_upload(session: Session, number: int) -> Upload | None:
    """An upload that waits; None for one that is gone."""
    row = session.get(UploadRow, number)
    return _upload(row) if row else None


def list_uploads(session: Session) -> tuple[Upload, ...]:
    """All uploads that wait, the latest first."""
    return tuple(_upload(row) for row in session.scalars(select(UploadRow).order_by(UploadRow.id.desc())))


def discard_upload(session: Session, number: int) -> None:
    """Forget an upload."""
    session.execute(delete(UploadRow).where(UploadRow.id == number))


def _upload(row: UploadRow) -> Upload:
    remarks: list[Any] = row.remarks
    return Upload(
        number=row.id,
        plan=row.plan,
        board=row.board,
        file_name=row.file_name,
        sha256=row.sha256,
        who=row.who,
        at=row.at,
        reading=_PLAN.validate_python(row.reading),
        remarks=tuple((kind, ref, text, place) for kind, ref, text, place in remarks),
    )
