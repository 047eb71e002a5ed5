"""Whatever stands in chaser.toml and in the environment: settings or problems with places and cures, nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.environment import variable_of
from config.example import example_text, toml_string
from config.problems import BadSettings, Problem
from config.reader import examine_settings, read_settings
from config.structure import values_below
from config.words import is_hidden
from tests.examples import tried

NAMES = {"boards": ("cog", "east"), "series": ("moderation",), "plans": ("cog-2026",)}
PATHS = list(values_below((), NAMES))
LINES = example_text().splitlines()

_words = st.sampled_from(
    [
        "",
        "smtp",
        "none",
        "08:00",
        "12-24",
        "2027-03-09",
        "Robin Hale <chair@example.org>",
        "cog",
        "lead",
        "28, 14",
        "25",
    ]
)
_scalars = st.one_of(
    _words.map(toml_string),
    st.text().map(toml_string),
    st.integers().map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.sampled_from(
        ["nan", "-inf", "1e400", "0xffffffffffffffffffff", "07:32:00", "2027-03-09", "2027-03-09T08:00:00Z"]
    ),
)
_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(st.sampled_from(["who", "after", "x"]), inner, max_size=3).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        ),
    ),
    max_leaves=5,
)
_keys = st.sampled_from(PATHS) | st.lists(
    st.sampled_from(["smtp", "boards", "cog", "Port", "X Y", "_env_file"]), min_size=1
)
_settings = st.dictionaries(_keys.map(tuple), _values, max_size=8).map(
    lambda pairs: "\n".join(
        f"{'.'.join(toml_string(str(step)) for step in path)} = {value}" for path, value in pairs.items()
    )
)
_mangled_examples = st.lists(st.integers(0, len(LINES) - 1), max_size=12).map(
    lambda left_out: "\n".join(line for at, line in enumerate(LINES) if at not in left_out)
)
_files = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    _settings.map(str.encode),
    _mangled_examples.map(str.encode),
)
_environments = st.dictionaries(
    st.sampled_from(PATHS).map(variable_of) | st.text("ABOCGD_", max_size=12).map(lambda rest: f"CHASER_{rest}"),
    _words | st.text(st.characters(exclude_characters="\0")) | _values,
    max_size=6,
)


@tried(0.5)
@given(written=_files, environment=_environments)
def test_any_home_gives_settings_or_problems_with_places_and_cures(
    tmp_path_factory: pytest.TempPathFactory, written: bytes, environment: Mapping[str, str]
) -> None:
    home = _home_of(tmp_path_factory, written)
    examination = examine_settings(home, environment)
    for problem in examination.problems:
        assert problem.place.startswith(("chaser.toml", "environment CHASER_"))
        assert (any(map(is_hidden, str(problem))), problem.what[-1], problem.cure[-1] in ".?)") == (False, ".", True)
    if examination.is_sound:
        assert examination.settings.boards != {}
        assert all(examination.settings.sender_for(board) for board in examination.settings.boards)


@tried(0.5)
@given(written=_files, environment=_environments)
def test_settings_are_refused_for_all_that_is_found_unless_it_only_warns(
    tmp_path_factory: pytest.TempPathFactory, written: bytes, environment: Mapping[str, str]
) -> None:
    home = _home_of(tmp_path_factory, written)
    examination = examine_settings(home, environment)
    assert _refused_for(home, environment) == (() if examination.is_sound else examination.problems)


@tried(0.5)
@given(written=_settings, environment=_environments)
def test_what_is_found_does_not_depend_on_the_order_of_the_environment(
    tmp_path_factory: pytest.TempPathFactory, written: str, environment: Mapping[str, str]
) -> None:
    home = _home_of(tmp_path_factory, written.encode())
    turned: dict[str, Any] = dict(reversed(list(environment.items())))
    assert examine_settings(home, turned).problems == examine_settings(home, environment).problems


def _home_of(tmp_path_factory: pytest.TempPathFactory, written: bytes) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "chaser.toml").write_bytes(written)
    return home


def _refused_for(home: Path, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    try:
        read_settings(home, environment)
    except BadSettings as bad:
        return bad.problems
    return ()
