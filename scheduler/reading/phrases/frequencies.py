"""Phrases that name a frequency: "quarterly", "each quarter", "every 3 months". Whose frequency it is, others say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.plans.target_dates import Recurrence
from scheduler.reading.phrases.spelling import written

_TWO, _THREE, _TWELVE = "(?:2|two)", "(?:3|three)", "(?:12|twelve)"
_EACH = "(?:each|every|per|once\\s+an?|once\\s+every|once\\s+each)"
_WRITTEN = {
    Recurrence.FORTNIGHTLY: (
        r"fortnightly",
        rf"{_EACH}\s+fortnight|every\s+(?:other|second|{_TWO})\s+weeks?",
    ),
    Recurrence.QUARTERLY: (
        rf"quarterly|{_THREE}[\s-]monthly",
        rf"{_EACH}\s+(?:calendar\s+|financial\s+)?quarter|every\s+{_THREE}\s+months|four\s+times\s+(?:a|each|per)\s+year",
    ),
    Recurrence.ANNUAL: (
        rf"annual|annually|yearly|{_TWELVE}[\s-]monthly",
        rf"{_EACH}\s+(?:financial\s+|calendar\s+|academic\s+|school\s+)?year|every\s+{_TWELVE}\s+months|per\s+annum",
    ),
    Recurrence.MONTHLY: (
        r"monthly",
        rf"{_EACH}\s+(?:calendar\s+)?month",
    ),
}
_ON_A_BASIS = r"on\s+an?\s+(?:\w+\s+)?"
_OTHER_COUNTS = ("bi", "semi", "half", "six", "6", "two", "2")  # "six-monthly", "half yearly": other rates
_NOT_COUNTED = "(?<![a-z-])" + "".join(rf"(?<!\b{count}[ -])" for count in _OTHER_COUNTS)
_FREQUENCY = written(
    _NOT_COUNTED
    + "(?:"
    + "|".join(
        rf"(?P<{rate}>{word})(?![a-z-])|(?P<{rate}_each>{phrase})(?![a-z])" for rate, (word, phrase) in _WRITTEN.items()
    )
    + ")"
)
_UNKEPT = written(
    r"(?<![a-z])(?:weekly|daily|termly|bi-?annual(?:ly)?|half[\s-]yearly|(?:six|6)[\s-]monthly|bi-?monthly"
    r"|(?:each|every)\s+(?:week|day|term|(?:six|6)\s+months)|twice\s+a\s+year)(?![a-z])"
)
_BASIS_BEFORE = written(rf"{_ON_A_BASIS}$")
_BASIS_AFTER = written(r"\s+basis\b")
_STANDS_ALONE = written(r"\s*(?:$|[.,;:()\n]|-\s)")
_GOES_ON = written(
    r"\s*(?:$|[.,;:()/&\n-]|(?:to|by|in|at|for|with|and|from|during|through|throughout|via|as|on|of|until|thereafter|or|so)\b)"
)


class Form(StrEnum):
    """How a frequency stands in its sentence."""

    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    EACH = "each"


@dataclass(frozen=True, kw_only=True)
class Frequency:
    """A frequency from place `start` to `end`; an adjective belongs to the word after it ("quarterly audit")."""

    start: int
    end: int
    rate: Recurrence
    form: Form


def frequencies(text: str) -> Iterator[Frequency]:
    """Every frequency of a plain text that the register can keep."""
    for found in _FREQUENCY.finditer(text):
        named = str(found.lastgroup)
        rate = Recurrence(named.removesuffix("_each"))
        yield Frequency(start=found.start(), end=found.end(), rate=rate, form=_form(text, found, named))


def unkept_frequency(text: str) -> str:
    """The first frequency that the register cannot keep ("termly", "six-monthly"), empty when there is none."""
    found = _UNKEPT.search(text)
    return found[0] if found else ""


def _form(text: str, found: re.Match[str], named: str) -> Form:
    if named.endswith("_each"):
        return Form.EACH
    if _BASIS_AFTER.match(text, found.end()) and _BASIS_BEFORE.search(text, 0, found.start()):
        return Form.ADVERB
    if found[0].lower() == "annually":
        return Form.ADVERB
    goes_on = _STANDS_ALONE if found[0].lower() == "annual" else _GOES_ON
    return Form.ADVERB if goes_on.match(text, found.end()) else Form.ADJECTIVE
