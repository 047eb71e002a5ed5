"""A person's address changed in one transaction with the mail that waits for it: called off, and told anew."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from notifications import outbox
from notifications.message import Mailbox
from scheduler.register.addresses import AddressChange, change_address
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.days_in_words import counted


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What came of it: the change, and how many mails that waited go to the new address instead."""

    change: AddressChange
    mails: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell whoever did it."""
        change = self.change
        said = [f"Mail for {change.name} goes to {change.after} from now on, and no longer to {change.before}."]
        if change.taken_in:
            said.append(f"The entry of {change.taken_in} with that address is one with theirs now.")
        if self.mails:
            verb = "goes" if self.mails == 1 else "go"
            said.append(f"{counted(self.mails, 'mail')} that waited {verb} there instead.")
        return tuple(said)


def move_address(
    session: Session, orders: StandingOrders, person: str, to: str, *, who: str, road: str, now: datetime
) -> Moved:
    """Let somebody's mail go to another address, what waits for them too. Raises NotInRegister and CannotMove."""
    change = change_address(session, person, to, officers=orders.officers.keys(), who=who, road=road, now=now)
    mails = outbox.readdress(
        session,
        change.person,
        before=change.before,
        to=Mailbox(change.after, change.name),
        envelope_from=orders.envelope_from,
        now=now,
    )
    return Moved(change=change, mails=len(mails))
