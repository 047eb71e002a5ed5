"""Signing in to a relay with a token, as Microsoft 365 wants it: a local address gives it, a local relay checks it."""

import base64
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import MISSING, SMTP, AuthResult

from notifications.transports.contract import Accepted, Outcome, Phase, Unreachable
from notifications.transports.m365 import Application
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Security
from tests.notifications.transports.relays import CONTENT, FaultyRelay, Mailbox, envelope, relay_at, running
from tests.notifications.transports.tokens import TENANT, TokenDesk, giving_tokens

USER = "chaser@example.org"


class TokenMailbox(Mailbox):
    """A relay that lets in whoever brings a token that the desk gave out."""

    def __init__(self) -> None:
        super().__init__()
        self.brought: list[bytes] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """What Exchange does: a refusal is a 334 that wants an empty line before the 535."""
        self.brought.append(base64.b64decode(args[1]))
        if self.brought[-1].startswith(f"user={USER}\x01auth=Bearer token-".encode()):
            return AuthResult(success=True)
        assert await server.challenge_auth('{"status":"401"}') in {b"", MISSING}
        return AuthResult(success=False, handled=False)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever signs both certificates."""
    return trustme.CA()


@pytest.fixture(scope="module")
def context(authority: trustme.CA) -> ssl.SSLContext:
    """The servers' side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The authority's certificate as a file."""
    path: Path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
def desk(context: ssl.SSLContext) -> Iterator[TokenDesk]:
    """The address that gives out tokens."""
    with giving_tokens(context) as desk:
        yield desk


def sent(desk: TokenDesk, context: ssl.SSLContext, ca_file: str, mailbox: Mailbox, **words: Any) -> list[Outcome]:
    """What becomes of two messages, over two connections."""
    given = {"tenant": TENANT, "client_id": desk.client_id, "secret": desk.secret, "url": desk.url, "ca_file": ca_file}
    token = Application(**given | words).token
    with running(mailbox, tls_context=context, auth_required=True) as port:
        smtp = Smtp(relay_at(port, security=Security.STARTTLS, ca_file=ca_file, user=USER, token=token))
        outcomes: list[Outcome] = []
        for _ in range(2):
            with smtp.session() as carrier:
                outcomes.append(carrier.ready() or carrier.send(envelope()))
    return outcomes


def test_a_token_lets_us_in_and_serves_until_it_is_over(desk: TokenDesk, context: ssl.SSLContext, ca_file: str) -> None:
    mailbox = TokenMailbox()

    assert sent(desk, context, ca_file, mailbox) == [Accepted(answer="250 2.0.0 queued")] * 2
    assert mailbox.contents == [CONTENT, CONTENT]
    assert mailbox.brought == [f"user={USER}\x01auth=Bearer token-1\x01\x01".encode()] * 2
    [asked] = desk.asked
    assert asked["grant_type"] == "client_credentials"
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_a_wrong_secret_closes_the_road_with_microsofts_reason(
    desk: TokenDesk, context: ssl.SSLContext, ca_file: str
) -> None:
    mailbox = TokenMailbox()

    words = f"no token from {desk.url}: AADSTS7000215: Invalid client secret provided."
    assert sent(desk, context, ca_file, mailbox, secret="wrong") == [Unreachable(phase=Phase.LOGIN, answer=words)] * 2
    assert mailbox.brought == []


def test_a_token_that_the_relay_refuses_closes_the_road(desk: TokenDesk, context: ssl.SSLContext, ca_file: str) -> None:
    mailbox = TokenMailbox()
    with running(mailbox, tls_context=context, auth_required=True) as port:
        relay = relay_at(port, security=Security.STARTTLS, ca_file=ca_file, user=USER, token=lambda: "stale")
        with Smtp(relay).session() as carrier:
            closed = carrier.ready()

    assert closed == Unreachable(phase=Phase.LOGIN, answer="535 5.7.8 Authentication credentials invalid")


def test_a_relay_without_xoauth2_is_not_given_a_token() -> None:
    asked: list[str] = []

    def token() -> str:
        asked.append("token")
        return "token"

    with FaultyRelay() as relay, Smtp(relay_at(relay.port, user=USER, token=token)).session() as carrier:
        closed = carrier.ready()

    words = "the relay offers no XOAUTH2: leave tenant out, or name Microsoft's relay as host"
    assert closed == Unreachable(phase=Phase.LOGIN, answer=words)
    assert asked == []


def test_a_secret_is_not_shown_where_an_application_is_printed() -> None:
    assert "s3cret" not in repr(Application(tenant=TENANT, client_id="chaser", secret="s3cret"))
