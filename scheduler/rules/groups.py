"""Groups that lead ("QA Managers"): each member is mailed in the group's place, and one member's answer is the group's.

A directory entry with members is a group; one without is a person, or a mailbox that several people read. A group
that has no mailbox of its own is known by a name that is no address ("group:qa-managers").
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rules.days_in_words import listed

NO_MAILBOX = "group:"


def with_members(commitment: Commitment, people: Mapping[str, Person]) -> Commitment:
    """The commitment led by the members of each group that leads it; who leads it in person stays as they are."""
    for lead in commitment.leads:
        if lead in people and people[lead].members:
            return _led_by_members(commitment, people)
    return commitment


def _led_by_members(commitment: Commitment, people: Mapping[str, Person]) -> Commitment:
    of_group: dict[str, str] = {}
    for lead in commitment.leads:
        for member in _members(lead, people, frozenset()):
            if member not in commitment.leads:
                of_group.setdefault(member, lead)
    leads = dict.fromkeys(each for lead in commitment.leads for each in (_members(lead, people, frozenset()) or [lead]))
    return replace(commitment, leads=tuple(leads), of_group=of_group)


def group_of(person: str, commitment: Commitment, people: Mapping[str, Person]) -> str:
    """The name of the group for which somebody hears of a commitment; empty for a lead in person."""
    group = commitment.of_group.get(person)
    return people[group].name if group else ""


def manager_of(lead: Person, commitment: Commitment, people: Mapping[str, Person]) -> str:
    """The address of a lead's line manager; of the group's, where a member has none; empty for neither."""
    group = commitment.of_group.get(lead.email)
    return lead.manager or (people[group].manager if group else "")


def leads_by_name(commitment: Commitment, people: Mapping[str, Person]) -> list[str]:
    """Who leads it, by name; a group with its members behind: "QA Managers (Nina Marsh and Omar Reid)"."""
    names = {lead: people[lead].name if lead in people else lead for lead in commitment.leads}
    if not commitment.of_group:
        return list(names.values())
    groups: dict[str, list[str]] = {}
    for lead, name in names.items():
        groups.setdefault(commitment.of_group.get(lead, lead), []).append(name)
    return [f"{people[who].name} ({listed(of)})" if who not in names else of[0] for who, of in groups.items()]


def last_progress(person: str, commitment: Commitment) -> tuple[str, date] | None:
    """Who last reported progress for a person, and when: themselves, or somebody of the group for which they hear."""
    group, reported = commitment.of_group.get(person), commitment.answered.reported
    theirs = {
        who: on for who, on in reported.items() if who == person or (group and commitment.of_group.get(who) == group)
    }
    return max(theirs.items(), key=lambda said: (said[1], said[0])) if theirs else None


def _is_group(address: str, people: Mapping[str, Person]) -> bool:
    return address in people and bool(people[address].members)


def _members(address: str, people: Mapping[str, Person], within: frozenset[str]) -> list[str]:
    """The people of a group and of the groups in it, each group once; none where the address is no group."""
    return list(dict.fromkeys(_inside(address, people, within))) if _is_group(address, people) else []


def _inside(address: str, people: Mapping[str, Person], within: frozenset[str]) -> Iterator[str]:
    for member in people[address].members:
        if not _is_group(member, people):
            yield member
        elif member not in within:
            yield from _inside(member, people, within | {address})
