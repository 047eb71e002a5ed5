"""The least that each demanded part of a morning's mail costs alone: what no way from register to relay can save.

Each does one thing for so many mails, by the plainest means that Python has, and decides nothing. mail_rounds.py
measures them in the run of the whole way.
"""

import os
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert, select

from benchmarks.mail_house import ACTIONS_EACH, name
from benchmarks.mail_words import by_ours, words_of_a_digest

TITLE = "Agree and publish one threshold document for all partners, with examples & practice, part {number}"
TEXT = """Dear {{ name }}

{% for ref, title, link in lines %}{{ ref }} {{ title }}
{{ link }}

{% endfor %}"""
HTML = """<!doctype html><html lang="en-GB"><body><h1>{{ name }}</h1><table role="presentation">
{% for ref, title, link in lines %}<tr><td>{{ ref }}</td><td><a href="{{ link }}">{{ title }}</a></td></tr>
{% endfor %}</table></body></html>
"""
OUTBOX = """
CREATE TABLE messages (id TEXT PRIMARY KEY, recipient TEXT, day TEXT, subject TEXT, state TEXT, body BLOB);
CREATE TABLE notices (
    commitment TEXT, target TEXT, kind TEXT, slot TEXT, person TEXT, message TEXT, reason TEXT,
    UNIQUE (commitment, target, kind, slot, person)
);
CREATE TABLE entries (key TEXT PRIMARY KEY, facts TEXT, words TEXT);
"""
DAY = "2025-03-03"
AT_ONCE = 100
ACTIONS = Table(
    "actions",
    MetaData(),
    Column("id", Integer, primary_key=True),
    *(Column(each, String) for each in ("plan", "ref", "title", "target", "lead")),
)
Spend = Callable[[int], None]


def templates(_folder: Path, _mails: int) -> Spend:
    """Five refs, titles and links a mail, as text and as HTML, by Jinja with autoescape; compiled beforehand."""
    plain, markup = Environment(), Environment(autoescape=True)
    text, html = plain.from_string(TEXT), markup.from_string(HTML)

    def spend(mails: int) -> None:
        for number in range(mails):
            refs = [f"{number}.{each}" for each in range(ACTIONS_EACH)]
            lines = [(ref, TITLE.format(number=ref), f"https://chaser.example.org/actions/{ref}") for ref in refs]
            said = {"name": f"Ada Bramber {number}", "lines": lines}
            text.render(said)
            html.render(said)

    return spend


def outbox(folder: Path, _mails: int) -> Spend:
    """A message, its five notices and its entry in the ledger with two digests, by `sqlite3`; then all of it read."""
    content = by_ours(words_of_a_digest())
    database = sqlite3.connect(folder / "outbox.db", isolation_level=None)
    database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {OUTBOX}")

    def spend(mails: int) -> None:
        database.execute("BEGIN IMMEDIATE")
        for first in range(0, mails, AT_ONCE):
            _put(database, range(first, min(first + AT_ONCE, mails)), content)
        database.execute("COMMIT")
        for table in ("messages", "notices", "entries"):
            for _ in database.execute(f"SELECT * FROM {table}"):
                pass

    return spend


def journal(folder: Path, _mails: int) -> Spend:
    """A line a mail, on the disk before the next."""
    file = os.open(folder / "journal", os.O_WRONLY | os.O_CREAT)

    def spend(mails: int) -> None:
        for number in range(mails):
            os.write(file, f"taken 1 {number:032x} 250 2.0.0 Ok\n".encode())
            os.fdatasync(file)

    return spend


def register(folder: Path, mails: int) -> Spend:
    """Five actions a person, read as plain rows by SQLAlchemy's Core; they are written beforehand."""
    engine = create_engine(f"sqlite:///{folder / 'register.db'}")
    ACTIONS.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(ACTIONS), [_action(number) for number in range(mails * ACTIONS_EACH)])

    def spend(_mails: int) -> None:
        with engine.connect() as connection:
            for _ in connection.execute(select(ACTIONS).order_by(ACTIONS.c.id)).all():
                pass

    return spend


# What each part is called in the table, and what it does; the two without are measures of mail_rounds.py of that name.
PARTS: dict[str, Callable[[Path, int], Spend]] = {
    "five actions loaded, by SQLAlchemy's Core": register,
    "five refs, titles and links in text and HTML, by Jinja": templates,
    "message, five notices, two digests, by `sqlite3`": outbox,
    "a journal's line on the disk": journal,
}
BESIDE = ("composed by email.mime, as we do", "sending alone")


def _put(database: sqlite3.Connection, mails: range, content: bytes) -> None:
    people = [(number, f"person{number}@example.org", content + b"%d" % number) for number in mails]
    messages = [(f"{number:032x}", person, DAY, "5 actions need you", "ready", body) for number, person, body in people]
    database.executemany("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)", messages)
    notices = [
        (f"plan/{number}.{each}", DAY, "late", DAY, person, f"{number:032x}", "late")
        for number, person, _ in people
        for each in range(ACTIONS_EACH)
    ]
    database.executemany("INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?, ?)", notices)
    entries = [
        (f"{number:032x}", sha256(f"{number} {person} {DAY}".encode()).hexdigest(), sha256(body).hexdigest())
        for number, person, body in people
    ]
    database.executemany("INSERT INTO entries VALUES (?, ?, ?)", entries)


def _action(number: int) -> dict[str, str]:
    return {
        "plan": f"plan-{number // 500}",
        "ref": f"{number // 10}.{number % 10}",
        "title": TITLE.format(number=number),
        "target": DAY,
        "lead": name(number // ACTIONS_EACH),
    }


def table(each: dict[str, float], *, floor: float, whole: float) -> str:
    """The parts as a Markdown table with their sum, and what it says of four times the floor; CPU ms a mail."""
    parts = [*PARTS, *BESIDE]
    together = sum(each[part] for part in parts)
    lines = ["| part | CPU a mail | as a multiple of the floor |", "| --- | ---: | ---: |"]
    rows = [*((part, each[part]) for part in parts), ("these six together", together), ("the whole way", whole)]
    lines += [f"| {what} | {spent:.2f} ms | {spent / floor:.1f} |" for what, spent in rows]
    return "\n".join([*lines, "", _verdict(together, floor=floor, whole=whole)])


def _verdict(together: float, *, floor: float, whole: float) -> str:
    goal = 4 * floor
    can = "leave room for it" if together < goal else "cost more than that"
    return (
        f"Four times the floor is {goal:.2f} ms a mail. These six {can}: {together:.2f} ms, before anything is\n"
        f"decided, worded or checked, and without the states that a message goes through. The whole way takes\n"
        f"{whole:.2f} ms, of which {whole - together:.2f} ms are not among the six."
    )
