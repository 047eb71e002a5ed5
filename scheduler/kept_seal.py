"""The last seal of the send ledger in a file of the home, beside the register: by it an emptied ledger is noticed.

Sealing is notifications' own. What does not fit the ledger any more is left as it is, for chaser ledger verify to say.
"""

import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from notifications.sealing import Seal, is_in_chain, last_seal

KEPT_SEAL = "last-seal"
log = logging.getLogger(__name__)


class UnreadableSeal(ValueError):
    """A file that holds no seal; `str()` says so with the cure."""


def kept_seal(home: Path) -> Seal | None:
    """The seal that the home knows as the last one; None before the first. Raises UnreadableSeal."""
    file = home / KEPT_SEAL
    try:
        number, sealed_at, entries, digest = file.read_text("ascii").split()
        at = datetime.fromisoformat(sealed_at).astimezone(UTC)
        return Seal(number=int(number), sealed_at=at, entries=int(entries), digest=digest)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as wrong:
        raise UnreadableSeal(f"{file} holds no seal: remove it, and the next mail writes it anew") from wrong


def keep_seal(session: Session, home: Path) -> None:
    """Write the last seal of the ledger into the home's file, unless what stands there is missing from the ledger."""
    last = last_seal(session)
    try:
        kept = kept_seal(home)
        if last is None or last == kept:
            return
        if kept is not None and not is_in_chain(session, kept):
            log.warning("the send ledger lacks seal %d, which this home knows: chaser ledger verify", kept.number)
            return
        _write(home / KEPT_SEAL, f"{last.number} {last.sealed_at.isoformat()} {last.entries} {last.digest}\n")
    except (OSError, UnreadableSeal) as wrong:
        log.warning("the last seal of the send ledger could not be kept: %s", wrong)


def _write(file: Path, line: str) -> None:
    """Whole or not at all, for its owner alone."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        aside.touch(mode=0o600)
        aside.write_text(line, "ascii")
        aside.replace(file)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()
