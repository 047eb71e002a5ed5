"""What of all the promises a board oversees its co-ordinator's week is counted from; in whose words is summary.py's."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.rules.standing import waits_for
from scheduler.rules.view import View


@dataclass(kw_only=True)
class BoardCount:
    """Counts of one board's released plans; what is counted bit by bit comes to the same as all at once.

    `waiting` are requests that wait for a word, the oldest for `longest` working days. `open_actions` and `led` count
    open actions by plan, and by plan and lead, who is known by address.
    """

    unconfirmed: int = 0
    undated: int = 0
    to_verify: int = 0
    waiting: int = 0
    longest: int = 0
    open_actions: Counter[str] = field(default_factory=Counter)
    led: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, commitment: Commitment, view: View) -> None:
        """Count one more promise of the board."""
        answered, is_action = commitment.answered, "#" not in commitment.ref
        self.to_verify += is_action and commitment.unverified and answered.closed_on is None
        if commitment.is_over:
            return
        if answered.request and answered.asked_on:
            self.waiting += 1
            self.longest = max(self.longest, view.calendar(commitment).between(answered.asked_on, view.today))
        if is_action:
            self.unconfirmed += bool(commitment.unconfirmed_leads)
            self.undated += commitment.target is None and not waits_for(commitment, view.today)
            self.open_actions[commitment.plan] += 1
            led = self.led[commitment.plan]
            for lead in commitment.leads:
                led[lead] = led.get(lead, 0) + 1


def add_to_counts(counts: dict[str, BoardCount], commitments: Iterable[Commitment], view: View) -> None:
    """Count promises to the board of each, where it is counted and their plan is released."""
    for commitment in commitments:
        plan = view.snapshot.plans[commitment.plan]
        count = counts.get(plan.board)
        if count and plan.released_on is not None:
            count.add(commitment, view)


def count_of(board: Board, view: View) -> BoardCount:
    """The counts of a board, of all that a view holds."""
    counts = {board.slug: BoardCount()}
    add_to_counts(counts, view.snapshot.commitments, view)
    return counts[board.slug]
