"""Signing in to the mailbox of bounces with a token, as Microsoft 365 wants it: one address gives it, one checks it."""

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from notifications.bounces.mailbox import MailboxUnreachable, opened
from notifications.transports.m365 import Application
from tests.notifications.bounces.imap_servers import account_at
from tests.notifications.bounces.mails_in import reply
from tests.notifications.bounces.token_imap import TokenImap, token_imap
from tests.notifications.transports.tokens import TENANT, TokenDesk, giving_tokens

USER = "bounces@example.org"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[TokenDesk, str]]:
    """The address that gives out tokens, and the file of the authority that signed its certificate."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with giving_tokens(context) as desk:
        yield desk, str(tmp_path / "ca.pem")


def tokens(desk: TokenDesk, ca_file: str, *, secret: str = "") -> Callable[[], str]:
    """What gives tokens for the mailbox."""
    return Application(
        tenant=TENANT, client_id=desk.client_id, secret=secret or desk.secret, url=desk.url, ca_file=ca_file
    ).token


def read(served: TokenImap, token: Callable[[], str]) -> list[bytes]:
    """What is new in the mailbox, taken in."""
    account = account_at(served.port, user=USER, password="", token=token)
    with opened(account) as mailbox:
        found = list(mailbox.new())
        for name, _ in found:
            mailbox.done(name)
    return [raw for _, raw in found]


def why_not(served: TokenImap, token: Callable[[], str]) -> str:
    """Why the mailbox cannot be read."""
    with pytest.raises(MailboxUnreachable) as unreachable:
        read(served, token)
    return str(unreachable.value).partition("failed: ")[2]


def test_a_token_lets_us_in_and_serves_until_it_is_over(desk: tuple[TokenDesk, str]) -> None:
    token = tokens(*desk)
    with token_imap(reply()) as served:
        assert [read(served, token), read(served, token)] == [[reply()], [reply()]]

    assert served.brought == [f"user={USER}\x01auth=Bearer token-1\x01\x01".encode()] * 2
    assert served.stored == [r"UID STORE 7 +FLAGS.SILENT (ChaserTaken \Seen)"] * 2
    [asked] = desk[0].asked
    assert (asked["grant_type"], asked["scope"]) == ("client_credentials", "https://outlook.office365.com/.default")


def test_a_token_that_the_server_refuses_is_said_with_the_place_to_look() -> None:
    with token_imap(reply()) as served:
        assert why_not(served, lambda: "stale") == "AUTHENTICATE failed. Look at [bounces] in chaser.toml."
    assert served.brought == [f"user={USER}\x01auth=Bearer stale\x01\x01".encode(), b""]


def test_a_wrong_secret_is_said_with_microsofts_reason(desk: tuple[TokenDesk, str]) -> None:
    with token_imap(reply()) as served:
        said = why_not(served, tokens(*desk, secret="wrong"))
    reason = "AADSTS7000215: Invalid client secret provided. Look at [bounces] in chaser.toml."
    assert (said, served.brought) == (f"no token from {desk[0].url}: {reason}", [])


def test_a_server_without_xoauth2_is_not_given_a_token() -> None:
    with token_imap(reply(), greeting=b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n") as served:
        said = why_not(served, lambda: pytest.fail("it was asked for"))
    words = "the server offers no XOAUTH2: leave tenant out, or name Microsoft's server as host."
    assert said == f"{words} Look at [bounces] in chaser.toml."
