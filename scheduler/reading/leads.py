"""Leads as printed: one person, role, initials or group each (rules.md, "Reading leads"). Whom they mean is the
directory's to say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.plans.plan import LeadSource, Place, PrintedLead
from scheduler.reading.lead_words import (
    BODIES,
    GIVEN_NAMES,
    NOBODY,
    OFFICE_WORDS,
    OFFICES,
    ROLE_CAPITALS,
    ROLES,
    TITLES,
)

_INITIALS = r"[A-Z](?:[A-Z]|[a-z](?=[A-Z])){1,3}(?:['’]?s)?|(?:[A-Z]\.){2,4}"
_INITIALS_ALONE = re.compile(rf"(?:{_INITIALS})")
_LISTED = re.compile(r"\s*(?:[,/&+]|\band\b)\s*")
_PARTS = re.compile(r"\s*(?:;|•|\s[/|]\s|(?<=[a-z)])/(?=[A-Z])|\bsupported by\b|\bwith support from\b|\bwith\b)\s*")
_SEPARATORS = tuple(
    re.compile(pattern)
    for pattern in (r"\s*/\s*|\s*,\s*|\s*&\s*|\s+and\s+|\s*\+\s*", r"\s*/\s*|\s*,\s*", r"\s*&\s*|\s+and\s+")
)
_JOINED = re.compile(r"\s*/\s*|\s*&\s*|\s+and\s+|\s*\+\s*")
_LABEL = re.compile(r"^(?:joint )?(?:leads?|owners?|support|sponsor|action by|by)\s*[:–-]\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_TOKEN = re.compile(r"(?P<word>[^\W_](?:[\w'’.]|[-/](?=\w))*)|(?P<stop>[,:()&+]|(?<=\s)[-–—]|[-–—](?=\s)|[–—]|/)")
_NAME_WORD = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]*['’]?)?[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ'’]+)*|[A-Z]\.")
_BEFORE_A_NAME = frozenset({"", "-", "–", "—", ":", ",", "&", "/", "+", "(", "and"})
_OF = frozenset({"of", "for", "and", "&", "the", "in"})
_MOST_WORDS_OF_A_LEAD = 9


def read_leads(paragraphs: Sequence[str], *, source: LeadSource, place: Place) -> tuple[PrintedLead, ...]:
    """The leads of a lead cell, one each, in its order, none twice; a cell that says "TBC" has none."""
    words: list[str] = []
    before_was_name = False
    for paragraph in paragraphs:
        read = list(_paragraph_leads(paragraph))
        is_title = len(read) == 1 and not read[0].is_name and _is_one_office(read[0].words)
        if not (before_was_name and is_title):
            words.extend(lead.words for lead in read)
        before_was_name = len(read) == 1 and read[0].is_name
    return tuple(PrintedLead(words=lead, source=source, place=place) for lead in dict.fromkeys(words))


def looks_like_leads(words: str) -> bool:
    """Whether a cell's words can be nothing but leads: names, initials, offices; not a sentence, not a date."""
    if not words or any(sign.isdigit() for sign in words) or len(words.split()) > _MOST_WORDS_OF_A_LEAD:
        return False
    leads = list(_paragraph_leads(words))
    return bool(leads) and all(lead.is_name or lead.is_initials or _has_office(lead.words) for lead in leads)


@dataclass(frozen=True, kw_only=True)
class _Lead:
    words: str
    is_name: bool = False
    is_initials: bool = False


def _paragraph_leads(paragraph: str) -> Iterator[_Lead]:
    if paragraph.strip().lower() in NOBODY:
        return
    if initials := _initials(paragraph):
        yield from initials
        return
    for part in _PARTS.split(paragraph):
        bare = _LABEL.sub("", part).strip(" ,.;:-–")
        if bare.lower() in NOBODY:
            continue
        yield from _initials(bare) or _mixed(bare) or _names(bare) or _offices(bare)


def _initials(words: str) -> tuple[_Lead, ...]:
    """ "SG, LG & HE" and "LB / AL (both)": a list of nothing but initials."""
    listed = [one for one in _LISTED.split(_BRACKETS.sub("", words).strip(" .,")) if one]
    if not listed or not all(_INITIALS_ALONE.fullmatch(one) for one in listed):
        return ()
    return tuple(_Lead(words=one, is_initials=True) for one in listed)


