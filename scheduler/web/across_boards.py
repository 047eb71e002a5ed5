"""What a co-ordinator may change of a directory that all boards share: nothing that reaches into another's board."""

from scheduler.rules.access import boards_of, led_plans
from scheduler.rules.days_in_words import listed
from scheduler.web.seen import Seen

NOT_YOURS = "They belong to a board that is not yours: ask its co-ordinator, or an administrator"


def is_of_others(person: str, seen: Seen) -> bool:
    """Whether somebody has to do with boards, and with none that is the reader's to keep."""
    boards = boards_of(person, seen.scene.snapshot, seen.scene.orders.series.values())
    return bool(boards) and not boards & seen.mail_of


def reaches_others(before: Seen, after: Seen) -> str:
    """Why a change is not the reader's to make, by the register before and after it; empty when it is.

    A name, initials, a role, a deputy decide whom printed leads mean, and who may see a plan for that.
    """
    opened = _led_elsewhere(after) - _led_elsewhere(before)
    if not opened:
        return ""
    plans = after.scene.snapshot.plans
    boards = sorted({after.scene.snapshot.boards[plans[slug].board].name for _, slug in opened})
    who = sorted({after.scene.name(person) for person, _ in opened})
    return (
        f"This would open a plan of {listed(boards)} to {listed(who)}: ask that board’s co-ordinator, "
        "or an administrator"
    )


def _led_elsewhere(seen: Seen) -> frozenset[tuple[str, str]]:
    snapshot, own = seen.scene.snapshot, seen.mail_of
    return frozenset((who, slug) for who, slug in led_plans(snapshot) if snapshot.plans[slug].board not in own)
