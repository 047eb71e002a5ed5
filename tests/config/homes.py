"""Homes for tests of the settings: a chaser.toml as somebody might write it, and what is found in it."""

from collections.abc import Mapping
from pathlib import Path

from config.problems import Problem
from config.reader import examine_settings, read_settings
from config.settings import Settings

BOARD = """
[boards.cog]
name = "Chief Officer Group"
chair = "Robin Hale <chair@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"
"""


def write_home(folder: Path, written: str) -> Path:
    """A home with this chaser.toml; returns its folder."""
    (folder / "chaser.toml").write_text(written, encoding="utf-8")
    return folder


def settings_from(folder: Path, written: str, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of a home with this chaser.toml and a board below it."""
    return read_settings(write_home(folder, written + BOARD), environment or {})


def problems_from(folder: Path, written: str, environment: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a home with this chaser.toml and a board below it."""
    return examine_settings(write_home(folder, written + BOARD), environment or {}).problems
