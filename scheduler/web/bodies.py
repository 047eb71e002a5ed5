"""How much a request may send: the pages take one short form, so nobody fills the memory with a long one."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 16 * 1024


class ShortBodies:
    """Refuses a body of more than 16 KiB with 413, however it comes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count what is read of its body."""
        read = 0

        async def receive_short() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LONGEST:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_short, send)
