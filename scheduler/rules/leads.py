"""Whom a printed lead means (rules.md, "Reading leads"): the directory decides, and nobody is mailed on a guess."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.plans.people import Person
from scheduler.plans.plan import LeadSource

_APOSTROPHES = "'’‘ʼ`´"
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}]s\b")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LONE_LETTERS = re.compile(r"\b(\w) (?=\w\b)")
_PARTS = re.compile(r"\s+[-‐‑―]+\s+|[–—,;:/()|\n]")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "rev", "sir"})


class How(StrEnum):
    """What a printed lead was recognised by. A group is an entry of the directory, known by its name or an alias."""

    CONFIRMED = "confirmed meaning"
    ADDRESS = "address"
    NAME = "full name"
    INITIALS = "initials"
    ALIAS = "alias"
    ROLE = "role"
    NAME_INSIDE = "name among other words"


@dataclass(frozen=True, kw_only=True)
class LeadResolution:
    """Whom words mean. `address` is None unless exactly one person fits; `reason` says why, either way.

    `candidates` are addresses of all who fit; where nobody does, of those who look like it.
    """

    address: str | None
    how: How | None
    candidates: tuple[str, ...]
    reason: str


def fold(words: str) -> str:
    """Words made comparable: case, spaces, points, accents, titles ("Cllr") and a possessive ("SP's") do not count."""
    letters = (letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", "".join(letters).casefold()))
    parts = _BETWEEN_WORDS.sub(" ", plain).split()
    untitled = [part for part in parts if part not in _TITLES] or parts
    return _LONE_LETTERS.sub(r"\1", " ".join(untitled))


def counts(resolution: LeadResolution, source: LeadSource) -> bool:
    """Whether a resolved lead may be mailed: printed in a lead column, or confirmed by a person."""
    return resolution.address is not None and (source is LeadSource.COLUMN or resolution.how is How.CONFIRMED)


def resolve(words: str, *, people: Iterable[Person], bindings: Mapping[str, str], day: date) -> LeadResolution:
    """Whom a printed lead means on a day; `bindings` maps folded words to addresses that a person confirmed.

    A confirmed meaning wins. Else the whole words are held against addresses, names, initials, aliases and the roles
    held on that day (alone, or beside the organisation), all at once; where nothing fits, against names that stand
    as a part of the words ("Health – Matt Stone, Head of Service"). The order of people never matters.
    """
    return Directory(people, day).resolve(words, bindings)


class Directory:
    """The people of one day, ready to be asked about many leads."""

    def __init__(self, people: Iterable[Person], day: date) -> None:
        self._day = day
        self._people = {person.email: person for person in sorted(people, key=lambda person: person.email)}
        self._keys = {address: key for key, person in self._people.items() for address in person.addresses}
        self._names = {address: fold(person.name) for address, person in self._people.items()}
        self._known: dict[str, dict[str, How]] = defaultdict(dict)
        for address, person in self._people.items():
            for how, form in self._forms(person):
                self._known[form].setdefault(address, how)
        self._known.pop("", None)
        self._answers: dict[str, LeadResolution] = {}

    def resolve(self, words: str, bindings: Mapping[str, str]) -> LeadResolution:
        """As the function `resolve`."""
        bound = bindings.get(fold(words)) if bindings else None
        if bound is not None:
            return _one(bound, How.CONFIRMED, "somebody confirmed whom it means")
        if words not in self._answers:
            self._answers[words] = self._unbound(words)
        return self._answers[words]

    def _unbound(self, words: str) -> LeadResolution:
        folded = fold(words)
        found = self._still_here(self._known.get(folded) or self._by_address(words) or self._named_inside(words))
        if len(found) == 1:
            address, how = next(iter(found.items()))
            return _one(address, how, f"the {how} of {self._people[address].name}")
        if found:
            return _nobody(tuple(found), f"“{words}” could be {self._told_apart(found)}")
        return self._unknown(words)

    def _forms(self, person: Person) -> Iterator[tuple[How, str]]:
        yield How.NAME, fold(person.name)
        yield How.INITIALS, fold(person.initials)
        for alias in person.aliases:
            yield How.ALIAS, fold(alias)
        for role in person.roles:
            if role.held_on(self._day):
                yield How.ROLE, fold(role.name)
                yield How.ROLE, fold(f"{person.organisation} {role.name}")
                yield How.ROLE, fold(f"{role.name} {person.organisation}")

    def _by_address(self, words: str) -> dict[str, How]:
        key = self._keys.get(words.strip().lower())
        return {key: How.ADDRESS} if key else {}

    def _named_inside(self, words: str) -> dict[str, How]:
        parts = {fold(part) for part in _PARTS.split(words)} - {""}
        return {address: How.NAME_INSIDE for address, name in self._names.items() if name in parts}

    def _still_here(self, found: Mapping[str, How]) -> dict[str, How]:
        """Less those who left and are here again under the same name: one person with a new address."""
        here = {self._names[address] for address in found if not self._has_left(address)}
        return {
            address: how
            for address, how in found.items()
            if not self._has_left(address) or self._names[address] not in here
        }

    def _has_left(self, address: str) -> bool:
        left_on = self._people[address].left_on
        return left_on is not None and left_on <= self._day

    def _unknown(self, words: str) -> LeadResolution:
        """Nobody; with those whose first letters or some of whose names are the words, to be asked about."""
        folded = fold(words)
        wanted = set(folded.split())
        alike = tuple(
            address
            for address, name in self._names.items()
            if wanted and (wanted <= set(name.split()) or folded == "".join(part[0] for part in name.split()))
        )
        maybe = f"; it may be {self._told_apart(alike)}" if alike else ""
        return _nobody(alike, f"nobody in the directory is called “{words}”{maybe}")

    def _told_apart(self, addresses: Iterable[str]) -> str:
        return " or ".join(f"{self._people[address].name} ({self._people[address].address})" for address in addresses)


def _one(address: str, how: How, reason: str) -> LeadResolution:
    return LeadResolution(address=address, how=how, candidates=(address,), reason=reason)


def _nobody(candidates: tuple[str, ...], reason: str) -> LeadResolution:
    return LeadResolution(address=None, how=None, candidates=candidates, reason=reason)
