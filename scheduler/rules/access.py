"""Who may see and do what on the pages, per board and plan, as data. Who is signed in is the register's to say.

A lead sees the plans in which they lead, stand in or manage; the board's members, its head and its co-ordinator see
all of its plans; nobody sees anything of another board. Names are for those whom rules.md, "Everything may be
disclosed", lists; the others see roles and agencies.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.plans.boards import MeetingSeries
from scheduler.plans.commitments import Commitment, Snapshot


class Role(StrEnum):
    """What somebody is to a board or a plan; the administrator looks after the computer, whatever the board."""

    LEAD = "lead"
    MEMBER = "board member"
    CHAIR = "chair"
    CO_ORDINATOR = "co-ordinator"
    ADMINISTRATOR = "administrator"


READERS = frozenset(Role)
SEES_NAMES = frozenset({Role.LEAD, Role.CHAIR, Role.CO_ORDINATOR, Role.ADMINISTRATOR})
SEES_MAIL = frozenset({Role.CO_ORDINATOR, Role.ADMINISTRATOR})
SEES_DECISIONS = frozenset({Role.CHAIR, Role.CO_ORDINATOR})


@dataclass(frozen=True, kw_only=True)
class Access:
    """All that one person may reach: their roles by board and by plan. A role at a board holds for all its plans."""

    person: str
    boards: Mapping[str, frozenset[Role]]
    plans: Mapping[str, frozenset[Role]]

    def reads(self, plan: str) -> bool:
        """Whether the person may see a plan at all."""
        return bool(self.plans.get(plan))

    def on_plan(self, plan: str, roles: Collection[Role]) -> bool:
        """Whether the person holds one of these roles for a plan."""
        return bool(self.plans.get(plan, frozenset()) & frozenset(roles))

    def on_board(self, board: str, roles: Collection[Role]) -> bool:
        """Whether the person holds one of these roles at a board."""
        return bool(self.boards.get(board, frozenset()) & frozenset(roles))

    def boards_as(self, roles: Collection[Role]) -> tuple[str, ...]:
        """The boards at which the person holds one of these roles, in the order of their short names."""
        return tuple(slug for slug in sorted(self.boards) if self.on_board(slug, roles))


def access_of(
    person: str, snapshot: Snapshot, series: Iterable[MeetingSeries], administrators: Collection[str] = ()
) -> Access:
    """What a person may reach today; nothing for somebody who is no part of any board or plan.

    Members are those who attend the series in which the board itself meets, and its people from other agencies.
    """
    held: dict[str, set[Role]] = {}
    for slug, board in snapshot.boards.items():
        held[slug] = {Role.CHAIR} if person in {board.chair, board.vice_chair} else set()
        held[slug] |= {Role.CO_ORDINATOR} if person == board.co_ordinator else set()
        held[slug] |= {Role.MEMBER} if person in board.members.values() else set()
        held[slug] |= {Role.ADMINISTRATOR} if person in administrators else set()
    for each in series:
        if person in each.attendees and snapshot.board_series.get(each.slug) in held:
            held[each.board].add(Role.MEMBER)
    leads_in = {c.plan for c in snapshot.commitments if leads(person, c, snapshot)}
    return Access(
        person=person,
        boards={slug: frozenset(roles) for slug, roles in held.items()},
        plans={
            slug: frozenset(held[plan.board] | ({Role.LEAD} if slug in leads_in else set()))
            for slug, plan in snapshot.plans.items()
        },
    )


def boards_of(person: str, snapshot: Snapshot, series: Iterable[MeetingSeries]) -> frozenset[str]:
    """The boards that somebody has to do with, by an office or by what they lead."""
    access = access_of(person, snapshot, series)
    held = {slug for slug, roles in access.boards.items() if roles}
    return frozenset(held | {snapshot.plans[slug].board for slug, roles in access.plans.items() if roles})


def led_plans(snapshot: Snapshot) -> frozenset[tuple[str, str]]:
    """Everybody who may see a plan because of what somebody leads in it, by address, with the plan's short name."""
    return frozenset((who, each.plan) for each in snapshot.commitments for who in _of_leads(each, snapshot))


def _of_leads(commitment: Commitment, snapshot: Snapshot) -> frozenset[str]:
    known = [snapshot.people[each] for each in commitment.leads if each in snapshot.people]
    beside = {other for each in known for other in (each.deputy, each.manager, *each.members)}
    return frozenset({*commitment.leads, *beside} - {""})


def leads(person: str, commitment: Commitment, snapshot: Snapshot) -> bool:
    """Whether somebody leads a commitment, alone or in a group, stands in for a lead, or manages one."""
    return person in _of_leads(commitment, snapshot)
