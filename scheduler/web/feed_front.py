"""The way to a feed that is at hand: answered before any of the machinery that pages need, for clients ask often.

Whatever it cannot answer at once goes on to the application: an unknown or dead address, a feed that changed.
"""

from datetime import datetime
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from scheduler.web.desk import Desk
from scheduler.web.hosts import OWN, host_name
from scheduler.web.kept_feeds import Kept, KeptFeeds

BEGINS, ENDS = "/feeds/", ".ics"
METHODS = frozenset({"GET", "HEAD"})


class FeedFront:
    """Answers for a feed that is kept and still holds, to a request under one of our names."""

    def __init__(self, app: ASGIApp, *, desk: Desk, feeds: KeptFeeds) -> None:
        self.app, self._desk, self._feeds = app, desk, feeds
        published = host_name(urlsplit(desk.orders.web_url).netloc.rpartition("@")[2])
        self._known = OWN | {published} if published else OWN

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] == "http" and scope["method"] in METHODS:
            path: str = scope["path"]
            if path.startswith(BEGINS) and path.endswith(ENDS):
                now, headers = self._desk.now(), dict(scope["headers"])
                kept = self._kept(path[len(BEGINS) : -len(ENDS)], headers, now)
                if kept:
                    await self._answer(kept, headers, now, scope["method"] == "GET", send)
                    return
        await self.app(scope, receive, send)

    def _kept(self, token: str, headers: dict[bytes, bytes], now: datetime) -> Kept | None:
        if host_name(headers.get(b"host", b"").decode("latin-1")) not in self._known:
            return None
        return self._feeds.at_hand(token, now)

    async def _answer(self, kept: Kept, headers: dict[bytes, bytes], now: datetime, is_get: bool, send: Send) -> None:
        status, form = kept.answers.pick(headers)
        body = form.content if is_get and status == 200 else b""
        if is_get:
            self._desk.fetches.note(kept.subscriber, now)
        await send(
            {"type": "http.response.start", "status": status, "headers": form.whole if status == 200 else form.held}
        )
        await send({"type": "http.response.body", "body": body})
