"""A real SMTP server inside the test process, and the mails that it was given, in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """What came in: envelope recipient and parsed message. `port` is where it listens, on 127.0.0.1."""

    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)
    port: int = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one message, as aiosmtpd hands it over."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        parsed = cast(EmailMessage, message_from_bytes(content, policy=policy.default))
        self.mails += [(recipient, parsed) for recipient in envelope.rcpt_tos]
        return "250 taken"

    def collect(self) -> list[tuple[str, EmailMessage]]:
        """The mails since the last look, taken out."""
        taken, self.mails = self.mails, []
        return taken


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server that is up while the block runs."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        office.port = controller.server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # it is up
        yield office
    finally:
        controller.stop()
