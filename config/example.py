"""chaser.example.toml and the chaser.toml that a fresh home gets from it, with its board put in."""

import re
from dataclasses import dataclass
from importlib import resources

EXAMPLE = "chaser.example.toml"
FILL_IN = "# To be filled in. Take the # away:"
TO_FILL_IN = "# To be filled in: take the # away from [{table}] and from the settings below."
SWITCHED_OFF = "# An example, switched off. To use it, take the # away from [{table}] and from the settings below."
_TABLE = re.compile(r"\[(?P<kind>\w+)\.(?P<slug>[\w-]+)\]")
_SETTING = re.compile(r"(?P<key>\w+) = ")


@dataclass(frozen=True, kw_only=True)
class FirstBoard:
    """The board that a fresh home begins with; an empty chair or co-ordinator is left for a person to fill in."""

    slug: str
    name: str
    chair: str = ""
    co_ordinator: str = ""


def example_text() -> str:
    """The example settings: every key with its default and what it means."""
    return resources.files("config").joinpath(EXAMPLE).read_text(encoding="utf-8")


def fresh_settings(board: FirstBoard | None) -> str:
    """The text of a fresh chaser.toml: the example with the board put in, its meetings and plan switched off.

    Without a board, the example's board is switched off too, to be filled in.
    """
    kind, lines = "", []
    for line in example_text().splitlines():
        table = _TABLE.fullmatch(line)
        if line.startswith("["):
            kind = table["kind"] if table else ""
        if kind == "boards" and board:
            lines += _board_line(line, board)
        elif kind in {"boards", "series", "plans"}:
            lines += _switched_off(line, board)
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def toml_string(words: str) -> str:
    """Words as a TOML string on one line, whatever they hold."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped) + '"'


def _board_line(line: str, board: FirstBoard) -> list[str]:
    if _TABLE.fullmatch(line):
        return [f"[boards.{board.slug}]"]
    given = {"name": board.name, "chair": board.chair, "co_ordinator": board.co_ordinator}
    setting = _SETTING.match(line)
    if not setting or setting["key"] not in given:
        return [line]
    value = given[setting["key"]]
    return [f"{setting['key']} = {toml_string(value)}"] if value else [FILL_IN, f"#{line}"]


def _switched_off(line: str, board: FirstBoard | None) -> list[str]:
    table = _TABLE.fullmatch(line)
    if table:
        remark = TO_FILL_IN if table["kind"] == "boards" else SWITCHED_OFF
        return [remark.format(table=line[1:-1]), f"#{line}"]
    if not _SETTING.match(line):
        return [line]
    return [f"#board = {toml_string(board.slug)}" if board and line.startswith("board = ") else f"#{line}"]
