"""Calendar feeds over HTTP, each behind a person's own secret address (calendars.md, "HTTP"). The bytes are the
rounds' to make."""

from datetime import UTC, datetime, time, timedelta

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from notifications.calendars.entries import FeedBytes
from notifications.calendars.feed import render_revoked
from scheduler.links import feed_path
from scheduler.register.subscribers import Subscriber, find
from scheduler.rounds.feeds import UnknownFeed, feed_bytes
from scheduler.web.conditions import http_date, is_held_already
from scheduler.web.desk import Desk, TheDesk

router = APIRouter()
CONTENT_TYPE = "text/calendar; charset=utf-8"
CACHE_CONTROL = "private, max-age=3600"
EMPTY_FOR = timedelta(days=7)  # long enough for a client that asks once a day, or is off over a weekend
WITHDRAWN = "Withdrawn calendar"
UNKNOWN = "There is no calendar under this address."
GONE = "This calendar was withdrawn. Remove the address, and ask the co-ordinator if you need a new one."


@router.head("/feeds/{token}.ics")
@router.get("/feeds/{token}.ics")
def feed(token: str, request: Request, desk: TheDesk) -> Response:
    """A subscriber's calendar; empty for a week once their address is dead, and 410 after."""
    now = desk.now()
    with desk.reading() as session:
        subscriber = find(session, token)
        if subscriber is None:
            raise HTTPException(404, UNKNOWN)
        dead_at = _dead_at(subscriber, desk)
        if dead_at and now >= dead_at + EMPTY_FOR:
            raise HTTPException(410, GONE)
        if dead_at and now >= dead_at:
            calendar = render_revoked(name=WITHDRAWN, revoked_at=dead_at)
        else:
            calendar = _calendar(session, subscriber, token, desk)
    if request.method == "GET":
        desk.fetches.note(subscriber.number, now)
    return _answer(calendar, request)


def _dead_at(subscriber: Subscriber, desk: Desk) -> datetime | None:
    """From when the address gives nothing: it was revoked, or its person left."""
    left_on = subscriber.left_on
    left_at = datetime.combine(left_on, time(), desk.orders.zone).astimezone(UTC) if left_on else None
    return min((at for at in (subscriber.revoked_at, left_at) if at), default=None)


def _calendar(session: Session, subscriber: Subscriber, token: str, desk: Desk) -> FeedBytes:
    source_url = f"{desk.orders.web_url}{feed_path(token)}" if desk.orders.web_url else ""
    try:
        return feed_bytes(session, subscriber.feed, desk.orders, today=desk.today, source_url=source_url)
    except UnknownFeed as fault:  # its board or series is not in the settings any more; it may come back
        raise HTTPException(404, UNKNOWN) from fault


def _answer(calendar: FeedBytes, request: Request) -> Response:
    headers = {
        "ETag": calendar.etag,
        "Last-Modified": http_date(calendar.last_modified),
        "Cache-Control": CACHE_CONTROL,
    }
    if is_held_already(request.headers, calendar.etag, calendar.last_modified):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        headers["Content-Length"] = str(len(calendar.content))
        return Response(headers=headers, media_type=CONTENT_TYPE)
    return Response(calendar.content, headers=headers, media_type=CONTENT_TYPE)
