"""Calendar feeds over HTTP, each behind a person's own secret address (calendars.md, "HTTP").

What is at hand is mostly answered before it comes here, by `feed_front`.
"""

from fastapi import APIRouter, Request, Response

from scheduler.web.desk import TheDesk
from scheduler.web.kept_feeds import KeptFeeds

router = APIRouter()


@router.head("/feeds/{token}.ics")
@router.get("/feeds/{token}.ics")
def feed(token: str, request: Request, desk: TheDesk) -> Response:
    """A subscriber's calendar; empty for a week once their address is dead, and 410 after."""
    now, feeds = desk.now(), kept_feeds(request)
    kept = feeds.at_hand(token, now) or feeds.fetch(token, now)
    if request.method == "GET":
        desk.fetches.note(kept.subscriber, now)
    status, form = kept.answers.pick(dict(request.headers.raw))
    answer = Response(form.content if request.method == "GET" and status == 200 else b"", status_code=status)
    answer.raw_headers = list(form.whole if status == 200 else form.held)
    return answer


def kept_feeds(request: Request) -> KeptFeeds:
    """The feeds of the running application."""
    feeds: KeptFeeds = request.app.state.feeds
    return feeds
