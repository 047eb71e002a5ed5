"""Words that say the same thing twice: two actions, or a recommendation that repeats an earlier one. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

_MEANING = re.compile(
    r"\b(?!(?:a|all|also|an|and|any|are|as|at|be|been|between|both|by|can|during|each|ensure|for|from|further|had|has"
    r"|have|how|in|include|including|into|is|it|its|made|make|may|more|must|need|needs|of|on|or|other|our|out|place"
    r"|should|so|such|take|taken|than|that|the|their|them|then|there|these|they|this|those|through|to|up|was|we|were"
    r"|what|when|where|which|who|will|with|within|work)\b)[a-z]{2,}"
)
_RHYTHMS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("weekly", r"\bweekly\b|\b(?:each|every|per) week\b"),
        ("fortnightly", r"\bfortnightly\b|\b(?:each|every|per) fortnight\b"),
        ("monthly", r"\bmonthly\b|\b(?:each|every|per) month\b"),
        ("quarterly", r"\bquarterly\b|\b(?:each|every|per) quarter\b|\bevery (?:3|three) months\b"),
        ("termly", r"\btermly\b|\b(?:each|every|per) term\b"),
        ("annual", r"\bannual(?:ly)?\b|\byearly\b|\b(?:each|every|per) year\b"),
    )
)
_SENTENCES = re.compile(r"[.;:!?]\s+|\s[-–—]\s+")
_STEM = 6
_SUBJECT = 3
_NEARLY_ALL = 0.75
_FEWEST_STEMS = 4
_PAIR = 2
_REPEATS = 0.12


def stems(words: str) -> list[str]:
    """The words that carry meaning, cut to their stems: "moderation" and "moderate" are one."""
    plain = re.sub(r"['’]s\b", "", words.lower())
    return [word[:_STEM] for word in _MEANING.findall(plain)]


def _subjects(words: str) -> set[tuple[str, str]]:
    """The pairs of words with which a text's sentences begin: what they are about."""
    return {pair for sentence in _SENTENCES.split(words) for pair in pairwise(stems(sentence)[:_SUBJECT])}


def same_pairs(titles: Mapping[str, str], words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Pairs of refs whose actions may be one, with the reason; `words` hold title and progress together.

    Either the titles say nearly the same, or both have the same rhythm (quarterly) and sentences about the same
    thing, which no third action names: two actions may name one series of meetings (rules.md, "Meetings").
    """
    bags = {ref: set(stems(title)) for ref, title in titles.items()}
    phrases = {ref: set(pairwise(stems(text))) for ref, text in words.items()}
    rhythms = {ref: {name for name, pattern in _RHYTHMS if pattern.search(text)} for ref, text in words.items()}
    subjects = {ref: _subjects(text) for ref, text in words.items()}
    used = Counter(phrase for own in phrases.values() for phrase in own)
    found: list[tuple[str, str, str]] = []
    for one, other in combinations(titles, 2):
        shared = {phrase for phrase in subjects[one] & subjects[other] if used[phrase] == _PAIR}
        if _nearly_equal(bags[one], bags[other]):
            found.append((one, other, "their words are nearly the same"))
        elif shared and rhythms[one] & rhythms[other]:
            found.append((one, other, f"both name the same thing, {_listed(rhythms[one] & rhythms[other])}"))
    return found


def _nearly_equal(one: set[str], other: set[str]) -> bool:
    return min(len(one), len(other)) >= _FEWEST_STEMS and len(one & other) >= _NEARLY_ALL * len(one | other)


def _listed(rhythms: set[str]) -> str:
    return " and ".join(sorted(rhythms))


def repeated(earlier: str, current: Sequence[str]) -> int | None:
    """Which of the current recommendations (by index) comes closest to an earlier one, if any comes close."""
    bag = set(stems(earlier))
    shares = [len(bag & set(stems(words))) / (len(bag | set(stems(words))) or 1) for words in current]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _REPEATS else None
