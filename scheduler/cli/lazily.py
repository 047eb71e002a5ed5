"""Commands by name that are imported when they are wanted: a list of them, or one of them, costs none of the others."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


def lazy_group(places: Mapping[str, tuple[str, str]]) -> type[TyperGroup]:
    """A group of commands: by name where each is ("scheduler.cli.home:check"), and what is said of it in the list."""

    class LazyGroup(TyperGroup):
        """Lists commands by what is said of them, and imports the one that is called or completed."""

        def __init__(self, **words: Any) -> None:
            super().__init__(**words)
            self.commands = {name: TyperCommand(name, help=said) for name, (_, said) in places.items()}

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            """The command that the first word names, whole; the rest of the words."""
            name, listed, rest = super().resolve_command(ctx, args)
            return name, whole_command(name, places[name][0]) if name and listed else listed, rest

    return LazyGroup


@cache
def whole_command(name: str, place: str) -> Any:
    """A command, or a group of them, from the module that holds it; `place` is like "scheduler.cli.home:check"."""
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    around = typer.Typer(pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        around.add_typer(found, name=name)
    else:
        around.command(name)(found)
        around.callback()(_nothing)  # with one command alone there would be no group
    return get_group(around).commands[name]


def _nothing() -> None:
    """A group that does nothing by itself."""
