"""What every mail of a round is written from: the register, what was told, the orders, and the day."""

from dataclasses import dataclass
from datetime import date

from notifications.digest import Line
from scheduler.plans.commitments import Snapshot
from scheduler.rounds.lines import line_of
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.listing import Listed
from scheduler.rules.told import Told


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What every mail of a round is written from."""

    snapshot: Snapshot
    told: Told
    orders: StandingOrders
    today: date

    def name(self, address: str) -> str:
        """What a person is called; the address where the directory does not say."""
        person = self.snapshot.people.get(address)
        return person.name if person else address

    def line(self, listed: Listed, *, reason: str, is_new: bool) -> Line:
        """A commitment as a line of a mail."""
        policy = self.orders.policy
        return line_of(listed, self.snapshot, self.told, policy, self.today, reason=reason, is_new=is_new)
