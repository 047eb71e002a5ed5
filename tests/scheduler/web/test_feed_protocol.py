"""Our end of a connection, over a real socket: what is at hand and what is not, one after the other and all at once."""

import http.client
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn

from scheduler.web.feed_front import FeedFront, FrontAnswer
from scheduler.web.feed_protocol import protocol_for
from tests.scheduler.web.home import Home
from tests.scheduler.web.test_feed_address import subscribe

PATIENCE = 30.0


class CountingFront(FeedFront):
    """Counts what was answered at once."""

    answered = 0

    def answer(self, data: bytes) -> FrontAnswer | None:
        """As ever."""
        found = super().answer(data)
        self.answered += found is not None
        return found


@dataclass(frozen=True)
class Serving:
    """A server at work."""

    port: int
    front: CountingFront
    config: uvicorn.Config

    def connect(self) -> http.client.HTTPConnection:
        """A connection that stays."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def say(self, data: bytes) -> bytes:
        """What comes back to raw bytes until the server ends the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(data)
            return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.fixture
def serving(home: Home) -> Iterator[Serving]:
    front = CountingFront(home.desk, home.app.state.feeds)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(home.app, http=protocol_for(front), access_log=False, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield Serving(listening.getsockname()[1], front, config)
    server.should_exit = True
    thread.join(PATIENCE)
    listening.close()


def ask(connection: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_one_connection_serves_what_is_at_hand_and_what_is_not(home: Home, serving: Serving) -> None:
    path, connection = subscribe(home), serving.connect()
    status, content = ask(connection, path)
    seen = [
        ask(connection, path),
        ask(connection, "/style.css")[0],
        ask(connection, path),
        ask(connection, "/feeds/x.ics")[0],
    ]
    headed = ask(connection, path, "HEAD")
    connection.close()

    assert (status, content[:15]) == (200, b"BEGIN:VCALENDAR")
    assert (seen, headed) == ([(200, content), 200, (200, content), 404], (200, b""))
    assert serving.front.answered == 3  # all but the first


def test_a_feed_that_is_held_is_answered_at_once_with_304(home: Home, serving: Serving) -> None:
    path, connection = subscribe(home), serving.connect()
    connection.request("GET", path)
    answer = connection.getresponse()
    etag = answer.headers["ETag"]
    answer.read()
    held = ask(connection, path, If_None_Match=etag)
    connection.close()

    assert (held, serving.front.answered) == ((304, b""), 1)


def test_answers_carry_the_servers_date_once(home: Home, serving: Serving) -> None:
    path, connection = subscribe(home), serving.connect()
    dates = []
    for _ in range(2):
        connection.request("GET", path)
        answer = connection.getresponse()
        dates.append(len(answer.headers.get_all("Date") or []))
        answer.read()
    connection.close()

    assert (dates, serving.front.answered) == ([1, 1], 1)


def test_requests_that_come_together_are_answered_in_their_order(home: Home, serving: Serving) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    feed = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n".encode()
    style = b"GET /style.css HTTP/1.1\r\nHost: localhost\r\n"
    said = serving.say(feed + b"\r\n" + style + b"\r\n" + feed + b"Connection: close\r\n\r\n")
    kinds = [line for line in said.split(b"\r\n") if line.lower().startswith(b"content-type")]

    assert [kind.partition(b": ")[2].split(b";")[0] for kind in kinds] == [
        b"text/calendar",
        b"text/css",
        b"text/calendar",
    ]


def test_a_request_that_comes_in_pieces_is_read_whole(home: Home, serving: Serving) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    with socket.create_connection(("127.0.0.1", serving.port), timeout=PATIENCE) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: local".encode())
        line.sendall(b"host\r\nConnection: close\r\n\r\n")
        said = b"".join(iter(lambda: line.recv(65536), b""))

    assert (said.split(b"\r\n")[0], said.count(b"BEGIN:VEVENT")) == (b"HTTP/1.1 200 OK", 1)


def test_other_hosts_are_refused_on_the_short_way_as_on_the_long(home: Home, serving: Serving) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    said = serving.say(f"GET {path} HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n".encode())

    assert (said.split(b"\r\n")[0], serving.front.answered) == (b"HTTP/1.1 400 Bad Request", 0)


def test_a_connection_that_falls_silent_is_closed_although_its_last_answer_was_at_hand(
    home: Home, serving: Serving
) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    serving.config.timeout_keep_alive = 1
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    said = serving.say(request)

    assert (said.count(b"HTTP/1.1 200 OK"), said.count(b"BEGIN:VEVENT")) == (1, 1)
