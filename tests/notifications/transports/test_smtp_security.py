"""Encryption and logins: certificates are checked, and a password never goes in the clear."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import AuthResult, LoginPassword

from notifications.transports.contract import Accepted, Phase, Unreachable
from notifications.transports.smtp import Smtp
from notifications.transports.smtp_opening import Security
from tests.notifications.transports.relays import (
    ALWAYS,
    CONTENT,
    DROP,
    FaultyRelay,
    Mailbox,
    envelope,
    needs,
    relay_at,
    running,
)

ACCEPTED = Accepted(answer="250 2.0.0 queued")
NO_LOGIN_WITHOUT_TLS = {"auth_require_tls": True, "auth_required": True}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever signs the relay's certificate."""
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The authority's certificate as a file."""
    path: Path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def context_for(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """A relay's side of TLS, with a certificate for that name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def starttls(authority: trustme.CA) -> Iterator[tuple[int, Mailbox]]:
    """A relay that asks for STARTTLS and a login."""
    mailbox = Mailbox()
    with running(
        mailbox,
        tls_context=context_for(authority, "127.0.0.1"),
        require_starttls=True,
        authenticator=needs("chaser", "pässword"),
        **NO_LOGIN_WITHOUT_TLS,
    ) as port:
        yield port, mailbox


def answer(port: int, **words: Any) -> object:
    """What a relay makes of one message."""
    with Smtp(relay_at(port, **words)).session() as carrier:
        return carrier.ready() or carrier.send(envelope())


def test_a_message_goes_over_starttls_after_a_login(starttls: tuple[int, Mailbox], ca_file: str) -> None:
    port, mailbox = starttls

    login = {"user": "chaser", "password": "pässword"}
    assert answer(port, security=Security.STARTTLS, ca_file=ca_file, **login) == ACCEPTED
    assert mailbox.contents == [CONTENT]


def test_a_message_goes_over_tls_from_the_start(authority: trustme.CA, ca_file: str) -> None:
    mailbox = Mailbox()
    with running(mailbox, ssl_context=context_for(authority, "127.0.0.1")) as port:
        assert answer(port, security=Security.TLS, ca_file=ca_file) == ACCEPTED
    assert mailbox.contents == [CONTENT]


def test_a_wrong_password_closes_the_road(starttls: tuple[int, Mailbox], ca_file: str) -> None:
    port, _ = starttls

    wrong = answer(port, security=Security.STARTTLS, ca_file=ca_file, user="chaser", password="wrong")
    assert wrong == Unreachable(phase=Phase.LOGIN, answer="535 5.7.8 Authentication credentials invalid")


def test_a_login_that_was_left_out_closes_the_road(starttls: tuple[int, Mailbox], ca_file: str) -> None:
    port, _ = starttls

    assert answer(port, security=Security.STARTTLS, ca_file=ca_file) == Unreachable(
        phase=Phase.SENDER, answer="530 5.7.0 Authentication required"
    )


def test_a_relay_that_knows_only_the_login_mechanism_is_served_too(authority: trustme.CA, ca_file: str) -> None:
    mailbox = Mailbox()
    with running(
        mailbox,
        tls_context=context_for(authority, "127.0.0.1"),
        authenticator=needs("chaser", "secret"),
        auth_exclude_mechanism=["PLAIN"],
        **NO_LOGIN_WITHOUT_TLS,
    ) as port:
        login = {"user": "chaser", "password": "secret"}
        assert answer(port, security=Security.STARTTLS, ca_file=ca_file, **login) == ACCEPTED


def test_a_relay_that_knows_no_mechanism_of_ours_closes_the_road(authority: trustme.CA, ca_file: str) -> None:
    with running(
        Mailbox(),
        tls_context=context_for(authority, "127.0.0.1"),
        authenticator=needs("chaser", "secret"),
        auth_exclude_mechanism=["PLAIN", "LOGIN"],
    ) as port:
        found = answer(port, security=Security.STARTTLS, ca_file=ca_file, user="chaser", password="secret")

    words = "the relay offers neither PLAIN nor LOGIN: leave user and password out"
    assert found == Unreachable(phase=Phase.LOGIN, answer=words)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_that_nobody_vouches_for_closes_the_road(authority: trustme.CA, security: Security) -> None:
    context = context_for(authority, "127.0.0.1")
    tls = {"tls_context": context} if security is Security.STARTTLS else {"ssl_context": context}
    mailbox = Mailbox()
    stranger = trustme.CA()
    with running(mailbox, **tls) as port, stranger.cert_pem.tempfile() as strange_file:
        found = answer(port, security=security, ca_file=strange_file)

    assert isinstance(found, Unreachable)
    assert found.answer.endswith("its certificate cannot be trusted: unable to get local issuer certificate")
    assert mailbox.contents == []


def test_a_certificate_for_another_host_closes_the_road(authority: trustme.CA, ca_file: str) -> None:
    with running(Mailbox(), tls_context=context_for(authority, "mail.example.org")) as port:
        found = answer(port, security=Security.STARTTLS, ca_file=ca_file)

    assert isinstance(found, Unreachable)
    assert "IP address mismatch" in found.answer


def test_a_relay_without_starttls_gets_nothing_where_it_is_asked_for() -> None:
    with FaultyRelay() as relay:
        found = answer(relay.port, security=Security.STARTTLS)

        words = "the relay offers no STARTTLS: set its security to tls or none"
        assert found == Unreachable(phase=Phase.SECURE, answer=words)
        assert relay.arrived == []


def test_a_relay_that_breaks_off_at_starttls_closes_the_road() -> None:
    offers = "250-relay.example.org\r\n250 STARTTLS"
    with FaultyRelay({(Phase.HELLO, ALWAYS): offers, (Phase.SECURE, ALWAYS): DROP}) as relay:
        found = answer(relay.port, security=Security.STARTTLS)

    assert isinstance(found, Unreachable)
    assert found.phase is Phase.SECURE


def test_a_password_that_would_leave_the_machine_unencrypted_is_refused_before_any_connection() -> None:
    with pytest.raises(ValueError, match=r"a password for relay\.example\.org would go unencrypted"):
        relay_at(25, host="relay.example.org", user="chaser", password="secret")


def test_a_password_may_go_unencrypted_to_this_machine_itself() -> None:
    assert relay_at(25, user="chaser", password="secret").security is Security.NONE


def test_a_password_is_not_shown_where_a_relay_is_printed() -> None:
    assert "secret" not in repr(relay_at(25, security=Security.TLS, user="chaser", password="secret"))


def test_a_login_is_compared_whole() -> None:
    judge = needs("chaser", "secret")

    results: list[AuthResult] = [
        judge(None, None, None, "", LoginPassword(b"chaser", word)) for word in (b"secret", b"")
    ]
    assert [result.success for result in results] == [True, False]
