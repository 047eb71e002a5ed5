"""What a lane does, on this machine's own disk before the database knows: evidence that outlives a kill or a power cut.

Messages may be said to be going several at once, in one commit, because the journal tells them apart: which of them
began, and which were accepted. A process that dies leaves its journal behind; whoever drains next on this machine
finds it, unlocked, and settles by it (delivery.md, "The outbox", point 5).
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from typing import IO, NamedTuple, Protocol

SUFFIX = ".journal"
OF_OLD = ".accepted"  # of versions whose journals told of acceptances alone, a line each: the id and the answer
HELD, GOES, TAKEN = "held", "goes", "taken"
ROOM = 16 * 1024  # bytes made ready at once: what is written into them reaches the disk without a change of its tables


class Leased(Protocol):
    """A message under a lease."""

    @property
    def id(self) -> str:
        """The message."""
        ...

    @property
    def fence(self) -> int:
        """The number of its lease."""
        ...


class Held(NamedTuple):
    """A message and the number of the lease under which it was held; 0, which no lease has, in journals of old."""

    message: str
    fence: int


@dataclass(frozen=True, kw_only=True)
class Remains:
    """What journals tell of messages whose process is gone: what the road took, with its answers; what had begun and
    was not answered; what was said to be going, and never began."""

    taken: dict[Held, str]
    begun: tuple[Held, ...]
    not_begun: tuple[Held, ...]


class Journal:
    """The journal of one lane, made when it is first needed, locked as long as it is open.

    Each of its words is on the disk before the call returns, as a commit would be. Raises OSError where it is not.
    """

    def __init__(self, folder: Path, node: str) -> None:
        self._path = folder / f"{_as_name(node)}-{os.getpid()}-{os.urandom(4).hex()}{SUFFIX}"
        self._file: IO[bytes] | None = None
        self._end = self._ready = 0
        self._last_goes = ""

    def open(self) -> None:
        """Make the file, unless that is done: locked before anybody can take it for one that was left behind."""
        if self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_suffix(".new")
        file = aside.open("wb", buffering=0)
        fcntl.flock(file, fcntl.LOCK_EX)
        aside.rename(self._path)
        _sync_folder(self._path.parent)
        self._file = file
        self._make_ready()

    def holds(self, messages: Sequence[Leased]) -> None:
        """Keep which messages are about to be said to be going, and that the first of them goes at once.

        One alone needs no line: that it was said to be going says as much.
        """
        self.open()
        first = self._goes(messages[0])
        if len(messages) > 1:
            self._write("".join(f"{HELD} {each.fence} {each.id}\n" for each in messages) + first)

    def goes(self, message: Leased) -> None:
        """Keep that a message is about to go, unless that was said before."""
        if line := self._goes(message):
            self._write(line)

    def taken(self, message: Leased, answer: str, following: Leased | None) -> None:
        """Keep that the road took a message, and that the following one goes next: one write, one wait for the disk."""
        line = f"{TAKEN} {message.fence} {message.id} {' '.join(answer.split())}\n"
        self._write(line + (self._goes(following) if following else ""))

    def close(self, *, well: bool) -> None:
        """Close the file; it is removed only at a good end, for what it holds may not be in the database."""
        if self._file is None:
            return
        if well:
            self._path.unlink()
        self._file.close()

    def _goes(self, message: Leased) -> str:
        line = f"{GOES} {message.fence} {message.id}\n"
        was_said, self._last_goes = line == self._last_goes, line
        return "" if was_said else line

    def _write(self, lines: str) -> None:
        self.open()
        assert self._file is not None
        written = lines.encode()
        while self._end + len(written) > self._ready:
            self._make_ready()
        self._put(written, self._end)
        os.fdatasync(self._file.fileno())
        self._end += len(written)

    def _make_ready(self) -> None:
        self._put(bytes(ROOM), self._ready)
        self._ready += ROOM

    def _put(self, written: bytes, at: int) -> None:
        assert self._file is not None
        if os.pwrite(self._file.fileno(), written, at) < len(written):
            raise OSError(ENOSPC, os.strerror(ENOSPC))


@contextmanager
def journal(folder: Path | None, node: str) -> Iterator[Journal | None]:
    """A journal of this lane's own in that folder, gone at a good end; None without a folder."""
    kept = Journal(folder, node) if folder else None
    try:
        yield kept
    except BaseException:
        if kept is not None:
            kept.close(well=False)
        raise
    if kept is not None:
        kept.close(well=True)


@contextmanager
def left_behind(folder: Path | None) -> Iterator[Remains]:
    """What journals hold whose process is gone; they are removed once the caller has made use of them."""
    with _abandoned(folder) as files:
        yield _remains(files)
        for file in files:
            with suppress(FileNotFoundError):
                Path(str(file.name)).unlink()


@contextmanager
def _abandoned(folder: Path | None) -> Iterator[list[IO[bytes]]]:
    """The journals that nobody holds a lock on, locked by us meanwhile."""
    there = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    opened: list[IO[bytes]] = []
    for path in there:
        if path.suffix in {SUFFIX, OF_OLD}:
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


def _remains(files: Sequence[IO[bytes]]) -> Remains:
    """The last word on each message."""
    last: dict[Held, tuple[str, str]] = {}
    for file in files:
        parse = _line_of_old if str(file.name).endswith(OF_OLD) else _line
        for line in file.read().decode("utf-8", "replace").splitlines(keepends=True):
            found = parse(line) if line.endswith("\n") else None  # one that was cut off tells nothing
            if found is not None:
                held, word, answer = found
                last[held] = (word, answer)
    return Remains(
        taken={held: answer for held, (word, answer) in last.items() if word == TAKEN},
        begun=tuple(held for held, (word, _) in last.items() if word == GOES),
        not_begun=tuple(held for held, (word, _) in last.items() if word == HELD),
    )


def _line(line: str) -> tuple[Held, str, str] | None:
    word, _, rest = line.strip().partition(" ")
    fence, _, rest = rest.partition(" ")
    message, _, answer = rest.partition(" ")
    if word not in {HELD, GOES, TAKEN} or not fence.isdecimal() or not message:
        return None
    return Held(message, int(fence)), word, answer


def _line_of_old(line: str) -> tuple[Held, str, str] | None:
    message, _, answer = line.strip().partition(" ")
    return (Held(message, 0), TAKEN, answer) if message else None


def _sync_folder(folder: Path) -> None:
    """A file's name is on the disk once its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _as_name(node: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in node)
