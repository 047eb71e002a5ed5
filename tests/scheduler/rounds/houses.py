"""A house for tests: a real register on disk, a plan in it, and a road that keeps what it was given."""

import tempfile
from collections.abc import Callable
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, exists, select
from sqlalchemy.orm import Session, sessionmaker

from notifications.delivery import DrainResult, drain
from notifications.message import Mailbox
from notifications.outbox import FINAL
from notifications.retry import SendingDays
from notifications.tables import MessageRow
from notifications.transports.contract import Envelope, Transport
from notifications.transports.memory import Memory
from scheduler.plans.people import Person
from scheduler.plans.plan import Action, Area, LeadSource, Plan, PrintedLead
from scheduler.register.database import sessions
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.rounds.morning import MorningReport, hold_morning
from scheduler.rounds.orders import StandingOrders
from tests.builders import COG, SAM, in_month
from tests.scheduler.register.databases import open_sqlite

LONDON = ZoneInfo("Europe/London")
PEOPLE = """name,initials,email,manager
Nina Marsh,NM,nina@example.org,
Omar Reid,OR,omar@example.org,
Robin Hale,,chair@example.org,
Val Ames,,vice@example.org,
Sam Ode,,sam@example.org,
"""


def at(text: str) -> datetime:
    """A local time such as "2025-01-24T08:00", aware."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def led_by(*words: str) -> tuple[PrintedLead, ...]:
    """Leads as printed in a lead column."""
    return tuple(PrintedLead(words=each, source=LeadSource.COLUMN) for each in words)


def a_plan(*actions: Action) -> Plan:
    """A plan as a document gives it."""
    return Plan(title="Improvement plan", as_of=date(2024, 9, 2), areas=(Area(ref="1", title="All"),), actions=actions)


def an_action(ref: str, due: date, *leads: str) -> Action:
    """An action due at the end of a month."""
    return Action(ref=ref, area="1", title=f"Action {ref}", target=in_month(due), leads=led_by(*leads))


@dataclass
class TestHouse:
    """A register in a folder, or wherever an engine leads, orders for one board, and a road."""

    folder: Path
    orders: StandingOrders = field(init=False)
    sessions: sessionmaker[Session] = field(init=False)
    road: Transport = field(default_factory=Memory)
    engine: InitVar[Engine | None] = None
    __test__ = False

    def __post_init__(self, engine: Engine | None) -> None:
        self.orders = StandingOrders(
            boards={"cog": COG},
            officers={SAM: Person(email=SAM, name="Sam Ode")},
            senders={"cog": Mailbox(SAM, "Sam Ode")},
        )
        self.sessions = sessions(engine or open_sqlite(self.folder))

    def record(self, plan: Plan, *, slug: str = "plan", on: str = "2024-09-02T08:00", people: str = PEOPLE) -> None:
        """People and a plan in the register."""
        now = at(on)
        with self.sessions.begin() as session:
            import_people(session, people, now=now)
            record(session, slug, plan, board="cog", file_name="plan.docx", sha256=slug, now=now, day=now.date())
            re_resolve(session, now.date(), now=now)

    def morning(self, when: str, *, release: bool = False, deliver: bool = True) -> MorningReport:
        """One morning round, and its delivery where there is anything to deliver: most mornings have nothing to say."""
        with self.sessions.begin() as session:
            report = hold_morning(session, self.orders, now=at(when), release=release)
            is_owed = session.scalar(select(exists().where(MessageRow.state.not_in(FINAL))))
        if deliver and is_owed:
            self.deliver(when)
        return report

    def deliver(self, when: str) -> DrainResult:
        """One delivery, as of an instant."""
        days = SendingDays(may_send_on=self.orders.may_send_on, zone=LONDON, opens=time(8))
        return drain(self.sessions, self.road, now=lambda: at(when), node="test", days=days)


@dataclass(frozen=True)
class Lived:
    """What a house that was lived in leaves: its register, its orders, and all that its road took."""

    register: bytes
    orders: StandingOrders
    accepted: tuple[Envelope, ...]


@cache
def _once(live: Callable[[TestHouse], None]) -> Lived:
    with tempfile.TemporaryDirectory() as folder:
        house, road = TestHouse(Path(folder)), Memory()
        house.road = road
        live(house)
        house.sessions.kw["bind"].dispose()
        return Lived((house.folder / "chaser.db").read_bytes(), house.orders, tuple(road.accepted))


def lived_in(folder: Path, live: Callable[[TestHouse], None]) -> TestHouse:
    """A house of its own in which a function has lived; it does so once, as many tests begin with the same mornings."""
    lived = _once(live)
    (folder / "chaser.db").write_bytes(lived.register)
    house = TestHouse(folder, road=Memory(accepted=[*lived.accepted]))
    house.orders = lived.orders
    return house
