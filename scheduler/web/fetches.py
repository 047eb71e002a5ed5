"""How often feeds are fetched, kept in memory and written to the register now and then; a fetch writes nothing."""

import threading
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from scheduler.register.subscribers import count_fetch


class Fetched(NamedTuple):
    """How often a subscriber fetched their feed since the last flush, and when last (aware)."""

    times: int
    last_at: datetime


class FetchCounter:
    """Fetches since the last flush, by subscriber; for many threads at once."""

    def __init__(self) -> None:
        self._fetched: dict[int, Fetched] = {}
        self._guard = threading.Lock()

    def note(self, subscriber: int, at: datetime, times: int = 1) -> None:
        """A subscriber fetched their feed, the last time at an instant (aware)."""
        with self._guard:
            before = self._fetched.get(subscriber)
            if before is not None:
                times, at = times + before.times, max(before.last_at, at)
            self._fetched[subscriber] = Fetched(times, at)

    def flush(self, session: Session, now: datetime) -> int:
        """Write what was fetched up to `now` in the caller's transaction; gives how often that was.

        When the register refuses, everything is kept for the next time and the fault goes to the caller.
        """
        with self._guard:
            fetched, self._fetched = self._fetched, {}
        try:
            for subscriber, each in fetched.items():
                count_fetch(session, subscriber, fetches=each.times, now=min(each.last_at, now))
            session.flush()
        except Exception:
            for subscriber, each in fetched.items():
                self.note(subscriber, each.last_at, each.times)
            raise
        return sum(each.times for each in fetched.values())
