"""Files that settings name: secrets are read from them, paths made whole. A relative path begins at the home."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.problems import Finding, KeyPath, Place
from config.structure import ENVIRONMENT_ONLY
from config.words import is_hidden, shown

SECRETS: tuple[tuple[str, str], ...] = (*ENVIRONMENT_ONLY, ("database", "url"))
WITH_CERTIFICATES = ("smtp", "bounces", "oidc", "webhooks")
SQLITE = "sqlite:///"
LONGEST_SECRET = 10_000
LONGEST_FILE = 4 * 1024 * 1024
PlaceOf = Callable[[KeyPath], Place]


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """One source's values with secrets read and paths whole; `left_out` are the keys whose files cannot be used."""

    values: dict[str, Any]
    left_out: frozenset[KeyPath]
    findings: tuple[Finding, ...]


def resolved(values: Mapping[str, Any], home: Path, place_of: PlaceOf, *, is_open: bool) -> Resolved:
    """Reads the secrets of one source and makes its paths whole; what is wrong with the files named are findings.

    A source that `is_open` lies about for others to read, as chaser.toml does: no password may stand in it.
    """
    whole = deepcopy(dict(values))
    found: dict[KeyPath, Finding | None] = {}
    for section, key in ENVIRONMENT_ONLY if is_open else ():
        found[section, key] = _open_secret(_table(whole, section), section, key, place_of((section, key)))
    if is_open:
        found["database", "url"] = _password_in_url(_table(whole, "database"), place_of(("database", "url")))
    for section, key in SECRETS:
        path = (section, f"{key}_file")
        found[path] = _with_secret(_table(whole, section), key, home, place_of(path))
    for section in WITH_CERTIFICATES:
        path = (section, "ca_file")
        found[path] = _with_certificates(_table(whole, section), home, place_of(path))
    _with_whole_database_path(_table(whole, "database"), home)
    findings = {path: finding for path, finding in found.items() if finding}
    left_out = frozenset(path for path, finding in findings.items() if not finding.is_warning)
    return Resolved(values=whole, left_out=left_out, findings=tuple(findings.values()))


def _table(values: dict[str, Any], section: str) -> dict[str, Any]:
    table = values.get(section)
    return table if isinstance(table, dict) else {}


def _named_file(table: dict[str, Any], key: str) -> str:
    """The file's name; empty when none is named, or when its own kind will say what is wrong with it."""
    name = table.get(key)
    return name if isinstance(name, str) and not any(is_hidden(character) for character in name) else ""


def _open_secret(table: dict[str, Any], section: str, key: str, place: Place) -> Finding | None:
    if key not in table:
        return None
    del table[key]
    return Finding(
        place=place,
        what=f"A {key} stands in the file for all to read.",
        cure=f'Write it into a file of its own, such as {section}-{key}, and say {key}_file = "{section}-{key}".',
    )


def _password_in_url(table: dict[str, Any], place: Place) -> Finding | None:
    url = table.get("url")
    if not isinstance(url, str) or not re.search(r"://[^/@:]*:[^/]+@", url):
        return None
    return Finding(
        place=place,
        what="The address of the database holds a password for all to read.",
        cure="Write the address into a file of its own and name that file as url_file.",
        is_warning=True,
    )


def _with_secret(table: dict[str, Any], key: str, home: Path, place: Place) -> Finding | None:
    name = _named_file(table, f"{key}_file")
    if not name:
        return None
    if table.get(key):
        return Finding(
            place=place,
            what=f"Both {key} and {key}_file are set.",
            cure=f"Leave one of the two empty: {key}_file keeps the secret out of sight.",
        )
    secret = _text_of(home / name)
    if secret is None:
        return _unreadable(home / name, place)
    if not secret.strip() or len(secret) > LONGEST_SECRET:
        return Finding(
            place=place,
            what=f"The file {shown(home / name)} does not hold one secret and nothing else.",
            cure="Write the secret into it, on one line.",
        )
    table[key] = secret.rstrip("\r\n")
    return None


def _with_certificates(table: dict[str, Any], home: Path, place: Place) -> Finding | None:
    name = _named_file(table, "ca_file")
    if not name:
        return None
    del table["ca_file"]
    certificates = _text_of(home / name)
    if certificates is None:
        return _unreadable(home / name, place)
    if "-----BEGIN CERTIFICATE-----" not in certificates:
        return Finding(
            place=place,
            what=f"The file {shown(home / name)} holds no certificate.",
            cure="Ask whoever looks after the server for the certificate in the form PEM.",
        )
    table["ca_file"] = str(home / name)
    return None


def _with_whole_database_path(table: dict[str, Any], home: Path) -> None:
    url = table.get("url")
    if isinstance(url, str) and url.startswith(SQLITE):
        table["url"] = f"{SQLITE}{home / url.removeprefix(SQLITE)}"


def _text_of(path: Path) -> str | None:
    """The text of a file; None when there is none, it may not be read, is no text, or has no end (a device)."""
    try:
        with path.open("rb") as opened:
            content = opened.read(LONGEST_FILE)
        return content.decode("utf-8-sig") if len(content) < LONGEST_FILE else None
    except (OSError, ValueError):
        return None


def _unreadable(path: Path, place: Place) -> Finding:
    return Finding(
        place=place,
        what=f"The file {shown(path)} is not there or cannot be read.",
        cure="Check its name and that Chaser may read it. A name that does not begin with / is looked up in the home.",
    )
