"""The process that reads a document as a plan for reading_guard.py: `python -m scheduler.reading.guarded_reading`.

It gives up its own rights to time, memory and writing before it looks at what it was handed.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from scheduler.plans.plan import Plan
from scheduler.reading.guarded import REFUSED, limit
from scheduler.reading.open_document import open_document
from scheduler.reading.portable import from_json, to_json
from scheduler.reading.read import NoActions, Reading, read_document
from scheduler.reading.read_columns import unread_columns
from scheduler.reading.rows import Document, UnreadableDocument


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How a document is to be read: see read.read_document."""

    as_of: date
    columns: Mapping[str, str]
    terms_end_on: tuple[date, ...]


WANTED, READING = TypeAdapter(Wanted), TypeAdapter(Reading)


def main(arguments: list[str]) -> int:
    """Reads the file `arguments[0]`, or the portable document handed after the first line of the input where it is "".

    The first line says what is wanted; the other arguments are seconds and megabytes. Gives 0 with a line of the
    reading, which has no actions where the document holds none, and the document; or REFUSED with a sentence.
    """
    limit(int(arguments[1]), int(arguments[2]))
    wanted, _, handed = sys.stdin.buffer.read().partition(b"\n")
    try:
        document = open_document(Path(arguments[0])) if arguments[0] else from_json(handed)
        answer, code = READING.dump_json(read(document, WANTED.validate_json(wanted))) + b"\n", 0
        answer += to_json(document) if arguments[0] else b""
    except UnreadableDocument as refusal:
        answer, code = json.dumps(str(refusal)).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return code


def read(document: Document, wanted: Wanted) -> Reading:
    """The reading of a document; raises UnreadableDocument."""
    try:
        return read_document(
            document, as_of=wanted.as_of, columns=wanted.columns, terms_end_on=frozenset(wanted.terms_end_on)
        )
    except NoActions as none:
        nothing = Plan(title=document.name, as_of=wanted.as_of, areas=(), actions=())
        return Reading(plan=nothing, remarks=(), holds=none.holds, columns=unread_columns(document))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
