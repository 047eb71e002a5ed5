"""A road to other programs: each message goes by POST, signed, to the address that was registered for it.

Signed as Standard Webhooks has it (standardwebhooks.com); a message that is sent again keeps its id, by which
receivers drop what comes twice. Which addresses may be called is webhook_addresses.py's.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from standardwebhooks import Webhook

from notifications.transports.contract import (
    Accepted,
    Carrier,
    Envelope,
    Heard,
    Later,
    Outcome,
    Phase,
    Refused,
    unheard,
)
from notifications.transports.webhook_addresses import (
    LookUp,
    NotCalled,
    Target,
    UnusableUrl,
    called_address,
    look_up,
    target_of,
)

NAME = "webhook"
LONGEST_ANSWER = 64 * 1024  # more of a receiver's answer is not read
GONE = 410
BUSY = frozenset({429, 502, 503, 504})
ENDED = "this webhook was ended"
FAULTS = (OSError, http.client.HTTPException, ValueError)  # ValueError: what ssl says of a socket that was shut


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Another program: where it listens, and the secret that it shares with us."""

    url: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Webhooks:
    """Knows receivers by the names that messages have them under; `now` dates each try (aware).

    `inside` are hosts of the organisation's own network, which may be called though they are not public; `ca_file`
    names the certificates to trust, empty for the system's. `step_seconds` is waited for each step, `whole_seconds`
    for all of them.
    """

    receivers: Callable[[str], Receiver | None]
    now: Callable[[], datetime]
    inside: Collection[str] = ()
    ca_file: str = ""
    step_seconds: float = 10
    whole_seconds: float = 30
    looked_up: LookUp = look_up
    name: str = NAME

    @contextmanager
    def session(self, heard: Heard = unheard) -> Iterator[Carrier]:
        """The road, open; every message has a connection of its own."""
        yield _Open(self, heard)

    def has(self, _envelope: Envelope) -> bool:
        """Nobody can ask a receiver what it took: it knows a message that comes again by its id."""
        return False


@dataclass
class _Open:
    """`silent` are receivers that did not answer a moment ago, and why: the others do not wait for them again."""

    road: Webhooks
    heard: Heard
    silent: dict[str, str] = field(default_factory=dict)

    def ready(self) -> None:
        """Nothing is opened before it is known for whom."""

    def send(self, envelope: Envelope) -> Outcome:
        """POST one message, once; a receiver's fault is an outcome."""
        receiver = self.road.receivers(envelope.recipient)
        if receiver is None:
            return Refused(phase=Phase.CONNECT, answer=ENDED, blames_address=False)
        if envelope.recipient in self.silent:
            why = f"not tried again at once: {self.silent[envelope.recipient]}"
            return Later(phase=Phase.CONNECT, answer=why)
        try:
            target = target_of(receiver.url, self.road.inside)
            address = called_address(target, self.road.inside, self.road.looked_up)
        except (UnusableUrl, NotCalled) as why:
            return self._silent(envelope, Phase.CONNECT, str(why))
        return self._post(envelope, receiver, target, address)

    def _post(self, envelope: Envelope, receiver: Receiver, target: Target, address: str) -> Outcome:
        phase = Phase.CONNECT
        try:
            with _connected(target, address, self.road) as connection:
                phase = Phase.BODY
                connection.request("POST", target.path, envelope.content, self._headers(envelope, receiver))
                phase = Phase.DOT
                with connection.getresponse() as response:
                    response.read(LONGEST_ANSWER)
                    answer = f"{response.status} {_printable(response.reason)}".strip()
                    self.heard(phase, answer)
                    return self._outcome(envelope, response.status, answer)
        except FAULTS as fault:
            return self._silent(envelope, phase, in_words(fault))

    def _outcome(self, envelope: Envelope, status: int, answer: str) -> Outcome:
        """2xx took it; 410 wants nothing more, ever; anything else, redirects too, is tried again."""
        if 200 <= status < 300:
            return Accepted(answer=answer)
        if status == GONE:
            return Refused(phase=Phase.DOT, answer=answer, blames_address=True)
        if status in BUSY:
            return self._silent(envelope, Phase.DOT, answer)
        return Later(phase=Phase.DOT, answer=answer)

    def _silent(self, envelope: Envelope, phase: Phase, answer: str) -> Later:
        """Put off, whether it arrived or not: the receiver knows it by its id."""
        self.silent[envelope.recipient] = answer
        self.heard(phase, answer)
        return Later(phase=phase, answer=answer)

    def _headers(self, envelope: Envelope, receiver: Receiver) -> dict[str, str]:
        at = self.road.now()
        signature = Webhook(receiver.secret).sign(envelope.message_id, at, envelope.content.decode())
        return {
            "Content-Type": "application/json",
            "User-Agent": "Chaser",
            "webhook-id": envelope.message_id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }


@contextmanager
def _connected(target: Target, address: str, road: Webhooks) -> Iterator[http.client.HTTPConnection]:
    """A connection to that address and no other, its certificate checked against the host's name; shut in time."""
    connection = _unconnected(target, road)
    raw = socket.create_connection((address, target.port), timeout=road.step_seconds)
    try:
        timer = threading.Timer(road.whole_seconds, _shut, (raw.fileno(),))
        connection.sock = raw
        with _running(timer):
            if isinstance(connection, http.client.HTTPSConnection):
                context = ssl.create_default_context(cafile=road.ca_file or None)
                connection.sock = raw = context.wrap_socket(raw, server_hostname=target.host)
            yield connection
    finally:
        raw.close()
        connection.close()


def _unconnected(target: Target, road: Webhooks) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if target.is_secure else http.client.HTTPConnection
    return kind(target.host, target.port, timeout=road.step_seconds)


@contextmanager
def _running(timer: threading.Timer) -> Iterator[None]:
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _shut(descriptor: int) -> None:
    """End a connection under whoever waits on it; the descriptor stays theirs."""
    with socket.socket(fileno=socket.dup(descriptor)) as same:
        same.shutdown(socket.SHUT_RDWR)


def in_words(fault: Exception) -> str:
    """A fault of the network as people read it."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {fault.verify_message}"
    if isinstance(fault, ssl.SSLError):
        return "encryption could not be agreed on"
    if isinstance(fault, TimeoutError):
        return "no answer came in time"
    if isinstance(fault, ConnectionRefusedError):
        return "nobody listens there"
    return "the connection was cut before an answer came"


def _printable(words: str) -> str:
    return "".join(each for each in words if each.isprintable())[:100]
