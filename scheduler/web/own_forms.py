"""Forms are sent from our own pages alone: a browser that says a request began on another site is refused.

Origin cannot serve: under our referrer policy browsers send "null" there (Fetch, "append a request Origin header").
"""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
REFUSED = "Nothing was changed: this form was sent from another site. Open the page itself and try again.\n"


class OwnForms:
    """Answers 403 to a form that a page of another site sends (Fetch Metadata, Sec-Fetch-Site)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on unless it would act and came from elsewhere; clients that say nothing are no browsers."""
        acts = scope["type"] == "http" and scope["method"] not in SAFE
        if acts and Headers(scope=scope).get("sec-fetch-site", "none") not in OURS:
            await PlainTextResponse(REFUSED, status_code=403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
