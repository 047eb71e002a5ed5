"""The shape of the settings, asked of their own classes: which keys there are, which are tables, which are lists."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from config.problems import KeyPath
from config.settings import Settings

ENVIRONMENT_ONLY: tuple[tuple[str, str], ...] = (
    ("smtp", "password"),
    ("smtp", "client_secret"),
    ("notify", "key"),
    ("notify", "callback_token"),
    ("bounces", "password"),
    ("bounces", "client_secret"),
    ("oidc", "client_secret"),
)


def annotation_at(path: KeyPath) -> Any:
    """What the settings hold at a path of keys and of places in lists, from 0; None where they hold nothing."""
    annotation: Any = Settings
    for step in path:
        annotation = _inside(annotation, step)
    return annotation


def is_table(annotation: Any) -> bool:
    """Whether keys of the settings stand below: a section, or sections under short names."""
    return _is_section(annotation) or is_named_tables(annotation)


def is_named_tables(annotation: Any) -> bool:
    """Whether sections stand below, each under a short name that the operator gave."""
    return get_origin(annotation) is Mapping and _is_section(get_args(annotation)[1])


def is_list(annotation: Any) -> bool:
    """Whether several values stand here, one after the other."""
    return get_origin(annotation) is tuple


def keys_at(path: KeyPath) -> tuple[str, ...]:
    """The keys that chaser.toml may have at a path, in the order of the settings; none where it is no section."""
    annotation = annotation_at(path)
    if not _is_section(annotation):
        return ()
    return tuple(key for key in annotation.model_fields if (*path, key) not in ENVIRONMENT_ONLY)


def values_below(path: KeyPath, names: Mapping[str, tuple[str, ...]]) -> Iterator[KeyPath]:
    """The paths of all single settings below a path; `names` gives the short names of boards, series and plans."""
    annotation = annotation_at(path)
    if is_named_tables(annotation):
        below = names.get(str(path[-1]), ())
    elif _is_section(annotation):
        below = tuple(annotation.model_fields)
    else:
        yield path
        return
    for key in below:
        yield from values_below((*path, key), names)


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _inside(annotation: Any, step: str | int) -> Any:
    if _is_section(annotation):
        field = annotation.model_fields.get(step)
        return field.annotation if field else None
    if isinstance(step, str) and is_named_tables(annotation):
        return get_args(annotation)[1]
    if isinstance(step, int) and is_list(annotation):
        return get_args(annotation)[0]
    return None
