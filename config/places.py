"""Where a setting's value stands, in words: a line of chaser.toml or a variable of the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from config.problems import KeyPath, Place
from config.structure import annotation_at, is_table
from config.words import plain

FILE_NAME = "chaser.toml"


@dataclass(frozen=True, kw_only=True)
class Places:
    """The lines of the keys in chaser.toml and the variables that stand above them, each by its path."""

    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    variables: Mapping[KeyPath, str] = field(default_factory=dict)

    def of(self, path: KeyPath) -> Place:
        """The place of the value that counts: its variable if there is one, else chaser.toml."""
        return self.in_environment(path) if self._variable(path) else self.in_file(path)

    def in_file(self, path: KeyPath) -> Place:
        """The line of a key; for one that is not there, the line of the table that it belongs in."""
        shorter = (path[:length] for length in range(len(path), 0, -1))
        line = next((self.lines[each] for each in shorter if each in self.lines), 0)
        numbered = f"{FILE_NAME} line {line}" if line else FILE_NAME
        return Place(in_environment=False, line=line, words=", ".join([numbered, *_in_words(path)]))

    def in_environment(self, path: KeyPath) -> Place:
        """The variable that gave the value at a path, with the entry if it is a list."""
        entries = [f"entry {step + 1}" for step in path if isinstance(step, int)]
        return Place(
            in_environment=True,
            line=0,
            words=", ".join([f"environment {self._variable(path) or ''}".strip(), *entries]),
        )

    def _variable(self, path: KeyPath) -> str | None:
        """The variable of a path, of the list that it stands in, or of the first key below it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.variables:
                return self.variables[path[:length]]
        below = (name for key, name in self.variables.items() if key[: len(path)] == path)
        return next(below, None)


def _in_words(path: KeyPath) -> list[str]:
    """("smtp", "port") as "[smtp] port"; entries of lists count from 1, as a reader counts."""
    first_entry = next((at for at, step in enumerate(path) if isinstance(step, int)), len(path))
    keys = [plain(str(step)) for step in path[:first_entry]]
    if is_table(annotation_at(path[:first_entry])):
        table, key = keys, []
    else:
        table, key = keys[:-1], keys[-1:]
    head = " ".join([f"[{'.'.join(table)}]"] * bool(table) + key)
    after = [f"entry {step + 1}" if isinstance(step, int) else plain(step) for step in path[first_entry:]]
    return [head, *after]
