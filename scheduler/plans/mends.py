"""What a person mends of a plan's reading before it is recorded: one action's values, or what becomes of its row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Becomes(StrEnum):
    """What becomes of a row that was read as an action."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    JOINED = "joined"


@dataclass(frozen=True, kw_only=True)
class Mend:
    """One action as it was read, by its `ref` and `title` (`nth` of those that share both), and what a person said.

    `said` are words by the fields that they change: ref, title, leads, target, status; `was` are the words that
    those fields had, so that a later edition that says the same is mended the same. `into` is the ref of the action
    that a joined row belongs to. `is_confirmed` says that what was guessed of it is right.
    """

    ref: str
    title: str
    nth: int = 1
    becomes: Becomes = Becomes.KEPT
    into: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    is_confirmed: bool = False
