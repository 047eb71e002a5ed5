"""Plans that somebody uploaded and nobody recorded yet: the file, what was read from it and what a person mended of
that, until they decide."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.plans.mends import Mend
from scheduler.plans.plan import Plan
from scheduler.register.sign_in_tables import UploadRow

_PLAN = TypeAdapter(Plan)
_MENDS = TypeAdapter(tuple[Mend, ...])


@dataclass(frozen=True, kw_only=True)
class UploadColumn:
    """One column of the document: its name, what it was taken to hold, and words of its first cells."""

    name: str
    roles: tuple[str, ...]
    is_guessed: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One uploaded file as it was read. `remarks` are (kind, ref, sentence, place), those that need a person first.

    `columns_read` are the document's, `columns` what a person said that some of them hold, `mends` what they mended
    of its rows.
    """

    number: int = 0
    plan: str
    board: str
    file_name: str
    sha256: str
    who: str
    at: datetime
    reading: Plan
    remarks: tuple[tuple[str, str, str, str], ...]
    columns_read: tuple[UploadColumn, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()

    @property
    def stamp(self) -> str:
        """A word that changes with the file and with whatever a person says of it: a form brings it back."""
        mends = _MENDS.dump_python(self.mends, mode="json")
        said = json.dumps([self.at.isoformat(), self.sha256, dict(self.columns), mends], sort_keys=True)
        return sha256(said.encode()).hexdigest()[:16]


_COLUMNS = TypeAdapter(tuple[UploadColumn, ...])


def keep_upload(session: Session, upload: Upload, *, document: bytes) -> int:
    """Keep a reading until somebody records or discards it; an earlier one for the same plan goes. Gives its number.

    `document` is the portable form of what was opened.
    """
    session.execute(delete(UploadRow).where(UploadRow.plan == upload.plan))
    row = UploadRow(
        plan=upload.plan,
        board=upload.board,
        file_name=upload.file_name,
        sha256=upload.sha256,
        who=upload.who,
        at=upload.at,
        document=json.loads(document),  # as JSON, so that a redaction reaches it
    )
    _write(row, upload)
    session.add(row)
    session.flush()
    return row.id


def change_upload(session: Session, upload: Upload) -> None:
    """Keep another reading or other mends of an upload that is there."""
    _write(session.get_one(UploadRow, upload.number), upload)


def document_of(session: Session, number: int) -> bytes | None:
    """The portable form of what was opened; None where it was not kept."""
    kept = session.scalar(select(UploadRow.document).where(UploadRow.id == number))
    return json.dumps(kept).encode() if kept else None


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


def _write(row: UploadRow, upload: Upload) -> None:
    row.reading = _PLAN.dump_python(upload.reading, mode="json")
    row.remarks = [list(each) for each in upload.remarks]
    row.columns_read = _COLUMNS.dump_python(upload.columns_read, mode="json")
    row.columns = dict(upload.columns)
    row.mends = _MENDS.dump_python(upload.mends, mode="json")


def _upload(row: UploadRow) -> Upload:
    remarks: Sequence[Any] = row.remarks
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
        columns_read=_COLUMNS.validate_python(row.columns_read or ()),
        columns=row.columns or {},
        mends=_MENDS.validate_python(row.mends or ()),
    )
