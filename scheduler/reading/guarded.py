"""The process that opens one file for guard.py and prints what it read: `python -m scheduler.reading.guarded`.

It gives up its own rights to time, memory and writing before it looks at the file.
"""

import json
import sys
from pathlib import Path

from scheduler.reading.open_document import open_document
from scheduler.reading.portable import to_json
from scheduler.reading.rows import UnreadableDocument

REFUSED = 3


def main(arguments: list[str]) -> int:
    """Reads the file `arguments[0]` in so many seconds and megabytes. 0 with a document, REFUSED with a sentence."""
    path, seconds, megabytes = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    limit(seconds, megabytes)
    try:
        answer, code = to_json(open_document(path)), 0
    except UnreadableDocument as refusal:
        answer, code = json.dumps(str(refusal)).encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return code


def limit(seconds: int, megabytes: int) -> None:
    """Hold this process to so many seconds of a processor and megabytes of memory, and to writing no file."""
    if sys.platform == "win32":  # has no such limits; there guard.py's clock is the only one
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
