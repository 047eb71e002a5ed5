"""The way to a feed that is at hand, before any of the machinery that pages need: clients ask often.

Whatever it cannot answer at once goes on to the application: an unknown or dead address, a feed that changed, a
request that is anything but plain.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from scheduler.web.desk import Desk
from scheduler.web.hosts import OWN, host_name
from scheduler.web.kept_feeds import KeptFeeds

BEGINS, ENDS = b"/feeds/", b".ics"
METHODS = frozenset({b"GET", b"HEAD"})
_ODD = re.compile(rb"\t| :|\n ")  # a name with a blank after it, and a line that goes on with the one before
NOT_PLAIN = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"connection"})


class PlainRequest(NamedTuple):
    """A request without a body, on a connection that stays; header names in lower case."""

    method: bytes
    target: bytes
    headers: dict[bytes, bytes]


class FrontAnswer(NamedTuple):
    """A whole answer but for what the server adds: the lines up to the last header, and the body."""

    head: bytes
    body: bytes


class FeedFront:
    """Answers for a feed that is kept and still holds, to a request under one of our names."""

    def __init__(self, desk: Desk, feeds: KeptFeeds) -> None:
        self._desk, self._feeds = desk, feeds
        published = host_name(urlsplit(desk.orders.web_url).netloc.rpartition("@")[2])
        self._known = OWN | {published} if published else OWN

    def answer(self, data: bytes) -> FrontAnswer | None:
        """What to say to what was received; None for what the application must answer."""
        request = plain_request(data)
        if request is None or _host(request.headers.get(b"host", b"")) not in self._known:
            return None
        now = self._desk.now()
        kept = self._feeds.at_hand(request.target[len(BEGINS) : -len(ENDS)].decode("latin-1"), now)
        if kept is None:
            return None
        status, form = kept.answers.pick(request.headers)
        is_get = request.method == b"GET"
        if is_get:
            self._desk.fetches.note(kept.subscriber, now)
        if status == 304:
            return FrontAnswer(form.held_head, b"")
        return FrontAnswer(form.whole_head, form.content if is_get else b"")


def plain_request(data: bytes) -> PlainRequest | None:
    """The one request that was received whole, for a feed; None for anything that a full parser should look at.

    That is everything that two parsers might read differently: folded lines, a name twice, bare line feeds, bodies.
    """
    if not data.endswith(b"\r\n\r\n"):
        return None
    first, *lines = data[:-4].split(b"\r\n")
    method, _, rest = first.partition(b" ")
    target, _, http = rest.partition(b" ")
    if method not in METHODS or http != b"HTTP/1.1" or not (target.startswith(BEGINS) and target.endswith(ENDS)):
        return None
    headers = {}
    for line in lines:
        name, _, value = line.partition(b":")
        headers[name.lower()] = value.strip(b" ")
    is_odd = len(headers) != len(lines) or b"" in headers or _ODD.search(data) is not None
    if is_odd or data.count(b"\n") != len(lines) + 2 or not NOT_PLAIN.isdisjoint(headers):
        return None
    return PlainRequest(method, target, headers)


@lru_cache(maxsize=64)
def _host(header: bytes) -> str:
    return host_name(header.decode("latin-1"))
