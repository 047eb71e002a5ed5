"""The short way to a feed: it says what the application says, to plain requests alone, and never what held before."""

import pytest

from scheduler.register.meetings import MeetingChange, amend_meeting
from scheduler.register.subscribers import list_subscribers, revoke
from scheduler.web.feed_front import FeedFront, plain_request
from tests.builders import SAM
from tests.scheduler.web.home import NOW, Home
from tests.scheduler.web.test_feed_address import subscribe

HOST = b"Host: localhost:8024"


def asking(path: str, *headers: bytes, method: bytes = b"GET") -> bytes:
    """A request as it comes over the wire."""
    return b"\r\n".join([method + b" " + path.encode() + b" HTTP/1.1", *headers, b"", b""])


@pytest.fixture
def front(home: Home) -> FeedFront:
    return FeedFront(home.desk, home.app.state.feeds)


def test_what_was_asked_for_before_is_at_hand_and_says_the_same(home: Home, front: FeedFront) -> None:
    path = subscribe(home)
    first = front.answer(asking(path, HOST))
    told = home.visitor.get(path, headers={"Accept-Encoding": "identity"})
    answer = front.answer(asking(path, HOST))

    assert first is None
    assert answer is not None
    head = answer.head.decode().split("\r\n")
    assert (head[0], answer.body) == ("HTTP/1.1 200 OK", told.content)
    assert sorted(line for line in head[1:] if line) == sorted(f"{k}: {v}" for k, v in told.headers.items())


def test_whoever_holds_it_is_told_so_without_the_words(home: Home, front: FeedFront) -> None:
    path = subscribe(home)
    told = home.visitor.get(path, headers={"Accept-Encoding": "identity"})
    held = told.headers["etag"].encode()
    answer = front.answer(asking(path, HOST, b"If-None-Match: " + held))
    headed = front.answer(asking(path, HOST, method=b"HEAD"))

    assert answer is not None
    assert headed is not None
    assert (answer.head.split(b"\r\n")[0], answer.body) == (b"HTTP/1.1 304 Not Modified", b"")
    assert (headed.head.split(b"\r\n")[0], headed.body) == (b"HTTP/1.1 200 OK", b"")
    assert b"content-length: %d\r\n" % len(told.content) in headed.head


def test_a_change_is_seen_at_the_next_request(home: Home, front: FeedFront) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    with home.sessions.begin() as session:
        amend_meeting(session, "moderation", "2026Q4", MeetingChange(location="Hall"), who=SAM, now=NOW)

    assert front.answer(asking(path, HOST)) is None
    assert home.visitor.get(path).text.count("LOCATION:Hall") == 1


def test_a_revoked_address_is_never_answered_from_what_was_kept(home: Home, front: FeedFront) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    with home.sessions.begin() as session:
        [subscriber] = list_subscribers(session)
        revoke(session, subscriber.number, who=SAM, now=NOW)

    assert front.answer(asking(path, HOST)) is None
    assert home.visitor.get(path).text.count("BEGIN:VEVENT") == 0


def test_fetches_are_counted_on_the_short_way_too_and_heads_are_not(home: Home, front: FeedFront) -> None:
    path = subscribe(home)
    home.visitor.get(path)
    for method in (b"GET", b"GET", b"HEAD"):
        assert front.answer(asking(path, HOST, method=method)) is not None
    with home.sessions.begin() as session:
        assert home.desk.fetches.flush(session, NOW) == 3


@pytest.mark.parametrize("host", [b"", b"Host: evil.example.net", b"Host: localhost.evil.example.net", b"X: localhost"])
def test_other_names_go_the_usual_way_where_they_are_refused(home: Home, front: FeedFront, host: bytes) -> None:
    path = subscribe(home)
    home.visitor.get(path)

    assert front.answer(asking(path, *[host] if host else [])) is None


@pytest.mark.parametrize(
    "data",
    [
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n",
        b"GET /feeds/x.ics HTTP/1.0\r\nHost: a\r\n\r\n",
        b"POST /feeds/x.ics HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /feeds/x.ics?a=b HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /plans/x.ics HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET  /feeds/x.ics HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n\tb\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
        b"GET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n\r\nGET /feeds/x.ics HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
def test_whatever_is_not_plain_is_left_to_a_full_parser(data: bytes) -> None:
    assert plain_request(data) is None


def test_a_plain_request_is_taken_apart() -> None:
    data = b'GET /feeds/x.ics HTTP/1.1\r\nHost: a:1\r\nIf-None-Match:  "b" \r\nUser-Agent: c: d\r\n\r\n'

    assert plain_request(data) == (
        b"GET",
        b"/feeds/x.ics",
        {b"host": b"a:1", b"if-none-match": b'"b"', b"user-agent": b"c: d"},
    )
