"""A real SMTP server inside the test process, and the mails that it was given since the last look."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from tests.notifications.transports.relays import Mailbox, running


@dataclass
class PostOffice:
    """Listens on `port` of 127.0.0.1; `box` says whom it refuses and keeps what came."""

    port: int
    box: Mailbox = field(default_factory=Mailbox)

    def collect(self) -> list[tuple[str, str]]:
        """(envelope recipient, subject) of each mail since the last look."""
        taken, self.box.received = self.box.received, []
        return [
            (recipient, str(message_from_bytes(bytes(mail.original_content or b""), policy=policy.default)["Subject"]))
            for mail in taken
            for recipient in mail.rcpt_tos
        ]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server that is up while the block runs."""
    box = Mailbox()
    with running(box) as port:
        yield PostOffice(port=port, box=box)
