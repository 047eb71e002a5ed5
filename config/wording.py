"""What pydantic found wrong with a value, in sentences for somebody who is no programmer; kinds.py words its own."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from config.problems import COMPARE, KeyPath
from config.structure import keys_at
from config.words import listed, meant, plain, shown

_Words = tuple[str, str]


def in_plain_words(error: ErrorDetails, path: KeyPath) -> _Words:
    """What is wrong and its cure; `path` is the key's. An error without words of its own keeps pydantic's."""
    given, context = error["input"], error.get("ctx", {})
    if error["type"] == "unfit":
        return context["what"], context["cure"]
    if error["type"] == "extra_forbidden":
        return _unknown_key(given, path)
    if error["type"] == "missing":
        return f"{path[-1]} is missing.", f"Add it. {COMPARE}"
    words = _WORDS.get(error["type"])
    return words(given, context, path) if words else (f"{error['msg']}.", COMPARE)


def _unknown_key(given: Any, path: KeyPath) -> _Words:
    """That there is no such key, the nearest known one, and all that may stand there."""
    key, known = str(path[-1]), keys_at(path[:-1])
    table = ".".join(plain(step) for step in path[:-1] if isinstance(step, str))
    kind = "table" if isinstance(given, dict) else "setting"
    return (
        f"There is no {kind} {shown(key)} {f'in [{table}]' if table else 'in chaser.toml'}.",
        f"{meant(key, known)}Known here: {listed(known)}.",
    )


def _no_text(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is not text.", f'Put it between double quotes: {_key(path)} = "…".'


def _no_number(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is not a whole number.", "Write a whole number, without quotes."


def _no_amount(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is not a number.", "Write a number such as 2 or 2.5, without quotes."


def _too_small(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is too low.", f"Write {context['ge']:.12g} or more."


def _too_large(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is too high.", f"Write {context['le']:.12g} or less."


def _no_list(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return f"{shown(given)} is not a list.", f"Put square brackets around it: {_key(path)} = […]."


def _no_table(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    return (
        f"{shown(given)} stands where several settings belong together.",
        f"Write them under their name in square brackets. {COMPARE}",
    )


def _no_such_word(given: Any, context: Mapping[str, Any], path: KeyPath) -> _Words:
    choices = re.findall(r"'([^']*)'", context["expected"])
    known = listed((f'"{choice}"' for choice in choices), last="or")
    near = meant(given, choices) if isinstance(given, str) else ""
    return f"{shown(given)} is not one of the words that may stand here.", f"{near}Write {known}."


def _key(path: KeyPath) -> str:
    return plain(next((step for step in reversed(path) if isinstance(step, str)), ""))


_WORDS: Mapping[str, Callable[[Any, Mapping[str, Any], KeyPath], _Words]] = {
    **dict.fromkeys(("string_type", "path_type"), _no_text),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _no_number),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _no_amount),
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "tuple_type": _no_list,
    **dict.fromkeys(("model_type", "dict_type"), _no_table),
    "literal_error": _no_such_word,
}
