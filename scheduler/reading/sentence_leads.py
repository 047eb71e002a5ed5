"""Leads named inside a sentence ("NM to liaise with …"): proposals, until the co-ordinator confirms them."""

import re
from collections.abc import Collection, Iterator

from scheduler.plans.plan import LeadSource, Place, PrintedLead
from scheduler.reading.lead_words import GIVEN_NAMES, ROLES

_CLAUSE = r"(?:^|[.;:!?]\s+|\s[-–—]\s*)"
_PROMISES = r"\s+(?:to|will)\s+(?!be\b(?!\s+responsible))[a-z]{2,}"
_AND = r"\s*(?:,|/|&|\band\b)\s*"
_OFFICE = "|".join(sorted(role for role in ROLES if not role.endswith("s")))
_INITIALS = re.compile(rf"{_CLAUSE}(?P<leads>[A-Z]{{2,3}}(?:{_AND}[A-Z]{{2,3}})*){_PROMISES}")
_ROLE = re.compile(
    rf"{_CLAUSE}(?:[Tt]he\s+)?(?P<leads>(?:[A-Z][\w’'-]*\s+){{0,4}}(?i:{_OFFICE})"
    rf"(?:\s+[A-Z]{{2,4}}|\s+(?:of|for)(?:\s+[A-Z][\w’'-]+)+)?){_PROMISES}"
)
_NAME = re.compile(rf"{_CLAUSE}(?P<leads>[A-Z][a-z]+\s+[A-Z][\w’'-]+(?:{_AND}[A-Z][a-z]+\s+[A-Z][\w’'-]+)*){_PROMISES}")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?P<leads>[Ll]ead\s+[A-Z]{2,4}s?(?:\s+(?:and|&)\s+[A-Z]{2,4}(?:['’]?s)?)*)")
_LONG_ROLE = 5
_TERM = re.compile(
    r"(?:\b(?i:the|a|an|of|in|at|on|from|into|within)(?P<article> ))?\b(?P<capitals>[A-Z]{2,3})\b(?:['’]s)?"
    r"(?P<noun> (?!(?:to|will|and|is|has|with|or|also|then)\b)[A-Za-z])?"
)


def leads_in(words: str, *, organisations: Collection[str], place: Place) -> tuple[PrintedLead, ...]:
    """Those who are to do something according to a sentence, in its order, none twice."""
    found = dict.fromkeys(_found(words, organisations))
    return tuple(PrintedLead(words=lead, source=LeadSource.SENTENCE, place=place) for lead in found)


def _found(words: str, organisations: Collection[str]) -> Iterator[str]:
    for match in _INITIALS.finditer(words):
        listed = re.split(_AND, match["leads"])
        yield from (initials for initials in listed if initials not in organisations)
    for match in _NAME.finditer(words):
        listed = re.split(_AND, match["leads"])
        yield from (name for name in listed if name.split()[0].lower() in GIVEN_NAMES)
    for match in _ROLE.finditer(words):
        if len(match["leads"].split()) <= _LONG_ROLE:
            yield match["leads"]
    for match in _BY.finditer(words):
        yield from re.split(r"\s+(?:and|&)\s+", match["leads"])


def organisations_in(words: str) -> frozenset[str]:
    """Capitals that a document uses as a body or a term ("to the COG", "QA schedule"): no initials of a person.

    `words` are the document's, a paragraph a line.
    """
    return frozenset(found["capitals"] for found in _TERM.finditer(words) if found["article"] or found["noun"])
