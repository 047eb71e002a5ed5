"""How a value is shown in a problem's words: short, on one line, and never able to break the line it stands in."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

LONGEST_SHOWN = 60
NEAR = 0.6  # of 1: difflib's own measure of likeness
LONGEST_NUMBER_BITS = 64
_LINE_BREAKERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_hidden(character: str) -> bool:
    """Whether a character breaks a line, controls a device or turns the direction of what follows."""
    return unicodedata.category(character) in _LINE_BREAKERS or character in _DIRECTION_MARKS


def shown(value: Any) -> str:
    """A value in curly quotes, hidden characters as their codes, cut to 60 characters."""
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER_BITS:
        return "A value of that size"
    if isinstance(value, dict | list):
        return "A table" if isinstance(value, dict) else "A list"
    words = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f"“{plain(words)}”"


def plain(words: str) -> str:
    """Words as they may stand in a line: hidden characters as their codes, cut to 60 characters."""
    cut = words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"
    return "".join(f"\\u{ord(each):04x}" if is_hidden(each) else each for each in cut)


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """Words as a reader lists them: "a, b and c"; empty for none."""
    *first, final = list(words) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def meant(word: str, known: Iterable[str], *, begins: str = "") -> str:
    """The question "Did you mean …?" with the nearest known word, and a blank after it; empty when none is near.

    All words may begin alike: `begins` is not counted as likeness.
    """
    rests = [each.removeprefix(begins) for each in known]
    nearest = get_close_matches(word.removeprefix(begins), rests, n=1, cutoff=NEAR)
    return f"Did you mean {begins}{nearest[0]}? " if nearest else ""
