"""Whatever the rules work out of a commitment beside all others, they work out of it alone, in any world on any day."""

from datetime import timedelta

from hypothesis import given, settings

from scheduler.plans.commitments import Commitment
from scheduler.rounds.lines import line_of
from scheduler.rules.alike import who_hears
from scheduler.rules.decide import decided_of
from scheduler.rules.listing import listed_of
from scheduler.rules.next_step import next_step
from scheduler.rules.policy import StepTo
from scheduler.rules.view import View
from tests.scheduler.rules.crowds import LIVED, crowds
from tests.scheduler.rules.happening import happens
from tests.scheduler.rules.model_house import ModelHouse
from tests.scheduler.rules.worlds import World


@settings(max_examples=max(12, settings().max_examples // 10))
@given(crowds())
def test_worked_out_alone_and_beside_all_others_it_comes_to_the_same(world: World) -> None:
    house = ModelHouse(world.register, world.policy, world.fates)
    for number in range(0, LIVED, 2):
        today = world.start + timedelta(days=number)
        together = View(house.seen(today), house.told(today), house.policy, today)
        for each in together.snapshot.commitments:
            alone = View(together.snapshot, together.told, house.policy, today)
            assert worked_out(each, together) == worked_out(each, alone)
        house.round(today)
        house.deliver(today)
        for event in world.events:
            if number <= event.day < number + 2:
                happens(event, house, today)


def worked_out(commitment: Commitment, view: View) -> tuple[object, ...]:
    """What is decided of a commitment, and what a mail says of it."""
    steps = [next_step(commitment, view, beyond=beyond) for beyond in StepTo]
    lists = listed_of(commitment, view)
    lines = [line_of(each, view, reason="", is_new=True) for each in lists]
    return decided_of(commitment, view), who_hears(commitment, view), steps, lists, lines
