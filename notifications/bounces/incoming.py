"""What a mail that came to us is, as words for the rounds: a bounce, a reply, or one of those that are passed over."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a message at the other end."""

    DELIVERED = "delivered"
    GONE = "gone"  # came back for good, and the address is to blame
    UNDELIVERED = "undelivered"  # came back, and the address may be good another time
    DELAYED = "delayed"  # still being tried


@dataclass(frozen=True, kw_only=True)
class Found:
    """By what a mail may be matched with one of ours: ids that it carries signed, and Message-IDs that it names."""

    signed: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """A report about a message: `address` is the one it is about, empty where it does not say; `why` in its words."""

    key: str
    found: Found
    fate: Fate
    address: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Words of a person. `writer` is the address, `name` what they call themselves; `words` is the text, line by line.

    `is_readable` is False where nobody could make words of it: the whole is kept all the same.
    """

    key: str
    found: Found
    writer: str
    name: str
    subject: str
    words: str
    is_readable: bool = True


@dataclass(frozen=True, kw_only=True)
class Automatic:
    """A machine's reply that wants no reading; `why` says how it was recognised."""

    key: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Forged:
    """A bounce under a return address that we never signed, or of a message that was none of ours."""

    key: str
    why: str


Incoming = Bounce | Reply | Automatic | Forged
