"""What any engine offers: rounds that are asked for each minute, work beside them, and how they fare."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Due = Callable[[datetime], bool]
Work = Callable[[datetime], None]


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How one round or piece of work fares: instants in UTC, None before the first; `fault` of the last run, or ""."""

    name: str
    last_at: datetime | None = None
    last_good_at: datetime | None = None
    fault: str = ""


class Engine(Protocol):
    """Wakes the rounds. The rows are the truth; a wake-up that is lost or doubled is harmless (engine.md)."""

    def every(self, name: str, due: Due, work: Work) -> None:
        """Ask `due` at each tick, and run `work` with the instant when it says yes."""

    def beside(self, name: str, work: Work, *, seconds: float) -> None:
        """Run `work` in a thread of its own, again after `seconds` or at a wake-up, whichever comes first."""

    def wake(self) -> None:
        """Let the work beside the rounds begin now."""

    def start(self) -> None:
        """Begin; what is due already runs at once."""

    def stop(self, *, seconds: float) -> bool:
        """Take nothing new, wait for what is in hand; False when that took longer than `seconds`."""

    def health(self) -> tuple[Pulse, ...]:
        """A pulse for each round and piece of work, in the order they were given."""
