"""Finding one plan, action or person by the words that people use, or saying what is nearest."""

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.register.tables import ActionRow, MilestoneRow, PersonRow, PlanRow


class NotInRegister(LookupError):
    """Something that the register does not hold: what, where it was sought, and the cure."""

    def __init__(self, *, thing: str, place: str, cure: str) -> None:
        self.thing, self.place, self.cure = thing, place, cure
        super().__init__(f"no {thing} in {place}: {cure}")


def find_plan(session: Session, slug: str) -> PlanRow:
    """The plan of that slug. Raises NotInRegister with the nearest slugs."""
    plan = session.get(PlanRow, slug)
    if plan is None:
        cure = nearest(slug, session.scalars(select(PlanRow.slug)), otherwise="record it first")
        raise NotInRegister(thing=f"plan {slug!r}", place="the register", cure=cure)
    return plan


def find_action(session: Session, plan: str, ref: str) -> ActionRow:
    """The action that stands under a ref of a plan today. Raises NotInRegister with the nearest refs."""
    find_plan(session, plan)
    standing = select(ActionRow).where(ActionRow.plan == plan, ActionRow.withdrawn_on.is_(None))
    action = session.scalar(standing.where(ActionRow.ref == ref.strip()))
    if action is None:
        refs = (each.ref for each in session.scalars(standing.order_by(ActionRow.ordinal)))
        cure = nearest(ref, refs, otherwise="it has no actions")
        raise NotInRegister(thing=f"action {ref!r}", place=f"plan {plan!r}", cure=cure)
    return action


def find_milestone(session: Session, plan: str, ref: str) -> MilestoneRow:
    """The milestone that stands under a ref like "1.12#1" today. Raises NotInRegister with the nearest refs."""
    action_ref, _, number = ref.strip().partition("#")
    action = find_action(session, plan, action_ref)
    standing = select(MilestoneRow).where(MilestoneRow.action == action.key, MilestoneRow.withdrawn_on.is_(None))
    milestones = list(session.scalars(standing.order_by(MilestoneRow.number)))
    for milestone in milestones:
        if str(milestone.number) == number:
            return milestone
    refs = [f"{action.ref}#{each.number}" for each in milestones]
    cure = nearest(ref, refs, otherwise=f"action {action.ref} has no milestones")
    raise NotInRegister(thing=f"milestone {ref!r}", place=f"plan {plan!r}", cure=cure)


def find_commitment(session: Session, plan: str, ref: str) -> str:
    """The key of the action or milestone that stands under a ref today. Raises NotInRegister with the nearest refs."""
    return find_milestone(session, plan, ref).key if "#" in ref else find_action(session, plan, ref).key


def find_person(session: Session, address: str) -> PersonRow:
    """The person whose address that is, or was, in any case of letters. Raises NotInRegister with the cure."""
    person = session.get(PersonRow, key_of(session, address))
    if person is None:
        cure = "import them with chaser people import"
        raise NotInRegister(thing=f"such person as {address!r}", place="the directory", cure=cure)
    return person


def key_of(session: Session, address: str) -> str:
    """The key of whoever an address is, or was; the address itself, in lower case, where it is nobody's."""
    wanted = address.strip().lower()
    return wanted if session.get(PersonRow, wanted) is not None else address_keys(session).get(wanted, wanted)


def address_keys(session: Session) -> dict[str, str]:
    """Whose each address is that is not its person's key: what mail goes to since it changed, and what was theirs."""
    rows = session.execute(select(PersonRow.email, PersonRow.mailbox, PersonRow.formerly))
    return {address: key for key, mailbox, formerly in rows for address in (mailbox, *formerly) if address}


def nearest(words: str, known: Iterable[str], *, otherwise: str) -> str:
    """What may have been meant, for the end of a sentence; `otherwise` when nothing is known at all."""
    names = list(known)
    if not names:
        return otherwise
    near = get_close_matches(words, names, n=3, cutoff=0.5) or names[:3]
    return f"the nearest are {', '.join(near)}" if len(near) > 1 else f"the nearest is {near[0]}"
