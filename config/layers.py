"""Values to Settings: each source is held to the settings by itself, then one is laid above the other."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
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
_LAYERS: ContextVar[tuple[Mapping[str, Any], ...]] = ContextVar("_LAYERS")  # what settings in the making are read from


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
    while errors := _errors_of(left):
        for error in errors:
            path = _path_of(error)
            what, cure = in_plain_words(error, path)
            findings.append(Finding(place=place_of(path), what=what, cure=cure))
            left_out.add(path)
            _leave_out(left, path)
    return Layer(values=left, left_out=frozenset(left_out), findings=tuple(findings))


class _Layered(Settings):
    """Settings from the layers at hand and no other source; one class for all, as making one takes longer than reading.

    Handed over as words of its maker, a layer's key could pass for one of pydantic's own, such as `_env_file`.
    """

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return tuple(InitSettingsSource(settings_cls, dict(layer)) for layer in _LAYERS.get())


def settings_of(*layers: Mapping[str, Any]) -> Settings:
    """The settings of several sources, the first one above the others; raises ValidationError for a wrong value."""
    at_hand = _LAYERS.set(layers)
    try:
        return _Layered()
    finally:
        _LAYERS.reset(at_hand)


def _errors_of(layer: Mapping[str, Any]) -> list[ErrorDetails]:
    try:
        settings_of(layer)
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
