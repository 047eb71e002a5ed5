"""Whether a client holds already what it asks for (RFC 9110, 13.1): entity tags first, dates where it sends none."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def is_held_already(headers: Mapping[str, str], etag: str, last_modified: datetime) -> bool:
    """Whether 304 is the answer. Tags are compared weakly, as If-None-Match asks for (13.1.2)."""
    if "if-none-match" in headers:
        wanted = headers["if-none-match"].strip()
        return wanted == "*" or etag in _TAG.findall(wanted)
    if "if-modified-since" in headers:
        since = _date(headers["if-modified-since"])
        return since is not None and last_modified <= since
    return False


def http_date(at: datetime) -> str:
    """An instant, in UTC, as a header has it: "Tue, 01 Sep 2026 07:00:00 GMT" (RFC 9110, 5.6.7)."""
    return format_datetime(at, usegmt=True)


def _date(words: str) -> datetime | None:
    """What a date header says; None for what is no date, which counts as not sent (RFC 9110, 13.1.3)."""
    try:
        at = parsedate_to_datetime(words)
    except ValueError:
        return None
    return at if at.tzinfo else None
