"""How much a request may send: a short form, and at the desk one plan's file, so that nobody fills the memory."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 16 * 1024
LONGEST_FILE = 20 * 1024 * 1024
UPLOADS = "/desk/uploads"


class ShortBodies:
    """Refuses a body of more than 16 KiB with 413, however it comes; of more than 20 MiB where files are sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count what is read of its body."""
        read, most = 0, LONGEST_FILE if scope.get("path") == UPLOADS else LONGEST

        async def receive_short() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_short, send)
