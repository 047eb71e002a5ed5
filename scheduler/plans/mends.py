"""What a person mends of a plan's reading before it is recorded: one action's values, or what becomes of its row; and
what they say of it beside the last edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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

    The last three are about one edition alone. `same_as` is the ref that the action had in the edition before, empty
    for one that is new, None while nobody said; `was_misread` says that its date was misread before and has not
    slipped, `overrules` that the document's word counts over what people answered.
    """

    ref: str
    title: str
    nth: int = 1
    becomes: Becomes = Becomes.KEPT
    into: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    is_confirmed: bool = False
    same_as: str | None = None
    was_misread: bool = False
    overrules: bool = False

    @property
    def mends_reading(self) -> bool:
        """Whether it says how the row is to be read, whatever the edition before said."""
        return self.becomes is not Becomes.KEPT or bool(self.said) or self.is_confirmed

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it to keep."""
        return self.mends_reading or self.same_as is not None or self.was_misread or self.overrules

    @property
    def for_later(self) -> "Mend":
        """What of it may hold for another edition too."""
        return replace(self, same_as=None, was_misread=False, overrules=False)
