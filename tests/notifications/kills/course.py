"""A course of deliveries in which processes die: two at work, a relay that keeps count, and what became of it all."""

import multiprocessing
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.sharedctypes import RawValue
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import drain
from notifications.outbox import FINAL, Entry
from notifications.transports.smtp import Smtp
from scheduler.register import database
from tests.notifications.kills.node import node, shown
from tests.notifications.kills.sink import Dot, sink
from tests.notifications.mails import EIGHT, EVERY_DAY, new_message, notice
from tests.notifications.transports.relays import relay_at

AT_ONCE = 2
AFTER_EACH = timedelta(minutes=6)  # longer than a lease, far shorter than a handoff
A_WHILE = timedelta(hours=1)  # longer than a handoff and the wait for evidence
LONG_ENOUGH = 40
A_MOMENT = 0.05  # seconds
PATIENCE = 60.0  # seconds for a sign of life, however busy the machine


@dataclass
class Course:
    """Two delivery processes on one outbox; `dots` are what the relay was brought, in order."""

    engine: Engine
    context: ForkServerContext
    port: int
    tells: Connection
    journals: Path
    clock: c_double = field(default_factory=lambda: RawValue(c_double, 0.0))
    dots: list[Dot] = field(default_factory=list)
    nodes: list[ForkServerProcess] = field(default_factory=list)
    started: int = 0
    killed: int = 0

    @property
    def sessions(self) -> sessionmaker[Session]:
        """Sessions on the outbox."""
        return database.sessions(self.engine)

    def put(self, messages: int) -> None:
        """A digest to each of so many people."""
        with self.sessions.begin() as session:
            for number in range(messages):
                person, key = f"person{number}@example.org", f"{number:06d}"
                body = f"Message-ID: <{key}@example.org>\r\nTo: {person}\r\n\r\nHello\r\n".encode()
                outbox.put(session, new_message(key, recipient=person, body=body), [notice(person=person)], now=EIGHT)

    def start(self) -> None:
        """One more delivery process."""
        self.started += 1
        address = self.engine.url.render_as_string(hide_password=False)
        hears, tells = self.context.Pipe(duplex=False)
        given = (address, self.port, self.clock, f"node {self.started}", self.journals, tells)
        process = self.context.Process(target=node, args=given, daemon=True)
        process.start()
        self.nodes.append(process)
        hears.recv()

    def end(self, how: signal.Signals) -> int | None:
        """End the process that has run the longest; gives its exit code."""
        ended = self.nodes.pop(0)
        os.kill(ended.pid or 0, how)
        ended.join(PATIENCE)
        self.killed += ended.exitcode == -signal.SIGKILL
        return ended.exitcode

    def hear(self, dots: int) -> bool:
        """Wait until the relay was brought so many messages in all; False when no more come."""
        while len(self.dots) < dots:
            if not self.tells.poll(PATIENCE):
                return False
            self.dots.append(self.tells.recv())
        return True

    def run(self, messages: int, ends: int, how: signal.Signals) -> None:
        """Bring all messages to the relay, while `ends` processes are ended that way and started anew."""
        self.put(messages)
        for _ in range(AT_ONCE):
            self.start()
        for end in range(ends):
            assert self.hear((end + 1) * messages // (ends + 1)), "no process sends any more"
            threading.Event().wait(random.uniform(0, A_MOMENT))  # so that no kill is tied to what was just heard
            self.end(how)
            self.clock.value += AFTER_EACH.total_seconds()
            self.start()
        self.finish()

    def finish(self) -> None:
        """Let the processes end in peace, and bring what is left over as the hours go by."""
        assert [self.end(signal.SIGTERM) for _ in range(AT_ONCE)] == [0] * AT_ONCE
        relay = Smtp(relay_at(self.port))
        for _ in range(LONG_ENOUGH):
            drain(
                self.sessions, relay, now=lambda: shown(self.clock), node="last", days=EVERY_DAY, journals=self.journals
            )
            if all(entry.state in FINAL or entry.next_try_at is None for entry in self.entries().values()):
                break
            self.clock.value += A_WHILE.total_seconds()
        while self.tells.poll(0):
            self.dots.append(self.tells.recv())

    def entries(self) -> dict[str, Entry]:
        """Every message as it stands, by its Message-ID."""
        with self.sessions() as session:
            return {entry.message_id: entry for entry in outbox.entries(session, limit=1_000_000)}

    def brought(self) -> Counter[str]:
        """How often each message came, by its Message-ID."""
        return Counter(dot.message_id for dot in self.dots)


@contextmanager
def course(engine: Engine, journals: Path) -> Iterator[Course]:
    """The relay in its own process, and nobody at work yet; the tables are there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([node.__module__, sink.__module__])
    hears, tells = context.Pipe(duplex=False)
    relay = context.Process(target=sink, args=(tells,), daemon=True)
    relay.start()
    running = Course(engine, context, hears.recv(), hears, journals)
    try:
        yield running
    finally:
        for each in (*running.nodes, relay):
            each.kill()
            each.join()
            each.close()
