"""How much a request may send: a short form, and at the desk one plan's file, so that nobody fills the memory."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 16 * 1024
LONGEST_CHOICES = 256 * 1024  # what is said of each action of a next edition
LONGEST_FILE = 20 * 1024 * 1024
UPLOADS = "/desk/uploads"
FILE_TOO_LARGE = (
    "Nothing was read: the file is larger than 20 MB. A plan that large is mostly pictures: save a copy without them, "
    "or copy its table into a new document, and upload that."
)
FORM_TOO_LONG = "Nothing was changed: what you wrote is too long. Go back, shorten it, and send it once more."


class ShortBodies:
    """Refuses a body of more than 16 KiB with 413, however it comes; of more where a file or its choices are sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count what is read of its body."""
        read, most, refusal = 0, *_bounds(scope.get("path", ""))

        async def receive_short() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, refusal)
            return message

        await self.app(scope, receive_short, send)


def _bounds(path: str) -> tuple[int, str]:
    """How many bytes may be sent to a path, and what is said of more."""
    if path == UPLOADS:
        return LONGEST_FILE, FILE_TOO_LARGE
    return LONGEST_CHOICES if path.startswith(f"{UPLOADS}/") else LONGEST, FORM_TOO_LONG
