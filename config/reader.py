"""Settings from a home: chaser.toml, the environment above it, secrets from files, and all problems at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.checks import checked
from config.environment import read_environment
from config.home import Home
from config.kinds import is_slug
from config.layers import Layer, settings_of, sound
from config.places import FILE_NAME, Places
from config.problems import BadSettings, KeyPath, Problem, in_order
from config.references import PlaceOf, resolved
from config.settings import Settings
from config.toml_file import TomlFile, read_toml, read_toml_text


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What was found on looking at the settings.

    `settings` are whole even where `problems` are errors: a wrong value is left out and its default stands in, so
    that whoever knows more rules can go on and name further places with `place_of`. Start nothing on them unless
    `is_sound`. `left_out` are the paths of the wrong values.
    """

    settings: Settings
    problems: tuple[Problem, ...]
    places: Places
    left_out: frozenset[KeyPath] = frozenset()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that keeps the rounds from going."""
        return all(problem.is_warning or problem.lets_run for problem in self.problems)

    def place_of(self, *path: str | int) -> str:
        """Where a setting stands: place_of("series", "cog", "rule") is "chaser.toml line 9, [series.cog] rule"."""
        return self.places.of(path).words


def read_settings(home: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a home folder; raises BadSettings with all problems unless they are warnings only."""
    examination = examine_settings(home, environment)
    if not examination.is_sound:
        raise BadSettings(examination.problems)
    return examination.settings


def examine_settings(home: Path, environment: Mapping[str, str], *, text: str | None = None) -> Examination:
    """Looks at all settings of a home folder and starts nothing; the environment counts above chaser.toml.

    `text` is looked at in place of the file: what it would be, before it is saved.
    """
    written = read_toml(home / FILE_NAME) if text is None else read_toml_text(text)
    surroundings = read_environment(environment, _short_names(written))
    places = Places(lines=written.lines, variables=surroundings.variables)
    in_file = _layer(written.values, home, places.in_file, is_open=True)
    above = _layer(surroundings.values, home, places.in_environment, is_open=False)
    left_out = in_file.left_out | above.left_out
    settings = _whole(home, above.values, in_file.values)
    findings = [*written.findings, *surroundings.findings, *in_file.findings, *above.findings]
    if written.is_readable:
        findings += checked(settings, left_out, places.of)
    return Examination(settings=settings, problems=in_order(findings), places=places, left_out=left_out)


def _short_names(written: TomlFile) -> dict[str, tuple[str, ...]]:
    tables = {key: table for key, table in written.values.items() if isinstance(table, dict)}
    return {key: tuple(name for name in table if is_slug(name)) for key, table in tables.items()}


def _layer(values: Mapping[str, Any], home: Path, place_of: PlaceOf, *, is_open: bool) -> Layer:
    """One source's values that fit, with the files that it names."""
    whole = resolved(values, home, place_of, is_open=is_open)
    layer = sound(whole.values, place_of)
    return Layer(
        values=layer.values,
        left_out=whole.left_out | layer.left_out,
        findings=(*whole.findings, *layer.findings),
    )


def _whole(home: Path, *layers: Mapping[str, Any]) -> Settings:
    """The settings of all layers, with the home's own register where no other is named."""
    settings = settings_of(*layers)
    if settings.database.url:
        return settings
    return settings_of({"database": {"url": Home(folder=home).database_url}}, *layers)
