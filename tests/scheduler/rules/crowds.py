"""Random worlds in which many promises are alike: each action several times over, under leads who differ in a thing."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM, VICE
from tests.scheduler.rules.worlds import TEAM, World, worlds

LIVED = 32  # days
IDA, LOU, KIT, ANN, BEN, EVE, ROY, SUE, TOM = (
    f"{name}@example.org" for name in ("ida", "lou", "kit", "ann", "ben", "eve", "roy", "sue", "tom")
)
PAIRS = (
    (IDA, LOU),  # in nothing but who they are
    (IDA, KIT),  # in how often they read
    (IDA, ANN),  # in who is above them
    (IDA, BEN),  # in their agency
    (BEN, EVE),  # in which of them speaks for their agency, perhaps
    (IDA, ROY),  # in being here: one goes away
    (IDA, SUE),  # one leaves
    (IDA, TOM),  # one bounced
    (IDA, CHAIR),
    (IDA, VICE),
    (IDA, SAM),
    (NINA, TEAM),  # a group of her and Omar
    (OMAR, MANAGER),
)
TITLES = ("Agree one form", "Agree one form", "Report to COG quarterly", "Agree one form, with 6 months funding")


@st.composite
def crowds(draw: st.DrawFn) -> World:
    """Any world whose first actions are near their target dates, each four times over, led by two pairs of people."""
    world = draw(worlds())
    register = world.register
    agency = {"Police": draw(st.sampled_from([EVE, MANAGER, ""]))}
    actions = [each for each in register.commitments if "#" not in each.ref][:2]
    nearer = [_near(each, world, draw(st.integers(-30, 40)), draw(st.integers(0, 4)) == 4) for each in actions]
    pairs = [(*draw(st.sampled_from(PAIRS)), *draw(st.sampled_from(PAIRS))) for _ in nearer]
    crowd = [_led(each, leads, draw(st.sampled_from(TITLES))) for each, leads in zip(nearer, pairs, strict=True)]
    return replace(
        world,
        register=replace(
            register,
            people={**register.people, **_people(world)},
            boards={slug: replace(each, members=agency) for slug, each in register.boards.items()},
            commitments=tuple(each for copies in crowd for each in copies),
        ),
        events=tuple(replace(each, day=each.day % LIVED) for each in world.events[:12]),
    )


def _people(world: World) -> dict[str, Person]:
    soon = world.start + timedelta(days=LIVED // 2)
    plain = {who: Person(email=who, name=who.partition("@")[0].title()) for who in (IDA, LOU, CHAIR, VICE, SAM)}
    ida = plain[IDA]
    others = (
        replace(ida, email=KIT, name="Kit", digest=Frequency.WEEKLY),
        replace(ida, email=ANN, name="Ann", manager=MANAGER),
        replace(ida, email=BEN, name="Ben", organisation="Police", manager=OMAR),
        replace(ida, email=EVE, name="Eve", organisation="Police", manager=OMAR),
        replace(ida, email=ROY, name="Roy", away_from=soon, deputy=NINA),
        replace(ida, email=SUE, name="Sue", left_on=soon),
        replace(ida, email=TOM, name="Tom", suspended="bounced", suspended_on=world.start),
    )
    return plain | {each.email: each for each in others}


def _near(action: Commitment, world: World, days: int, is_complete: bool) -> Commitment:
    """An action whose target date, if it has one, is so many days after the world's first."""
    due = world.start + timedelta(days=days)
    target = replace(action.target, begins_on=due, due_on=due) if action.target else None
    since = world.start if is_complete else None
    status = Status.COMPLETE if is_complete else Status.IN_PROGRESS
    return replace(action, target=target, status=status, complete_since=since, completed_on=since)


def _led(action: Commitment, leads: tuple[str, ...], title: str) -> list[Commitment]:
    """The action under each of these leads, and under the first two together."""
    found = [
        replace(action, key=f"{action.key}-{number}", ref=f"{action.ref}-{number}", title=title, leads=(lead,))
        for number, lead in enumerate(leads)
    ]
    both = replace(found[0], key=f"{action.key}-b", ref=f"{action.ref}-b", leads=leads[:2])
    return [*found, both, replace(both, key=f"{both.key}#1", ref=f"{both.ref}#1", title="A step of it")]
