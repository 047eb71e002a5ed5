"""The words of the desk's pages: mail that did not arrive, printed leads, people."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from notifications.outbox import entries
from notifications.tables import State
from scheduler.plans.people import Person
from scheduler.register.leads import Unconfirmed
from scheduler.rules.days_in_words import short_day
from scheduler.web.mailed import STATES, instant_in_words
from scheduler.web.rows import Tag
from scheduler.web.seen import Seen

NOT_ARRIVED = (State.FAILED, State.BOUNCED, State.SUPPRESSED, State.UNKNOWN, State.RETRY_WAIT)


@dataclass(frozen=True, kw_only=True)
class NotArrived:
    """One mail that did not arrive, or not yet."""

    when: str
    whom: str
    subject: str
    state: Tag
    sentence: str


@dataclass(frozen=True, kw_only=True)
class LeadChoice:
    """A printed lead of a plan, where it stands, and who may be meant."""

    plan: str
    plan_title: str
    words: str
    refs: str
    proposal: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PersonWords:
    """Somebody of the directory, known as `email`, with mail at `address`.

    `stands` says what keeps mail from them, or how they get it.
    """

    email: str
    address: str
    name: str
    role: str
    deputy: str
    manager: str
    away: str
    stands: str


def undelivered(session: Session, seen: Seen) -> tuple[NotArrived, ...]:
    """The latest mails of the reader's boards that were refused, came back, are in doubt or wait to be tried again."""
    return tuple(
        NotArrived(
            when=instant_in_words(each.created_at, seen.scene.orders.zone),
            whom=seen.scene.name(each.recipient),
            subject=each.subject,
            state=STATES[each.state],
            sentence=each.sentence,
        )
        for each in entries(session, states=NOT_ARRIVED, limit=50)
        if each.board in seen.mail_of
    )


def lead_choices(waiting: Iterable[Unconfirmed], seen: Seen) -> tuple[LeadChoice, ...]:
    """Each printed lead of each plan once, with all the actions at which it stands."""
    groups: dict[tuple[str, str], list[Unconfirmed]] = {}
    for each in waiting:
        groups.setdefault((each.plan, each.words), []).append(each)
    plans, people = seen.scene.snapshot.plans, seen.scene.snapshot.people
    return tuple(
        LeadChoice(
            plan=plan,
            plan_title=plans[plan].title,
            words=words,
            refs=", ".join(each.ref for each in found),
            proposal=people[found[0].proposal].name if found[0].proposal and found[0].proposal in people else "",
            why=found[0].why,
        )
        for (plan, words), found in groups.items()
    )


def person_words(seen: Seen) -> tuple[PersonWords, ...]:
    """Everybody in the directory, by name."""
    scene = seen.scene
    return tuple(
        PersonWords(
            email=each.email,
            address=each.address,
            name=each.name,
            role=", ".join([*(r.name for r in each.roles if r.held_on(scene.today)), each.organisation]).strip(", "),
            deputy=scene.name(each.deputy) if each.deputy else "",
            manager=scene.name(each.manager) if each.manager else "",
            away=away_in_words(each),
            stands=each.suspended
            or (f"left on {short_day(each.left_on)}" if each.left_on else f"{each.digest.value} digests"),
        )
        for each in sorted(scene.snapshot.people.values(), key=lambda person: (person.name, person.email))
    )


def away_in_words(person: Person) -> str:
    """When somebody is away: "from 9 March 2027 to 12 March 2027, included"; empty for somebody who is not."""
    first, last = person.away_from, person.away_to
    said = [f"from {short_day(first)}" if first else "", f"to {short_day(last)}, included" if last else ""]
    return " ".join(filter(None, said))
