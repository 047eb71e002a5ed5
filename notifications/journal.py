"""What this process was told is accepted, on its own disk before the database knows: evidence that outlives a kill.

A line is written right after the road's yes, and the commit follows. A process that dies between the two leaves its
journal behind; whoever drains next on this machine finds it, unlocked, and settles by it (delivery.md, "The outbox",
point 5).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SUFFIX = ".accepted"


@dataclass(frozen=True)
class Taken:
    """One line of a journal: a message that the road took, and what it answered."""

    message: str
    answer: str


class Journal:
    """The journal of one drain, locked as long as it is open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, message: str, answer: str) -> None:
        """Keep that a message was taken, in one write, safe from the death of this process."""
        line = f"{message} {' '.join(answer.split())}\n".encode()
        os.write(self._file.fileno(), line)


@contextmanager
def journal(folder: Path | None, node: str) -> Iterator[Journal | None]:
    """A journal of this drain's own in that folder, gone at a good end; None without a folder.

    After a fault it stays, for what it holds may not be in the database.
    """
    if folder is None:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{_as_name(node)}-{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}"
    aside = path.with_suffix(".new")
    with aside.open("ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        aside.rename(path)  # locked before anybody can take it for one that was left behind
        yield Journal(file)
        path.unlink()


@contextmanager
def left_behind(folder: Path | None) -> Iterator[tuple[Taken, ...]]:
    """What journals hold whose process is gone; they are removed once the caller has made use of them."""
    with _abandoned(folder) as files:
        yield tuple(taken for file in files for taken in _lines(file))
        for file in files:
            with suppress(FileNotFoundError):
                Path(str(file.name)).unlink()


@contextmanager
def _abandoned(folder: Path | None) -> Iterator[list[IO[bytes]]]:
    """The journals that nobody holds a lock on, locked by us meanwhile."""
    opened: list[IO[bytes]] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder and folder.is_dir() else []:
        with suppress(FileNotFoundError):
            opened.append(path.open("rb"))
    try:
        yield [file for file in opened if _locked(file)]
    finally:
        for file in opened:
            file.close()


def _locked(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lines(file: IO[bytes]) -> Iterator[Taken]:
    """The whole lines of a journal; one that was cut off tells nothing."""
    for line in file.read().decode("utf-8", "replace").splitlines(keepends=True):
        message, _, answer = line.partition(" ")
        if line.endswith("\n") and message:
            yield Taken(message, answer.strip())


def _as_name(node: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in node)
