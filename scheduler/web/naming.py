"""What people are called on a page: by name for those who need it, by role and agency for everybody else (rules.md,
"Everything may be disclosed"); by address never."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scheduler.plans.answers import THE_BOARD
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.rounds.scene import Scene
from scheduler.rules.days_in_words import listed

Called = Callable[[str], str]
SOMEBODY = "somebody who is not in the directory"


def by_name(scene: Scene) -> Called:
    """People by their names; whoever the directory does not hold is somebody."""

    def called(address: str) -> str:
        person = scene.snapshot.people.get(address)
        return person.name if person else (SOMEBODY if "@" in address else address)

    return called


def by_role(scene: Scene) -> Called:
    """People by the role that they hold today and their agency."""

    def called(address: str) -> str:
        person = scene.snapshot.people.get(address)
        if person:
            return role_of(person, scene.today)
        return address if address == THE_BOARD else "a person"

    return called


def role_of(person: Person, today: date) -> str:
    """A person's present role and agency in words: "Assistant Director, Tarnshire County Council"."""
    roles = [each.name for each in person.roles if each.held_on(today)][:1]
    said = [*roles, *([person.organisation] if person.organisation else [])]
    return ", ".join(said) or "a person without a role in the directory"


def leads_by_role(commitment: Commitment, scene: Scene) -> str:
    """The confirmed leads of a commitment by role and agency."""
    called = by_role(scene)
    return listed(list(dict.fromkeys(called(each) for each in commitment.leads))) or "nobody yet"


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom a name means, by address; where it means nobody or several people, why, with the cure."""

    email: str = ""
    why_not: str = ""


def person_named(words: str, scene: Scene) -> Named:
    """Somebody of the directory by name, initials or address, in any case of letters."""
    wanted = " ".join(words.split()).casefold()
    people = scene.snapshot.people.values()
    found = [each for each in people if wanted in {each.name.casefold(), each.initials.casefold(), *each.addresses}]
    if len(found) == 1:
        return Named(email=found[0].email)
    if found:
        return Named(why_not=f"“{words}” may be {listed(sorted(each.name for each in found))}: give the address")
    return Named(why_not=f"“{words}” is not in the directory: write the name as it stands there")
