"""What a co-ordinator says of a mail to the chair before it goes: a line of their own, or to hold it for a week."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ChairWordKind(StrEnum):
    """A line that the chair reads, or a hold of one week."""

    LINE = "line"
    HOLD = "hold"


@dataclass(frozen=True, kw_only=True)
class ChairWord:
    """One thing said about one mail to a board's chair, once, and never changed; `number` is 0 until it is recorded.

    `mail_on` is the day for which that mail was planned, `at` when it was said (aware), `on` its day in the board's
    zone. `words` are the line, or the reason of a hold; `matters` the keys of the commitments that a hold kept back.
    """

    number: int = 0
    board: str
    mail_on: date
    kind: ChairWordKind
    at: datetime
    on: date
    who: str
    words: str
    matters: tuple[str, ...] = ()
