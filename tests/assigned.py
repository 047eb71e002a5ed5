"""An action's lead by a person's word, as an answer leaves it in the register; for tests of what follows from it."""

from sqlalchemy.orm import Session

from scheduler.register.lookups import find_action


def give(session: Session, plan: str, ref: str, lead: str | None) -> None:
    """The one lead of an action, an address; None lets the printed ones count again."""
    find_action(session, plan, ref).assigned_lead = lead
