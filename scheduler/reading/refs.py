"""References as plans print them: found at the head of words, found inside a cell, and lettered where none is."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_DOTTED = r"[A-Z]{0,4}[-–]?\d{1,3}(?:\.\d{1,3})+(?:\.?[a-z])?"
_LETTERED = r"\d{1,3}\.?[a-z]"
_SIMPLE = r"[A-Z]{1,4}[-–]?\d{1,3}[a-z]?"
_NUMBER = r"\d{1,3}"
_NAMED = (
    r"(?:(?:strategic|key|quality|national)\s+)?"
    r"(?:priority|recommendation|area|objective|theme|action|standard|outcome|rec|goal|aim|section|domain)"
)
# A decimal is no reference: "1.5 posts", "10.30 am", "2.5%".
_UNITS = (
    r"(?:posts?|fte|wte|staff|million|billion|thousand|[mk]|bn|hours?|days?|weeks?|months?|years?|terms?|per|percent|times"
    r"|am|pm|and|or|to \d|x|of)\b"
)
_HEAD_OF_ACTION = re.compile(
    rf"^\(?(?:(?P<ref>{_DOTTED}|{_LETTERED})[.):]*(?:\s*[-–:]\s+|\s+(?!{_UNITS})(?=[^\d%])|$)"
    rf"|(?P<coded>{_SIMPLE})(?:[.):]+(?:\s+|$)|\s*[-–]\s+)"
    rf"|(?i:action|task|step)\s+(?P<named>{_DOTTED}|{_LETTERED}|{_SIMPLE}|{_NUMBER})(?:[.):]+(?:\s+|$)|\s*[-–]\s+))"
)
_HEAD_OF_AREA = re.compile(
    rf"^(?:{_NAMED}\s*(?:no\.?\s*)?)?\(?(?P<ref>{_DOTTED}|{_LETTERED}(?=[.):\s]|$)|{_SIMPLE}(?=[.):\s–-]|$)|{_NUMBER})"
    r"(?:[.):]+\s*|\s*[-–:]\s+|\s+|$)(?!(?:%|am\b|pm\b))",
    re.IGNORECASE,
)
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLED = re.compile(rf"^{_NAMED}\s+(?P<word>{'|'.join(_NUMBER_WORDS)})\b\s*[.:–-]*\s*", re.IGNORECASE)
_CODE = r"(?:[A-Z]{1,8}[-–/ ]?){0,3}\d{1,4}(?:[.-]\d{1,4})*(?:\.?[A-Za-z])?|[A-Za-z]"
_ALONE = re.compile(rf"^(?:{_NAMED}\s*(?:no\.?\s*)?)?[(#]?(?P<ref>{_CODE})[.):]*$", re.IGNORECASE)
_LONGEST_ALONE = 30
_FURTHEST = 5
_INSIDE = re.compile(rf"(?<![\w.])\(?(?P<ref>{_DOTTED}|{_LETTERED}|{_SIMPLE})[.):]*(?=\s|$)\s*(?:[-–:]\s+)?")
_MARK = re.compile(r"^\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})[.)]+\s+", re.IGNORECASE)
_ENDED_OR_DATED = re.compile(r"(?:[.;:!?)\]”’\"']|\b\d{2,4}|\bcompleted?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """Words with the reference that stood at their head, taken off; `ref` is empty where none stood."""

    ref: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Portion:
    """The paragraphs of a cell that belong to one reference; `paragraph` counts from 1 where they begin."""

    ref: str
    paragraphs: tuple[str, ...]
    paragraph: int


def action_head(words: str) -> Numbered:
    """The reference at the head of an action: "2.2. Improve" is 2.2; "1. Improve" has none (a step in a list)."""
    found = _HEAD_OF_ACTION.match(words)
    if found is None:
        return _none(words)
    return Numbered(ref=_clean(found["ref"] or found["coded"] or found["named"]), words=words[found.end() :].strip())


def area_head(words: str) -> Numbered:
    """The reference at the head of an area: "7.Develop" is 7, "Priority 2: Victims" and "Theme two" are 2."""
    spelled = _SPELLED.match(words)
    if spelled is not None:
        return Numbered(ref=str(_NUMBER_WORDS.index(spelled["word"].lower()) + 1), words=words[spelled.end() :].strip())
    found = _HEAD_OF_AREA.match(words)
    if found is None or (found[0].strip().isdigit() and words[found.end() :][:1].islower()):
        return _none(words)
    return Numbered(ref=_clean(found["ref"]), words=words[found.end() :].strip())


def alone(words: str) -> str:
    """The reference that is all the words of a cell ("Ref 4." is not; "4.", "YJ-03" and "1a" are), or nothing."""
    found = _ALONE.match(words.strip()) if len(words) <= _LONGEST_ALONE else None
    return _clean(found["ref"]) if found else ""


def list_mark(words: str) -> Numbered:
    """The mark of a list's step at the head of words: "a) Ask" gives a, "2. Ask" gives 2."""
    found = _MARK.match(words)
    return Numbered(ref=found["mark"].lower(), words=words[found.end() :].strip()) if found else _none(words)


