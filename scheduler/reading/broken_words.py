"""Puts words together that a page break parted: "assess-" and "ment", "Covid-" and "19". Rows are page_breaks.py's."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

# What a hyphen stays behind, where the document itself does not show it.
_KEEPS_HYPHEN = re.compile(
    r"multi|non|co|re|pre|post|self|inter|sub|anti|well|long|short|follow|half|part|full|high|low|cross|on|off|out"
    r"|mid|ex|over|under|face|day|year|month|early|late|pan"
)
_SHORTEST_BROKEN = 5
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)-?$")
_FIRST = re.compile(r"^([^\W\d_]+)")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_NEW_PARAGRAPH = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,3})*[.)]?\s+[^\Wa-z_]|\(?[a-z][.)]\s|[•·–-]\s)")


def words_of(texts: Iterable[str]) -> Counter[str]:
    """How often a document uses each word, in lower case: what a parted word is held against."""
    return Counter(word.lower() for text in texts for word in _WORD.findall(text))


def rejoin(upper: str, lower: str, known: Mapping[str, int]) -> str:
    """Two halves of a sentence as one, a parted word put together again."""
    head, tail = _LAST.search(upper), _FIRST.search(lower)
    if upper.endswith("-") and not upper.endswith((" -", "--")):
        if head is None or tail is None or not tail[1][0].islower():
            return upper + lower
        return _hyphenated(upper, lower, head[1], tail[1], known)
    if head is not None and tail is not None and _was_one(head[1], tail[1], known):
        return upper + lower
    return f"{upper} {lower}"


def _hyphenated(upper: str, lower: str, head: str, tail: str, known: Mapping[str, int]) -> str:
    if known.get(f"{head}{tail}".lower()):
        return upper[:-1] + lower
    if known.get(f"{head}-{tail}".lower()) or _KEEPS_HYPHEN.fullmatch(head.lower()):
        return upper + lower
    return upper[:-1] + lower


def _was_one(head: str, tail: str, known: Mapping[str, int]) -> bool:
    """Halves that the document has together elsewhere, and at least one of them nowhere else."""
    whole = f"{head}{tail}".lower()
    alone = min(known.get(head.lower(), 0), known.get(tail.lower(), 0)) <= 1
    return tail[0].islower() and len(whole) >= _SHORTEST_BROKEN and alone and bool(known.get(whole))


def is_open(words: str) -> bool:
    """Whether words break off before their sentence ends."""
    return bool(words) and not _ENDED.search(words)


def rejoin_paragraphs(upper: tuple[str, ...], lower: tuple[str, ...], known: Mapping[str, int]) -> tuple[str, ...]:
    """A cell's paragraphs above and below a cut: a sentence left open goes on, anything else begins a new one."""
    if not upper or not lower:
        return upper or lower
    goes_on = lower[0][:1].islower() or (is_open(upper[-1]) and not _NEW_PARAGRAPH.match(lower[0]))
    if not goes_on:
        return (*upper, *lower)
    return (*upper[:-1], rejoin(upper[-1], lower[0], known), *lower[1:])
