"""Addresses on our pages, plain and signed: where something is shown, and what a link in a mail may do and for whom.

A signed link carries its purpose and its person under a signature and asks no clock: one that must end is ended by
the register, and an unsubscribe link never ends (RFC 8058 wants it to work for as long as the mail is kept).
"""

from hashlib import sha256
from urllib.parse import quote

from itsdangerous import BadSignature, URLSafeSerializer

UNSUBSCRIBE = "unsubscribe"


def sign(secret: bytes, purpose: str, person: str) -> str:
    """A token for an address to carry: letters, digits, "-", "_" and "." alone; the same each time it is asked."""
    return _serializer(secret, purpose).dumps(person)


def read(secret: bytes, purpose: str, token: str) -> str | None:
    """The person that a token was signed for; None when it was not signed with this secret for this purpose."""
    try:
        person = _serializer(secret, purpose).loads(token)
    except BadSignature:
        return None
    return person if isinstance(person, str) else None


def unsubscribe_url(web_url: str, secret: bytes, person: str) -> str:
    """The one-click address of a person's digests under the address of the pages; empty where no page is reachable."""
    return f"{web_url}/{UNSUBSCRIBE}/{sign(secret, UNSUBSCRIBE, person)}" if web_url else ""


def plan_path(plan: str) -> str:
    """Where a plan's page is, below the address of the pages."""
    return f"/plans/{quote(plan, safe='')}"


def action_path(plan: str, ref: str) -> str:
    """Where the page of an action or milestone is, below the address of the pages."""
    return f"{plan_path(plan)}/{quote(ref, safe='')}"


def feed_path(token: str) -> str:
    """Where a subscriber's calendar feed is, below the address of the pages."""
    return f"/feeds/{quote(token, safe='')}.ics"


def _serializer(secret: bytes, purpose: str) -> URLSafeSerializer:
    """Every purpose has a key of its own, so that no token serves for another."""
    return URLSafeSerializer(
        secret, salt=f"chaser {purpose}", signer_kwargs={"digest_method": sha256, "key_derivation": "hmac"}
    )
