"""Puts the house together from its settings: the only module that knows everybody. It decides nothing."""

import ipaddress
import os
import secrets
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from config.addresses import Address
from config.boards import BoardSection, SeriesSection
from config.incoming import BouncesSection
from config.problems import Problem
from config.reader import Examination, examine_settings, read_settings
from config.settings import Settings
from config.technical import SmtpSection
from notifications.bounces.return_addresses import ReturnAddresses
from notifications.delivery import TOGETHER, DrainResult, drain, never
from notifications.message import Mailbox
from notifications.pace import Pace, SharedTurns
from notifications.retry import SendingDays
from notifications.transports.contract import Transport
from notifications.transports.m365 import Application
from notifications.transports.maildrop import Maildrop
from notifications.transports.notify import NOT_INSTALLED, PER_MINUTE, Account, Notify, is_installed
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Relay, Security, Waits
from scheduler import clock
from scheduler.accounts import account_problems
from scheduler.links import AnswerPass, answer_url, unsubscribe_url
from scheduler.plans.boards import Board, MeetingSeries
from scheduler.plans.people import Person
from scheduler.register.database import open_database, sessions, upgrade
from scheduler.register.lookups import address_keys
from scheduler.register.officers import welcome_officers
from scheduler.rounds.orders import StandingOrders
from scheduler.rules.brake import Brake
from scheduler.rules.meeting_dates import never_fires
from scheduler.rules.policy import Policy, Step, StepTo
from scheduler.rules.working_days import WorkingDays
from scheduler.web.health import Beat, Health, gather

MAIL_FOLDER = "mail"
JOURNALS = "journal"
LINKS_KEY = "links.key"


@dataclass(kw_only=True)
class House:
    """A home that is open for work: its settings in the rules' words, its database, its road for mail.

    `looking` gives sessions that cannot write, and on SQLite neither wait for a writer nor hold one up; `environment`
    is what the settings were read with. `orders` are replaced as a whole when the settings are changed at the desk;
    nothing else ever is.
    """

    home: Path
    settings: Settings
    orders: StandingOrders
    engine: Engine
    sessions: sessionmaker[Session]
    looking: sessionmaker[Session]
    secret: bytes = field(repr=False)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    pace: Pace = field(default_factory=Pace)

    @property
    def leaves_the_machine(self) -> bool:
        """Whether mail goes to people; the maildrop only writes files."""
        return self.settings.transport != "maildrop"

    def transport(self) -> Transport:
        """The road that the settings name; requests to Notify keep its rate together with those of other processes."""
        road = transport_of(self.settings, self.home)
        if not isinstance(road, Notify):
            return road
        turns = SharedTurns(sessions=self.sessions, road=road.name, a_minute=PER_MINUTE, now=clock.now)
        return replace(road, pace=turns)

    def deliver(self, now: Callable[[], datetime], *, stop: Callable[[], bool] = never) -> DrainResult:
        """Bring what is ready to its road, and settle what became of it; `stop` is asked between two messages."""
        redirect = self.settings.redirect
        return drain(
            self.sessions,
            self.transport(),
            now=now,
            node=node_name(),
            days=self.sending_days,
            redirect=redirect.email if redirect else "",
            stop=stop,
            connections=self.settings.smtp.connections if self.settings.transport == "smtp" else 1,
            pace=self.pace,
            journals=self.home / JOURNALS,
            together=TOGETHER if self._goes_together else 1,
        )

    @property
    def _goes_together(self) -> bool:
        """Whether mails go in one commit: not where another machine may take over, which cannot see our journal, nor
        where a road says what became of a mail before that commit."""
        return self.settings.transport == "smtp" and self.engine.dialect.name == "sqlite"

    def columns_of(self, plan: str) -> Mapping[str, str]:
        """What the settings say that a plan's columns hold."""
        section = self.settings.plans.get(plan)
        return section.columns if section else {}

    def health(self, now: datetime, beats: Iterable[Beat] = ()) -> Health:
        """How everything fares; `beats` are the engine's, where one runs."""
        free = shutil.disk_usage(self.home).free
        with self.looking() as session:
            transport = self.settings.transport
            return gather(session, self.orders, now=now, transport=transport, free_disk_bytes=free, beats=beats)

    @property
    def sending_days(self) -> SendingDays:
        """On which days mail may go, first tries and retries alike."""
        orders = self.orders
        return SendingDays(may_send_on=orders.may_send_on, zone=orders.zone, opens=orders.morning)


def open_house(home: Path, environment: Mapping[str, str], *, now: datetime) -> House:
    """Reads the settings and opens the register, brought up to date, with the people whom the settings name.

    Raises BadSettings with all problems, and UnusableDatabase with the cure.
    """
    settings = read_settings(home, environment)
    engine = open_database(settings.database.url)
    _keep_private(engine)
    upgrade(engine)
    secret = secret_of(home)
    opened = House(
        home=home,
        settings=settings,
        orders=orders_of(settings, secret),
        engine=engine,
        sessions=sessions(engine),
        looking=sessions(engine, read_only=True),
        secret=secret,
        environment=environment,
        pace=Pace(settings.smtp.per_domain_a_minute if settings.transport == "smtp" else 0),
    )
    with opened.sessions.begin() as session:
        opened.orders = opened.orders.known_by(address_keys(session))
        welcome_officers(session, opened.orders.officers.values(), now=now)
    return opened


