"""Another program that takes webhooks, inside the test process: it checks each signature by the published rule."""

import base64
import hashlib
import hmac
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from notifications.transports.webhook import Receiver, Webhooks

SECRET = bytes(range(32))
NAME = "webhook 1 at 127.0.0.1"
NOW = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
HOST = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One request as it came: `is_signed` says whether the signature fits what was received."""

    path: str
    id: str
    timestamp: str
    content: bytes
    host: str
    is_signed: bool


@dataclass
class Program:
    """What came, and what is answered: statuses in turn, then 204. A 0 drops the connection; -1 never answers."""

    secret: bytes = SECRET
    statuses: list[int] = field(default_factory=list)
    location: str = ""
    taken: list[Taken] = field(default_factory=list)
    let_go: Event = field(default_factory=Event)

    def has_signed(self, headers: Callable[[str], str], content: bytes) -> bool:
        """Standard Webhooks: HMAC-SHA256 over id, timestamp and body, with dots between."""
        signed = f"{headers('webhook-id')}.{headers('webhook-timestamp')}.".encode() + content
        digest = base64.b64encode(hmac.new(self.secret, signed, hashlib.sha256).digest()).decode()
        return f"v1,{digest}" in headers("webhook-signature").split(" ")


@contextmanager
def listening(program: Program, *, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """The program on a port of its own."""
    server = ThreadingHTTPServer((HOST, 0), _answering(program))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        program.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def road_to(port: int, *, scheme: str = "http", host: str = HOST, **words: object) -> Webhooks:
    """The road to a program on this machine, which tests may call."""
    receiver = Receiver(url=f"{scheme}://{host}:{port}/hooks?sig=a", secret=SECRET)
    given = {"receivers": {NAME: receiver, "nina@example.org": receiver}.get, "now": lambda: NOW, "inside": {host}}
    return Webhooks(**{**given, **words})  # type: ignore[arg-type]  # a test's words


def _answering(program: Program) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            program.taken.append(
                Taken(
                    path=self.path,
                    id=self.headers["webhook-id"],
                    timestamp=self.headers["webhook-timestamp"],
                    content=content,
                    host=self.headers["Host"],
                    is_signed=program.has_signed(lambda name: self.headers[name], content),
                )
            )
            status = program.statuses.pop(0) if program.statuses else 204
            if status == -1:
                program.let_go.wait(10)
            if status <= 0:
                self.close_connection = True
                return
            self.send_response(status)
            if program.location:
                self.send_header("Location", program.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Answering
