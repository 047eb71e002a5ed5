"""Which year is meant where a phrase prints none: a guess, and always asked about.

It is the nearest to the plan's own date that fits the row's start, the dates before it in the cell, and whether its
words look back or ahead; quarters and financial years take the one that holds the plan's date (rules.md).
"""

from datetime import date

from scheduler.reading.phrases.phrase import Interval, NoSuchDay, Phrase, WithoutYear, window
from scheduler.reading.phrases.spelling import written

_FORWARD = written(
    r"\b(?:to\s+be|will|planned|plan|planning|scheduled|due|expected|aims?|next|booked|each|every|annual|annually|yearly)\b[^.;\n]{0,40}$"
)
_EACH_YEAR = written(r"[\s,(]*(?:(?:each|every)\s+(?:financial\s+|calendar\s+)?year|annually|yearly)\b")
_BACKWARD = written(
    r"\b(?:completed?|done|delivered|held|undertaken|agreed|since|last|issued|approved|took\s+place)[\s:-]*"
    r"(?:(?:in|on|since|during)\s+)?$"
)
_STILL_TO_DO = written(r"\b(?:to|be|being|will)\s+\w+[\s:-]*(?:(?:in|on|during)\s+)?$")
_YEAR_BEGINS = {WithoutYear.FINANCIAL: 4, WithoutYear.ACADEMIC: 9}


def days_meant(text: str, phrase: Phrase, *, as_of: date, starts_on: date | None, earlier: Interval | None) -> Interval:
    """The days of a phrase; `earlier` are those of the date before it in the cell. Raises ValueError if it has none."""
    if phrase.year is not None:
        return phrase.days_in(phrase.year)
    if earlier is None and phrase.without_year in _YEAR_BEGINS:
        return phrase.days_in(as_of.year - (as_of.month < _YEAR_BEGINS[phrase.without_year]))
    possible = _possible(phrase, as_of, starts_on, earlier)
    before = window(text, phrase.start)
    if _BACKWARD.search(before) and not _STILL_TO_DO.search(before):
        return _nearest([days for days in possible if days.begins_on <= as_of] or possible, as_of)
    if earlier is not None:
        return min((days for days in possible if days.due_on >= earlier.begins_on), default=possible[-1])
    again = _EACH_YEAR.match(text, phrase.end)
    if _FORWARD.search(before) or again or phrase.without_year is WithoutYear.NEXT:
        possible = [days for days in possible if _month(days.due_on) >= _month(as_of)] or possible
    return _nearest(possible, as_of)


def _possible(phrase: Phrase, as_of: date, starts_on: date | None, earlier: Interval | None) -> list[Interval]:
    """What the phrase names in the years that come into question, not before the row's start, earliest first."""
    years = set(range(as_of.year - 2, as_of.year + 4))
    for day in filter(None, (starts_on, earlier and earlier.begins_on)):
        years.update((day.year, day.year + 1))
    found, fault = [], NoSuchDay("is no day of the calendar")
    for year in sorted(years):
        try:
            found.append(phrase.days_in(year))
        except NoSuchDay as error:
            fault = error
        except (ValueError, OverflowError):
            continue  # a year outside the calendar
    if not found:
        raise fault
    return [days for days in found if starts_on is None or days.due_on >= starts_on] or found


def _nearest(possible: list[Interval], as_of: date) -> Interval:
    """The nearest by months to the plan's date; of two as near, the later."""
    return min(possible, key=lambda days: (abs(_month(days.due_on) - _month(as_of)), -days.due_on.toordinal()))


def _month(day: date) -> int:
    return day.year * 12 + day.month
