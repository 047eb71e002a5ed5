"""Random worlds in which many promises are alike: each action several times over, led by people of every sort."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain

from hypothesis import strategies as st

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Frequency, Person
from scheduler.plans.plan import Status
from tests.builders import CHAIR, MANAGER, NINA, OMAR, SAM
from tests.scheduler.rules.worlds import TEAM, World, worlds

SORTS = ("plain", "weekly", "agency", "managed", "away", "leaves", "suspended", "group")
CROWD = {f"{sort}{number}@example.org": sort for sort in SORTS for number in (1, 2)}
TITLES = ("Agree one form", "Agree one form", "Report to COG quarterly", "Agree one form, with 6 months funding")
LIVED = 40  # days


@st.composite
def crowds(draw: st.DrawFn) -> World:
    """Any world, of which every action stands four times under other leads; half of the actions are alike in more."""
    world = draw(worlds())
    register = world.register
    people = {**register.people, **{email: _person(email, world) for email in CROWD}}
    boards = {slug: replace(each, members={"Police": draw(members)}) for slug, each in register.boards.items()}
    actions = [each for each in register.commitments if "#" not in each.ref]
    copies = [_copies(draw, each, register) for each in actions]
    crowd = replace(register, people=people, boards=boards, commitments=tuple(chain.from_iterable(copies)))
    early = tuple(replace(each, day=each.day % LIVED) for each in world.events)
    return replace(world, register=crowd, events=early)


members = st.sampled_from(["", MANAGER, "agency1@example.org"])
leaders = st.lists(st.sampled_from([*CROWD, *CROWD, NINA, OMAR, CHAIR, SAM, TEAM]), unique=True, max_size=2)


def _person(email: str, world: World) -> Person:
    """Somebody of the sort that their name says; those of a sort differ in nothing but who they are."""
    soon = world.start + timedelta(days=LIVED // 2)
    plain = Person(email=email, name=f"{email.partition('@')[0].title()} Person")
    of_sort = {
        "weekly": replace(plain, digest=Frequency.WEEKLY, manager=OMAR),
        "agency": replace(plain, organisation="Police", manager="managed1@example.org"),
        "managed": replace(plain, manager=MANAGER),
        "away": replace(plain, away_from=soon, deputy=NINA),
        "leaves": replace(plain, left_on=soon),
        "suspended": replace(plain, suspended="bounced", suspended_on=world.start),
        "group": replace(plain, members=("plain1@example.org", "managed2@example.org"), manager=MANAGER),
    }
    return of_sort.get(CROWD[email], plain)


def _copies(draw: st.DrawFn, action: Commitment, register: Snapshot) -> list[Commitment]:
    """An action and its step four times over; of a month's target where they are to be late at once."""
    title, is_complete = draw(st.sampled_from(TITLES)), draw(st.integers(0, 4)) == 4
    status = Status.COMPLETE if is_complete else Status.IN_PROGRESS
    since = action.recorded_on if is_complete else None
    like = replace(action, title=title, status=status, complete_since=since, completed_on=since)
    steps = [each for each in register.commitments if each.key.startswith(f"{action.key}#")]
    found = []
    for number in range(4):
        leads = tuple(draw(leaders))
        for each in (like, *(steps if not is_complete else ())):
            ref = each.ref.replace(action.ref, f"{action.ref}.{number}")
            found.append(replace(each, key=f"{each.plan}/{ref}", ref=ref, leads=leads))
    return found
