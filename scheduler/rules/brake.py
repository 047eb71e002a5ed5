"""The mass-send brake: how many mails a round may send without a person's word (rules.md, "Never")."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Brake:
    """A round with more than `times_usual` times the usual number of mails waits, and never one of `at_least`."""

    times_usual: float = 2
    at_least: int = 50

    def most(self, before: Sequence[int]) -> int:
        """How many mails may go; `before` are the numbers of rounds before, of those that mailed anybody."""
        usual = median(before) if before else 0
        return max(self.at_least, floor(self.times_usual * usual))
