"""chaser.toml as it is written: its values, their lines, or why it cannot be read. What they mean is settings.py's."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config.lines import lines_of
from config.nesting import is_too_deep
from config.places import FILE_NAME
from config.problems import COMPARE, Finding, KeyPath, Place
from config.words import shown

_ALL_AT_FAULT = "The file is not written as a settings file is."
_QUOTES = 'Put words between double quotes, such as name = "Chief Officer Group".'
_BACKSLASH = ("A backslash stands between double quotes.", "Put single quotes around the words instead.")
_IN_PLAIN_WORDS: Mapping[str, tuple[str, str]] = {
    "Invalid value": ("After the = stands nothing, or words without quotes.", _QUOTES),
    "Unterminated string": ("Words between quotes never end.", "Put the missing quote at the end."),
    "Expected '=' after a key": ("A = is missing after the name of a setting.", "Write name = value on each line."),
    "Invalid statement": ("The line does not begin as a setting does.", "Write name = value on each line."),
    "Invalid initial character": ("The line does not begin as a setting does.", "Write name = value on each line."),
    "Expected newline": ("Something stands after the end of the value.", f"{_QUOTES} Begin a remark with #."),
    "Cannot overwrite a value": ("A setting is given a second time.", "Take one of the two lines out."),
    "Duplicate inline table key": ("A setting is given a second time.", "Take one of the two out."),
    "Cannot declare": ("A table in square brackets stands here a second time.", "Put its lines under the first one."),
    "Unclosed array": ("A list never ends.", "Put a ] after its last entry."),
    "Unclosed inline table": ("A table in braces never ends.", "Put a } after its last entry."),
    "Expected ']'": ("A square bracket is missing at the end of a table's name.", "Write it such as [smtp]."),
    "Illegal character": (
        "A quote is missing at the end of the line, or it holds a hidden character.",
        "Type the line again by hand.",
    ),
    "Invalid date": ("There is no such day or time.", "Write days such as 2027-03-09."),
    "Unescaped '\\'": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
}


@dataclass(frozen=True, kw_only=True)
class TomlFile:
    """What chaser.toml says; `is_readable` is False when nothing of it can be read, and `findings` then say why."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    is_readable: bool = True


def read_toml(path: Path) -> TomlFile:
    """The file's values and lines; a file that is missing, no UTF-8 or no TOML gives the reason and its cure."""
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return _unreadable(f"There is no {FILE_NAME} in {shown(path.parent)}.", "Make a home with: chaser init FOLDER.")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _unreadable(
            "A character is not in UTF-8.", "Save the file again in the encoding UTF-8.", f" line {line}", line
        )
    except (OSError, ValueError) as error:
        return _unreadable(f"{shown(path)} cannot be read: {_cause(error)}.", "See that Chaser may read the file.")
    return read_toml_text(written)


def read_toml_text(written: str) -> TomlFile:
    """The values and lines of a TOML text, or one finding with line and column."""
    try:
        values = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        return _broken(str(error), written)
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets within brackets without end
        return _unreadable(_ALL_AT_FAULT, COMPARE)
    if is_too_deep(values):
        return _unreadable("Tables or lists stand too deep within each other.", COMPARE)
    return TomlFile(values=values, lines=lines_of(written))


def _broken(message: str, written: str) -> TomlFile:
    found = re.search(r"at line (\d+), column (\d+)", message)
    lines = written.rstrip().split("\n")  # tomllib may say "at end of document"
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    where = f" line {line}, column {column}"
    for beginning, (what, cure) in _IN_PLAIN_WORDS.items():
        if message.startswith(beginning):
            return _unreadable(what, cure, where, line)
    return _unreadable(_ALL_AT_FAULT, f"{COMPARE} ({message})", where, line)


def _unreadable(what: str, cure: str, where: str = "", line: int = 0) -> TomlFile:
    place = Place(in_environment=False, line=line, words=f"{FILE_NAME}{where}")
    return TomlFile(findings=(Finding(place=place, what=what, cure=cure),), is_readable=False)


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
