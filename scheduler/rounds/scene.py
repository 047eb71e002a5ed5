"""What every mail of a round is written from: the register, what was told, the orders, and the day."""

from dataclasses import dataclass, replace
from datetime import date

from notifications.digest import Line
from scheduler.links import action_path
from scheduler.plans.commitments import Snapshot
from scheduler.rounds.lines import line_of
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.listing import Listed
from scheduler.rules.policy import StepTo
from scheduler.rules.told import Told
from scheduler.rules.view import View


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What every mail of a round is written from."""

    snapshot: Snapshot
    told: Told
    orders: StandingOrders
    today: date

    @property
    def view(self) -> View:
        """The same, as the rules look at it."""
        return View(self.snapshot, self.told, self.orders.policy, self.today)

    def name(self, address: str) -> str:
        """What a person is called; the address where the directory does not say."""
        return self.view.name(address)

    def line(
        self, listed: Listed, *, reason: str, is_new: bool, reader: StepTo = StepTo.LEAD, answers: str = ""
    ) -> Line:
        """A commitment as a line of a mail to somebody who hears at the step `reader`.

        `answers` is the address of the one person who gets the line, for the link with which they answer.
        """
        line, commitment = line_of(listed, self.view, reason=reason, is_new=is_new, reader=reader), listed.commitment
        plan, ref, orders = commitment.plan, commitment.ref, self.orders
        return replace(
            line,
            answer_url=orders.answer_link(answers, plan, ref, self.today) if answers else "",
            page_url=f"{orders.web_url}{action_path(plan, ref)}" if orders.web_url else "",
        )
