"""Puts the house together from its settings: the only module that knows everybody. It decides nothing.

The settings in the rules' words are settings_to_orders', the road roads', what is wrong with them home_check's.
"""

import os
import secrets
import shutil
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from config.reader import read_settings
from config.settings import Settings
from notifications.delivery import TOGETHER, DrainResult, drain, never
from notifications.pace import Pace, SharedTurns
from notifications.retry import SendingDays
from notifications.transports.contract import Transport
from notifications.transports.notify import PER_MINUTE, Notify
from scheduler import clock
from scheduler.kept_seal import keep_seal
from scheduler.register.database import open_database, sessions, upgrade
from scheduler.register.lookups import address_keys
from scheduler.register.officers import welcome_officers
from scheduler.roads import transport_of
from scheduler.rounds.orders import StandingOrders
from scheduler.settings_to_orders import orders_of
from scheduler.web.health import Beat, Health, gather

JOURNALS = "journal"
LINKS_KEY = "links.key"
SHORTEST_KEY = 32  # characters


class UnusableKey(Exception):
    """A file that cannot be the key of the home's links; `str()` names it and the cure."""


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
        done = drain(
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
        with self.looking() as session:
            keep_seal(session, self.home)
        return done

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

    Raises BadSettings with all problems; UnusableDatabase, WrongRevision and UnusableKey with the cure.
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
    """The key that signs the home's links, made at first need and readable by its owner alone.

    Raises UnusableKey for a file that is empty or short: whoever guesses that would sign links themselves.
    """
    file = home / LINKS_KEY
    if not file.exists():
        aside = file.with_name(f".{LINKS_KEY}.{os.getpid()}")
        aside.touch(mode=0o600)
        with aside.open("w") as opened:
            opened.write(secrets.token_hex(32))
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(aside, file)
        aside.unlink()
    secret = file.read_bytes()
    if len(secret.strip()) < SHORTEST_KEY:
        raise UnusableKey(
            f"{file} holds no key: put it back from a backup, or remove it, and a new one is made. Links that were "
            "mailed, sessions and the secrets of webhooks end with the old one."
        )
    return secret


def node_name() -> str:
    """This process among all that deliver: the holder of a lease."""
    return f"{socket.gethostname()}:{os.getpid()}"
