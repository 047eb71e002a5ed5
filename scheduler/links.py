"""Addresses on our pages, plain and signed: where something is shown, and what a link in a mail may do and for whom.

A signed link carries its purpose and its person under a signature and asks no clock: one that must end is ended by
the register, and an unsubscribe link never ends (RFC 8058 wants it to work for as long as the mail is kept). An
answer link says when it was issued, and whoever reads it compares that with the time.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder
from urllib.parse import quote, quote_plus, urlencode

from itsdangerous import BadSignature, Signer, URLSafeSerializer, base64_encode
from itsdangerous.signer import SigningAlgorithm

UNSUBSCRIBE = "unsubscribe"
ANSWER = "answer"
SESSION = "session"
FORM = "form"
OIDC = "oidc"
ANSWERS_FOR = timedelta(days=30)
NOT_PACKED = 200  # bytes of a payload that packing would hardly make shorter; a round signs two for each mail
_NOTHING_TO_QUOTE = re.compile(r"[A-Za-z0-9_.~-]*")  # tokens, and most references and names of plans
_as_json = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, kw_only=True)
class AnswerPass:
    """What an answer link lets its holder do: answer as one person for one plan, for thirty days from `issued_at`."""

    person: str
    plan: str
    issued_at: datetime

    @property
    def ends_at(self) -> datetime:
        """From when the link is old (aware, UTC)."""
        return self.issued_at + ANSWERS_FOR


@lru_cache(maxsize=4096)
def sign(secret: bytes, purpose: str, person: str) -> str:
    """A token for an address to carry: letters, digits, "-", "_" and "." alone; the same each time it is asked."""
    return _signed(secret, purpose, person)


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


def sign_answer(secret: bytes, allowed: AnswerPass) -> str:
    """A token that carries an answer pass, to the second."""
    issued = int(allowed.issued_at.timestamp())
    return _signed(secret, ANSWER, [allowed.person, allowed.plan, issued])


def read_answer(secret: bytes, token: str) -> AnswerPass | None:
    """The pass that a token carries, an old one too; None when it was not signed with this secret as such."""
    try:
        person, plan, issued = _serializer(secret, ANSWER).loads(token)
    except (BadSignature, ValueError):
        return None
    return AnswerPass(person=person, plan=plan, issued_at=datetime.fromtimestamp(issued, UTC))


def answer_path(token: str, ref: str = "", say: str = "") -> str:
    """Where a person answers, below the address of the pages: at one action, and at one thing to say of it."""
    path = f"/{ANSWER}/{_quoted(token)}" + (f"/{_quoted(say)}" if say else "")
    return at_action(path, ref) if ref else path


def at_action(where: str, ref: str) -> str:
    """One action where a person answers about a plan."""
    return f"{where}?ref={_quoted_plus(ref)}"


def answer_url(web_url: str, secret: bytes, allowed: AnswerPass, ref: str = "") -> str:
    """The address at which a person answers, at one action of the plan; empty where no page is reachable."""
    return f"{web_url}{answer_path(sign_answer(secret, allowed), ref)}" if web_url else ""


def sign_in_path(token: str, after: str = "/") -> str:
    """Where a sign-in link leads, below the address of the pages; `after` is the path to go on to."""
    path = f"/sign-in/{quote(token, safe='')}"
    return path if after == "/" else f"{path}?{urlencode({'after': after})}"


def board_path(board: str) -> str:
    """Where a board's chair decides, below the address of the pages."""
    return f"/boards/{_quoted(board)}"


def desk_path(what: str = "") -> str:
    """Where the co-ordinator's desk is, or one page of it, below the address of the pages."""
    return f"/desk/{quote(what, safe='/')}" if what else "/desk"


@lru_cache(maxsize=256)
def plan_path(plan: str) -> str:
    """Where a plan's page is, below the address of the pages."""
    return f"/plans/{_quoted(plan)}"


def action_path(plan: str, ref: str) -> str:
    """Where the page of an action or milestone is, below the address of the pages."""
    return f"{plan_path(plan)}/{_quoted(ref)}"


def feed_path(token: str) -> str:
    """Where a subscriber's calendar feed is, below the address of the pages."""
    return f"/feeds/{quote(token, safe='')}.ics"


def subscribe_path(token: str) -> str:
    """Where the page is that adds a subscriber's feed to their calendar, below the address of the pages."""
    return f"/feeds/{quote(token, safe='')}/subscribe"


def _quoted(words: str) -> str:
    return words if _NOTHING_TO_QUOTE.fullmatch(words) else quote(words, safe="")


def _quoted_plus(words: str) -> str:
    return words if _NOTHING_TO_QUOTE.fullmatch(words) else quote_plus(words)


def _signed(secret: bytes, purpose: str, words: str | list[str | int]) -> str:
    """What the serializer writes and reads back; in less time, for it derives its key and packs what is short anew."""
    json = _as_json(words).encode("utf-8")
    if len(json) > NOT_PACKED:
        return _serializer(secret, purpose).dumps(words)
    return _signer(secret, purpose).sign(base64_encode(json)).decode("ascii")


class _InOneGo(SigningAlgorithm):
    """HMAC with SHA-256, as the serializer has it, in a third of its time."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return hmac.digest(key, value, sha256)


@lru_cache(maxsize=64)
def _signer(secret: bytes, purpose: str) -> Signer:
    key = _serializer(secret, purpose).make_signer().derive_key()
    return Signer(key, algorithm=_InOneGo(), key_derivation="none")


@lru_cache(maxsize=64)
def _serializer(secret: bytes, purpose: str) -> URLSafeSerializer:
    """Every purpose has a key of its own, so that no token serves for another."""
    return URLSafeSerializer(
        secret, salt=f"chaser {purpose}", signer_kwargs={"digest_method": sha256, "key_derivation": "hmac"}
    )
