"""A delivery process, as `chaser run` has one, on a clock that the test sets; it is killed, or told to stop."""

import signal
import threading
from collections.abc import Callable
from ctypes import c_double
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from notifications.delivery import drain
from notifications.transports.smtp import Smtp
from scheduler.register.database import open_database, sessions
from tests.notifications.mails import EIGHT, EVERY_DAY
from tests.notifications.transports.relays import relay_at

BATCH = 10
LOOKS_EVERY = 0.02


def shown(clock: c_double) -> datetime:
    """The time on the clock: so many seconds after eight."""
    return EIGHT + timedelta(seconds=clock.value)


def node(address: str, port: int, clock: c_double, name: str, journals: Path, tells: Connection) -> None:
    """Drain again and again until SIGTERM, which finishes what is in hand; `tells` hears when it is at work."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    tells.send(name)
    engine = open_database(address)
    makes, relay = sessions(engine), Smtp(relay_at(port))
    # As `chaser run` does: where another machine may take over, each mail goes for itself.
    together = BATCH if engine.dialect.name == "sqlite" else 1
    now: Callable[[], datetime] = lambda: shown(clock)  # noqa: E731 - a name for what drain asks the time
    while not stopping.is_set():
        drain(
            makes,
            relay,
            now=now,
            node=name,
            days=EVERY_DAY,
            batch=BATCH,
            stop=stopping.is_set,
            journals=journals,
            together=together,
        )
        stopping.wait(LOOKS_EVERY)
    engine.dispose()
