"""An organisation's provider of accounts, by OpenID Connect: where people are sent, and who comes back.

Authorization code flow with PKCE (RFC 7636), state and nonce; the answer is believed by oidc_claims.py. Nothing that
could open a session is written to the log.
"""

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from scheduler.register.accounts import Account
from scheduler.web.oidc_claims import Expected, NotBelieved, Registration, UnknownKey, believed

SECONDS = 10
KEPT = timedelta(hours=1)
AGAIN = timedelta(minutes=1)  # between two looks at a provider's keys for one that is unknown
LASTS = timedelta(minutes=10)
SCOPE = "openid profile email"
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(OSError):
    """A provider that does not answer, or not as one; `str()` says which and how."""


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A sign-in that began: what its answer must bring back, and where it leads. Kept in the browser, signed."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    after: str
    begun: int

    def is_over(self, now: datetime) -> bool:
        """Whether the answer came too late."""
        return not timedelta(0) <= now - datetime.fromtimestamp(self.begun, now.tzinfo) < LASTS

    def to_text(self) -> str:
        """As a cookie holds it."""
        return json.dumps(asdict(self))


def pending_from(text: str) -> Pending | None:
    """What a cookie holds, read back; None where it is none of ours."""
    try:
        held = json.loads(text)
        words = {name: str(held[name]) for name in ("state", "nonce", "verifier", "after")}
        return Pending(**words, begun=int(held["begun"]))
    except (ValueError, TypeError, KeyError):
        return None


@dataclass(kw_only=True)
class Provider:
    """One provider, asked over the network; what it says of itself and its keys is kept for an hour."""

    registration: Registration
    return_url: str
    _said: dict[str, tuple[datetime, dict[str, Any]]] = field(default_factory=dict, repr=False)

    def begin(self, after: str, now: datetime) -> tuple[str, Pending]:
        """Where to send somebody, and what their answer must bring back. Raises Unreachable."""
        made = Pending(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            after=after,
            begun=int(now.timestamp()),
        )
        with self._client() as client:
            url, _ = client.create_authorization_url(
                self._metadata(now)["authorization_endpoint"],
                state=made.state,
                nonce=made.nonce,
                code_verifier=made.verifier,
            )
        return url, made

    def account(self, code: str, pending: Pending, *, said_issuer: str = "", now: datetime) -> Account:
        """Whose account a code stands for. Raises Unreachable, and NotBelieved with the reason.

        `said_issuer` is the answer's own word for who gave it (RFC 9207), empty where it has none.
        """
        metadata = self._metadata(now)
        issuer = str(metadata["issuer"])
        if said_issuer and said_issuer != issuer:
            raise NotBelieved("the answer is another provider's")
        token = self._token(metadata, code, pending)
        expected = Expected(registration=self.registration, issuer=issuer, nonce=pending.nonce, now=now)
        try:
            return believed(token, self._keys(metadata, now), expected)
        except UnknownKey:
            return believed(token, self._keys(metadata, now, no_older_than=AGAIN), expected)

    def leave_url(self, back: str) -> str:
        """Where somebody ends their session at the provider too (RP-Initiated Logout); empty where none is known.

        The provider is not asked for it: whoever signed in with an account made it say so.
        """
        _, said = self._said.get(self._about, (None, {}))
        where = str(said.get("end_session_endpoint", ""))
        asked = urlencode({"client_id": self.registration.client_id, "post_logout_redirect_uri": back})
        return f"{where}{'&' if '?' in where else '?'}{asked}" if where else ""

    def _token(self, metadata: dict[str, Any], code: str, pending: Pending) -> dict[str, Any]:
        from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # it carries no types

        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        try:
            with self._client() as client:
                if "client_secret_basic" not in methods:
                    client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - a method's name
                verify = self.registration.ca_file or True
                words = {"code": code, "code_verifier": pending.verifier, "verify": verify, "allow_redirects": False}
                token: dict[str, Any] = client.fetch_token(metadata["token_endpoint"], timeout=SECONDS, **words)
        except AuthlibBaseError as refused:
            raise NotBelieved(f"the code was refused ({refused.error})") from refused
        except OSError as fault:  # what requests raises
            raise Unreachable(f"{self.registration.issuer} gives no token ({type(fault).__name__})") from fault
        except (ValueError, TypeError) as wrong:
            raise Unreachable(f"{self.registration.issuer} answers with no token") from wrong
        return token

    def _client(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]  # no types

        mine = self.registration
        words = {"scope": SCOPE, "redirect_uri": self.return_url, "code_challenge_method": "S256"}
        return OAuth2Session(mine.client_id, mine.secret, **words)

    @property
    def _about(self) -> str:
        return f"{self.registration.issuer}/.well-known/openid-configuration"

    def _metadata(self, now: datetime) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 4), if that is of the issuer in the settings."""
        issuer = self.registration.issuer
        said = self._fetched(self._about, now, KEPT)
        needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(isinstance(said.get(name), str) for name in needed):
            raise Unreachable(f"{issuer} does not say where to sign in")
        if said["issuer"].rstrip("/") != issuer:
            raise Unreachable(f"{issuer} calls itself otherwise: check issuer under [oidc]")
        if not all(_is_private(said[name]) for name in needed[1:]):
            raise Unreachable(f"{issuer} names addresses without TLS")
        return said

    def _keys(self, metadata: dict[str, Any], now: datetime, *, no_older_than: timedelta = KEPT) -> dict[str, Any]:
        return self._fetched(metadata["jwks_uri"], now, no_older_than)

    def _fetched(self, url: str, now: datetime, no_older_than: timedelta) -> dict[str, Any]:
        kept_at, kept = self._said.get(url, (None, {}))
        if kept_at is not None and now - kept_at < no_older_than:
            return kept
        import requests

        try:
            answer = requests.get(url, timeout=SECONDS, verify=self.registration.ca_file or True, allow_redirects=False)
            answer.raise_for_status()
            said = answer.json()
        except (OSError, ValueError) as fault:  # what requests raises
            raise Unreachable(f"{url} cannot be used ({type(fault).__name__})") from fault
        if not isinstance(said, dict):
            raise Unreachable(f"{url} answers with something else")
        self._said[url] = (now, said)
        return said


def _is_private(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE)
