"""Everything that a rule may look at on a day, in one hand: the register, what was told, the numbers, today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.policy import Policy
from scheduler.rules.standing import Standing, standing
from scheduler.rules.told import Told
from scheduler.rules.working_days import WorkingDays

Found = TypeVar("Found")


@dataclass(frozen=True)
class View:
    """The world on one day. `today` is a day in the boards' zone."""

    snapshot: Snapshot
    told: Told
    policy: Policy
    today: date

    @cached_property
    def worked_out(self) -> dict[tuple[object, ...], Any]:
        """Answers of rules that many commitments ask for, by the question: the same view gives the same answer."""
        return {}

    @cached_property
    def of_each(self) -> dict[int, tuple[Commitment, dict[object, Any]]]:
        """What `once` found, by commitment and rule: a quarter of the room that a question for each would take."""
        return {}

    def once(self, rule: "Callable[[Commitment, View], Found]", commitment: Commitment) -> Found:
        """What a rule finds of a commitment, worked out the first time that this view is asked for it."""
        kept = self.of_each.get(id(commitment))  # which stays its own: the commitment is kept beside what was found
        if kept is None:
            kept = self.of_each[id(commitment)] = (commitment, {})
        known = kept[1]
        if rule not in known:
            known[rule] = rule(commitment, self)
        found: Found = known[rule]
        return found

    def board(self, commitment: Commitment) -> Board:
        """The board that oversees a commitment's plan."""
        return self.snapshot.boards[self.snapshot.plans[commitment.plan].board]

    def calendar(self, commitment: Commitment) -> WorkingDays:
        """The working days that count for a commitment."""
        return self.policy.working_days(self.snapshot.plans[commitment.plan].board)

    def standing(self, commitment: Commitment) -> Standing:
        """How a commitment stands today."""
        return standing(commitment, today=self.today, policy=self.policy, calendar=self.calendar(commitment))

    def name(self, address: str) -> str:
        """What a person is called; the address where the directory does not say."""
        person = self.snapshot.people.get(address)
        return person.name if person else address
