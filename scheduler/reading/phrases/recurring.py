"""When a target itself comes round again: "Quarterly from now", "each quarter", "March 2025 and annually thereafter".

A frequency that describes something else in the sentence ("reported quarterly", "monthly panel to be established")
is none of the target's (rules.md).
"""

from datetime import date, timedelta

from scheduler.plans.target_dates import Precision, Recurrence
from scheduler.reading.phrases.clauses import clause_of, clauses
from scheduler.reading.phrases.frequencies import Form, Frequency, frequencies, unkept_frequency
from scheduler.reading.phrases.phrase import Interval, months_of
from scheduler.reading.phrases.spelling import written

_ABOUT_ANOTHER = written(
    r"\b(?:report\w*|present\w*|shar(?:e|ed|ing)|updat\w+|record\w*|monitor\w*|includ\w+|attend\w*|provid\w+|in|as|who"
    r"|which|that|where|receiv\w+|for|at|of|submitt\w*|circulat\w+|collect\w*|collat\w+)\b"
)
_ONE_OFF = written(
    r"\bto\s+be\s+(?:established|set\s+up|developed|created|introduced|agreed|designed|scheduled|arranged|booked"
    r"|implemented|put\s+in\s+place|formed|convened|launched|commissioned|finalised|reinstated|added|included)\b"
)
_LEADS_IN = written(
    r"[\s\d.]*(?:(?:to|be|held|reviewed|at\s+least|and|then|reviews?|repeated|on\s+an?|on-?going|in\s+progress|continuous)\s+)*"
)
_AGAIN = written(
    r"[\s\d.,]*(?:(?:completed?,?|on-?going,?|and|then|repeated|repeat|at\s+least|on\s+an?|to\s+be|reviewed|thereafter)\s+)*$"
)
_AGAIN_AFTER = written(
    r"\s*(?:basis)?\s*(?:thereafter|from\s+(?:now|then)(?:\s+on)?|after\s+(?:that|this)|going\s+forwards?|onwards?|ongoing)?\s*"
    r"(?=$|[.;:,()\n]|-\s|\bfrom\b|\bstarting\b|\bby\b|\bin\b|\bnext\b|\bfirst\b)"
)
_EACH_YEAR = written(r"\b(?:each|every)\s+$")
_PERIODS = {Recurrence.MONTHLY: (1, Precision.MONTH), Recurrence.QUARTERLY: (3, Precision.QUARTER)}


def recurring_target(text: str) -> Frequency | None:
    """The frequency that a cell without a stated date gives as its target."""
    return next((one for one in frequencies(text) if _is_the_target(text, one)), None)


def recurs_beside(text: str, dates: list[tuple[int, int]]) -> Recurrence | None:
    """The rate at which a stated date comes round again ("March 2025, then annually"); `dates` are its places."""
    blanked = text
    for start, end in dates:
        blanked = blanked[:start] + " " * (end - start) + blanked[end:]
    if any(_EACH_YEAR.search(text, 0, start) for start, _ in dates):
        return Recurrence.ANNUAL  # "every January"
    for one in frequencies(text):
        begins = max(clause_of(text, one.start, one.end)[0], *(end for _, end in dates if end <= one.start), 0)
        alone = _AGAIN.match(blanked[begins : one.start]) and _AGAIN_AFTER.match(blanked, one.end)
        if alone and one.form is not Form.ADJECTIVE:
            return one.rate
    return None


def unkept_target(text: str) -> str:
    """The frequency of a cell that the register cannot keep and that is the target itself ("termly")."""
    for begins, ends in clauses(text):
        led = _LEADS_IN.match(text, begins, ends)
        rest = text[led.end() if led else begins : ends]
        named = unkept_frequency(rest)
        if named and rest.startswith(named):
            return named
    return ""


def next_round(rate: Recurrence, *, after: date, starts_on: date | None) -> tuple[Interval | None, Precision]:
    """The first calendar month or quarter that ends after the plan's day and not before the start.

    None for rates that no calendar period fits. Raises ValueError or OverflowError past the calendar's end.
    """
    months, precision = _PERIODS.get(rate, (0, Precision.NONE))
    if not months:
        return None, precision
    day = max(after + timedelta(days=1), starts_on or after)
    first = (day.month - 1) // months * months + 1
    return months_of(day.year, first, first + months - 1), precision


def _is_the_target(text: str, one: Frequency) -> bool:
    begins, ends = clause_of(text, one.start, one.end)
    before, behind = text[begins : one.start], text[one.end : ends]
    if _ONE_OFF.search(behind):
        return False
    if _LEADS_IN.fullmatch(before):
        return True
    return one.form is not Form.ADJECTIVE and not _ABOUT_ANOTHER.search(before)
