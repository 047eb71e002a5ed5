"""Signed return addresses (VERP): each mail's own form of the address for bounces, which names it and nobody can forge.

`bounces+TOKEN@example.org`: the token is the message's id and a mark of it under the house's secret, in letters and
digits that survive a change of case, short enough for the 64 of a local part (RFC 5321, 4.5.3.1.1).
"""

import hmac
from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

ID_BYTES, MARK_BYTES = 16, 10  # a uuid, and 80 bits that nobody guesses
ID_LETTERS, MARK_LETTERS = 26, 16
PURPOSE = b"chaser bounces"
_UP_TO_WHOLE_LETTERS = bytes(-ID_BYTES % 5)  # five bytes are eight letters


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What return addresses say: the ids of messages that are signed, and how many were signed by somebody else."""

    messages: tuple[str, ...]
    forged: int


@dataclass(frozen=True, kw_only=True)
class ReturnAddresses:
    """The address for bounces, in lower case and empty where there is none, and the secret that signs its forms."""

    address: str
    secret: bytes = field(repr=False)

    def for_message(self, message: str) -> str:
        """The return address of the message with that id, a uuid in hex."""
        name, _, domain = self.address.partition("@")
        identity = bytes.fromhex(message)
        letters = b32encode(identity + _UP_TO_WHOLE_LETTERS + self._mark(identity)).decode("ascii").lower()
        return f"{name}+{letters[:ID_LETTERS]}{letters[-MARK_LETTERS:]}@{domain}"

    def read(self, addresses: Iterable[str]) -> Marked:
        """What those of the addresses say that are forms of ours; the others say nothing."""
        if not self.address:
            return Marked(messages=(), forged=0)
        name, _, domain = self.address.partition("@")
        begins, ends = f"{name}+", f"@{domain}"
        folded = (address.strip().strip("<>").lower() for address in addresses)
        ours = [each for each in dict.fromkeys(folded) if each.startswith(begins) and each.endswith(ends)]
        read = [self._message(each.removeprefix(begins).removesuffix(ends)) for each in ours]
        return Marked(messages=tuple(each for each in read if each), forged=read.count(""))

    def _message(self, token: str) -> str:
        """The id that a token names, empty unless the mark is ours."""
        identity, mark = _bytes(token[:ID_LETTERS]), _bytes(token[ID_LETTERS:])
        is_whole = len(token) == ID_LETTERS + MARK_LETTERS and len(identity) == ID_BYTES
        return identity.hex() if is_whole and hmac.compare_digest(mark, self._mark(identity)) else ""

    def _mark(self, identity: bytes) -> bytes:
        return hmac.digest(self._key, identity, sha256)[:MARK_BYTES]

    @cached_property
    def _key(self) -> bytes:
        return hmac.digest(self.secret, PURPOSE, sha256)


NO_RETURNS = ReturnAddresses(address="", secret=b"")


def _bytes(letters: str) -> bytes:
    """The bytes that letters stand for; none where they are no base 32."""
    try:
        return b32decode(letters.upper() + "=" * (-len(letters) % 8))
    except ValueError:
        return b""
