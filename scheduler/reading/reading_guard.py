"""Reads files that somebody sent as plans, in a process of their own with bounds on time and memory.

guard.py is for whoever wants the document alone.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scheduler.reading.guard import allowed_for, in_a_child
from scheduler.reading.guarded_reading import READING, WANTED, Wanted
from scheduler.reading.read import Reading

SECONDS = 20
MEGABYTES = 500


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """A file's reading, without actions where there are none, and the document behind it, to be read again."""

    reading: Reading
    document: bytes


def read_file_guarded(
    path: Path,
    *,
    as_of: date,
    columns: Mapping[str, str],
    terms_end_on: Collection[date] = (),
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> ReadFile:
    """What `read_document` gives of a file, by a child process that has so many seconds of a processor.

    Raises UnreadableDocument, also when the child ran out of time or memory or died.
    """
    allowed = allowed_for(path, seconds)
    answer = in_a_child(
        "scheduler.reading.guarded_reading",
        [os.fspath(path.absolute()), str(allowed), str(megabytes)],
        name=path.name,
        seconds=allowed,
        megabytes=megabytes,
        handed=_wanted(as_of, columns, terms_end_on),
    )
    reading, _, document = answer.partition(b"\n")
    return ReadFile(reading=READING.validate_json(reading), document=document)


def read_again_guarded(
    document: bytes,
    *,
    name: str,
    as_of: date,
    columns: Mapping[str, str],
    terms_end_on: Collection[date] = (),
) -> Reading:
    """The same of a document that was kept; `name` is the file's, for sentences."""
    answer = in_a_child(
        "scheduler.reading.guarded_reading",
        ["", str(SECONDS), str(MEGABYTES)],
        name=name,
        seconds=SECONDS,
        megabytes=MEGABYTES,
        handed=_wanted(as_of, columns, terms_end_on) + document,
    )
    return READING.validate_json(answer)


def _wanted(as_of: date, columns: Mapping[str, str], terms_end_on: Collection[date]) -> bytes:
    wanted = Wanted(as_of=as_of, columns=dict(columns), terms_end_on=tuple(sorted(terms_end_on)))
    return WANTED.dump_json(wanted) + b"\n"
