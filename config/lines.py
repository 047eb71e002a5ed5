"""On which line each key of a TOML text stands; what the keys mean is tomllib's, which has read the text before."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from config.problems import KeyPath

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<newline>\n)
    |(?P<blank>[ \t\r]+)
    |(?P<quoted>\"{3}(?:\\.|[^\\])*?\"{3,5}(?!\")|'{3}.*?'{3,5}(?!')|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<mark>[\[\]{}=,.])
    |(?P<word>[^\s\[\]{}=,."'\#]+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_END = "end"


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines_of(toml_text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every table, key and entry of a list; `toml_text` is valid TOML with little nesting.

    Paths are those of the values that tomllib gives: ("escalation", "steps", 1, "after").
    """
    return _Walk(tokens=list(_tokens(toml_text)), lines={}, tables={}).through()


def _tokens(toml_text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(toml_text):
        if found.lastgroup not in {"comment", "blank"}:
            yield _Token(found.lastgroup or "", found[0], line)
        line += found[0].count("\n")
    yield _Token(_END, "", line)


@dataclass(kw_only=True)
class _Walk:
    """One walk through the tokens; `tables` counts the tables of each [[list of tables]]."""

    tokens: list[_Token]
    lines: dict[KeyPath, int]
    tables: dict[KeyPath, int]
    at: int = 0

    def through(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._next.kind != _END:
            if self._next.kind == "newline":
                self.at += 1
            elif self._next.text == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    @property
    def _next(self) -> _Token:
        return self.tokens[min(self.at, len(self.tokens) - 1)]

    def _take(self, text: str) -> bool:
        """Goes past the next token when it is that mark, and says whether it was."""
        found = self._next.kind == "mark" and self._next.text == text
        self.at += found
        return found

    def _header(self) -> KeyPath:
        line = self._next.line
        self.at += 1
        is_listed = self._take("[")
        *above, last = self._key()
        path = (*self._resolved(above), last)
        if is_listed:
            self.tables[path] = self.tables.get(path, 0) + 1
            self.lines.setdefault(path, line)
        path = self._resolved([*above, last])
        self._note(path, line)
        while self._take("]"):
            pass
        return path

    def _resolved(self, names: list[str]) -> KeyPath:
        """The path that names in a header mean: within a list of tables, its last table."""
        path: KeyPath = ()
        for name in names:
            path = (*path, name)
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
        return path

    def _note(self, path: KeyPath, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _pair(self, table: KeyPath) -> None:
        line = self._next.line
        path = (*table, *self._key())
        self._note(path, line)
        self._take("=")
        self._value(path)

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._take("."):
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._next
        self.at += 1
        return str(tomllib.loads(f"key = {token.text}")["key"]) if token.kind == "quoted" else token.text

    def _value(self, path: KeyPath) -> None:
        if self._take("["):
            self._list(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            while self._next.kind not in {"newline", _END} and self._next.text not in {",", "]", "}"}:
                self.at += 1

    def _list(self, path: KeyPath) -> None:
        place = 0
        while not self._ends("]"):
            self._note((*path, place), self._next.line)
            self._value((*path, place))
            place += 1
            self._ends(",")

    def _inline_table(self, path: KeyPath) -> None:
        while not self._ends("}"):
            self._pair(path)
            self._ends(",")

    def _ends(self, mark: str) -> bool:
        """Goes past line breaks and then past the mark, and says whether it was there; the end of the text ends all."""
        while self._next.kind == "newline":
            self.at += 1
        return self._take(mark) or self._next.kind == _END
