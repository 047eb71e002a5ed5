"""What the operator ordered, in the rules' words: boards, numbers, meetings, and what mails need to carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from notifications.bounces.return_addresses import NO_RETURNS, ReturnAddresses
from notifications.message import Mailbox
from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.people import Person
from scheduler.rules.policy import Policy


def no_link(_person: str) -> str:
    """No link in mails: nobody has said under which address the pages are reached."""
    return ""


def no_answer_link(_person: str, _plan: str, _ref: str, _on: date) -> str:
    """No link to answer with, for the same reason."""
    return ""


@dataclass(frozen=True, kw_only=True)
class StandingOrders:
    """Everything a round must know that is not in the register.

    `officers` are people whom the settings name, by address: chairs and co-ordinators. `senders` are who a board's
    mails come from, by its slug. `unsubscribe_link` gives a person's one-click address, empty without `web_url`;
    `answer_link` where a person answers about an action of a plan, for a mail of a local day.
    `returns` is where undeliverable mail comes back to, `replies_to` the mailbox that takes replies, empty where
    they go to the co-ordinators. `last_school_days` are the authority's, on which its terms end;
    `columns` what a plan's columns hold, by its name and theirs.
    """

    boards: Mapping[str, Board]
    officers: Mapping[str, Person]
    series: Mapping[str, MeetingSeries] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    senders: Mapping[str, Mailbox]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    morning: time = time(8, 0)
    web_url: str = ""
    unsubscribe_link: Callable[[str], str] = no_link
    answer_link: Callable[[str, str, str, date], str] = no_answer_link
    returns: ReturnAddresses = NO_RETURNS
    replies_to: str = ""
    last_school_days: tuple[date, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def local_day(self, at: datetime) -> date:
        """The day in the boards' zone on which an instant falls."""
        return at.astimezone(self.zone).date()

    @property
    def board_series(self) -> dict[str, str]:
        """The series in which a board itself meets: the one that bears its short name, else all that are its."""
        own = {slug: series.board for slug, series in self.series.items() if slug == series.board}
        return own | {slug: each.board for slug, each in self.series.items() if each.board not in own.values()}

    def domain(self, board: str) -> str:
        """The domain under which a board's messages and meetings have their identities: its sender's."""
        return self.senders[board].address.rpartition("@")[2]

    def envelope_from(self, board: str, message: str) -> str:
        """Where a board's message comes back to, by its id: its own signed address, or the sender's."""
        return self.returns.for_message(message) if self.returns.address else self.senders[board].address

    def known_by(self, keys: Mapping[str, str]) -> "StandingOrders":
        """The same, with everybody by what the register knows them by; `keys` gives it for addresses that changed."""
        if not keys:
            return self
        return replace(
            self,
            boards={slug: board.known_by(keys) for slug, board in self.boards.items()},
            series={slug: each.known_by(keys) for slug, each in self.series.items()},
            officers={
                key: replace(person, email=key)
                for address, person in self.officers.items()
                if (key := keys.get(address, address))
            },
        )

    def may_send_on(self, day: date) -> bool:
        """Whether any board has a working day then: retries, too, wait over the others."""
        return any(self.policy.working_days(slug).is_working(day) for slug in self.boards)
