"""A home for tests of the pages: a small plan in a real register, on Monday 12 October 2026.

Due days, and how they stand on that day (nobody works at weekends; no bank holiday falls between):

    1.11  complete
    1.12  Wed 30 September 2026, late since Thu 1 October: 8 working days late; Nina leads, Mary manages her
    1.13  Sat 31 October 2026, due soon; its review, 1.13#1, is due in January 2027
    2.11  Tue 15 September 2026, waiting for guidance: 19 working days past its target date
    2.12  no target date, nobody leads it
    2.13  Mon 12 October 2026: due today
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from fastapi import FastAPI
from sqlalchemy.orm import Session, sessionmaker

from notifications.message import Mailbox
from notifications.outbox import NewMessage, put
from notifications.tables import Kind
from scheduler.links import SESSION, sign
from scheduler.plans.boards import MeetingSeries
from scheduler.plans.people import Person
from scheduler.plans.plan import Action, Area, LeadSource, Milestone, Plan, PrintedLead, Status
from scheduler.plans.target_dates import TargetDate
from scheduler.register.officers import welcome_officers
from scheduler.register.people import import_people
from scheduler.register.plans import record, release_plan
from scheduler.register.sign_ins import make_link, sign_in
from scheduler.register.tables import PersonRow
from scheduler.rounds.orders import StandingOrders
from scheduler.web.app import create_app
from scheduler.web.desk import Desk
from scheduler.web.health import Health, gather
from scheduler.web.readers import cookie_name
from tests.builders import COG, NINA, SAM, VICE, in_month, on_day
from tests.scheduler.web.visitor import Visitor

SLUG = "cog-2026"
TITLE = "Improvement plan 2026"
TODAY = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
READ_ON = date(2026, 9, 1)
READ_AT = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
SECRET = b"a secret of this home, long enough"
PLENTY = 10**12
ADMIN = "admin@example.org"
DIRECTORY = """\
name,initials,email,manager
Nina Marsh,NM,nina@example.org,mary@example.org
Omar Reid,OR,omar@example.org,
Mary Lane,ML,mary@example.org,
Robin Hale,RH,chair@example.org,
"""
MODERATION = MeetingSeries(slug="moderation", board="cog", name="Moderation meeting", attendees=(NINA,))
COG_SERIES = MeetingSeries(slug="cog", board="cog", name="Chief Officer Group", starts=time(10), ends=time(12))
ORDERS = StandingOrders(
    boards={"cog": COG},
    officers={SAM: Person(email=SAM, name="Sam Ode"), VICE: Person(email=VICE, name="Val Ames")},
    series={"moderation": MODERATION, "cog": COG_SERIES},
    senders={"cog": Mailbox("chaser@example.org", "Chaser")},
)


@dataclass
class Home:
    """The application over a register, with a clock that is set by hand."""

    sessions: sessionmaker[Session]
    now: datetime = NOW
    orders: StandingOrders = ORDERS
    free_disk_bytes: int = PLENTY
    desk: Desk = field(init=False)
    app: FastAPI = field(init=False)
    known: Visitor | None = None

    def __post_init__(self) -> None:
        self.desk = Desk(
            sessions=self.sessions,
            orders=self.orders,
            now=lambda: self.now,
            health=self.health,
            secret=SECRET,
            administrators=frozenset({ADMIN}),
        )
        self.app = create_app(self.desk)

    @property
    def visitor(self) -> Visitor:
        """The co-ordinator's browser, signed in once."""
        if not self.known or not self.known.cookie:
            self.known = self.signed_in_as(SAM)
        return self.known

    @property
    def stranger(self) -> Visitor:
        """Nobody who is signed in."""
        return Visitor(self.app)

    def signed_in_as(self, person: str) -> Visitor:
        """Somebody's browser, signed in now; a stranger's where the directory does not hold them."""
        with self.sessions.begin() as session:
            if not session.get(PersonRow, person):
                return self.stranger
            token = make_link(session, person, road="server", now=self.now)
            secret = sign_in(session, token, today=self.desk.today, now=self.now)
        return Visitor(self.app, f"{cookie_name(self.desk)}={sign(SECRET, SESSION, secret)}")

    def health(self) -> Health:
        """What the register knows; no work in hand."""
        with self.sessions() as session:
            return gather(session, self.orders, now=self.now, transport="smtp", free_disk_bytes=self.free_disk_bytes)


def action(ref: str, target: TargetDate | None, **words: Any) -> Action:
    """An action of the first area that Nina leads."""
    led = (PrintedLead(words="NM", source=LeadSource.COLUMN),)
    return replace(Action(ref=ref, area="1", title=f"Action {ref}", leads=led, target=target), **words)


def plan(*actions: Action, **words: Any) -> Plan:
    """A plan with two areas, as of the day on which it is read."""
    areas = (Area(ref="1", title="Assessment"), Area(ref="2", title="Oversight"))
    return replace(Plan(title=TITLE, as_of=READ_ON, areas=areas, actions=actions), **words)


REVIEW = Milestone(title="Review", target=in_month(date(2027, 1, 31)))
SMALL_PLAN = plan(
    action("1.11", None, status=Status.COMPLETE),
    action("1.12", in_month(date(2026, 9, 30)), success_measure="All staff use it.", progress="A draft is out."),
    action("1.13", in_month(date(2026, 10, 31)), milestones=(REVIEW,)),
    action("2.11", on_day(date(2026, 9, 15)), area="2", waiting_for="guidance"),
    action("2.12", None, area="2", leads=()),
    action("2.13", on_day(date(2026, 10, 12)), area="2"),
)


def furnish(session: Session, edition: Plan = SMALL_PLAN, *, slug: str = SLUG, released: bool = True) -> None:
    """Record the people and a plan."""
    assert import_people(session, DIRECTORY, now=READ_AT).problems == ()
    welcome_officers(session, ORDERS.officers.values(), now=READ_AT)
    session.flush()
    record_edition(session, edition, slug=slug)
    if released:
        release_plan(session, slug, READ_ON, who=SAM, now=READ_AT)
    session.flush()


def record_edition(
    session: Session, edition: Plan, *, slug: str = SLUG, sha256: str = "first", now: datetime = READ_AT
) -> None:
    """One edition of a plan, by Sam's word."""
    record(
        session,
        slug,
        edition,
        board="cog",
        file_name="plan.docx",
        sha256=sha256,
        now=now,
        day=now.date(),
        who=SAM,
        same={},
        confirm_shrinking=True,
    )


def mail(session: Session, key: str, subject: str, *, to: str = NINA, at: datetime = NOW, **words: Any) -> None:
    """Put one message in the outbox."""
    message = NewMessage(
        id=key,
        kind=Kind.NOTE,
        recipient=to,
        to_address=to,
        local_day=at.date(),
        board="cog",
        plans=(SLUG,),
        message_id=f"<{key}@example.org>",
        subject=subject,
        body=b"",
        envelope_from="chaser@example.org",
    )
    assert put(session, replace(message, **words), [], now=at) == key