def _keep_private(engine: Engine) -> None:
    """A register that is new and a file is for its owner alone: it holds names, addresses and what was said."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).touch(mode=0o600)


def secret_of(home: Path) -> bytes:
    """The key that signs the home's links, made at first need and readable by its owner alone."""
    file = home / LINKS_KEY
    if not file.exists():
        aside = file.with_name(f".{LINKS_KEY}.{os.getpid()}")
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(aside, file)
        aside.unlink()
    return file.read_bytes()


def problems_of(home: Path, environment: Mapping[str, str], *, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with a home's settings, warnings too; nothing is started."""
    return problems_in(examine_settings(home, environment), today=today)


def problems_in(examination: Examination, *, today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with settings that were looked at, by the rules of meetings, pages and roads too."""
    return (
        *examination.problems,
        *_series_problems(examination, today),
        *_web_problems(examination),
        *_road_problems(examination),
        *account_problems(examination),
    )


def _road_problems(examination: Examination) -> Iterator[Problem]:
    if examination.settings.transport == "notify" and not is_installed():
        what, _, cure = NOT_INSTALLED.partition(": ")
        yield Problem(place=examination.place_of("transport"), what=f"{what[:1].upper()}{what[1:]}.", cure=f"{cure}.")


def _web_problems(examination: Examination) -> Iterator[Problem]:
    host = examination.settings.web.host
    if not (is_loopback(host) or is_behind_tls(examination.settings.web.url)):
        what = f"{host} can be reached by others, and url does not say https: chaser run refuses it."
        cure = "Set it to 127.0.0.1, or let a web server in front speak TLS and set url to its https address."
        yield Problem(place=examination.place_of("web", "host"), what=what, cure=cure, lets_run=True)


def is_behind_tls(url: str) -> bool:
    """Whether people reach the pages over TLS alone, so that no link or session crosses a network in the open."""
    return url.startswith("https://")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address that is listened on."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _series_problems(examination: Examination, today: date) -> Iterator[Problem]:
    for slug, section in examination.settings.series.items():
        if not (section.rule or section.days):
            continue  # said already
        calendar = calendar_of(examination.settings, section.board)
        try:
            why = never_fires(series_of(slug, section, examination.settings), calendar=calendar, start=today)
        except ValueError as wrong:
            why = str(wrong)
        if why:
            place = examination.place_of("series", slug, "rule")
            cure = 'Write it like "quarterly, second Tuesday, 14:00 to 16:00, from 2027-01", or list the days.'
            yield Problem(place=place, what=f"No meeting ever comes of this: {why}.", cure=cure)


def orders_of(settings: Settings, secret: bytes) -> StandingOrders:
    """The settings in the rules' words; `secret` signs the links that mails carry."""
    return StandingOrders(
        boards={slug: board_of(slug, section, settings) for slug, section in settings.boards.items()},
        officers=officers_of(settings),
        series={slug: series_of(slug, section, settings) for slug, section in settings.series.items()},
        policy=policy_of(settings),
        senders={slug: mailbox_of(settings.sender_for(slug)) for slug in settings.boards},
        zone=zone_of(settings),
        morning=settings.rounds.morning,
        web_url=settings.web.url,
        unsubscribe_link=lambda person: unsubscribe_url(settings.web.url, secret, person),
        answer_link=answer_links(settings, secret),
        returns=ReturnAddresses(address=_email(settings.bounces.address), secret=secret),
        replies_to=_email(settings.bounces.address) if settings.bounces.replies == "mailbox" else "",
        last_school_days=settings.calendar.last_school_days,
        columns={slug: section.columns for slug, section in settings.plans.items()},
    )


def answer_links(settings: Settings, secret: bytes) -> Callable[[str, str, str, date], str]:
    """Where people answer, by links that count from the beginning of the mail's day in the boards' zone."""
    zone = zone_of(settings)
    beginning_of = lru_cache(maxsize=16)(lambda day: datetime.combine(day, time(), zone))  # all mails of a day ask

    def answer_link(person: str, plan: str, ref: str, on: date) -> str:
        allowed = AnswerPass(person=person, plan=plan, issued_at=beginning_of(on))
        return answer_url(settings.web.url, secret, allowed, ref)

    return answer_link


def policy_of(settings: Settings) -> Policy:
    """The numbers of the rules, with the working days of each board."""
    reminders, escalation, requests = settings.reminders, settings.escalation, settings.requests
    return Policy(
        calendar=_working_days(settings, settings.calendar.division),
        calendars={slug: calendar_of(settings, slug) for slug in settings.boards},
        day_rungs=reminders.day_rungs,
        period_rungs=reminders.period_rungs,
        horizon_days=reminders.horizon_days,
        skip_within=reminders.skip_within_working_days,
        brake=Brake(times_usual=settings.brake.times_usual, at_least=settings.brake.at_least),
        progress_rest_days=reminders.rest_days_after_progress,
        request_days=requests.answer_within_working_days,
        owner_move_days=requests.owner_move_days,
        no_lead_days=escalation.no_lead_working_days,
        look_days=escalation.look_working_days,
        note_before_papers=escalation.note_working_days_before_papers,
        note_before_meeting=escalation.note_working_days_before_meeting,
        steps=tuple(Step(to=StepTo(step.who), after=step.after) for step in escalation.steps),
    )


def calendar_of(settings: Settings, board: str) -> WorkingDays:
    """The working days of a board."""
    return _working_days(settings, settings.division_of(board))


def _working_days(settings: Settings, division: str) -> WorkingDays:
    calendar = settings.calendar
    return WorkingDays(
        division=division,
        closed=frozenset(calendar.closed_days),
        quiet_from=calendar.quiet_from,
        quiet_to=calendar.quiet_to,
    )


def board_of(slug: str, section: BoardSection, settings: Settings) -> Board:
    """A board by the addresses of its people; an address that is not set is empty."""
    return Board(
        slug=slug,
        name=section.name,
        co_ordinator=_email(section.co_ordinator),
        chair=_email(section.chair),
        vice_chair=_email(section.vice_chair),
        zone=section.zone,
        division=settings.division_of(slug),
        members={organisation: member.email for organisation, member in section.members.items()},
    )


def series_of(slug: str, section: SeriesSection, settings: Settings) -> MeetingSeries:
    """A series of meetings; where nobody is named to attend, the people at the board's head do."""
    board = settings.boards.get(section.board)  # a wrong one is said by check, and its rule is looked at all the same
    head = [each for each in (board.chair, board.vice_chair, board.co_ordinator) if each] if board else []
    return MeetingSeries(
        slug=slug,
        board=section.board,
        name=section.name or slug,
        rule=section.rule,
        days=section.days,
        starts=section.starts,
        ends=section.ends,
        location=section.location,
        paper_deadline_days=section.paper_deadline_days,
        attendees=tuple(each.email for each in section.attendees or head),
    )


def officers_of(settings: Settings) -> dict[str, Person]:
    """The people whom the settings name at a board or a meeting, by address: a confirmed address (rules.md)."""
    named: list[Address] = [*settings.web.administrators]
    for board in settings.boards.values():
        named += [each for each in (board.chair, board.vice_chair, board.co_ordinator) if each]
    for series in settings.series.values():
        named += series.attendees
    members = [pair for board in settings.boards.values() for pair in board.members.items()]
    named += [member for _, member in members]
    found: dict[str, Person] = {}
    for address in named:
        known = found.get(address.email)
        if known is None or known.name == address.email:
            found[address.email] = Person(email=address.email, name=address.name or address.email)
    for organisation, member in members:
        found[member.email] = replace(found[member.email], organisation=organisation)
    return found


def zone_of(settings: Settings) -> ZoneInfo:
    """The zone of the boards, by which rounds know their hour and mails their day."""
    return next((ZoneInfo(board.zone) for board in settings.boards.values()), ZoneInfo("Europe/London"))


def mailbox_of(address: Address | None) -> Mailbox:
    """An address as it stands in From."""
    return Mailbox(address.email, address.name) if address else Mailbox("")


def node_name() -> str:
    """This process among all that deliver: the holder of a lease."""
    return f"{socket.gethostname()}:{os.getpid()}"


def transport_of(settings: Settings, home: Path) -> Transport:
    """The road that the settings name: the maildrop in the home, or the relay."""
    if settings.transport == "maildrop":
        return Maildrop(home / MAIL_FOLDER)
    if settings.transport == "notify":
        return notify_of(settings)
    smtp = settings.smtp
    relay = Relay(
        host=smtp.host,
        port=smtp.port,
        security=Security(smtp.security),
        user=smtp.username,
        password=smtp.password.get_secret_value(),
        token=tokens_of(smtp),
        ca_file=str(smtp.ca_file or ""),
        greets_as=smtp.greets_as,
        waits=Waits(greeting=smtp.timeout_seconds, command=smtp.timeout_seconds),
    )
    return Smtp(relay)


def tokens_of(section: SmtpSection | BouncesSection) -> Callable[[], str] | None:
    """Where tokens come from for the relay or the mailbox; None where a password signs in to it, or nothing does."""
    if not section.tenant:
        return None
    secret = section.client_secret.get_secret_value()
    return Application(tenant=section.tenant, client_id=section.client_id, secret=secret, url=section.token_url).token


def notify_of(settings: Settings) -> Notify:
    """GOV.UK Notify, as the settings describe it."""
    section = settings.notify
    key = section.key.get_secret_value()
    return Notify(account=Account(key=key, template=section.template, reply_to=section.reply_to, url=section.url))


def _email(address: Address | None) -> str:
    return address.email if address else ""
