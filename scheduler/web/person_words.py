"""The words of one person's page at the desk: what the directory says, what can be changed, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from scheduler.plans.people import Person, RoleHeld
from scheduler.register.history import HistoryEntry
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import listed, short_day
from scheduler.rules.groups import NO_MAILBOX
from scheduler.web.desk_words import away_in_words
from scheduler.web.meeting_words import HappenedWords, happened_words
from scheduler.web.person_forms import ADDRESS, DIGEST, GROUP, PARTS

OFTEN = {"daily": "On each working day with something new", "weekly": "Once a week"}


@dataclass(frozen=True, kw_only=True)
class OnePersonWords:
    """Somebody: facts by their names, what can be changed where, what happened, and whether the reader may end their
    links and sessions."""

    email: str
    name: str
    facts: tuple[tuple[str, str], ...]
    offers: tuple[tuple[str, str], ...]
    happened: tuple[HappenedWords, ...]
    may_end_links: bool


def person_url(email: str, part: str = "") -> str:
    """Where somebody's page, or one matter about them, is at the desk."""
    return f"/desk/people/one{f'/{part}' if part else ''}?{urlencode({'of': email})}"


def matters_of(email: str) -> tuple[str, ...]:
    """The words under which the history has what happened to somebody."""
    changes = (f"person {email} added", f"person {email} changed", f"absence of {email}", f"digests of {email}")
    feeds = (f"feed granted to {email}", f"feed revoked of {email}")
    accounts = (f"account first used of {email}", f"account ended of {email}", f"{email} named in the settings")
    return (*changes, *feeds, *accounts)


def one_person(
    person: Person, happened: Iterable[HistoryEntry], scene: Scene, *, may_end_links: bool
) -> OnePersonWords:
    """Somebody's page."""
    is_group = bool(person.members) or person.email.startswith(NO_MAILBOX)
    has_mailbox = not person.email.startswith(NO_MAILBOX)
    not_offered = {
        each for each, fits in ((GROUP, is_group), (DIGEST, not is_group), (ADDRESS, has_mailbox)) if not fits
    }
    offered = [each for each in PARTS.values() if each not in not_offered]
    return OnePersonWords(
        email=person.email,
        name=person.name,
        facts=tuple((name, words) for name, words in _facts(person, scene).items() if words),
        offers=tuple((each.link, person_url(person.email, each.slug)) for each in offered),
        happened=tuple(happened_words(each, scene) for each in happened),
        may_end_links=may_end_links,
    )


def _facts(person: Person, scene: Scene) -> dict[str, str]:
    return {
        "Address": "" if person.email.startswith(NO_MAILBOX) else person.address,
        "Before": listed(sorted(person.addresses - {person.address})),
        "Nothing is mailed": person.suspended,
        "Initials": person.initials,
        "Other spellings": "; ".join(person.aliases),
        "Organisation": person.organisation,
        "Roles": "; ".join(_role(each) for each in person.roles),
        "Manager": scene.name(person.manager) if person.manager else "",
        "Deputy": scene.name(person.deputy) if person.deputy else "",
        "Hears": "" if person.members else OFTEN[person.digest.value],
        "Away": away_in_words(person),
        "Gone since": short_day(person.left_on) if person.left_on else "",
        "Members": listed([scene.name(each) for each in person.members]),
        "Mailbox": "read by several people" if person.shared else "",
    }


def _role(role: RoleHeld) -> str:
    days = [
        f"from {short_day(role.from_on)}" if role.from_on else "",
        f"to {short_day(role.to_on)}" if role.to_on else "",
    ]
    return " ".join(filter(None, [role.name, *days]))
