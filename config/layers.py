"""Values to Settings: each source is held to the settings by itself, then one is laid above the other."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource

from config.problems import Finding, KeyPath, Place
from config.settings import Settings
from config.wording import in_plain_words

_OF_THE_KEY = "[key]"  # pydantic's mark for a short name that is wrong itself


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One source's values without those that are wrong, which `left_out` names and `findings` describe."""

    values: dict[str, Any]
    left_out: frozenset[KeyPath]
    findings: tuple[Finding, ...]


def sound(values: Mapping[str, Any], place_of: Callable[[KeyPath], Place]) -> Layer:
    """Every value of one source that fits; a wrong one is left out, so that all the others are looked at too."""
    left = deepcopy(dict(values))
    left_out: set[KeyPath] = set()
    findings: list[Finding] = []
    fitting = _settings_from(left)
    while errors := _errors_of(fitting):
        for error in errors:
            path = _path_of(error)
            what, cure = in_plain_words(error, path)
            findings.append(Finding(place=place_of(path), what=what, cure=cure))
            left_out.add(path)
            _leave_out(left, path)
    return Layer(values=left, left_out=frozenset(left_out), findings=tuple(findings))


def settings_of(*layers: Mapping[str, Any]) -> Settings:
    """The settings of several sources, the first one above the others; raises ValidationError for a wrong value."""
    return _settings_from(*layers)()


def _settings_from(*layers: Mapping[str, Any]) -> type[Settings]:
    """Settings that read these sources anew each time they are made."""

    class Layered(Settings):
        """Settings from these sources and no other."""

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return tuple(InitSettingsSource(settings_cls, dict(layer)) for layer in layers)

    return Layered


def _errors_of(settings: type[Settings]) -> list[ErrorDetails]:
    try:
        settings()
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _path_of(error: ErrorDetails) -> KeyPath:
    path = error["loc"]
    return path[:-1] if path[-1:] == (_OF_THE_KEY,) else path


def _leave_out(values: dict[str, Any], path: KeyPath) -> None:
    """Takes a value out; from a list the whole list, as its other entries would move up."""
    table: dict[Any, Any] = values
    step = path[0]
    for below in path[1:]:
        if not isinstance(table.get(step), dict):
            break
        table, step = table[step], below
    table.pop(step, None)
