"""Whatever the rules work out of a commitment beside all others, they work out of it alone, in any world on any day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from scheduler.plans.commitments import Commitment
from scheduler.rounds.lines import line_of
from scheduler.rules.alike import who_hears
from scheduler.rules.decide import decided_of
from scheduler.rules.listing import Listed, listings
from scheduler.rules.next_step import next_step
from scheduler.rules.policy import StepTo
from scheduler.rules.view import View
from tests.scheduler.rules.crowds import LIVED, crowds
from tests.scheduler.rules.happening import happens
from tests.scheduler.rules.model_house import ModelHouse
from tests.scheduler.rules.worlds import World

Lists = Mapping[str, tuple[Listed, ...]]


@settings(max_examples=max(12, settings().max_examples // 10))
@given(crowds())
def test_worked_out_alone_and_beside_all_others_it_comes_to_the_same(world: World) -> None:
    house = ModelHouse(world.register, world.policy, world.fates)
    for number in range(0, LIVED, 2):
        today = world.start + timedelta(days=number)
        together = View(house.seen(today), house.told(today), house.policy, today)
        lists = listings(together)
        for each in together.snapshot.commitments:
            alone = View(together.snapshot, together.told, house.policy, today)
            assert worked_out(each, lists, together) == worked_out(each, listings(with_only(each, alone)), alone)
        house.round(today)
        house.deliver(today)
        for event in world.events:
            if number <= event.day < number + 2:
                happens(event, house, today)


def with_only(commitment: Commitment, view: View) -> View:
    return replace(view, snapshot=replace(view.snapshot, commitments=(commitment,)))


def worked_out(commitment: Commitment, lists: Lists, view: View) -> tuple[object, ...]:
    """What is decided of a commitment, and what a mail says of it."""
    steps = [next_step(commitment, view, beyond=beyond) for beyond in StepTo]
    listed = [each for _, of in sorted(lists.items()) for each in of if each.commitment is commitment]
    lines = [line_of(each, view, reason="", is_new=True) for each in listed]
    return decided_of(commitment, view), who_hears(commitment, view), steps, listed, lines
