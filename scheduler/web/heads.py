"""HEAD for every page: what GET would answer, without the words (RFC 9110, 9.3.2); scanners of links ask it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_HEADS = "/feeds/"  # a feed answers HEAD itself, because only a GET counts as fetched


class Heads:
    """Asks the application for the page, and keeps its body back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a HEAD as the GET that it stands for."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or scope["path"].startswith(OWN_HEADS):
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            bare = {**message, "body": b""} if message["type"] == "http.response.body" else message
            await send(bare)

        await self.app({**scope, "method": "GET"}, receive, send_head)
