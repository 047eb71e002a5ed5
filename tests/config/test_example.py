"""chaser.example.toml, held to the settings: every key, every default, every description, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from config.chasing import Step
from config.environment import read_environment
from config.example import EXAMPLE, example_text, toml_string
from config.kinds import DIVISIONS
from config.lines import lines_of
from config.problems import KeyPath
from config.reader import examine_settings, read_settings
from config.settings import Settings
from config.structure import ENVIRONMENT_ONLY, annotation_at, is_list, is_table, keys_at, values_below
from scheduler.reading.columns import ColumnRole
from scheduler.rules.working_days import SUBDIVISIONS
from tests.config.homes import write_home

NAMES = {"boards": ("cog",), "series": ("moderation",), "plans": ("cog-2026",)}
FOR_INSTANCE = {  # what the example says although the settings have no such default
    ("boards", "cog", "name"),
    ("boards", "cog", "chair"),
    ("boards", "cog", "co_ordinator"),
    ("series", "moderation", "board"),
    ("series", "moderation", "name"),
    ("series", "moderation", "rule"),
    ("series", "moderation", "paper_deadline_days"),
    ("plans", "cog-2026", "board"),
    ("plans", "cog-2026", "columns"),
}


def test_the_example_is_accepted_as_it_stands(tmp_path: Path) -> None:
    assert examine_settings(write_home(tmp_path, example_text()), {}).problems == ()


def test_the_example_has_every_key_and_no_other() -> None:
    written = {path for path in lines_of(example_text()) if not _is_part_of_a_value(path)}
    settable = set(values_below((), NAMES)) - set(ENVIRONMENT_ONLY)
    assert {path for path in written if not is_table(annotation_at(path))} == settable


def test_the_example_has_the_defaults(tmp_path: Path) -> None:
    read = read_settings(write_home(tmp_path, example_text()), {})
    defaults = Settings()
    for path in values_below((), NAMES):
        if path not in FOR_INSTANCE and path != ("database", "url"):
            assert (path, _at(read, path)) == (path, _default(defaults, path))
    assert tomllib.loads(example_text())["database"]["url"] == ""


def test_above_every_key_and_table_of_the_example_stands_its_description() -> None:
    lines = example_text().splitlines()
    for path, line in lines_of(example_text()).items():
        if _is_part_of_a_value(path) or (len(path) == 1 and path[0] in NAMES) or path in ENVIRONMENT_ONLY:
            continue
        assert (path, _remark_above(lines, line)) == (path, _description(path))
    first_step = lines.index("[[escalation.steps]]") + 1
    for key, field in Step.model_fields.items():
        at = next(number for number, line in enumerate(lines) if number >= first_step and line.startswith(f"{key} ="))
        assert _remark_above(lines, at + 1) == field.description


def test_every_setting_says_what_it_means_in_a_sentence() -> None:
    for path in [*values_below((), NAMES), *((key,) for key in Settings.model_fields)]:
        description = _description(path)
        assert (path, description[:1].isalpha() or description[:1] == '"') == (path, True)
        assert (path, description[-1:]) == (path, ".")


def test_the_example_has_no_line_too_long_to_read() -> None:
    assert [line for line in example_text().splitlines() if len(line) > 100] == []


def test_the_variables_that_the_example_names_exist() -> None:
    named = [word.rstrip(".,") for word in example_text().split() if word.startswith("CHASER_")]
    assert named == ["CHASER_SMTP__PORT", "CHASER_BOARDS__COG__CHAIR"]
    read = read_environment(dict.fromkeys(named, "1"), NAMES)
    assert (read.findings, list(read.variables.values())) == ((), sorted(named))


def test_the_example_comes_with_the_package() -> None:
    assert (Path(__file__).parents[2] / "config" / EXAMPLE).read_text(encoding="utf-8") == example_text()


def test_the_words_for_columns_and_divisions_are_those_that_the_other_rooms_know() -> None:
    assert {role.value for role in ColumnRole} == set(get_args(get_args(annotation_at(("plans", "x", "columns")))[1]))
    assert set(DIVISIONS) == set(SUBDIVISIONS)


def test_any_words_can_be_written_as_toml() -> None:
    words = 'a "b" \\ \n \t \x00 \x7f \u2028 é 😀 #'
    assert tomllib.loads(f"x = {toml_string(words)}") == {"x": words}


def _is_part_of_a_value(path: KeyPath) -> bool:
    """Whether a path leads into a list or into the columns of a plan."""
    above = [path[:length] for length in range(1, len(path))]
    return any(is_list(annotation_at(each)) or each[2:] == ("columns",) for each in above)


def _remark_above(lines: list[str], line: int) -> str:
    """The remark that ends right above a line, counted from 1, as one text."""
    above = []
    for each in reversed(lines[: line - 1]):
        if not each.startswith("# "):
            break
        above.append(each.removeprefix("# "))
    return " ".join(reversed(above))


def _description(path: KeyPath) -> str:
    *above, key = path if len(path) != 2 or path[0] not in NAMES else path[:1]
    section = annotation_at(tuple(above))
    assert issubclass(section, BaseModel)
    return section.model_fields[str(key)].description or ""


def _at(settings: Any, path: KeyPath) -> Any:
    for step in path:
        settings = settings[step] if isinstance(settings, dict) else getattr(settings, str(step))
    return settings


def _default(defaults: Settings, path: KeyPath) -> Any:
    """The default of a setting; of a board's, series' or plan's, that of an empty one."""
    if path[0] in NAMES:
        return _at(annotation_at(path[:2])(), path[2:])
    return _at(defaults, path)


def test_keys_that_may_stand_in_the_file_leave_out_secrets() -> None:
    assert keys_at(("smtp",)) == (
        "host",
        "security",
        "port",
        "username",
        "password_file",
        "tenant",
        "client_id",
        "client_secret_file",
        "token_url",
        "ca_file",
        "greets_as",
        "connections",
        "per_domain_a_minute",
        "timeout_seconds",
    )
    assert keys_at(("transport",)) == ()
