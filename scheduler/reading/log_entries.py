"""Tells the dates under which a progress cell keeps its log ("12/05/2026: met the provider") from target dates.

What the other dates of the cell are for is target_dates.py's.
"""

from datetime import date

from scheduler.reading.phrases.mentions import Mention, mentions
from scheduler.reading.phrases.roles import Role
from scheduler.reading.phrases.spelling import one_spaced, plain, written

_HEADS = written(r"(?:^|[.;\n(\[])\s*$")
_SOMETHING_FOLLOWS = written(r"[\])]?\s*(?:[:-]\s*)?\w")


def without_entries(words: str, *, as_of: date) -> str:
    """A progress cell's words in one line, with the date of each entry of its log blanked.

    An entry begins with a day on or before the plan's own (or, below another entry, one that has begun by then) and
    says something about it. Only for cells that no header calls target dates.
    """
    words = one_spaced(words)
    text = plain(words)
    before = False
    for one in mentions(words, as_of=as_of):
        if _is_entry(one, text, as_of, after_another=before):
            words = words[: one.start] + " " * (one.end - one.start) + words[one.end :]
            before = True
    return words


def _is_entry(one: Mention, text: str, as_of: date, *, after_another: bool) -> bool:
    if one.role is not Role.TARGET or one.interval is None:
        return False
    past = (one.interval.begins_on if after_another else one.interval.due_on) <= as_of
    return past and bool(_HEADS.search(text, 0, one.start)) and bool(_SOMETHING_FOLLOWS.match(text, one.end))
