"""What templates ask of words: groups of lines, days, line breaks, links. Which words are shown is theirs to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import wrap
from urllib.parse import quote

from notifications.digest import Line, Tone

LONGEST_REPLY_SUBJECT = 90
WORST_FIRST = tuple(Tone)


@dataclass(frozen=True)
class ToneGroup:
    """The lines of one tone, in their order."""

    tone: Tone
    lines: Sequence[Line]


def by_tone(lines: Sequence[Line]) -> list[ToneGroup]:
    """Lines by their tone, worst first; tones without lines are left out."""
    groups: dict[Tone, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.tone, []).append(line)
    return [ToneGroup(tone, groups[tone]) for tone in WORST_FIRST if tone in groups]


def of_several_plans(lines: Sequence[Line]) -> bool:
    """Whether lines are of more plans than one, so that each must name its own."""
    return len({line.plan for line in lines}) > 1


def bare(due: str) -> str:
    """A due day without its preposition: "on Friday 28 November 2025" is "Friday 28 November 2025"."""
    return due.removeprefix("on ")


def by_when(due: str) -> str:
    """A due day as a limit: "on Friday 28 November 2025" is "by Friday 28 November 2025"."""
    return due if due.startswith("by ") else f"by {due.removeprefix('on ')}"


@lru_cache(maxsize=512)
def day_in_words(day: date) -> str:
    """A day with its weekday: "Monday 3 March 2025"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


@lru_cache(maxsize=4096)  # all mails of a round end in the same sentences, and many lines say the same
def wrapped(words: str, width: int, indent: int = 0) -> str:
    """Words in lines of at most that width, the second and later ones indented; most words fit into one.

    Where a hyphen or a long word allows a break elsewhere than at a space, textwrap knows better.
    """
    if len(words) <= width:
        return words
    lines = wrap(words, width) if "-" in words else _at_spaces(words, width) or wrap(words, width)
    return ("\n" + " " * indent).join(lines)


def _at_spaces(words: str, width: int) -> list[str]:
    """Words broken at single spaces, in a twentieth of textwrap's time; none where a word is longer than a line."""
    lines, start = [], 0
    while len(words) - start > width:
        end = words.rfind(" ", start, start + width + 1)
        if end <= start:
            return []
        lines.append(words[start:end])
        start = end + 1
    return [*lines, words[start:]]


def mailto(address: str, *subject: str) -> str:
    """A link that opens a reply to that address; its subject may come in pieces."""
    return f"mailto:{quote(address, safe='@')}?subject={quote(''.join(subject)[:LONGEST_REPLY_SUBJECT], safe='')}"
