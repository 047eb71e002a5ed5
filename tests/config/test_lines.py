"""On which line each key stands: held to tomllib's own reading of the same text."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.example import toml_string
from config.lines import lines_of
from config.problems import KeyPath


def test_tables_keys_and_entries_have_the_line_that_they_begin_on() -> None:
    written = (
        "# a remark = 1\n"
        'transport = "smtp" # = 2\n'
        "\n"
        "[smtp]\n"
        'host = "a # b"\n'
        "[reminders]\n"
        "day_rungs = [\n"
        "  28, # four weeks\n"
        "  14, 7,\n"
        "]\n"
        "[[escalation.steps]]\n"
        'who = "lead"\n'
        "[[escalation.steps]]\n"
        'who = "chair"\n'
    )
    assert lines_of(written) == {
        ("transport",): 2,
        ("smtp",): 4,
        ("smtp", "host"): 5,
        ("reminders",): 6,
        ("reminders", "day_rungs"): 7,
        ("reminders", "day_rungs", 0): 8,
        ("reminders", "day_rungs", 1): 9,
        ("reminders", "day_rungs", 2): 9,
        ("escalation",): 11,
        ("escalation", "steps"): 11,
        ("escalation", "steps", 0): 11,
        ("escalation", "steps", 0, "who"): 12,
        ("escalation", "steps", 1): 13,
        ("escalation", "steps", 1, "who"): 14,
    }


@pytest.mark.parametrize(
    ("written", "path", "line"),
    [
        ('a = """\nb = 1\n[c]\n"""\nd = 2', ("d",), 5),
        ('a = """x\n""""\nd = 2', ("d",), 3),
        ('a = """x\n"""""\nd = 2', ("d",), 3),
        ("a = '''\n\\'''\nd = 2", ("d",), 3),
        ('a = "x \\" = [ # "\nd = 2', ("d",), 2),
        ("a = 'x \\'\nd = 2", ("d",), 2),
        ('a = ""\nd = 2', ("d",), 2),
        ("\"a.b\" = 1\n'c d'.e = 2", ("c d", "e"), 2),
        ('"\\u0061" = 1', ("a",), 1),
        ("1.2 = 3", ("1", "2"), 1),
        ("a = 1.5\r\nb = 2025-01-01 08:00:00\r\nd = 2", ("d",), 3),
        ("a = { b = 1, c = [ { d = 2 } ] }", ("a", "c", 0, "d"), 1),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nd = 2", ("a", 1, "b", "d"), 6),
        ("[[a]]\n[[a.b]]\n[[a.b]]\nd = 2", ("a", 0, "b", 1, "d"), 4),
        ("[ a . b ]\nd = 2", ("a", "b", "d"), 2),
        ("a = [\n\n[1], [\n2,\n3]]", ("a", 1, 1), 5),
    ],
)
def test_what_only_looks_like_a_key_leads_nobody_astray(written: str, path: KeyPath, line: int) -> None:
    assert lines_of(written)[path] == line


_NAMES = st.text("ab1-", min_size=1, max_size=3) | st.text(max_size=3)
_SCALARS = st.integers(-9, 9) | st.booleans() | st.text('a#[]{}=,."\\\n', max_size=6)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_NAMES, _VALUES, max_size=5), st.sampled_from(["", "\n", "# = [\n"]))
def test_every_value_that_tomllib_reads_has_a_line_and_nothing_else_has(values: dict[str, Any], gap: str) -> None:
    lines = [f"{toml_string(key)} = {_inline(value, gap)}" for key, value in values.items()]
    written = "\n".join(lines)
    assert tomllib.loads(written) == values
    found = lines_of(written)
    assert set(found) == set(_paths(values, ()))
    begins = {key: 1 + "\n".join([*lines[:at], ""]).count("\n") for at, key in enumerate(values)}
    assert {key: found[key,] for key in values} == begins


def _inline(value: Any, gap: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, list):
        return "[" + "".join(f"{gap}{_inline(each, gap)},{gap}" for each in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml_string(key)} = {_inline(each, gap)}" for key, each in value.items()) + " }"
    return str(value)


def _paths(value: Any, path: KeyPath) -> list[KeyPath]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, each in below for found in [(*path, step), *_paths(each, (*path, step))]]
