"""A relay in a process of its own that tells of each final dot before it answers, for tests in which others die."""

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from multiprocessing.connection import Connection
from typing import NamedTuple

HOST = "127.0.0.1"
REPLIES = {b"EHLO": b"250 sink.example.org\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


class Dot(NamedTuple):
    """A message of which the final dot came over: its Message-ID, and a digest of its bytes."""

    message_id: str
    digest: str


def sink(tells: Connection) -> None:
    """Serve until killed; `tells` is sent the port first, then a Dot for each message."""
    listening = socket.create_server((HOST, 0))
    tells.send(listening.getsockname()[1])
    one_at_a_time = threading.Lock()
    while True:
        connection, _ = listening.accept()
        threading.Thread(target=_serve, args=(connection, tells, one_at_a_time), daemon=True).start()


def _serve(connection: socket.socket, tells: Connection, one_at_a_time: threading.Lock) -> None:
    with connection, connection.makefile("rb") as lines, suppress(OSError):
        connection.sendall(b"220 sink.example.org\r\n")
        for line in lines:
            verb = line[:4].upper()
            connection.sendall(REPLIES.get(verb, b"250 OK\r\n"))
            if verb == b"DATA":
                body = _up_to_the_dot(lines)
                if body is None:
                    return  # the sender died before the dot
                with one_at_a_time:
                    tells.send(_dot(body))
                connection.sendall(b"250 2.0.0 taken\r\n")


def _up_to_the_dot(lines: Iterable[bytes]) -> bytes | None:
    body: list[bytes] = []
    for line in lines:
        if line == b".\r\n":
            return b"".join(body)
        body.append(line)
    return None


def _dot(body: bytes) -> Dot:
    message_id = body.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
    return Dot(message_id, sha256(body).hexdigest())
