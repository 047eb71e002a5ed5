"""What a co-ordinator can say of somebody in the directory, each as a form: its fields, and what it means filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.plans.people import Frequency, Person, RoleHeld
from scheduler.register.people_csv import group_address, is_address
from scheduler.rounds.scene import Scene
from scheduler.web.desk_forms import DAY_LIKE, Typed, Unfit, day_shown, day_typed, line_typed
from scheduler.web.naming import person_named
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field, Holds

MOST_ROLES = 12
AS_IN_DIRECTORY = "Their name, as the directory has it. Empty: nobody"
KNOWN = "I know that this address is theirs: they told me, or somebody who knows did"
NAME = Field(name="name", label="Name", missing="Write their name")
ORGANISATION = Field(name="organisation", label="Organisation")
MEMBERS = Field(name="members", label="Members", holds=Holds.TEXT, hint="One name a line, as the directory has it")


@dataclass(frozen=True, kw_only=True)
class PersonPart:
    """One matter about somebody: under `slug`, offered as `link`."""

    slug: str
    link: str
    heading: str
    fields: tuple[Field, ...]
    sentences: tuple[str, ...] = ()


NAMES = PersonPart(
    slug="name",
    link="Name and organisation",
    heading="What are they called?",
    fields=(
        NAME,
        Field(name="initials", label="Initials", hint="As plans print them, like NM"),
        Field(name="aliases", label="Other spellings in plans", hint="With semicolons between them"),
        ORGANISATION,
    ),
)
ADDRESS = PersonPart(
    slug="address",
    link="Address",
    heading="Where does their mail go?",
    fields=(
        Field(name="address", label="Work e-mail address"),
        Field(
            name="confirmed",
            label="Is the new address confirmed?",
            holds=Holds.CHOICE,
            hint="Nobody is mailed at an address that nobody confirmed.",
            choices=(("", "Not yet"), ("yes", KNOWN)),
        ),
    ),
    sentences=(
        "What they lead, hold, said and were told stays theirs, and so do their links, calendars and sessions.",
        "Mail that waits for the old address goes to the new one instead. What went already keeps the old one.",
    ),
)
OTHERS = PersonPart(
    slug="others",
    link="Manager and deputy",
    heading="Who is above them, and who stands in?",
    fields=(
        Field(name="manager", label="Manager", hint=f"Hears when something of theirs stays late. {AS_IN_DIRECTORY}"),
        Field(name="deputy", label="Deputy", hint=f"Hears while they are away or gone. {AS_IN_DIRECTORY}"),
    ),
)
ROLES = PersonPart(slug="roles", link="Roles", heading="Which roles do they hold?", fields=())
DIGEST = PersonPart(
    slug="digest",
    link="How often they hear",
    heading="How often do they hear?",
    fields=(
        Field(
            name="digest",
            label="Digests",
            holds=Holds.CHOICE,
            hint="Weekly never delays the day itself or what is late.",
            choices=(
                (Frequency.DAILY.value, "On each working day with something new"),
                (Frequency.WEEKLY.value, "Once a week"),
            ),
        ),
    ),
)
AWAY = PersonPart(
    slug="away",
    link="Absence",
    heading="When are they away?",
    fields=(
        Field(name="away_from", label="First day away", hint=f"{DAY_LIKE}. Both empty: they are not away"),
        Field(name="away_to", label="Last day away", hint=DAY_LIKE),
    ),
    sentences=("Their deputy hears meanwhile, and is told that they cover, never why.",),
)
LEFT = PersonPart(
    slug="left",
    link="That they left",
    heading="Since when are they gone?",
    fields=(
        Field(name="left_on", label="The day from which they are gone", hint=f"{DAY_LIKE}. Empty: they are still here"),
    ),
    sentences=("From that day on nothing is mailed to them, their links and feeds are dead, and their deputy hears.",),
)
GROUP = PersonPart(
    slug="members",
    link="Members",
    heading="Who belongs to this group?",
    fields=(MEMBERS,),
    sentences=("What is the group’s is mailed to each of them.",),
)
PARTS = {each.slug: each for each in (NAMES, ADDRESS, OTHERS, ROLES, DIGEST, AWAY, LEFT, GROUP)}
NEW = (
    NAME,
    Field(name="email", label="Work e-mail address", hint="Where their mail goes"),
    ORGANISATION,
    Field(
        name="confirmed",
        label="Is the address confirmed?",
        holds=Holds.CHOICE,
        hint="Nobody is mailed at an address that nobody confirmed.",
        choices=(("", "Not yet"), ("yes", KNOWN)),
    ),
)
NEW_GROUP = (NAME, MEMBERS)


@dataclass(frozen=True, kw_only=True)
class SaidOf:
    """What a filled form says of somebody, by the directory's columns ("roles" too), and what is wrong with it."""

    says: Mapping[str, Any]
    problems: tuple[FieldProblem, ...]


