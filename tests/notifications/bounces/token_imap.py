"""A stand-in for a mailbox of Microsoft 365: it lets in whoever brings a token that was given out, and holds one mail.

As Exchange does, it answers a wrong token with a challenge that wants an empty line before the refusal.
"""

import socket
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.notifications.transports.relays import HOST

GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2] ready\r\n"


@dataclass
class TokenImap:
    """Listens on `port`; `brought` are the answers to its challenges, `stored` the flags that were set."""

    mail: bytes
    port: int = 0
    greeting: bytes = GREETING
    brought: list[bytes] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)

    def serve(self, connection: socket.socket) -> None:
        """One client, until it says goodbye."""
        with connection, connection.makefile("rwb", buffering=0) as lines:
            lines.write(self.greeting)
            for line in iter(lines.readline, b""):
                tag, _, command = line.decode().strip().partition(" ")
                said = self._signed_in(lines) if command.startswith("AUTHENTICATE") else self._answer(command)
                lines.write(said[0] + f"{tag} {said[1]}\r\n".encode())

    def _signed_in(self, lines: socket.SocketIO) -> tuple[bytes, str]:
        lines.write(b"+ \r\n")
        self.brought.append(b64decode(lines.readline()))
        if self.brought[-1].startswith(b"user=bounces@example.org\x01auth=Bearer token-"):
            return b"", "OK signed in"
        lines.write(b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n")
        self.brought.append(b64decode(lines.readline()))
        return b"", "NO AUTHENTICATE failed."

    def _answer(self, command: str) -> tuple[bytes, str]:
        verb = command.removeprefix("UID ").partition(" ")[0]
        if verb == "STORE":
            self.stored.append(command)
        return {
            "CAPABILITY": (b"* CAPABILITY " + self.greeting.partition(b"[CAPABILITY ")[2].partition(b"]")[0] + b"\r\n"),
            "SELECT": b"* 1 EXISTS\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] flags\r\n",
            "SEARCH": b"* SEARCH 7\r\n",
            "FETCH": b"* 1 FETCH (UID 7 BODY[]<0> {%d}\r\n%s)\r\n" % (len(self.mail), self.mail),
            "LOGOUT": b"* BYE\r\n",
        }.get(verb, b""), "OK done"


@contextmanager
def token_imap(mail: bytes, greeting: bytes = GREETING) -> Iterator[TokenImap]:
    """The stand-in, on a port of its own."""
    listening = socket.create_server((HOST, 0))
    served = TokenImap(mail, port=listening.getsockname()[1], greeting=greeting)

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return  # the test is over
            served.serve(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
