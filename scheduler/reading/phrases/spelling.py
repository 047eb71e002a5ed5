"""How plans write dashes, months, years and numbers. What the words mean is left to the families beside it.

All patterns are ASCII and blind to case; `plain` makes a text fit for them without moving a single letter, so
that a place found in the plain text is the same place in the plan's own words.
"""

import re
from dataclasses import dataclass
from datetime import date

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

MONTH = (
    r"(?<![a-z])(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
PREPOSITIONS = r"(?:(?:by|in|on|for|at|between|during|the|around|approx\.?|approximately|circa|of|month|w/c)\s+)*"

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("→⇒➔➡", ">"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys(
            "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff",
            " ",
        ),
        **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
        **dict(zip("ˢᵗⁿᵈʳʰ", "stndrh", strict=True)),
    }
)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_YEAR_GAP = (
    r"(?:\s*(?:[,/-]|(?P<open>\())?\s*|\s+(?:of|in)\s+)(?:the\s+)?(?:(?:financial|academic|school)\s+year\s+|fy\s?)?"
)
_FINANCIAL_YEAR = r"(?P<first>\d{4}|\d{2})(?:\s?/\s?|-)(?P<second>\d{4}|\d{2})(?![\d/])"
_CLOSED = r"(?(open)\s*\)?)"
_NOT_A_YEAR = r"(?!\d|[:.,/]\d|\s?(?:st|nd|rd|th|%|am|pm)\b)"


def written(pattern: str) -> re.Pattern[str]:
    """A pattern over plain text."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_YEARS = (
    written(rf"{_YEAR_GAP}{_FINANCIAL_YEAR}{_CLOSED}"),
    written(rf"{_YEAR_GAP}(?P<first>\d{{4}})(?!\d){_CLOSED}"),
    written(rf"(?:\s+|[./-]\s?|(?<=\.)|(?=\s?'))(?:\s?'\s?|fy\s?)?(?P<first>\d{{2}}){_NOT_A_YEAR}"),
)


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year read after a month, quarter or season; `pair` when two were written ("2020/21"). `end` is its place."""

    first: int
    pair: bool
    end: int


def one_spaced(words: str) -> str:
    """The words with every run of white space as one space, or as one line break where it holds one."""
    return _SPACES.sub(lambda found: "\n" if _BREAK.search(found[0]) else " ", words)


def plain(words: str) -> str:
    """The words with dashes, quotes and spaces made plain, other letters made "x": the same length, place by place."""
    return _FOREIGN.sub(lambda found: "x" if found[0].isalpha() else found[0], words.translate(_SAME_LENGTH))


def full_year(digits: str) -> int:
    """A year of two or four digits: two-digit years are of this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def pair_year(first: str, second: str) -> int | None:
    """The first year of "2020/21", None when the two do not follow each other."""
    year = full_year(first)
    return year if len(first) >= len(second) and (year + 1) % 100 == int(second[-2:]) else None


def year_after(text: str, at: int) -> Year | None:
    """The year written right after place `at`: "2020/21", "2020", "'20" or "20" (never a day of a month)."""
    for pattern in _YEARS:
        found = pattern.match(text, at)
        if found is None:
            continue
        second = found.groupdict().get("second")
        first = pair_year(found["first"], second) if second else full_year(found["first"])
        if first is not None:
            return Year(first=first, pair=bool(second), end=found.end())
    return None


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its short form."""
    return _MONTHS[word[:3].lower()]


def number(word: str) -> int:
    """A number in figures or in a word up to twelve."""
    return int(word) if word.isdigit() else _NUMBERS.index(word.lower()) + 1


def day_in_words(day: date) -> str:
    """A day as people here write it: "31 March 2027", whatever the computer's own language is."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