def portions(paragraphs: Sequence[str], *, known: Collection[str] = ()) -> tuple[Portion, ...]:
    """Parts a cell by the references in it; words before the first have none.

    A reference counts at the head of a paragraph, and inside one where it is `known` or follows the one before
    (1.11, 1.12) and a sentence ends before it or begins after it: a figure in a sentence does neither.
    """
    parted: list[tuple[str, int, list[str]]] = []
    last = ""
    for number, paragraph in enumerate(paragraphs, start=1):
        for ref, words in _cut(paragraph, last, known):
            if ref or not parted:
                parted.append((ref, number, []))
            last = ref or last
            if words:
                parted[-1][2].append(words)
    return tuple(Portion(ref=ref, paragraphs=tuple(words), paragraph=number) for ref, number, words in parted)


def _cut(paragraph: str, last: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a paragraph between references, the first piece perhaps without one."""
    head = action_head(paragraph)
    ref, begins = head.ref, len(paragraph) - len(head.words) if head.ref else 0
    last = ref or last
    for found in _INSIDE.finditer(paragraph, begins):
        candidate = _clean(found["ref"])
        between = paragraph[begins : found.start()].strip()
        expected = candidate in known or follows(last, candidate)
        skipped = _skips(last, candidate) and _stands_between_sentences(paragraph, found)
        if skipped or (expected and (not paragraph[: found.start()].strip() or _parts_sentences(paragraph, found))):
            if ref or between:
                yield ref, between
            begins, ref, last = found.end(), candidate, candidate
    yield ref, paragraph[begins:].strip()


def _parts_sentences(paragraph: str, found: re.Match[str]) -> bool:
    return bool(_ENDED_OR_DATED.search(paragraph[: found.start()])) or not paragraph[found.end() :][:1].islower()


def _stands_between_sentences(paragraph: str, found: re.Match[str]) -> bool:
    """Whether a sentence or a date ends before a reference and another begins after it."""
    return bool(_ENDED_OR_DATED.search(paragraph[: found.start()])) and paragraph[found.end() :][:1].isupper()


def _skips(last: str, ref: str) -> bool:
    """Whether a reference stands a little further on in the numbering: 1.11 and 1.13."""
    stem, _, number = last.rpartition(".")
    other, _, further = ref.rpartition(".")
    numbers = number.isdigit() and further.isdigit()
    return bool(stem) and stem == other and numbers and 0 < int(further) - int(number) <= _FURTHEST


def follows(last: str, ref: str) -> bool:
    """Whether one reference is the next after another: 1.9 and 1.10, 2.14 and 2.15."""
    stem, _, number = last.rpartition(".")
    other, _, following = ref.rpartition(".")
    return (
        bool(stem) and stem == other and number.isdigit() and following.isdigit() and int(following) == int(number) + 1
    )


def letter(count: int) -> str:
    """a for the first, z for the 26th, aa for the 27th."""
    before = (count - 1) // 26
    return (letter(before) if before else "") + chr(ord("a") + (count - 1) % 26)


def belongs(ref: str, area: str) -> bool:
    """Whether an action's reference stands under an area's: 1.11 under 1.1 and 6.1 under 6, but 2.1 not under 1."""
    return not area or (ref != area and ref.startswith(area))


def _clean(ref: str) -> str:
    return ref.strip(" .").replace("–", "-")


def _none(words: str) -> Numbered:
    return Numbered(ref="", words=words.strip())
