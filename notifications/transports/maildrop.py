"""Messages as .eml files in a folder: the default road, for a first look, dry runs and demonstrations."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from notifications.transports.contract import Accepted, Carrier, Envelope, Heard, Outcome, Phase, Unreachable, unheard

LONGEST_RECIPIENT = 60  # characters of an address in a file's name


@dataclass(frozen=True)
class Maildrop:
    """A folder, made when the first message comes; one file a message, whole or not there, the same for every try."""

    folder: Path
    name: str = "maildrop"

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """The folder, ready to take messages."""
        yield _OpenFolder(self, heard)

    def has(self, envelope: Envelope) -> bool:
        """Whether the message's file is there."""
        return self.path_of(envelope).exists()

    def path_of(self, envelope: Envelope) -> Path:
        """The file of a message: "2025-03-03-nina.marsh-example.org-0f3a….eml"."""
        recipient = re.sub(r"[^a-z0-9.]+", "-", envelope.recipient.lower()).strip("-.")[:LONGEST_RECIPIENT]
        return self.folder / f"{envelope.day}-{recipient}-{envelope.id}.eml"


@dataclass(frozen=True)
class _OpenFolder:
    maildrop: Maildrop
    heard: Heard

    def ready(self) -> None:
        """A folder needs no opening: writing says all."""

    def send(self, envelope: Envelope) -> Outcome:
        """Write the file; a message whose file is there was taken before."""
        path = self.maildrop.path_of(envelope)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, envelope.content)
        except OSError as fault:
            answer = f"{path} cannot be written: {fault.strerror or fault}"
            self.heard(Phase.BODY, answer)
            return Unreachable(phase=Phase.BODY, answer=answer)
        self.heard(Phase.DOT, f"written to {path}")
        return Accepted(answer=f"written to {path.name}")


def _write_whole(path: Path, content: bytes) -> None:
    """Write so that a crash leaves the whole file or none: aside, to the disk, then under its name."""
    aside = path.with_name(f".{path.name}.part")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
