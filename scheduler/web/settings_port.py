"""What the pages know of the settings: a book of values to read, to try and to save. Its file is somebody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from scheduler.rounds.orders import StandingOrders

Path = tuple[str, ...]
Edits = Mapping[Path, Any]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What would come of some edits: the orders that would hold, or None and each problem at its path, in words."""

    orders: StandingOrders | None
    problems: tuple[tuple[Path, str], ...] = ()


class StaleSettings(Exception):
    """The settings were changed since the form was made."""


class LockedSettings(Exception):
    """The settings cannot be saved from here; `str()` is a sentence that says why, with the cure."""


class SettingsBook(Protocol):
    """The settings of a home. Paths are like ("reminders", "day_rungs"); values are as TOML has them."""

    @property
    def why_locked(self) -> str:
        """Why nothing can be saved, in a sentence; empty when it can."""

    @property
    def version(self) -> str:
        """A word that changes whenever the settings do; a form carries it and brings it back."""

    def values(self, *paths: Path) -> Mapping[Path, Any]:
        """The values that count now."""

    def fixed_by(self, path: Path) -> str:
        """The variable of the environment that counts above the file; empty where there is none."""

    def tried(self, edits: Edits) -> Tried:
        """What would come of the edits; nothing is saved."""

    def save(self, edits: Edits, *, version: str) -> StandingOrders:
        """Save the edits, which were tried before, and let the orders hold at once.

        Raises StaleSettings for another version than the present one, and LockedSettings.
        """
