"""A home with the sample plan in it, its mornings lived and its mail delivered into files, and its pages served."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from hashlib import sha256
from importlib import resources
from pathlib import Path

import uvicorn
from sqlalchemy import select

from scheduler.assembly import House, open_house
from scheduler.links import sign_in_path
from scheduler.reading.open_document import open_document
from scheduler.reading.read import read_document
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record
from scheduler.register.sign_ins import make_link
from scheduler.register.tables import PlanRow
from scheduler.rounds.morning import hold_morning
from scheduler.settings_book import give_book
from scheduler.web.app import create_app
from scheduler.web.desk import Desk

SAMPLE = resources.files("config") / "sample"
PLAN = "sample"
READ_ON = date(2026, 11, 2)  # a Monday
WEEKLY = tuple(READ_ON + timedelta(days=7 * weeks) for weeks in range(5))
LAST = WEEKLY[-1]
LOOK = LAST - timedelta(days=4)  # the Thursday on which the co-ordinator sees what goes to the chair on the Monday
MORNINGS = (*WEEKLY[:-1], LOOK, LAST)
PATIENCE = 30.0
LOOPBACK = "127.0.0.1"


@dataclass
class BrowserHouse:
    """The open house, and where its pages are; `now` is its clock, set by hand."""

    house: House
    url: str
    now: datetime = field(default_factory=lambda: at_eight(READ_ON))

    def sign_in_link(self, person: str) -> str:
        """A link that was made on the server."""
        with self.house.sessions.begin() as session:
            return f"{self.url}{sign_in_path(make_link(session, person, road='server', now=self.now))}"

    def morning(self, day: date, *, release: bool = False) -> None:
        """One round, delivered into files; the clock stands half an hour after it."""
        self.now = at_eight(day)
        with self.house.sessions.begin() as session:
            hold_morning(session, self.house.orders, now=self.now, release=release)
        self.house.deliver(lambda: self.now)
        self.now += timedelta(minutes=30)

    def mails(self, person: str = "", day: date | None = None) -> list[str]:
        """The plain text of mails in the maildrop, of one person and one day where asked."""
        begins, whose = day.isoformat() if day else "", person.replace("@", "-")
        files = sorted((self.house.home / "mail").glob("*.eml"))
        return [_text(each.read_bytes()) for each in files if each.name.startswith(begins) and whose in each.name]

    def mail_that_begins(self, words: str, person: str) -> str:
        """The one mail to somebody that begins so, once it is there: a link goes after its page was answered."""
        until = time.monotonic() + PATIENCE
        found: list[str] = []
        while not found:
            assert time.monotonic() < until, f"no mail begins {words!r}"
            found = [each for each in self.mails(person) if each.startswith(words)]
            threading.Event().wait(0.05)
        [only] = found
        return only

    def answer_links(self, person: str) -> dict[str, str]:
        """The links of somebody's mail of the last morning, by the reference that each is about."""
        [text] = [each for each in self.mails(person, LAST) if "Answer:" in each]
        return {link.partition("ref=")[2]: link for link in re.findall(r"Answer: (\S+)", text)}

    def first_answer_link(self, person: str) -> str:
        """The first link by which somebody answers, of whatever morning."""
        first: str = re.findall(r"Answer: (\S+)", "".join(self.mails(person)))[0]
        return first

    def decision_links(self, person: str) -> dict[str, str]:
        """The links with which somebody decides, from their mail of the last morning, by reference."""
        text = "".join(self.mails(person, LAST))
        return {link.partition("ref=")[2]: link for link in re.findall(r"Decide: (\S+)", text)}

    def every_link(self) -> set[str]:
        """Whatever can be followed in any mail so far: in its text, in its HTML, and in its headers."""
        found: set[str] = set()
        for file in (self.house.home / "mail").glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            texts = [str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text"]
            written = " ".join([*texts, *(str(value) for value in mail.values())])
            found |= {
                each.rstrip(".,;)>").replace("&amp;", "&") for each in re.findall(r"https?://[^\s\"'<>]+", written)
            }
        return {each for each in found if each.startswith(self.url)}

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """All that the database holds, table by table."""
        with self.house.looking() as session:
            tables = PlanRow.metadata.sorted_tables
            return {each.name: [tuple(row) for row in session.execute(select(each))] for each in tables}


def at_eight(day: date) -> datetime:
    """Eight in the morning of a winter's day in London."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def furnish(home: Path, port: int, *, with_plan: bool = True) -> None:
    """The sample home; with its plan recorded and released, and five Mondays lived, unless told otherwise."""
    (home / "mail").mkdir(parents=True)
    (home / "chaser.toml").write_bytes((SAMPLE / "chaser.toml").read_bytes())
    made = _opened(home, port)
    with made.house.sessions.begin() as session:
        import_people(session, (SAMPLE / "people.csv").read_text("utf-8"), now=made.now)
    if with_plan:
        _record(made)
        for day in MORNINGS:
            made.morning(day, release=day == READ_ON)
    made.house.engine.dispose()


@contextmanager
def moved_in(home: Path, port: int, *, now: datetime) -> Iterator[BrowserHouse]:
    """A furnished home, its clock set, its pages served on the port that its mails name."""
    made = _opened(home, port)
    made.now = now
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        with _served(made, listening):
            yield made
    made.house.engine.dispose()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        port: int = listening.getsockname()[1]
        return port


def _opened(home: Path, port: int) -> BrowserHouse:
    url = f"http://{LOOPBACK}:{port}"
    return BrowserHouse(open_house(home, {"CHASER_WEB__URL": url}, now=at_eight(READ_ON)), url)


def _record(made: BrowserHouse) -> None:
    with resources.as_file(SAMPLE / "plan.docx") as file:
        reading, digest = read_document(open_document(file), as_of=READ_ON), sha256(file.read_bytes()).hexdigest()
    with made.house.sessions.begin() as session:
        record(
            session,
            PLAN,
            reading.plan,
            board="cog",
            file_name="plan.docx",
            sha256=digest,
            now=made.now,
            day=READ_ON,
        )
        re_resolve(session, READ_ON, now=made.now)


@contextmanager
def _served(made: BrowserHouse, listening: socket.socket) -> Iterator[None]:
    house = made.house
    desk = Desk(
        sessions=house.sessions,
        orders=house.orders,
        now=lambda: made.now,
        health=lambda: house.health(made.now),
        secret=house.secret,
        own_url=made.url,
        wake=lambda: house.deliver(lambda: made.now),
    )
    give_book(desk, house)
    server = uvicorn.Server(uvicorn.Config(create_app(desk), access_log=False, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        threading.Event().wait(0.02)
    yield
    server.should_exit = True
    thread.join(PATIENCE)


def _text(content: bytes) -> str:
    plain = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())
