"""Relays inside the test process: aiosmtpd where all is well, and one that fails at the phase it is told to."""

import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as Received

from notifications.transports.contract import Envelope, Phase
from notifications.transports.smtp_opening import Relay, Security, Waits

HOST = "127.0.0.1"
SHORT = Waits(greeting=5, command=5, content=5, block=5, dot=5, goodbye=5)
IMPATIENT = Waits(greeting=0.3, command=0.3, content=0.3, block=0.3, dot=0.3, goodbye=0.3)
CONTENT = b"Subject: Hello\r\nTo: nina@example.org\r\n\r\nFirst line\r\n.\r\n..two dots\r\nlast line\r\n"


def envelope(key: str = "a1", **words: Any) -> Envelope:
    """A message to Nina."""
    given: dict[str, Any] = {
        "id": key,
        "message_id": f"<{key}@example.org>",
        "sender": "chaser@example.org",
        "recipient": "nina@example.org",
        "day": date(2025, 3, 3),
        "content": CONTENT,
    }
    return Envelope(**given | words)


def relay_at(port: int, **words: Any) -> Relay:
    """The relay on this machine that listens there, unencrypted unless a test says otherwise."""
    given: dict[str, Any] = {"host": HOST, "port": port, "security": Security.NONE, "waits": SHORT, "greets_as": "test"}
    return Relay(**given | words)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Mailbox:
    """What aiosmtpd took; `refusals` are replies by recipient."""

    refusals: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd looks for
        self, _server: SMTP, _session: Session, message: Received, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, or refuse it as told."""
        if reply := self.refusals.get(address):
            return reply
        message.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd looks for
        self, _server: SMTP, _session: Session, message: Received
    ) -> str:
        """Keep a message."""
        self.received.append(message)
        self.options.append(list(message.mail_options))
        return "250 2.0.0 queued"

    @property
    def contents(self) -> list[bytes]:
        """The messages' bytes."""
        return [bytes(message.original_content or b"") for message in self.received]


@contextmanager
def running(mailbox: Mailbox, **words: Any) -> Iterator[int]:
    """An aiosmtpd on a port of its own."""
    controller = Controller(mailbox, hostname=HOST, port=free_port(), decode_data=False, **words)
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()


def needs(user: str, password: str) -> Callable[..., AuthResult]:
    """A judge of logins that lets in this one alone."""

    def judge(_server: SMTP, _session: Session, _envelope: Received, _mechanism: str, given: object) -> AuthResult:
        right = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=given == right, handled=False)

    return judge


DROP = "drop"
SILENCE = "silence"
GARBAGE = "\x16\x03\x01 what?"
ALWAYS = 0
HANDSHAKE = "handshake"  # after the relay's yes to STARTTLS
AFTERWARDS = "afterwards"  # after the relay's yes to the whole message
REPLIES = {
    Phase.CONNECT: "220 relay.example.org ESMTP",
    Phase.HELLO: "250-relay.example.org\r\n250 ENHANCEDSTATUSCODES",
    Phase.SENDER: "250 2.1.0 OK",
    Phase.RECIPIENT: "250 2.1.5 OK",
    Phase.SECURE: "220 2.0.0 go on",
    Phase.LOGIN: "235 2.7.0 welcome",
    Phase.CONTENT: "354 go on",
    Phase.DOT: "250 2.0.0 queued",
}


class FaultyRelay:
    """A relay that does as it is told at a phase: replies something else, falls silent, or drops the connection.

    `faults` maps a phase, and the how-manieth time it is reached or ALWAYS, to a reply, SILENCE or DROP. `arrived`
    are the bodies of which the final dot came over, whatever was replied to it.
    """

    def __init__(self, faults: Mapping[tuple[str, int], str] | None = None) -> None:
        self._faults = faults or {}
        self.arrived: list[bytes] = []
        self.commands: list[str] = []
        self.connections = 0
        self._reached: Counter[str] = Counter()
        self._listening = socket.create_server((HOST, 0))
        self.port = int(self._listening.getsockname()[1])
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "FaultyRelay":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()
        for connection in self._open:
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            with suppress(OSError, _Over):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = _lines(connection)
        self._answer(connection, Phase.CONNECT)
        for line in lines:
            self.commands.append(line.decode("latin-1").strip())
            verb = re.split(rb"[ :\r]", line.upper())[0]
            if verb in {b"EHLO", b"HELO"}:
                self._answer(connection, Phase.HELLO)
            elif verb == b"MAIL":
                self._answer(connection, Phase.SENDER)
            elif verb == b"RCPT":
                self._answer(connection, Phase.RECIPIENT)
            elif verb == b"STARTTLS":
                self._answer(connection, Phase.SECURE)
                connection.recv(1, socket.MSG_PEEK)
                self._answer(connection, HANDSHAKE)
            elif verb == b"AUTH":
                self._answer(connection, Phase.LOGIN)
            elif verb == b"DATA":
                self._take(connection, lines)
            else:
                connection.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 OK\r\n")

    def _take(self, connection: socket.socket, lines: Iterator[bytes]) -> None:
        if not self._answer(connection, Phase.CONTENT).startswith("354"):
            return
        self._answer(connection, Phase.BODY)
        body = b"".join(takewhile(lambda line: line != b".\r\n", lines))
        if body:  # an empty one ends a transaction that was refused (RFC 2920 3.1)
            self.arrived.append(body)
        self._answer(connection, Phase.DOT, and_then=AFTERWARDS)

    def _answer(self, connection: socket.socket, phase: str, and_then: str = "") -> str:
        does, afterwards = self._does(phase), self._does(and_then) if and_then else ""
        self._do(connection, does)
        unasked = afterwards if afterwards not in {DROP, SILENCE} else ""
        lines = [each for each in (does, unasked) if each]
        if lines:
            connection.sendall("".join(f"{line}\r\n" for line in lines).encode())
        self._do(connection, afterwards)
        return does

    def _does(self, phase: str) -> str:
        self._reached[phase] += 1
        usual = REPLIES.get(Phase(phase), "") if phase in set(Phase) else ""
        return self._faults.get((phase, self._reached[phase])) or self._faults.get((phase, ALWAYS), usual)

    def _do(self, connection: socket.socket, what: str) -> None:
        if what == DROP:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
        if what in {DROP, SILENCE}:
            raise _Over


def _lines(connection: socket.socket) -> Iterator[bytes]:
    waiting = b""
    while arrived := connection.recv(4096):
        *whole, waiting = (waiting + arrived).split(b"\n")
        yield from (line + b"\n" for line in whole)


class _Over(Exception):
    """The connection is over, or will stay silent."""
