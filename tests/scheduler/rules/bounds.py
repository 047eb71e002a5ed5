"""How long something late may stay unheard by a board's chair: three weeks of mornings on which nothing hinders it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import Recipient, chair_recipient, lead_recipients, manager_recipients
from scheduler.rules.told import target_key
from tests.scheduler.rules.model_house import ModelHouse

AFTER = 10  # working days from the day on which it was first heard that it is late
# A week until the next mail, a week's hold, an exception note late in its week, a look that did not arrive.
MORNINGS = 16


@dataclass
class ChairsPatience:
    """Counts, for each late action, the working mornings in a row on which the chair could hear of it and did not."""

    waited: dict[tuple[str, str], int] = field(default_factory=dict)
    most: int = 0

    def outage(self) -> None:
        """Nothing was lived: what the chair is owed is counted anew from the next morning."""
        self.waited.clear()

    def morning(self, house: ModelHouse, today: date) -> None:
        """Hold the bound on a morning after its mails were written."""
        register = house.seen(today)
        for commitment in register.commitments:
            if house.policy.working_days(register.plans[commitment.plan].board).is_working(today):
                matter = (commitment.key, target_key(commitment.target))
                waits = _is_owed(commitment, house, register, today) and not _was_written(matter, house, today)
                self.waited[matter] = self.waited.get(matter, 0) + 1 if waits else 0
                assert self.waited[matter] <= MORNINGS, (commitment, today)
                self.most = max(self.most, self.waited[matter])


def _is_owed(commitment: Commitment, house: ModelHouse, register: Snapshot, today: date) -> bool:
    """Late, heard of by leads and manager, ten working days old, for a chair who can be mailed and noted nothing."""
    plan, target, noted = register.plans[commitment.plan], commitment.target, commitment.answered.noted
    if target is None or commitment.is_over or plan.released_on is None or target.due_on >= today:
        return False
    if (target.is_start and target.question) or (noted and noted.ends_on and today < noted.ends_on):
        return False
    heard = _accepted(commitment, NoticeKind.LATE, house)
    managers = [to.person for to in manager_recipients(commitment, register, today)]
    told = {to.person for to in lead_recipients(commitment, register, today)} <= heard.keys()
    above = not managers or bool(_accepted(commitment, NoticeKind.MANAGER, house))
    board = register.boards[plan.board]
    at_head = isinstance(chair_recipient(board, commitment, register, today), Recipient)
    if not (told and above and at_head):
        return False
    return house.policy.working_days(plan.board).between(min(heard.values()), today) >= AFTER


def _accepted(commitment: Commitment, kind: NoticeKind, house: ModelHouse) -> Mapping[str, date]:
    """By person: the first day on which a mail of a kind about the present target date was accepted."""
    first: dict[str, date] = {}
    for mail, notice in house.about.get((commitment.key, target_key(commitment.target), kind), []):
        if mail.accepted_on and not mail.given_back:
            first[notice.key.person] = min(mail.accepted_on, first.get(notice.key.person, mail.accepted_on))
    return first


def _was_written(matter: tuple[str, str], house: ModelHouse, today: date) -> bool:
    return any(mail.day == today for mail, _ in house.about.get((*matter, NoticeKind.CHAIR), []))
