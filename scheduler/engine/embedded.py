"""The engine of one node: APScheduler ticks, threads deliver; a fault is logged, shown, and stops nothing else."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.engine.port import Due, Pulse, Work

log = logging.getLogger(__name__)
TICK = "tick"


class EmbeddedEngine:
    """Ticks each `tick_seconds`; `clock` gives aware UTC instants.

    APScheduler plans by the clock on the wall: set back by an hour, it would sleep for that hour. The threads
    beside it wait by the monotonic clock, so they notice a tick that stays out and plan it anew.
    """

    def __init__(self, clock: Callable[[], datetime], *, tick_seconds: float = 60) -> None:
        self._clock = clock
        self._tick_seconds = tick_seconds
        self._rounds: list[tuple[str, Due, Work]] = []
        self._threads: list[threading.Thread] = []
        self._pulses: dict[str, Pulse] = {}
        self._woken: list[threading.Event] = []
        self._stopping = threading.Event()
        self._ticking = threading.Lock()
        self._ticked = monotonic()
        self._scheduler = BackgroundScheduler(timezone="UTC")

    def every(self, name: str, due: Due, work: Work) -> None:
        """See Engine.every."""
        self._pulses[name] = Pulse(name=name)
        self._rounds.append((name, due, work))

    def beside(self, name: str, work: Work, *, seconds: float) -> None:
        """See Engine.beside."""
        self._pulses[name] = Pulse(name=name)
        woken = threading.Event()
        self._woken.append(woken)
        loop = threading.Thread(target=self._loop, args=(name, work, seconds, woken), name=name, daemon=True)
        self._threads.append(loop)

    def wake(self) -> None:
        """See Engine.wake."""
        for woken in self._woken:
            woken.set()

    def start(self) -> None:
        """See Engine.start."""
        self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=self._tick_seconds,
            id=TICK,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()
        self._threads.append(threading.Thread(target=self._tick, name="first tick", daemon=True))
        for thread in self._threads:
            thread.start()

    def stop(self, *, seconds: float) -> bool:
        """See Engine.stop."""
        until = monotonic() + seconds
        self._stopping.set()
        self.wake()
        self._scheduler.shutdown(wait=False)
        for loop in self._threads:
            loop.join(max(0.0, until - monotonic()))
        rested = self._ticking.acquire(timeout=max(0.0, until - monotonic()))
        return rested and not any(loop.is_alive() for loop in self._threads)

    def health(self) -> tuple[Pulse, ...]:
        """See Engine.health."""
        return tuple(self._pulses.values())

    def _tick(self) -> None:
        with self._ticking:
            self._ticked = monotonic()
            for name, due, work in self._rounds:
                if not self._stopping.is_set():
                    self._run(name, work, due)

    def _run(self, name: str, work: Work, due: Due | None = None) -> None:
        now = self._clock()
        try:
            if due is not None and not due(now):
                return
            work(now)
        except Exception as fault:  # whatever it is, the next round must still run; health shows it
            log.exception("%s failed", name)
            said = f"{type(fault).__name__}: {fault}"
            self._pulses[name] = replace(self._pulses[name], last_at=now, fault=said)
        else:
            self._pulses[name] = replace(self._pulses[name], last_at=now, last_good_at=now, fault="")

    def _loop(self, name: str, work: Work, seconds: float, woken: threading.Event) -> None:
        while not self._stopping.is_set():
            self._run(name, work)
            self._mind_the_ticks()
            woken.wait(seconds)
            woken.clear()

    def _mind_the_ticks(self) -> None:
        if monotonic() - self._ticked > 2 * self._tick_seconds and not self._stopping.is_set():
            log.warning(
                "no tick for %.0f s: the clock was set back; planning the next one anew", monotonic() - self._ticked
            )
            self._ticked = monotonic()
            self._scheduler.reschedule_job(TICK, trigger="interval", seconds=self._tick_seconds)
            self._tick()
