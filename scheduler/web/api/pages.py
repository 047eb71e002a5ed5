"""Pages of long lists: where one begins, how long it is, and the path of the next."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Query, Request
from starlette.exceptions import HTTPException

from notifications.ledger import Mark

MOST = 500
STALE = "This page cannot be found any more: begin again without “after”."
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many to give at once.")]
After = Annotated[str, Query(max_length=400, description="Where the page begins: as “next” of the page before has it.")]
Row = TypeVar("Row")


def page_of(rows: Sequence[Row], key: Callable[[Row], str], after: str, limit: int) -> tuple[Sequence[Row], str]:
    """The rows after the one with that key, and the key after which the next page begins; empty on the last page.

    Raises 404 where no row has the key any more.
    """
    keys = [key(each) for each in rows]
    if after and after not in keys:
        raise HTTPException(404, STALE)
    start = keys.index(after) + 1 if after else 0
    page = rows[start : start + limit]
    return page, keys[start + limit - 1] if start + limit < len(rows) else ""


def next_path(request: Request, after: str) -> str | None:
    """The same request one page on, as a path with its query; None on the last page."""
    if not after:
        return None
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{quote(request.scope['path'])}?{urlencode([*others, ('after', after)])}"


def mark_written(mark: Mark) -> str:
    """A place in the ledger as an address carries it."""
    return urlsafe_b64encode(json.dumps(mark).encode()).decode().rstrip("=")


def mark_read(words: str) -> Mark | None:
    """The place that an address carries; None for the beginning. Raises 404 for what is none of ours."""
    if not words:
        return None
    try:
        message, number, plan = json.loads(urlsafe_b64decode(words + "=" * (-len(words) % 4)))
    except (ValueError, TypeError, binascii.Error) as fault:
        raise HTTPException(404, STALE) from fault
    fits = isinstance(message, str) and message.isalnum() and type(number) is int and isinstance(plan, str)
    if not fits or not 0 <= number < 2**31 or "\0" in plan:
        raise HTTPException(404, STALE)
    return Mark(message, number, plan)
