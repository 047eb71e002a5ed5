"""chaser run: one process that wakes the rounds, delivers the mail and serves the pages, until it is told to stop."""

import ipaddress
import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime

import uvicorn

from scheduler.assembly import House
from scheduler.engine.embedded import EmbeddedEngine
from scheduler.engine.port import Engine
from scheduler.register.rounds import last_round
from scheduler.rounds.morning import MORNING, hold_morning
from scheduler.rules.hours import morning_due

log = logging.getLogger(__name__)
STOPS_WITHIN = 10.0
POST_EVERY = 20.0


class NotLoopback(ValueError):
    """An address that others can reach, while there is no sign-in."""


def run(house: House, clock: Callable[[], datetime]) -> int:
    """Run until SIGTERM or SIGINT; what is in hand is finished within ten seconds. Gives the exit code, 0."""
    refuse_beyond_loopback(house.settings.web.host)
    engine = EmbeddedEngine(clock)
    _set_to_work(engine, house, clock)
    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    server, thread = _serve(house, clock, engine)
    engine.start()
    log.info("serving on http://%s:%d", house.settings.web.host, house.settings.web.port)
    stopping.wait()
    log.info("stopping: what is in hand is finished")
    server.should_exit = True
    rested = engine.stop(seconds=STOPS_WITHIN)
    thread.join(STOPS_WITHIN)
    return 0 if rested else 1


def serve(house: House, clock: Callable[[], datetime]) -> None:
    """Serve the pages alone, with a clock that may stand still, until SIGTERM or SIGINT."""


def refuse_beyond_loopback(host: str) -> None:
    """Raises NotLoopback unless only this machine can reach `host`: there is no sign-in yet."""
    if host == "localhost":
        return
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise NotLoopback(
            f"[web] host is {host!r}, which others can reach, and there is no sign-in yet: set it to 127.0.0.1 and "
            "let a web server in front ask for a password."
        )


def _set_to_work(engine: Engine, house: House, clock: Callable[[], datetime]) -> None:
    def due(now: datetime) -> bool:
        with house.sessions() as session:
            last = last_round(session, MORNING)
        orders = house.orders
        return morning_due(now, last.at if last else None, zone=orders.zone, morning=orders.morning)

    def morning(now: datetime) -> None:
        with house.sessions.begin() as session:
            report = hold_morning(session, house.orders, now=now)
        log.info("morning round of %s: %d mails written", report.day, len(report.posted))
        engine.wake()

    def post(_: datetime) -> None:
        house.deliver(clock)

    engine.every(MORNING, due, morning)
    engine.beside("post", post, seconds=POST_EVERY)
