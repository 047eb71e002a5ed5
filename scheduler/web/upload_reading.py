"""How an upload is read: in a process of its own, with what was said of the plan's columns and rows before."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from sqlalchemy.orm import Session

from scheduler.plans.plan import Plan
from scheduler.reading.mending import mended, still_fitting
from scheduler.reading.read import Reading
from scheduler.reading.reading_guard import ReadFile, read_again_guarded, read_file_guarded
from scheduler.register.plan_readings import PlanReading, plan_reading
from scheduler.register.uploads import Upload, UploadColumn
from scheduler.rounds.orders import StandingOrders

LONGEST_NAME = 80


def safe_name(name: str) -> str:
    """A file's own name, without folders, hidden characters or more of it than a page can show."""
    own = "".join(each for each in PurePath(name.replace("\\", "/")).name if each.isprintable())
    path = PurePath(own or "plan")
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:6].lower()}"


def said_before(session: Session, plan: str, orders: StandingOrders) -> PlanReading:
    """What the settings and earlier editions say of how a plan is read; what was said last counts."""
    before = plan_reading(session, plan)
    return replace(before, columns={**orders.columns.get(plan, {}), **before.columns})


def read_upload(content: bytes, *, name: str, as_of: date, before: PlanReading, orders: StandingOrders) -> ReadFile:
    """The plan in some bytes, and gone from disk after; read once more where its columns were named before.

    Raises UnreadableDocument.
    """
    terms = orders.last_school_days
    with tempfile.TemporaryDirectory(prefix="chaser-upload-") as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        found = read_file_guarded(path, as_of=as_of, columns={}, terms_end_on=terms)
    columns = columns_here(before.columns, found.reading)
    if not columns:
        return found
    again = read_again_guarded(found.document, name=name, as_of=as_of, columns=columns, terms_end_on=terms)
    return replace(found, reading=again)


def columns_here(columns: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Of the columns that were named before, those that this edition has."""
    names = {each.name for each in reading.columns}
    return {name: role for name, role in columns.items() if name in names}


def with_reading(upload: Upload, reading: Reading, columns: Mapping[str, str]) -> Upload:
    """An upload with what was read of it; mends that fit no longer are gone."""
    holds = tuple(("noted", "", each, "") for each in reading.holds)
    return replace(
        upload,
        reading=reading.plan,
        remarks=holds + tuple((each.kind.value, each.ref, each.text, str(each.place)) for each in reading.remarks),
        columns_read=tuple(UploadColumn(**vars(each)) for each in reading.columns),
        columns=columns,
        mends=still_fitting(reading.plan, upload.mends),
    )


def as_mended(upload: Upload, orders: StandingOrders) -> Plan:
    """The plan as it would be recorded now."""
    return mended(upload.reading, upload.mends, terms_end_on=orders.last_school_days)
