"""Words that say the same thing twice: two actions, or a recommendation that repeats an earlier one. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

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


def _subjects(words: str) -> list[tuple[str, str]]:
    """The pairs of words with which a text's sentences begin: what they are about."""
    return [pair for sentence in _SENTENCES.split(words) for pair in pairwise(stems(sentence)[:_SUBJECT])]


def same_pairs(titles: Mapping[str, str], words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Pairs of refs whose actions may be one, with the reason; `words` hold title and progress together.

    Either the titles say nearly the same, or both have the same rhythm (quarterly) and sentences about the same
    thing, which no third action names: two actions may name one series of meetings (rules.md, "Meetings").
    """
    pairs = [(one, other, "their words are nearly the same") for one, other in _nearly_equal_titles(titles)]
    known = {(one, other) for one, other, _ in pairs}
    rhythms = {ref: {name for name, pattern in _RHYTHMS if pattern.search(text)} for ref, text in words.items()}
    for one, other in _same_subjects(words):
        if (one, other) not in known and (both := rhythms[one] & rhythms[other]):
            pairs.append((one, other, f"both are about the same thing, {' and '.join(sorted(both))}"))
    order = {ref: at for at, ref in enumerate(titles)}
    return sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _same_subjects(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of actions with sentences about the same thing, which no third action names."""
    named_by: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    subject_of: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for ref, text in words.items():
        for phrase in dict.fromkeys(pairwise(stems(text))):
            named_by[phrase].append(ref)
        for phrase in dict.fromkeys(_subjects(text)):
            subject_of[phrase].append(ref)
    shared = (refs for phrase, refs in subject_of.items() if len(refs) == _PAIR == len(named_by[phrase]))
    return list(dict.fromkeys((one, other) for one, other in shared))


def _nearly_equal_titles(titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each title with the first before it that shares nearly all its words; without a rare word in common none does."""
    bags = {ref: bag for ref, title in titles.items() if len(bag := set(stems(title))) >= _FEWEST_STEMS}
    used = Counter(stem for bag in bags.values() for stem in bag)
    seen: defaultdict[str, list[str]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for ref, bag in bags.items():
        rarest = sorted(bag, key=lambda stem: (used[stem], stem))[: int(len(bag) * (1 - _NEARLY_ALL)) + 1]
        candidates = dict.fromkeys(other for stem in rarest for other in seen[stem])
        first = next((other for other in candidates if _nearly_equal(bags[other], bag)), None)
        found += [(first, ref)] if first else []  # one a title: hundreds alike would drown what else is said
        for stem in rarest:
            seen[stem].append(ref)
    return found


def _nearly_equal(one: set[str], other: set[str]) -> bool:
    """Whether two bags of words share three quarters of all their words."""
    shared = len(one & other)
    return shared >= _NEARLY_ALL * (len(one) + len(other) - shared)


def repeated(earlier: str, current: Sequence[str]) -> int | None:
    """Which of the current recommendations (by index) comes closest to an earlier one, if any comes close."""
    bag = set(stems(earlier))
    shares = [len(bag & set(stems(words))) / (len(bag | set(stems(words))) or 1) for words in current]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _REPEATS else None
