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
from scheduler.web.kept_looks import MARK, KeptLooks
from scheduler.web.limits import Limits
from scheduler.web.oidc import Provider
from scheduler.web.settings_port import SettingsBook


def do_nothing() -> None:
    """Mail that was just written waits for the next delivery."""


@dataclass(kw_only=True)
class Desk:
    """All that the pages need. `now` gives the present instant (aware); `secret` signs and reads their links.

    `orders` are replaced as a whole when the settings are changed at the desk, so that nobody keeps them; nothing
    else ever is. `book` holds the settings, None where there is no file of them; `provider` knows an organisation's
    accounts, None where people sign in by mail alone.

    Whoever runs the pages writes `fetches` to the register now and then: `desk.fetches.flush(session, now)`.
    `own_url` is where the pages are on this computer, for links while no other address is published;
    `administrators` are addresses; `wake` lets mail that was just written go at once. `notify_token` is
    what GOV.UK Notify's callbacks carry, empty where none are expected; `is_redirected` says that mails go to
    somebody else than the people they are for. `webhook_hosts` are hosts inside that webhooks may go to.
    """

    sessions: sessionmaker[Session]
    orders: StandingOrders
    now: Callable[[], datetime]
    health: Callable[[], Health]
    secret: bytes
    fetches: FetchCounter = field(default_factory=FetchCounter)
    own_url: str = "http://127.0.0.1:8024"
    administrators: frozenset[str] = frozenset()
    wake: Callable[[], object] = do_nothing
    limits: Limits = field(default_factory=Limits)
    notify_token: str = field(default="", repr=False)
    is_redirected: bool = False
    webhook_hosts: tuple[str, ...] = ()
    book: SettingsBook | None = None
    provider: Provider | None = None
    looks: KeptLooks = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.looks = KeptLooks(self.sessions)

    @property
    def today(self) -> date:
        """The local day in the boards' zone."""
        return self.orders.local_day(self.now())

    @property
    def base_url(self) -> str:
        """What links of ours begin with."""
        return self.orders.web_url or self.own_url

    @property
    def is_behind_tls(self) -> bool:
        """Whether people reach the pages over TLS alone, as the published address says."""
        return self.orders.web_url.startswith("https://")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write, and on SQLite neither waits for a writer nor holds one up."""
        mark = self.looks.now()
        with self.sessions(info={MARK: mark}) as session:
            session.connection(execution_options=READS)
            yield session


async def desk_of(request: Request) -> Desk:
    """The desk of the running application."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
