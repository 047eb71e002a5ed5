"""GOV.UK Notify as a road, by its own client: one template with ((subject)) and ((body)), our id as its reference.

What its answers mean is notify_answers.py's, how a mail becomes its Markdown notify_words.py's.
"""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from threading import Lock
from time import monotonic, sleep
from typing import Any, Protocol

from notifications.message import UnusableAddress, checked_address
from notifications.transports.contract import (
    Accepted,
    Carrier,
    Envelope,
    Heard,
    Outcome,
    Phase,
    Refused,
    Unreachable,
    unheard,
)
from notifications.transports.notify_answers import broken, meaning
from notifications.transports.notify_words import NotifyWords, words_of

ADDRESS = "https://api.notifications.service.gov.uk"
CLIENT = "notifications_python_client"
NOT_INSTALLED = "the client of GOV.UK Notify is not installed: pip install 'chaser[notify]'"
PER_MINUTE = 3000  # requests that Notify takes of one key (its documentation, "Rate limits")
WAITS = (10.0, 60.0)  # seconds for the connection, and for an answer
PLACES = ("subject", "body")


@dataclass(frozen=True, kw_only=True)
class Account:
    """A service at GOV.UK Notify: its key, the one template, and the reply-to address by its id, empty for none."""

    key: str = field(repr=False)
    template: str
    reply_to: str = ""
    url: str = ADDRESS


class NotInstalled(Exception):
    """The client, an extra, is missing; `str()` names the cure."""


class Turns(Protocol):
    """Whoever says when the next request may go; SharedTurns does for several processes (pace.py)."""

    def wait(self) -> None:
        """Wait for the next free moment, and take it."""
        ...


@dataclass(kw_only=True)
class Pace:
    """At most so many requests a minute of this process, evenly spread; several threads may share one."""

    per_minute: int = PER_MINUTE
    elapsed: Callable[[], float] = monotonic
    pause: Callable[[float], None] = sleep
    _free_at: float = 0.0
    _turn: Lock = field(default_factory=Lock)

    def wait(self) -> None:
        """Wait for the next free moment, and take it."""
        with self._turn:
            now = self.elapsed()
            begins_at = max(now, self._free_at)
            self._free_at = begins_at + 60 / self.per_minute
        if begins_at > now:
            self.pause(begins_at - now)


@dataclass(frozen=True, kw_only=True)
class Notify:
    """A service at GOV.UK Notify as a road."""

    account: Account
    pace: Turns = field(default_factory=Pace)
    name: str = "notify"

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """One client for several messages; it asks nothing before the first."""
        yield _Open(self, heard)

    def has(self, envelope: Envelope) -> bool | None:
        """Whether Notify knows a mail by our id as its reference, whatever became of it; None where it is silent."""
        found = self.ask(lambda client: client.get_all_notifications(reference=envelope.id))
        return bool(found.get("notifications")) if isinstance(found, dict) else None

    def ask(self, request: Callable[[Any], Any]) -> Any:
        """What Notify answers to a request by its client, or what its error means, as an Outcome."""
        try:
            client = _client(self.account)
        except NotInstalled as missing:
            return Unreachable(phase=Phase.CONNECT, answer=str(missing))
        return asked(client, request, self.pace)


@dataclass
class _Open:
    road: Notify
    heard: Heard
    client: Any = None

    def ready(self) -> Unreachable | None:
        """Log in, and see that the template is there and has the places for our words; asked once."""
        if self.client is not None:
            return None
        try:
            client = _client(self.road.account)
        except NotInstalled as missing:
            return self._closed(Unreachable(phase=Phase.CONNECT, answer=str(missing)))
        template = asked(client, lambda api: api.get_template(self.road.account.template), self.road.pace)
        unfit = _unfit(template)
        if unfit:
            return self._closed(unfit)
        self.heard(Phase.LOGIN, f"200 the template {template.get('name') or self.road.account.template!r} is there")
        self.client = client
        return None

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over, and say what Notify answered."""
        closed = self.ready()
        if closed is not None:
            return closed
        try:
            address = checked_address(envelope.recipient)
        except UnusableAddress as wrong:
            return Refused(phase=Phase.RECIPIENT, answer=str(wrong), blames_address=True)
        words = words_of(envelope.content)
        answer = asked(self.client, lambda api: _send(api, self.road.account, envelope, address, words), self.road.pace)
        outcome = Accepted(answer=f"201 {answer.get('id', '')}".strip()) if isinstance(answer, dict) else answer
        self.heard(Phase.DOT if isinstance(outcome, Accepted) else outcome.phase, outcome.answer)
        return outcome

    def _closed(self, why: Unreachable) -> Unreachable:
        self.heard(why.phase, why.answer)
        return why


def _unfit(template: Any) -> Unreachable | None:
    """Why nothing can go with this template; a fault that would pass is taken for a closed road here."""
    if not isinstance(template, dict):
        return Unreachable(phase=template.phase, answer=template.answer)
    missing = [f"(({place}))" for place in PLACES if f"(({place}))" not in str(template.get(place, ""))]
    if not missing:
        return None
    answer = f"the template has no {' and no '.join(missing)}: give it ((subject)) as subject and ((body)) as message"
    return Unreachable(phase=Phase.CONTENT, answer=answer)


def _send(client: Any, account: Account, envelope: Envelope, address: str, words: NotifyWords) -> Any:
    return client.send_email_notification(
        email_address=address,
        template_id=account.template,
        personalisation={"subject": words.subject, "body": words.body},
        reference=envelope.id,
        email_reply_to_id=account.reply_to or None,
        one_click_unsubscribe_url=words.unsubscribe_url or None,
    )


def is_installed() -> bool:
    """Whether the official client, an extra, is there."""
    return find_spec(CLIENT) is not None


def _client(account: Account) -> Any:
    """The official client; it carries no types. Raises NotInstalled."""
    try:
        package = importlib.import_module(f"{CLIENT}.notifications")
    except ModuleNotFoundError as missing:
        raise NotInstalled(NOT_INSTALLED) from missing
    return package.NotificationsAPIClient(account.key, base_url=account.url, timeout=WAITS)


def asked(client: Any, request: Callable[[Any], Any], pace: Turns) -> Any:
    """Notify's answer as its client reads it (a dict), or an Outcome that says what its error means."""
    errors = importlib.import_module(f"{CLIENT}.errors")
    pace.wait()
    try:
        answer = request(client)
    except errors.HTTPError as fault:
        if fault.response is None:
            return broken(fault.__cause__)
        return meaning(fault.status_code, fault.message)
    except errors.InvalidResponse as garbage:
        return broken(garbage)
    return answer if isinstance(answer, dict) else broken(ValueError(f"not the answer of an API: {answer!r}"))
