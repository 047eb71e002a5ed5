"""Taking words out of text: finding them however they are spaced or written large, and what stands in their place.

Where text is kept is the register's and the outbox's (rules.md, "Everything may be disclosed").
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from scheduler.rules.days_in_words import short_day

Blank = Callable[[str], str]
_WORD = re.compile(r"\w+")
# What names a thing, or is one of a few words that the program knows: never text that somebody wrote.
NAMES = frozenset(
    {"ref", "area", "status", "precision", "rule", "certainty", "source", "recurrence", "begins_on", "due_on", "as_of"}
)


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What is kept of words that were taken out, so that a document that brings them back is known: never the words.

    `digest` is that of the salted words, `words` how many there were, `mark` what stands in their place.
    """

    salt: str
    digest: str
    words: int
    mark: str

    def is_of(self, words: Sequence[str]) -> bool:
        """Whether these are the words that were taken out."""
        return _digest(self.salt, words) == self.digest


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: no case, no signs, no spaces."""
    return tuple(found.group().casefold() for found in _WORD.finditer(text))


def mark_of(on: date, by: str, why: str) -> str:
    """What stands in the place of redacted words: when, who and why stay to be read."""
    return f"[redacted on {short_day(on)} by {by}: {why}]"


def trace_of(words: Sequence[str], mark: str, salt: str) -> Trace:
    """What to keep of words; `salt` is random."""
    return Trace(salt=salt, digest=_digest(salt, words), words=len(words), mark=mark)


def blank_of(words: Sequence[str], mark: str) -> Blank:
    """Text to text, with each place where these words follow one another replaced by the mark."""
    wanted = tuple(words)
    return lambda text: _replaced(text, len(wanted), lambda found: found == wanted, mark)


def blank_again(traces: Sequence[Trace]) -> Blank:
    """Text to text, without any words that were taken out before."""

    def blank(text: str) -> str:
        for trace in traces:
            text = _replaced(text, trace.words, trace.is_of, trace.mark)
        return text

    return blank


def rewritten(value: Any, blank: Blank) -> Any:
    """What JSON can say, with each text in it rewritten; names, dates and the program's own words stay as they are."""
    if isinstance(value, str):
        return blank(value)
    if isinstance(value, Mapping):
        return {name: each if _is_name(name, each) else rewritten(each, blank) for name, each in value.items()}
    return [rewritten(each, blank) for each in value] if isinstance(value, list) else value


def _is_name(name: str, value: Any) -> bool:
    return name in NAMES and isinstance(value, str)


def _replaced(text: str, count: int, is_it: Callable[[tuple[str, ...]], bool], mark: str) -> str:
    found = list(_WORD.finditer(text))
    folded = [each.group().casefold() for each in found]
    pieces, end, at = [], 0, 0
    while at + count <= len(found):
        if is_it(tuple(folded[at : at + count])):
            pieces += [text[end : found[at].start()], mark]
            end = found[at + count - 1].end()
            at += count
        else:
            at += 1
    return "".join([*pieces, text[end:]])


def _digest(salt: str, words: Sequence[str]) -> str:
    return sha256(f"{salt} {' '.join(words)}".encode()).hexdigest()
