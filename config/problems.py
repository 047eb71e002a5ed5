"""What is wrong with the settings, where, and what mends it; whoever finds it is one of the other files."""

from dataclasses import dataclass
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
COMPARE = "Compare it with a fresh one: chaser init makes it in another folder."


class Place(NamedTuple):
    """Where a value stands, in an order that a reader follows: chaser.toml by its lines, then the environment."""

    in_environment: bool
    line: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong: its place, what it is and its cure, in sentences for somebody who is no programmer.

    `place` is like "chaser.toml line 12, [smtp] port" or "environment CHASER_SMTP__PORT". A warning stops nothing.
    What `lets_run` is wrong and must be mended, but the rounds go on: one missing address must not silence everybody.
    """

    place: str
    what: str
    cure: str
    is_warning: bool = False
    lets_run: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.cure}"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A problem whose place can still be put in order among others."""

    place: Place
    what: str
    cure: str
    is_warning: bool = False
    lets_run: bool = False


class BadSettings(Exception):
    """Settings that cannot be used, with all problems at once, warnings among them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def in_order(findings: list[Finding]) -> tuple[Problem, ...]:
    """Findings as problems, in the order of their places, each once."""
    once = dict.fromkeys(sorted(findings, key=lambda finding: finding.place))
    return tuple(
        Problem(
            place=each.place.words, what=each.what, cure=each.cure, is_warning=each.is_warning, lets_run=each.lets_run
        )
        for each in once
    )
