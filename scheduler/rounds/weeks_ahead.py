"""What the weeks ahead would bring to the plans of some boards as things are: lived once, as long as nothing changes.

Whatever may be tried (other settings, other people at the head) is held against it.
"""

from dataclasses import replace
from datetime import date

from scheduler.plans.commitments import Snapshot
from scheduler.rounds.scene import Scene
from scheduler.rules.rehearsal import Mornings, rehearse


def weeks_ahead(scene: Scene, boards: frozenset[str], *, since: date, days: int) -> Mornings:
    """The notices of so many mornings from `since` on, as if nobody answered and every mail arrived."""
    question = (boards, since, days)
    if question not in scene.ahead:
        ours = of_boards(scene.snapshot, boards)
        scene.ahead[question] = rehearse(ours, scene.told, scene.orders.policy, since=since, days=days)
    return scene.ahead[question]


def of_boards(snapshot: Snapshot, boards: frozenset[str]) -> Snapshot:
    """The same with the plans of some boards alone."""
    ours = {slug: plan for slug, plan in snapshot.plans.items() if plan.board in boards}
    return replace(snapshot, plans=ours, commitments=tuple(each for each in snapshot.commitments if each.plan in ours))
