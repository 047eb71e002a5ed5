"""Settings from the environment: CHASER_SMTP__PORT is port in [smtp]. What the values must be is settings.py's."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from config.nesting import is_too_deep
from config.problems import Finding, KeyPath, Place
from config.structure import annotation_at, is_list, is_named_tables, is_table, values_below
from config.words import listed, meant, plain

PREFIX = "CHASER_"
BETWEEN_KEYS = "__"
HOME_VARIABLE = "CHASER_HOME"
TEST_PREFIX = "CHASER_TEST_"
_Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class EnvironmentValues:
    """What the environment says, nested as chaser.toml is; `variables` names the variable behind each path."""

    values: Mapping[str, Any]
    variables: Mapping[KeyPath, str]
    findings: tuple[Finding, ...]


def read_environment(environment: Mapping[str, str], names: _Names) -> EnvironmentValues:
    """Reads every CHASER_ variable but CHASER_HOME and those of the tests.

    `names` gives the short names of the boards, series and plans that chaser.toml knows, by their table's key.
    Lists are written "28, 14, 7" or as JSON, tables as JSON.
    """
    values: dict[str, Any] = {}
    variables: dict[KeyPath, str] = {}
    findings: list[Finding] = []
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable == HOME_VARIABLE or variable.startswith(TEST_PREFIX):
            continue
        path = _path_of(variable, names)
        outcome = _unknown(variable, path, names) or _value(environment[variable], annotation_at(path), variable)
        if isinstance(outcome, Finding):
            findings.append(outcome)
        else:
            _put(values, path, outcome.value)
            variables[path] = variable
    return EnvironmentValues(values=values, variables=variables, findings=tuple(findings))


def variable_of(path: KeyPath) -> str:
    """The variable that sets a path: ("smtp", "port") gives CHASER_SMTP__PORT."""
    return PREFIX + BETWEEN_KEYS.join(str(key).upper().replace("-", "_") for key in path)


@dataclass(frozen=True, kw_only=True)
class _Value:
    value: Any


def _path_of(variable: str, names: _Names) -> KeyPath:
    """The path that a variable means; a short name is looked up, as variables cannot hold hyphens."""
    path: KeyPath = ()
    for part in variable.removeprefix(PREFIX).split(BETWEEN_KEYS):
        if is_named_tables(annotation_at(path)) and path:
            path = (*path, _short_name(part, names.get(str(path[-1]), ())))
        else:
            path = (*path, part.lower())
    return path


def _short_name(part: str, known: Iterable[str]) -> str:
    found = (name for name in known if name.upper().replace("-", "_") == part)
    return next(found, part.lower().replace("_", "-"))


def _unknown(variable: str, path: KeyPath, names: _Names) -> Finding | None:
    annotation = annotation_at(path)
    if annotation is None:
        known = [variable_of(each) for each in values_below((), names)]
        cure = "Take the variable out of the environment."
        return _finding(variable, "There is no such setting.", meant(variable, known, begins=PREFIX).strip() or cure)
    if not is_table(annotation):
        return None
    below = [variable_of(each) for each in values_below(path, names)][:3]
    example = listed(below, last="or") or f"{variable}{BETWEEN_KEYS}NAME{BETWEEN_KEYS}KEY"
    return _finding(variable, "This names a whole table of settings, not one of them.", f"Set {example} instead.")


def _value(written: str, annotation: Any, variable: str) -> _Value | Finding:
    if any("\ud800" <= character <= "\udfff" for character in written):
        return _finding(variable, "Its value is not in UTF-8.", "Set it again in a terminal that uses UTF-8.")
    is_mapping = get_origin(annotation) is Mapping
    if written.lstrip()[:1] in {"[", "{"} and (is_mapping or is_list(annotation)):
        return _from_json(written, variable)
    if is_list(annotation):
        return _Value(value=[part.strip() for part in written.split(",") if part.strip()])
    return _Value(value=written)


def _from_json(written: str, variable: str) -> _Value | Finding:
    try:
        value = json.loads(written)
        json.dumps(value, ensure_ascii=False).encode()  # half a character, "\ud800", is no text
    except (ValueError, RecursionError):
        value = None
    if value is None or is_too_deep(value):
        return _finding(
            variable, "The list or table cannot be read.", 'Write a list such as "28, 14, 7", or as JSON: [28, 14, 7].'
        )
    return _Value(value=value)


def _finding(variable: str, what: str, cure: str) -> Finding:
    return Finding(
        place=Place(in_environment=True, line=0, words=f"environment {plain(variable)}"), what=what, cure=cure
    )


def _put(values: dict[str, Any], path: KeyPath, value: Any) -> None:
    *above, last = path
    for key in above:
        values = values.setdefault(str(key), {})
    values[str(last)] = value