def _mixed(words: str) -> tuple[_Lead, ...]:
    """ "DCI Imran Shah & Hub Manager": names and roles in one list, each of which can stand alone."""
    parts = [part for part in _JOINED.split(words) if part]
    names = [_whole_name(part) for part in parts]
    if all(names) or not any(names) or not all(name or _is_role(part) for name, part in zip(names, parts, strict=True)):
        return ()
    return tuple(_Lead(words=part, is_name=bool(name)) for name, part in zip(names, parts, strict=True))


def _whole_name(words: str) -> str:
    """The name that words are, title and all; nothing where more stands beside it."""
    names = _names(words)
    return words if len(names) == 1 and names[0].words.split() == words.split() else ""


def _is_role(words: str) -> bool:
    return bool(_plain_words(words) & ROLES) or not ROLE_CAPITALS.isdisjoint(words.split())


def _offices(words: str) -> tuple[_Lead, ...]:
    """Roles, groups and agencies; a list is parted only where each part can stand alone."""
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(words) if part]
        if len(parts) > 1 and _stand_alone(parts):
            return tuple(_Lead(words=part) for part in parts)
    return (_Lead(words=words),)


def _stand_alone(parts: Sequence[str]) -> bool:
    """All roles or all bodies: "Police, Health" are two leads, "Assistant Director, Education" is one."""
    are_roles = [_is_role(part) for part in parts]
    are_bodies = [bool(_plain_words(part) & BODIES) or bool(_INITIALS_ALONE.fullmatch(part)) for part in parts]
    return all(are_roles) or (all(are_bodies) and not any(are_roles))


def _plain_words(words: str) -> set[str]:
    return {word.strip("'’.,()") for word in re.split(r"[\s/]+", words.lower())}


def _has_office(words: str) -> bool:
    return bool(_plain_words(words) & OFFICES)


def _is_one_office(words: str) -> bool:
    """A job title such as "Head of Service", not a group such as "All managers"."""
    return bool(_plain_words(words) & ROLES) and not any(word.endswith("s") for word in _plain_words(words) & ROLES)


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Words side by side that may be a name: what stands before and after them, and a title in front."""

    words: tuple[str, ...]
    title: str
    before: str
    after: str


def _names(words: str) -> tuple[_Lead, ...]:
    found = [name for run in _runs(words) if (name := _name(run))]
    return tuple(_Lead(words=name, is_name=True) for name in found)


def _runs(words: str) -> Iterator[_Run]:
    tokens = [found[0] for found in _TOKEN.finditer(words)]
    at = 0
    while at < len(tokens):
        title = tokens[at] if tokens[at].lower().strip(".") in TITLES else ""
        begins = at + 1 if title else at
        if title and begins < len(tokens) and tokens[begins] in "-–—":
            begins += 1
        ends = begins
        while ends < len(tokens) and _may_be_named(tokens[ends]):
            ends += 1
        if ends > begins:
            yield _Run(
                words=tuple(tokens[begins:ends]),
                title=title,
                before=tokens[at - 1] if at else "",
                after=tokens[ends] if ends < len(tokens) else "",
            )
        at = max(ends, at + 1)


def _may_be_named(token: str) -> bool:
    plain = token.lower().strip(".")
    return bool(_NAME_WORD.fullmatch(token)) and plain not in OFFICE_WORDS and plain not in TITLES


def _name(run: _Run) -> str:
    """The name in a run, or nothing: a given name, a title or its place between stops must speak for it."""
    if run.title:
        return " ".join((run.title, *run.words[:3]))
    given = next((at for at, word in enumerate(run.words) if word.lower() in GIVEN_NAMES), None)
    if given is not None and len(run.words) - given > 1:
        return " ".join(run.words[given : given + 3])
    stands_alone = run.before in _BEFORE_A_NAME and (run.after == "and" or not run.after[:1].isalnum())
    leads_a_role = run.before.lower() not in _OF and run.before[:1].isalnum() and run.after == ","
    return " ".join(run.words) if len(run.words) in (2, 3) and (stands_alone or leads_a_role) else ""
