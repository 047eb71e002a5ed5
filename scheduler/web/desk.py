"""What the pages work with, handed to them by whoever puts the house together; and how a request reaches it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session, sessionmaker

from scheduler.register.database import READS
from scheduler.rounds.orders import StandingOrders
from scheduler.web.fetches import FetchCounter
from scheduler.web.health import Health


@dataclass(frozen=True, kw_only=True)
class Desk:
    """All that the pages need. `now` gives the present instant (aware); `secret` signs and reads their links.

    Whoever runs the pages writes `fetches` to the register now and then: `desk.fetches.flush(session, now)`.
    """

    sessions: sessionmaker[Session]
    orders: StandingOrders
    now: Callable[[], datetime]
    health: Callable[[], Health]
    secret: bytes
    fetches: FetchCounter = field(default_factory=FetchCounter)

    @property
    def today(self) -> date:
        """The local day in the boards' zone."""
        return self.orders.local_day(self.now())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write, and on SQLite neither waits for a writer nor holds one up."""
        with self.sessions() as session:
            session.connection(execution_options=READS)
            yield session


async def desk_of(request: Request) -> Desk:
    """The desk of the running application."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
