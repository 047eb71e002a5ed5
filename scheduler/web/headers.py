"""What every answer carries beside its words, so that a browser runs nothing, keeps nothing and tells nobody."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}
BEHIND_TLS = {"Strict-Transport-Security": "max-age=31536000"}
UNLESS_SAID = {"Cache-Control": "no-store"}  # feeds and the style sheet say otherwise


class SecurityHeaders:
    """Adds them to every answer, refusals too; a fault's page, written further out, takes them by `add_headers`."""

    def __init__(self, app: ASGIApp, *, tls: bool) -> None:
        self.app, self.tls = app, tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(MutableHeaders(scope=message), tls=self.tls)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def add_headers(headers: MutableHeaders, *, tls: bool) -> None:
    """Set what every answer carries; behind `tls` also that browsers come back over nothing else (RFC 6797)."""
    headers.update(ALWAYS | BEHIND_TLS if tls else ALWAYS)
    for name, value in UNLESS_SAID.items():
        headers.setdefault(name, value)
