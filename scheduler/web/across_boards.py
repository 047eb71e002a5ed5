"""What a co-ordinator may change of a directory that all boards share: nothing that reaches into another's board."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from scheduler.register.lost_leads import LostLead, counting, lost_since
from scheduler.rules.access import boards_of, led_plans
from scheduler.rules.days_in_words import listed
from scheduler.web.desk import Desk
from scheduler.web.seen import Seen, seen_by

NOT_YOURS = "They belong to a board that is not yours: ask its co-ordinator, or an administrator"
ASK = "ask that board’s co-ordinator, or an administrator"


def is_of_others(person: str, seen: Seen, administrators: Collection[str]) -> bool:
    """Whether somebody has to do with boards, and with none that is the reader's to keep; or with none, and looks
    after the house, which the reader does not."""
    boards = boards_of(person, seen.scene.snapshot, seen.scene.orders.series.values())
    if boards:
        return not boards & seen.mail_of
    return person in administrators and seen.reader.person not in administrators


def may_end_links(person: str, seen: Seen, administrators: Collection[str]) -> bool:
    """Whether the reader may sign somebody out and end their links: nobody of other boards alone, nor who looks after
    the house."""
    if person in administrators:
        return seen.reader.person in administrators
    return not is_of_others(person, seen, administrators)


class Before:
    """The register as it was before a change that somebody makes of the directory in a session."""

    def __init__(self, session: Session, seen: Seen) -> None:
        self._session, self._seen, self._counting = session, seen, counting(session)

    def reaches_others(self, desk: Desk) -> str:
        """Why the change, made in the session and not committed, is not the reader's to make; empty when it is.

        A name, initials, a role, a deputy decide whom printed leads mean, and who may see a plan for that.
        """
        after = seen_by(self._seen.reader, self._session, desk)
        return _opens(self._seen, after) or _takes(lost_since(self._session, self._counting), self._seen)


def _opens(before: Seen, after: Seen) -> str:
    opened = _led_elsewhere(after) - _led_elsewhere(before)
    if not opened:
        return ""
    plans = after.scene.snapshot.plans
    boards = sorted({after.scene.snapshot.boards[plans[slug].board].name for _, slug in opened})
    who = sorted({after.scene.name(person) for person, _ in opened})
    return f"This would open a plan of {listed(boards)} to {listed(who)}: {ASK}"


def _takes(lost: tuple[LostLead, ...], seen: Seen) -> str:
    """The first lead of another board's plan that the change takes from somebody, and who answers to its words now."""
    snapshot, own = seen.scene.snapshot, seen.mail_of
    for each in lost:
        plan = snapshot.plans.get(each.plan)
        if plan and plan.board not in own:
            who, board = seen.scene.name(each.person), snapshot.boards[plan.board].name
            return f"This would take actions in “{plan.title}” of {board} from {who}, because {each.why}: {ASK}"
    return ""


def _led_elsewhere(seen: Seen) -> frozenset[tuple[str, str]]:
    snapshot, own = seen.scene.snapshot, seen.mail_of
    return frozenset((who, slug) for who, slug in led_plans(snapshot) if snapshot.plans[slug].board not in own)
