"""How often somebody may ask for a sign-in link, or try links that are none of ours. A link that is good is never
counted and never refused.

Kept in memory, each process for itself, on purpose: in the register each wrong try of a stranger would take the
writer's lock and a sync of the disk, which is what they would try to take from the morning round. Nothing hangs on the
number: secrets have 256 bits, so that twice as many guesses find no more. What must not double, how many links a
person is mailed, is counted in the register, for all processes together (rounds/links_by_mail.py).
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import Request
from starlette.exceptions import HTTPException

MOST_CLIENTS = 10_000
TOO_OFTEN = "This was tried too often from where you are. Wait ten minutes, then try again."


@dataclass
class Limit:
    """At most `most` tries of one client within a time; the client is what the caller knows them by."""

    most: int
    within: timedelta
    _tries: dict[str, deque[datetime]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, client: str, now: datetime) -> bool:
        """Count one try at an instant (aware); False when it is one too many."""
        with self._guard:
            tries = self._tries.pop(client, deque())
            while tries and tries[0] <= now - self.within:
                tries.popleft()
            allowed = len(tries) < self.most
            if allowed:
                tries.append(now)
            self._tries[client] = tries  # last in the order: the one who came longest ago is forgotten first
            if len(self._tries) > MOST_CLIENTS:
                del self._tries[next(iter(self._tries))]
            return allowed


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one application: asks and misses by client, renewed answer links by person."""

    asks: Limit = field(default_factory=lambda: Limit(most=10, within=timedelta(minutes=10)))
    misses: Limit = field(default_factory=lambda: Limit(most=30, within=timedelta(minutes=10)))
    renewals: Limit = field(default_factory=lambda: Limit(most=3, within=timedelta(minutes=10)))


def client_of(request: Request) -> str:
    """What a client is known by: its address, as the web server in front says it."""
    return request.client.host if request.client else ""


def keep_within(limit: Limit, request: Request, now: datetime) -> None:
    """Count a try; raises 429 when it is one too many."""
    if not limit.take(client_of(request), now):
        raise HTTPException(429, TOO_OFTEN)
