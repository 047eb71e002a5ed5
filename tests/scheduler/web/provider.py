"""A stand-in for an OpenID Connect provider on this machine: discovery, authorize, token with PKCE, keys, sign-out."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "chaser-client", "a client's secret"
SUBJECT = "subject-of-nina"


@cache
def key(name: str) -> RSAKey:
    """A signing key under a name; the same one each time it is asked for."""
    return RSAKey.generate_key(2048, parameters={"kid": name, "use": "sig", "alg": "RS256"})


@dataclass
class StandIn:
    """Who signs in there, and what it does wrongly. `claims` are laid over the right ones; None takes one out.

    `now` is the time in its tokens, in seconds. `metadata` is laid over what it says of itself, `answer` over where
    its sign-in page leads back; `asked` keeps each path that was asked for.
    """

    now: int
    address: str = "nina@example.org"
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, str] = field(default_factory=dict)
    signs_with: str = "first"
    publishes: tuple[str, ...] = ("first",)
    algorithm: str = "RS256"
    is_down: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    url: str = ""

    def about(self) -> dict[str, Any]:
        """What it says of itself."""
        said = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/leave",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        }
        return said | self.metadata

    def authorize(self, query: dict[str, str]) -> str:
        """Where its sign-in page sends somebody back to, once they are signed in there."""
        assert (query["client_id"], query["response_type"]) == (CLIENT, "code")
        assert (query["code_challenge_method"], query["scope"]) == ("S256", "openid profile email")
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        given = {"code": code, "state": query["state"]} | self.answer
        return f"{query['redirect_uri']}?{urlencode(given)}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """What a code is good for, once, to whoever began and is Chaser."""
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        begun = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        if (name, secret) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if begun is None or (begun["code_challenge"], begun["redirect_uri"]) != (
            challenge.decode(),
            form["redirect_uri"],
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "an access token", "token_type": "Bearer", "id_token": self._identity(begun)}

    def _identity(self, begun: dict[str, str]) -> str:
        right = {
            "iss": self.url,
            "sub": SUBJECT,
            "aud": CLIENT,
            "iat": self.now,
            "exp": self.now + 3600,
            "nonce": begun["nonce"],
            "email": self.address,
            "email_verified": True,
        }
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        if self.algorithm == "none":
            parts = [json.dumps(each).encode() for each in ({"alg": "none"}, claims)]
            return b".".join([*(base64.urlsafe_b64encode(each).rstrip(b"=") for each in parts), b""]).decode()
        header = {"alg": self.algorithm, "kid": self.signs_with}
        return jwt.encode(header, claims, key(self.signs_with), algorithms=[self.algorithm])

    def keys(self) -> dict[str, Any]:
        """The keys that it publishes."""
        return {"keys": [key(each).as_dict(private=False) for each in self.publishes]}


@contextmanager
def standing_in(provider: StandIn) -> Iterator[str]:
    """The provider on a port of its own; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answers_of(provider))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answers_of(provider: StandIn) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        """One connection's requests."""

        def do_GET(self) -> None:
            """What it says of itself, its keys, and its sign-in page, which signs in at once."""
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            if parts.path == "/authorize":
                self._send(302, {}, provider.authorize(_fields(parts.query)))
            else:
                pages = {"/.well-known/openid-configuration": provider.about, "/keys": provider.keys}
                self._send(503 if provider.is_down else 200, pages[parts.path]())

        def do_POST(self) -> None:
            """A code for a token."""
            provider.asked.append(self.path)
            form = _fields(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._send(*provider.token(form, self.headers.get("Authorization", "")))

        def _send(self, status: int, said: dict[str, Any], location: str = "") -> None:
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Tests keep quiet."""

    return Answers


def _fields(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
