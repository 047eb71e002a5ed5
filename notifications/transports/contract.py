"""What every road promises: take one message, and say truthfully what became of it. Retries are delivery's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from notifications.values import value


class Phase(StrEnum):
    """How far a message had come when something was said of it, in the order of RFC 5321."""

    CONNECT = "connect"
    HELLO = "hello"
    SECURE = "secure"
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"
    BODY = "body"
    DOT = "dot"


@value(frozen=True, kw_only=True)
class Envelope:
    """One message to one recipient: `content` is the frozen bytes, with CRLF lines; `day` its round's local day."""

    id: str
    message_id: str
    sender: str
    recipient: str
    day: date
    content: bytes


@value(frozen=True, kw_only=True)
class Accepted:
    """The road took the message and answers for it from now on."""

    answer: str


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The message will never be taken as it is. `blames_address`: nothing should be sent to this recipient again."""

    phase: Phase
    answer: str
    blames_address: bool


@dataclass(frozen=True, kw_only=True)
class Later:
    """Surely not taken, and worth another try: a 4xx, or a fault before the final dot."""

    phase: Phase
    answer: str


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """The message was out and no answer came: it may have arrived or not."""

    phase: Phase
    answer: str


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """The road itself is closed, for this message as for any other: no relay, a refused login, a 421."""

    phase: Phase
    answer: str


Outcome = Accepted | Refused | Later | Unknown | Unreachable
Heard = Callable[[Phase, str], None]


def unheard(_phase: Phase, _answer: str) -> None:
    """Nobody listens to the steps."""


class Carrier(Protocol):
    """A road while it is open. Faults of the road are outcomes, never exceptions."""

    def ready(self) -> Unreachable | None:
        """Open what must be open before a message can go: connect, secure, log in; why not, where it cannot."""
        ...

    def send(self, envelope: Envelope) -> Outcome:
        """Hand one message over, and say what became of it."""
        ...


class Transport(Protocol):
    """A road that messages go by; `name` is its key in breakers and in histories."""

    @property
    def name(self) -> str:
        """One word: "maildrop", "smtp"."""
        ...

    def session(self, heard: Heard = unheard) -> AbstractContextManager[Carrier]:
        """Open the road for several messages, lazily; `heard` is told each step and what was answered to it."""
        ...

    def has(self, envelope: Envelope) -> bool | None:
        """Whether there is proof that this road took this message before; False also where nobody can ever know.

        None where the road could say, and does not answer at present: it is to be asked again.
        """
        ...