def role_fields(person: Person) -> tuple[Field, ...]:
    """Three fields a role, and three for one more."""
    found: list[Field] = []
    for number in range(1, min(len(person.roles) + 1, MOST_ROLES) + 1):
        found += [
            Field(
                name=f"role_{number}", label=f"Role {number}", hint="" if number <= len(person.roles) else "One more"
            ),
            Field(name=f"from_{number}", label=f"Role {number}: from", hint=f"{DAY_LIKE}. Empty: always"),
            Field(
                name=f"to_{number}",
                label=f"Role {number}: to, included",
                hint=f"{DAY_LIKE}. Empty: until further notice",
            ),
        ]
    return tuple(found)


def values_of(person: Person, scene: Scene) -> dict[str, str]:
    """Somebody as the forms show them."""
    roles: dict[str, str] = {}
    for number, role in enumerate(person.roles, 1):
        roles |= {
            f"role_{number}": role.name,
            f"from_{number}": day_shown(role.from_on),
            f"to_{number}": day_shown(role.to_on),
        }
    return roles | {
        "name": person.name,
        "address": person.address,
        "initials": person.initials,
        "aliases": "; ".join(person.aliases),
        "organisation": person.organisation,
        "manager": scene.name(person.manager) if person.manager else "",
        "deputy": scene.name(person.deputy) if person.deputy else "",
        "digest": person.digest.value,
        "away_from": day_shown(person.away_from),
        "away_to": day_shown(person.away_to),
        "left_on": day_shown(person.left_on),
        "members": "\n".join(scene.name(each) for each in person.members),
    }


def said_of(part: PersonPart, form: Mapping[str, str], person: Person, scene: Scene) -> SaidOf:
    """What a filled form says of somebody."""
    typed = Typed(form=form)
    says = {"roles": _roles(typed, scene.today)} if part is ROLES else _read(part.fields, typed, scene)
    _check_days(typed, says, "away_from", "away_to", "The last day away is before the first")
    for name in ("manager", "deputy"):
        if says.get(name) == person.email:
            typed.say(name, f"Name somebody else: nobody is their own {name}")
    if part is ADDRESS and form.get("confirmed") != "yes":
        typed.say("confirmed", "Ask them first, or somebody who knows: say that the address is confirmed")
    if person.email in (says.get("members") or ()):
        typed.say("members", "A group does not belong to itself: name its people")
    return SaidOf(says=says, problems=tuple(typed.problems))


def said_of_new(form: Mapping[str, str], scene: Scene, *, group: bool) -> SaidOf:
    """What a filled form says of somebody, or of a group, that the directory is to hold; "email" is among it."""
    typed = Typed(form=form)
    says = _read(NEW_GROUP if group else NEW, typed, scene)
    email = group_address(form.get("name", "")) if group else str(form.get("email", "")).strip().lower()
    if not group and not is_address(email):
        typed.say("email", "Write one address, like nina.marsh@example.org")
    elif known := next((each for each in scene.snapshot.people.values() if email in each.addresses), None):
        typed.say("name" if group else "email", f"{known.name} is in the directory already")
    if not group and form.get("confirmed") != "yes":
        typed.say("confirmed", "Ask them first, or somebody who knows: say that the address is confirmed")
    if group and not says.get("members") and not typed.problems:
        typed.say("members", "Name the people of the group")
    return SaidOf(says=says | {"email": email}, problems=tuple(typed.problems))


def _read(fields: tuple[Field, ...], typed: Typed, scene: Scene) -> dict[str, Any]:
    def somebody(words: str) -> str:
        return _somebody(words, scene)

    def day(words: str) -> date | None:
        return day_typed(words, scene.today)

    readers: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(("name", "initials", "organisation", "address"), _in_one_line),
        **dict.fromkeys(("manager", "deputy"), somebody),
        **dict.fromkeys(("away_from", "away_to", "left_on"), day),
        "aliases": lambda words: [part.strip() for part in line_typed(words).split(";") if part.strip()],
        "members": lambda words: list(dict.fromkeys(somebody(line) for line in words.splitlines() if line.strip())),
        "digest": _frequency,
    }
    says = {each.name: typed.read(each.name, readers[each.name]) for each in fields if each.name in readers}
    if says.get("name") == "":
        typed.say("name", NAME.missing)
    return says


def _in_one_line(words: str) -> str:
    return " ".join(line_typed(words).split())


def _roles(typed: Typed, today: date) -> list[RoleHeld]:
    found = []
    for number in range(1, MOST_ROLES + 1):
        name = typed.read(f"role_{number}", line_typed)
        from_on, to_on = (
            typed.read(f"{end}_{number}", lambda words: day_typed(words, today)) for end in ("from", "to")
        )
        if from_on and to_on and to_on < from_on:
            typed.say(f"to_{number}", "The role ends before it begins")
        if name:
            found.append(RoleHeld(name=name, from_on=from_on, to_on=to_on))
        elif from_on or to_on:
            typed.say(f"role_{number}", "Say which role it is")
    return found


def _check_days(typed: Typed, says: Mapping[str, Any], first: str, last: str, words: str) -> None:
    if says.get(first) and says.get(last) and says[last] < says[first]:
        typed.say(last, words)


def _somebody(words: str, scene: Scene) -> str:
    if not words.strip():
        return ""
    named = person_named(words, scene)
    if not named.email:
        raise Unfit(named.why_not)
    return named.email


def _frequency(words: str) -> Frequency:
    try:
        return Frequency(words)
    except ValueError:
        raise Unfit("Choose one of the two") from None
