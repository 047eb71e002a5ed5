"""How a round goes through a large register: which actions are looked at together, and who is told only at the end.

Nobody has two digests a day, so all that a person is to be told must be in hand when their mail is written. Actions
are read by who leads them, some hundreds of people at a time: a lead's mail is then whole. Whoever may hear of what
they do not lead themselves (co-ordinators, chairs, deputies of those who are away, members of groups, whoever is sent
a copy or asked to take something over) is told when all of it was gone through, and so are managers and chairs.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Select, String, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from notifications.tables import MessageRow, NoticeRow
from scheduler.plans.answers import AnswerKind
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment
from scheduler.plans.people import Person
from scheduler.register.portions import count_actions, leads_of_actions
from scheduler.register.tables import AnswerRow, PlanRow
from scheduler.rounds.scene import Scene
from scheduler.rules.ladder import NoticeKind
from scheduler.rules.recipients import member_for, unreachable


@dataclass(frozen=True, kw_only=True)
class Portions:
    """The open actions of a register, portion by portion.

    `firsts` are the addresses with which the portions begin, in order; actions that nobody leads come after these.
    `keys` are each portion's actions, in one string, for there are many. `beyond` may hear of what they do not lead.
    """

    firsts: tuple[str, ...]
    keys: tuple[str, ...]
    beyond: frozenset[str]

    def actions(self, number: int) -> list[str]:
        """The keys of a portion's actions."""
        return self.keys[number].split("\n")

    def of(self, lead: str) -> int:
        """The portion in which all is that somebody leads."""
        return bisect_right(self.firsts, lead) - 1

    def leads_of(self, number: int, commitments: Iterable[Commitment]) -> frozenset[str]:
        """Those of whom all is in a portion that they lead, of the people and groups that lead some commitments."""
        leads = set(chain.from_iterable([each.leads for each in commitments]))
        groups = chain.from_iterable([each.of_group.values() for each in commitments if each.of_group])
        return frozenset([lead for lead in leads.union(groups) if self.of(lead) == number])


def portions_of(session: Session, around: Scene, *, at_once: int) -> Portions:
    """The portions of about so many actions each in which a register can be gone through."""
    by_lead: dict[str, list[str]] = {}
    for action, lead in leads_of_actions(session):
        by_lead.setdefault(lead or "", []).append(action)
    unled = by_lead.pop("", [])
    firsts, keys = [], []
    for leads in _some_at_once(by_lead, at_once):
        firsts.append(leads[0])
        keys.append("\n".join(dict.fromkeys(chain.from_iterable([by_lead[lead] for lead in leads]))))
    keys += ["\n".join(unled[first : first + at_once]) for first in range(0, len(unled), at_once)]
    return Portions(firsts=tuple(firsts), keys=tuple(keys), beyond=_beyond(session, around))


def is_large(session: Session, *, at_once: int) -> bool:
    """Whether a register holds more than what is looked at together."""
    return count_actions(session) > at_once


def at_home(commitments: Iterable[Commitment], leads: Collection[str]) -> dict[str, Commitment]:
    """Those for which a portion is the one to account, by key: of several in which one stands, its first lead's."""
    return {
        each.key: each
        for each in commitments
        if not each.leads or each.of_group.get(each.leads[0], each.leads[0]) in leads
    }


def _some_at_once(by_lead: Mapping[str, list[str]], at_once: int) -> Iterator[list[str]]:
    leads: list[str] = []
    held = 0
    for lead in sorted(by_lead):
        leads.append(lead)
        held += len(by_lead[lead])
        if held >= at_once:
            yield leads
            leads, held = [], 0
    if leads:
        yield leads


def _beyond(session: Session, around: Scene) -> frozenset[str]:
    snapshot, today = around.snapshot, around.today
    beyond: set[str] = set()
    for board in snapshot.boards.values():
        beyond |= {board.co_ordinator, board.chair, board.vice_chair, *board.members.values()}
    for person in snapshot.people.values():
        beyond.update(person.members)
        if person.deputy and (person.away_on(today) or unreachable(person, today)):
            beyond.add(person.deputy)
    return frozenset(beyond | {*_copied(session)} | {*_asked_over(session, snapshot.people, snapshot.boards.values())})


def _copied(session: Session) -> Iterator[str]:
    """Whoever is to have a copy of an answer of which not all copies have arrived."""
    told = select(func.count()).select_from(NoticeRow).join(MessageRow, MessageRow.id == NoticeRow.message)
    arrived = told.where(
        NoticeRow.commitment == literal("answer:") + AnswerRow.id.cast(String),
        NoticeRow.kind == NoticeKind.COPY.value,
        NoticeRow.given_back_at.is_(None),
        MessageRow.accepted_at.is_not(None),
    )
    wanted = func.json_array_length(AnswerRow.copies) > arrived.scalar_subquery()
    for copies in session.scalars(_answers(AnswerRow.copies).where(wanted)):
        yield from copies


def _asked_over(session: Session, people: Mapping[str, Person], boards: Iterable[Board]) -> Iterator[str]:
    """Whoever is asked to take an action over, and who answers for them: their manager, or their agency's member."""
    asked = _answers(AnswerRow.whom).where(AnswerRow.kind == AnswerKind.REASSIGN, AnswerRow.is_request)
    for whom in session.scalars(asked.distinct()):
        person = people.get(whom)
        yield whom
        if person:
            yield person.manager
            yield from (member_for(person.organisation, board) for board in boards)


def _answers(column: InstrumentedAttribute[Any]) -> Select[Any]:
    return select(column).join(PlanRow, PlanRow.slug == AnswerRow.plan).where(PlanRow.closed_on.is_(None))
