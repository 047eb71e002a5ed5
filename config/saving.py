"""chaser.toml saved from a page: whole or not at all, the one before kept beside it."""

import os
from pathlib import Path

from config.places import FILE_NAME

BEFORE = f"{FILE_NAME}.old"


def text_of(home: Path) -> str:
    """The settings as they are written; raises OSError and UnicodeDecodeError."""
    return (home / FILE_NAME).read_bytes().decode("utf-8-sig")


def why_not_saved(home: Path) -> str:
    """Why the settings of a home cannot be saved from here, in a sentence; empty when they can."""
    file = (home / FILE_NAME).resolve()
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        return ""
    return f"{file} may not be written by Chaser: change it by hand, or let Chaser write it and its folder."


def save_text(home: Path, text: str) -> None:
    """Put a text in place of chaser.toml, with its rights; the old one is kept as chaser.toml.old. Raises OSError."""
    file = (home / FILE_NAME).resolve()  # a link stays a link
    before = file.read_bytes()
    _replace(file.with_name(BEFORE), before, file.stat().st_mode)
    _replace(file, text.encode(), file.stat().st_mode)


def _replace(file: Path, content: bytes, mode: int) -> None:
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    with aside.open("wb") as opened:
        os.fchmod(opened.fileno(), mode & 0o777)
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    aside.replace(file)
