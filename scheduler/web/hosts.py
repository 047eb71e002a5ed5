"""Under which names the pages answer: this computer's own, and the one that the operator published.

Any other name means that somebody's own domain was pointed here, to read the pages from a browser inside (DNS
rebinding).
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN = frozenset({"127.0.0.1", "localhost", "[::1]"})
REFUSED = (
    "These pages are not served under this address.\n"
    "Use the address that the co-ordinator gave you. If you look after this computer: set url under [web] in "
    "chaser.toml to the address that people use.\n"
)
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]/@\s]+)(?::\d*)?", re.IGNORECASE)


class KnownHosts:
    """Answers 400 to a request that names a host other than ours; the port makes no difference."""

    def __init__(self, app: ASGIApp, *, web_url: str) -> None:
        self.app = app
        published = host_name(urlsplit(web_url).netloc.rpartition("@")[2])
        self.known = OWN | {published} if published else OWN

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its Host is one of ours."""
        if scope["type"] == "http" and host_name(Headers(scope=scope).get("host", "")) not in self.known:
            await PlainTextResponse(REFUSED, status_code=400)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def host_name(host: str) -> str:
    """The name in a Host header, in lower case and without its port; empty for what no Host header may say."""
    found = _HOST.fullmatch(host)
    return found["name"].lower() if found else ""
