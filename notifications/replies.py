"""What a mail to the co-ordinator says of a reply that came in: who wrote, about what, and their words."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ForwardedReply:
    """One reply, passed on. `answers` is the subject of the mail that it answers, `answered_on` that mail's day in
    words; both empty where nobody could tell. `lines` are the writer's words, a text for each of their lines.

    `is_readable` is False where the mail held no words that could be read: it is kept under `number`. `pages_url` is
    where the actions are on the pages, empty where no page is reachable.
    """

    person: str
    day: date
    board: str
    writer: str
    address: str
    subject: str
    answers: str
    answered_on: str
    lines: tuple[str, ...]
    number: int
    is_readable: bool = True
    pages_url: str = ""
