"""Who may be mailed about a commitment on a day: its confirmed leads, a deputy for one who is away, else the
co-ordinator; a manager; a chair or the vice-chair in their place. Nobody is mailed on a guess."""

from datetime import date
from enum import StrEnum

from notifications.values import value
from scheduler.plans.boards import Board
from scheduler.plans.commitments import Commitment, Snapshot
from scheduler.plans.people import Person
from scheduler.rules.days_in_words import day_in_words
from scheduler.rules.groups import NO_MAILBOX, group_of, manager_of


class Capacity(StrEnum):
    """In what capacity somebody is told."""

    LEAD = "lead"
    DEPUTY = "deputy"
    CO_ORDINATOR = "co-ordinator"
    MANAGER = "manager"
    BOARD_MEMBER = "board member"
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"


@value(frozen=True, kw_only=True)
class Recipient:
    """An address and why it is told; `covers` names the person whom a deputy or vice-chair stands in for."""

    person: str
    capacity: Capacity
    why: str = ""
    covers: str = ""


def unreachable(person: Person | None, today: date) -> str:
    """Why nothing can be mailed to somebody today, empty when it can; being away is not unreachable."""
    if person is None:
        return "not in the directory"
    if person.left_on and person.left_on <= today:
        return f"left on {day_in_words(person.left_on)}"
    if person.email.startswith(NO_MAILBOX) and not person.members:
        return "a group without members and without a mailbox"
    return person.suspended


def in_person(lead: str, why: str = "") -> Recipient:
    """A lead who is there and can be reached; `why` says for what group they hear, empty for none."""
    return Recipient(person=lead, capacity=Capacity.LEAD, why=why)


def lead_recipients(commitment: Commitment, snapshot: Snapshot, today: date) -> tuple[Recipient, ...]:
    """The leads or their deputies; the co-ordinator where nobody is confirmed or can be reached."""
    found: dict[str, Recipient] = {}
    faults: list[str] = []
    for address in commitment.leads:
        recipient = _lead_or_deputy(address, commitment, snapshot, today)
        if isinstance(recipient, str):
            faults.append(recipient)
        else:
            found.setdefault(recipient.person, recipient)
    return tuple(found.values()) or (_in_charge(commitment, snapshot, "; ".join(faults)),)


def _lead_or_deputy(address: str, commitment: Commitment, snapshot: Snapshot, today: date) -> Recipient | str:
    person, not_mine = snapshot.people.get(address), commitment.answered.not_mine
    fault = "said that it is not theirs" if address in not_mine else unreachable(person, today)
    if person is None or address in not_mine:
        return f"{person.name if person else address}: {fault}"
    group = group_of(address, commitment, snapshot.people)
    why = f"one of {group}" if group else ""
    if not fault and not person.away_on(today):
        return in_person(address, why)
    deputy = snapshot.people.get(person.deputy)
    if deputy is None or deputy.email in not_mine or unreachable(deputy, today) or deputy.away_on(today):
        return f"{person.name}: {fault or 'away, with no deputy who can be reached'}"
    return Recipient(person=deputy.email, capacity=Capacity.DEPUTY, why=why, covers=person.name)


def _in_charge(commitment: Commitment, snapshot: Snapshot, fault: str) -> Recipient:
    board = snapshot.boards[snapshot.plans[commitment.plan].board]
    printed = ", ".join(commitment.printed_leads)
    unconfirmed = f"printed lead “{printed}” is not confirmed" if printed else "nobody leads this yet"
    return Recipient(person=board.co_ordinator, capacity=Capacity.CO_ORDINATOR, why=fault or unconfirmed)


def manager_recipients(commitment: Commitment, snapshot: Snapshot, today: date) -> tuple[Recipient, ...]:
    """Who hears after each confirmed lead: the line manager, or another agency's own board member.

    The board's settings name such members by organisation. A member hears where the lead's organisation is not the
    co-ordinator's, or no manager is set. Only people who can be reached and do not lead it themselves; the line
    manager where the member is not such a person; none where there is neither.
    """
    board = snapshot.boards[snapshot.plans[commitment.plan].board]
    found: dict[str, Recipient] = {}
    for address in commitment.leads:
        lead = snapshot.people.get(address) if address not in commitment.answered.not_mine else None
        to = _above(lead, board, commitment, snapshot, today) if lead else None
        if to:
            found.setdefault(to.person, to)
    return tuple(found.values())


def member_for(organisation: str, board: Board) -> str:
    """The address of the person whom a board's settings name for an organisation, in any case; empty for none."""
    wanted = organisation.casefold()
    return next((who for name, who in board.members.items() if wanted and name.casefold() == wanted), "")


def _above(lead: Person, board: Board, commitment: Commitment, snapshot: Snapshot, today: date) -> Recipient | None:
    owner, member = snapshot.people.get(board.co_ordinator), member_for(lead.organisation, board)
    is_other_agency = owner is None or lead.organisation.casefold() != owner.organisation.casefold()
    manager = manager_of(lead, commitment, snapshot.people)
    of_agency = (member, Capacity.BOARD_MEMBER, f"{board.name}'s member for {lead.organisation}")
    of_line = (manager, Capacity.MANAGER, f"line manager of {lead.name}")
    wanted = [of_agency, of_line] if member and (is_other_agency or not manager) else [of_line]
    for person, capacity, why in wanted:
        can_hear = person and person not in commitment.leads and not unreachable(snapshot.people.get(person), today)
        if can_hear:
            return Recipient(person=person, capacity=capacity, why=why)
    return None


def chair_recipient(board: Board, commitment: Commitment, snapshot: Snapshot, today: date) -> Recipient | str:
    """The chair, or the vice-chair where the chair leads the matter, is away, has left or cannot be reached.

    A string says why nobody can be told: the matter is held, loudly, with the cure.
    """
    fault = _why_not_head(board.chair, commitment, snapshot, today)
    if not fault:
        return Recipient(person=board.chair, capacity=Capacity.CHAIR)
    vice_fault = _why_not_head(board.vice_chair, commitment, snapshot, today)
    if not vice_fault:
        chair = snapshot.people.get(board.chair)
        covers = chair.name if chair else "the chair"
        return Recipient(person=board.vice_chair, capacity=Capacity.VICE_CHAIR, why=fault, covers=covers)
    return f"chair: {fault}; vice-chair: {vice_fault}"


def _why_not_head(address: str, commitment: Commitment, snapshot: Snapshot, today: date) -> str:
    if not address:
        return "none is set"
    person = snapshot.people.get(address)
    if address in commitment.leads:
        return "leads this action"
    fault = unreachable(person, today)
    return fault or ("is away" if person and person.away_on(today) else "")
