"""Settings changed in the text of chaser.toml, with every remark kept. What values may be, settings.py says."""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

Edits = Mapping[tuple[str, ...], Any]


def with_edits(text: str, edits: Edits) -> str:
    """The text with other values at some paths: ("boards", "cog", "chair"); None takes a line out.

    Values are as TOML has them: words, numbers, lists, tables. A table that is not there is made; all else stays as
    it was written. Raises tomlkit.exceptions.ParseError for a text that is no TOML.
    """
    document = tomlkit.parse(text)
    for path, value in edits.items():
        _put(document, path, value)
    return tomlkit.dumps(document)


def _put(document: Any, path: tuple[str, ...], value: Any) -> None:
    *above, key = path
    table = document
    for name in above:
        if name not in table:
            table[name] = tomlkit.table(is_super_table=name != above[-1])
        table = table[name]
    if value is None:
        table.pop(key, None)
    elif isinstance(table.get(key), AoT):
        _put_tables(table[key], value)
    else:
        table[key] = value


def _put_tables(tables: AoT, values: Sequence[Mapping[str, Any]]) -> None:
    """Tables of one name: the first and the last stay, as remarks stand in them and below them."""
    while len(tables) > max(len(values), 1):
        del tables[-2]
    while len(tables) < len(values):
        tables.insert(len(tables) - 1, _one_more(values[0]))
    for table, value in zip(tables, values, strict=False):
        for name, each in value.items():
            table[name] = each


def _one_more(like: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for name, value in like.items():
        table[name] = value
    table.add(tomlkit.nl())
    return table
