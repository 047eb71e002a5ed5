"""Opens files that somebody sent in a process of their own, with bounds on time and memory, and tells what happened.

open_document.py says what a file holds; here only what it may cost is decided.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from scheduler.reading.guarded import REFUSED
from scheduler.reading.portable import from_json
from scheduler.reading.rows import Document, UnreadableDocument

_HONEST_MEGABYTES = 2
_SECONDS_A_MEGABYTE = 3
_MEMORY_A_MEGABYTE = 20
_MOST = 4
_CURE = (
    "It is damaged, made to keep a program busy, or far larger than a plan. "
    "Save it again from Word or Excel, or give only the pages that hold the plan."
)


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What reading a file may cost: seconds of a processor and megabytes of memory."""

    seconds: int
    megabytes: int


def allowance(size: int, *, seconds: float, megabytes: int) -> Allowance:
    """What a file of `size` bytes may cost: more for each megabyte over two, up to four times as much."""
    over = max(size / 1e6 - _HONEST_MEGABYTES, 0)
    return Allowance(
        seconds=ceil(min(seconds + over * _SECONDS_A_MEGABYTE, seconds * _MOST)),
        megabytes=ceil(min(megabytes + over * _MEMORY_A_MEGABYTE, megabytes * _MOST)),
    )


def open_guarded(path: Path, *, seconds: float = 10, megabytes: int = 500) -> Document:
    """What `open_document` gives, read by a child process that cannot take more than its allowance.

    `seconds` are a processor's; on the clock a busy machine may take three times as long, then the child is ended.
    Raises UnreadableDocument, also when the child ran out of time or memory or died.
    """
    size = path.stat().st_size if path.is_file() else 0
    allowed = allowance(size, seconds=seconds, megabytes=megabytes)
    command = [sys.executable, "-P", "-s", "-B", "-X", "utf8", "-m", "scheduler.reading.guarded"]
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the file's name is an argument, never a command
            [*command, os.fspath(path.absolute()), str(allowed.seconds), str(allowed.megabytes)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=allowed.seconds * 3,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableDocument(_too_long(path.name, allowed.seconds * 3)) from fault
    if child.returncode == REFUSED:
        raise UnreadableDocument(str(json.loads(child.stdout)))
    if child.returncode != 0:
        raise UnreadableDocument(_death(path.name, child, allowed))
    return from_json(child.stdout)


def _environment() -> dict[str, str]:
    """Nothing of the parent's but where modules are: passwords in the environment are none of a file's business."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _death(name: str, child: subprocess.CompletedProcess[bytes], allowed: Allowance) -> str:
    if child.returncode in (-9, -24):
        return _too_long(name, allowed.seconds)
    last_words = child.stderr.decode(errors="replace").strip().splitlines()[-1:] or [f"signal {-child.returncode}"]
    if "MemoryError" in last_words[0]:
        return f"{name} needs more than {allowed.megabytes:,} MB of memory to be read. {_CURE}"
    return f"{name} stopped the program that was reading it ({last_words[0][:200]}). {_CURE}"


def _too_long(name: str, seconds: int) -> str:
    return f"{name} could not be read within {seconds} seconds. {_CURE}"
