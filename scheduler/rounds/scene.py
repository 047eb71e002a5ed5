"""What every mail of a round is written from: the register, what was told, the orders, and the day."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from notifications.digest import Line
from scheduler.links import action_path
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rounds.lines import line_of
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.listing import Listed, listings
from scheduler.rules.policy import StepTo
from scheduler.rules.rehearsal import Mornings
from scheduler.rules.told import Told
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What every mail of a round is written from."""

    snapshot: Snapshot
    told: Told
    orders: StandingOrders
    today: date

    @cached_property
    def view(self) -> View:
        """The same, as the rules look at it; what they work out for one mail is there for the next."""
        return View(self.snapshot, self.told, self.orders.policy, self.today)

    @cached_property
    def by_key(self) -> Mapping[str, Commitment]:
        """Every commitment by its key."""
        return {each.key: each for each in self.snapshot.commitments}

    @cached_property
    def by_ref(self) -> Mapping[tuple[str, str], Commitment]:
        """Every commitment by its plan and reference."""
        return {(each.plan, each.ref): each for each in self.snapshot.commitments}

    @cached_property
    def listings(self) -> Mapping[str, tuple[Listed, ...]]:
        """By address: what the digest of each person lists, worst first."""
        return listings(self.view)

    @cached_property
    def ahead(self) -> dict[Hashable, Mornings]:
        """What weeks_ahead found of the mornings to come, by what was asked."""
        return {}

    def name(self, address: str) -> str:
        """What a person is called; the address where the directory does not say."""
        return self.view.name(address)

    def address(self, person: str) -> str:
        """Where a person's mail goes; what they are known by where the directory does not hold them."""
        known = self.snapshot.people.get(person)
        return known.address if known else person

    def reply_to(self, board: str) -> str:
        """The address to which a reply to a board's mail goes."""
        return self.orders.replies_to or self.address(self.orders.boards[board].co_ordinator)

    def line(
        self, listed: Listed, *, reason: str, is_new: bool, reader: StepTo = StepTo.LEAD, answers: str = ""
    ) -> Line:
        """A commitment as a line of a mail to somebody who hears at the step `reader`.

        `answers` is the address of the one person who gets the line, for the link with which they answer.
        """
        plan, ref, orders = listed.commitment.plan, listed.commitment.ref, self.orders
        return line_of(
            listed,
            self.view,
            reason=reason,
            is_new=is_new,
            reader=reader,
            answer_url=orders.answer_link(answers, plan, ref, self.today) if answers else "",
            page_url=f"{orders.web_url}{action_path(plan, ref)}" if orders.web_url else "",
        )
