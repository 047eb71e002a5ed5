"""Opens files that somebody sent in a process of their own, with bounds on time and memory, and tells what happened.

open_document.py says what a file holds; here only what it may cost is decided.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from math import ceil
from pathlib import Path

from scheduler.reading.guarded import REFUSED
from scheduler.reading.portable import from_json
from scheduler.reading.rows import Document, UnreadableDocument

_HEAD = 1_024
_SECONDS_A_MEGABYTE = 8
_MOST = 4
_CURE = (
    "It is damaged, made to keep a program busy, or far larger than a plan. "
    "Save it again from Word or Excel, or give only the pages that hold the plan."
)


def allowance(head: bytes, size: int, seconds: float) -> int:
    """Seconds of a processor that a file may take, by its first bytes and its size in bytes: `seconds`, rounded up.

    A PDF gets more for each megabyte, up to four times as much: a thousand honest pages take longer than ten seconds.
    The other formats are read, or refused, at a pace that needs no more.
    """
    more = size / 1e6 * _SECONDS_A_MEGABYTE if b"%PDF-" in head else 0
    return ceil(min(seconds + more, seconds * _MOST))


def open_guarded(path: Path, *, seconds: float = 10, megabytes: int = 500) -> Document:
    """What `open_document` gives, read by a child process that cannot take more than its allowance.

    `seconds` are a processor's, more for a long PDF (see `allowance`); on the clock a busy machine may take three times
    as long, then the child is ended. Raises UnreadableDocument, also when the child ran out of time or memory or died.
    """
    allowed = allowed_for(path, seconds)
    asked = [os.fspath(path.absolute()), str(allowed), str(megabytes)]
    return from_json(
        in_a_child("scheduler.reading.guarded", asked, name=path.name, seconds=allowed, megabytes=megabytes)
    )


def in_a_child(
    module: str, arguments: Sequence[str], *, name: str, seconds: int, megabytes: int, handed: bytes = b""
) -> bytes:
    """What a module of ours printed, run in a process of its own about the file of that name.

    It is `handed` bytes on its input, and ended after three times its seconds on the clock. Raises UnreadableDocument
    with its own sentence where it refused, and with the reason where it ran out of time or memory or died.
    """
    command = [sys.executable, "-P", "-s", "-B", "-X", "utf8", "-m", module, *arguments]
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the file's name is an argument, never a command
            command,
            input=handed,
            capture_output=True,
            timeout=seconds * 3,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableDocument(_too_long(name, seconds * 3)) from fault
    if child.returncode == REFUSED:
        raise UnreadableDocument(str(json.loads(child.stdout)))
    if child.returncode != 0:
        raise UnreadableDocument(_death(name, child, seconds, megabytes))
    return child.stdout


def allowed_for(path: Path, seconds: float) -> int:
    """The allowance of a file, or that of none where it cannot be looked at: the child says why."""
    try:
        if not path.is_file():
            return ceil(seconds)
        with path.open("rb") as file:
            return allowance(file.read(_HEAD), path.stat().st_size, seconds)
    except OSError:
        return ceil(seconds)


def _environment() -> dict[str, str]:
    """Nothing of the parent's but where modules are: passwords in the environment are none of a file's business."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _death(name: str, child: subprocess.CompletedProcess[bytes], seconds: int, megabytes: int) -> str:
    if child.returncode in (-9, -24):
        return _too_long(name, seconds)
    last_words = "".join(child.stderr.decode(errors="replace").strip().splitlines()[-1:])
    if "MemoryError" in last_words:
        return f"{name} needs more than {megabytes:,} MB of memory to be read. {_CURE}"
    why = f" ({last_words[:200]})" if last_words and child.returncode > 0 else ""
    return f"{name} stopped the program that was reading it{why}. {_CURE}"


def _too_long(name: str, seconds: int) -> str:
    return f"{name} could not be read within {seconds} seconds. {_CURE}"
