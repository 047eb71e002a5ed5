"""chaser run: one process that wakes the rounds, delivers the mail and serves the pages, until it is told to stop."""

import logging
import signal
import socket
import threading
from collections.abc import Callable
from datetime import datetime

import uvicorn

from scheduler.accounts import provider_of
from scheduler.assembly import House
from scheduler.engine.embedded import EmbeddedEngine
from scheduler.engine.port import Engine
from scheduler.home_check import is_behind_tls, is_loopback
from scheduler.incoming import FETCH_EVERY, comes_in, fetch, is_redirected
from scheduler.programs import tell_programs
from scheduler.register.lookups import address_keys
from scheduler.register.rounds import last_round
from scheduler.rounds.bounces import BOUNCES
from scheduler.rounds.morning import MORNING, hold_morning
from scheduler.rules.hours import morning_due
from scheduler.settings_book import give_book
from scheduler.web.app import create_app
from scheduler.web.desk import Desk
from scheduler.web.feed_front import FeedFront
from scheduler.web.feed_protocol import protocol_for
from scheduler.web.health import Health

log = logging.getLogger(__name__)
STOPS_WITHIN = 10.0
POST_EVERY = 20.0


class NotLoopback(ValueError):
    """An address that others can reach, without TLS in front."""


class PortTaken(OSError):
    """The address of the pages is in use by another process."""


def run(house: House, clock: Callable[[], datetime]) -> int:
    """Run until SIGTERM or SIGINT; what is in hand is finished within ten seconds. Gives the exit code, 0."""
    refuse_in_the_open(house)
    engine = EmbeddedEngine(clock)
    desk = _desk(house, clock, lambda: house.health(clock(), engine.health()), wake=engine.wake)
    stopping = _told_to_stop()
    _set_to_work(engine, house, desk, stopping)
    server, thread = _serve(desk, house.settings.web.host, house.settings.web.port)
    engine.start()
    log.info("chaser runs; pages on http://%s:%d", house.settings.web.host, house.settings.web.port)
    stopping.wait()
    log.info("stopping: what is in hand is finished")
    server.should_exit = True
    rested = engine.stop(seconds=STOPS_WITHIN)
    thread.join(STOPS_WITHIN)
    _write_fetches(desk, clock())
    return 0 if rested else 1


def serve(house: House, clock: Callable[[], datetime]) -> None:
    """Serve the pages alone, with a clock that may stand still, until SIGTERM or SIGINT."""
    refuse_in_the_open(house)
    stopping = _told_to_stop()
    desk = _desk(house, clock, lambda: house.health(clock()), wake=lambda: house.deliver(clock))
    server, thread = _serve(desk, house.settings.web.host, house.settings.web.port)
    stopping.wait()
    server.should_exit = True
    thread.join(STOPS_WITHIN)


def refuse_in_the_open(house: House) -> None:
    """Raises NotLoopback where links and sessions would cross a network without TLS."""
    web = house.settings.web
    if not (is_loopback(web.host) or is_behind_tls(web.url)):
        raise NotLoopback(
            f"[web] host is {web.host!r}, which others can reach, and [web] url does not say https: set host to "
            "127.0.0.1, or let a web server in front speak TLS and set url to its https address."
        )


def _told_to_stop() -> threading.Event:
    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    return stopping


def _desk(
    house: House, clock: Callable[[], datetime], health: Callable[[], Health], *, wake: Callable[[], object]
) -> Desk:
    web = house.settings.web
    desk = Desk(
        sessions=house.sessions,
        orders=house.orders,
        now=clock,
        health=health,
        secret=house.secret,
        own_url=f"http://{web.host}:{web.port}",
        administrators=_administrators(house),
        wake=wake,
        notify_token=house.settings.notify.callback_token.get_secret_value(),
        is_redirected=is_redirected(house),
        webhook_hosts=house.settings.webhooks.inside,
        provider=provider_of(house.settings),
    )
    give_book(desk, house)
    return desk


def _administrators(house: House) -> frozenset[str]:
    with house.looking() as session:
        keys = address_keys(session)
    return frozenset(keys.get(each.email, each.email) for each in house.settings.web.administrators)


def _serve(desk: Desk, host: str, port: int) -> tuple[uvicorn.Server, threading.Thread]:
    """The pages in a thread of their own. Addresses of feeds are secrets, so that no access is logged."""
    app = create_app(desk)
    connections = protocol_for(FeedFront(desk, app.state.feeds))
    config = uvicorn.Config(app, host=host, port=port, http=connections, access_log=False, log_level="warning")
    listening = _listen(host, port)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name="pages", daemon=True)
    thread.start()
    return server, thread


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever comes before the pages are up waits for them
    except OSError as fault:
        listening.close()
        raise PortTaken(
            f"the pages cannot be served on {host}, port {port}: {fault.strerror}. Is Chaser running already? "
            "Else set another [web] port, or CHASER_WEB__PORT."
        ) from fault
    return listening


def _set_to_work(engine: Engine, house: House, desk: Desk, stopping: threading.Event) -> None:
    def due(now: datetime) -> bool:
        with house.looking() as session:
            last = last_round(session, MORNING)
        orders = house.orders
        return morning_due(now, last.began_at if last else None, zone=orders.zone, morning=orders.morning)

    def morning(now: datetime) -> None:
        with house.sessions.begin() as session:
            report = hold_morning(session, house.orders, now=now, whole=False)
        log.info("morning round of %s: %d mails written", report.day, report.mailed)
        engine.wake()

    def post(now: datetime) -> None:
        house.deliver(desk.now, stop=stopping.is_set)
        _write_fetches(desk, now)

    engine.every(MORNING, due, morning)

    def come_in(now: datetime) -> None:
        counts = fetch(house, desk.now, stop=stopping.is_set)
        if counts:
            log.info("taken in: %s", ", ".join(f"{number} {each.value}" for each, number in counts.items()))

    def tell(now: datetime) -> None:
        tell_programs(house, desk.now, stop=stopping.is_set)

    engine.beside("post", post, seconds=POST_EVERY)
    engine.beside("webhooks", tell, seconds=POST_EVERY)  # beside the post: a program that is slow holds up no mail
    if comes_in(house):
        engine.beside(BOUNCES, come_in, seconds=FETCH_EVERY)


def _write_fetches(desk: Desk, now: datetime) -> None:
    with desk.sessions.begin() as session:
        desk.fetches.flush(session, now)
