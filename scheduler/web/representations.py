"""A feed's bytes as HTTP answers with them: plain and gzipped, each with its own entity tag, all made beforehand."""

import gzip
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from starlette.datastructures import MutableHeaders

from notifications.calendars.entries import FeedBytes
from scheduler.web.conditions import http_date, is_held_already
from scheduler.web.headers import add_headers

CONTENT_TYPE = "text/calendar; charset=utf-8"
CACHE_CONTROL = "private, max-age=3600"
RawHeaders = list[tuple[bytes, bytes]]
_CODING = re.compile(rb"(?P<name>[^\s;,]+)\s*(?:;\s*q=(?P<weight>[^\s;,]*))?")


@dataclass(frozen=True, kw_only=True)
class Representation:
    """One form of a feed: the headers of a whole answer, and of one to somebody who holds it already (304).

    The heads are the same as HTTP/1.1 writes them, the status line first, without the empty line at the end.
    """

    etag: bytes
    content: bytes
    whole: RawHeaders
    held: RawHeaders
    whole_head: bytes
    held_head: bytes


@dataclass(frozen=True, kw_only=True)
class Representations:
    """Both forms of one feed."""

    plain: Representation
    zipped: Representation
    last_modified: datetime

    @property
    def size(self) -> int:
        """How many bytes they keep."""
        return len(self.plain.content) + len(self.zipped.content)

    def pick(self, headers: dict[bytes, bytes]) -> tuple[int, Representation]:
        """The status, 200 or 304, and the form for a request's headers, their names in lower case.

        Whoever names the tag of either form holds the same words, and is told so by that tag.
        """
        form = self.zipped if takes_gzip(headers.get(b"accept-encoding", b"")) else self.plain
        wanted = headers.get(b"if-none-match")
        if wanted == form.etag:  # nearly always
            return 304, form
        if wanted is None and b"if-modified-since" not in headers:
            return 200, form
        conditions = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()}
        for each in (form, self.plain, self.zipped):
            if is_held_already(conditions, each.etag.decode(), self.last_modified):
                return 304, each
        return 200, form


def represent(calendar: FeedBytes, *, tls: bool) -> Representations:
    """Both forms of a feed, with every header that an answer carries. The same bytes give the same ones."""
    zipped = gzip.compress(calendar.content, compresslevel=9, mtime=0)
    tag = calendar.etag.strip('"')
    return Representations(
        plain=_representation(calendar, calendar.content, calendar.etag, tls=tls),
        zipped=_representation(calendar, zipped, f'"{tag}-gzip"', tls=tls, coding="gzip"),
        last_modified=calendar.last_modified,
    )


@lru_cache(maxsize=256)
def takes_gzip(accepts: bytes) -> bool:
    """Whether Accept-Encoding names gzip, or anything, with a weight above 0 (RFC 9110, 12.5.3)."""
    weights = {found["name"].lower(): _weight(found["weight"]) for found in _CODING.finditer(accepts)}
    return weights.get(b"gzip", weights.get(b"x-gzip", weights.get(b"*", 0.0))) > 0


def _weight(written: bytes | None) -> float:
    try:
        return 1.0 if written is None else float(written)
    except ValueError:
        return 0.0


def _representation(calendar: FeedBytes, content: bytes, etag: str, *, tls: bool, coding: str = "") -> Representation:
    held = MutableHeaders(
        {
            "ETag": etag,
            "Last-Modified": http_date(calendar.last_modified),
            "Cache-Control": CACHE_CONTROL,
            "Vary": "Accept-Encoding",
        }
    )
    add_headers(held, tls=tls)
    whole = MutableHeaders(raw=list(held.raw))
    whole["Content-Type"], whole["Content-Length"] = CONTENT_TYPE, str(len(content))
    if coding:
        whole["Content-Encoding"] = coding
    return Representation(
        etag=etag.encode(),
        content=content,
        whole=whole.raw,
        held=held.raw,
        whole_head=_head(b"200 OK", whole.raw),
        held_head=_head(b"304 Not Modified", held.raw),
    )


def _head(status: bytes, headers: RawHeaders) -> bytes:
    return b"HTTP/1.1 %s\r\n" % status + b"".join(b"%s: %s\r\n" % header for header in headers)
