"""Reading the mailbox, against a real IMAP server: new once, done only when said so, and faults said with the place."""

from collections.abc import Iterator
from imaplib import IMAP4
from pathlib import Path

import pytest
import trustme

from notifications.bounces.mailbox import Mailbox, MailboxUnreachable, Security, opened
from tests.notifications.bounces.imap_servers import USER, account_at, imap_server, put_in, signed_in, unseen
from tests.notifications.bounces.mails_in import bounce, reply
from tests.notifications.transports.relays import HOST, free_port


@pytest.fixture
def port() -> Iterator[int]:
    """A server of its own."""
    with imap_server() as listening:
        yield listening


def test_a_mail_is_new_until_it_is_said_to_be_done(port: int) -> None:
    put_in(port, reply(), bounce())

    with opened(account_at(port)) as mailbox:
        first = list(mailbox.new())
    with opened(account_at(port)) as mailbox:
        again = list(mailbox.new())
        mailbox.done(again[0][0])
    with opened(account_at(port)) as mailbox:
        rest = list(mailbox.new())

    assert [raw for _, raw in first] == [reply(), bounce()]
    assert again == first
    assert rest == first[1:]
    assert unseen(port) == 1


def test_an_empty_mailbox_holds_nothing_new(port: int) -> None:
    with opened(account_at(port)) as mailbox:
        assert list(mailbox.new()) == []


def test_a_wrong_password_is_said_with_the_place_to_look(port: int) -> None:
    with pytest.raises(MailboxUnreachable) as unreachable, opened(account_at(port, password="wrong")):
        pass

    assert str(unreachable.value) == (
        f"reading the mailbox of {USER} on {HOST}, port {port}, failed: "
        "[AUTHENTICATIONFAILED] Invalid authentication credentials. Look at [bounces] in chaser.toml."
    )


def test_a_folder_that_is_not_there_is_named(port: int) -> None:
    with (
        pytest.raises(MailboxUnreachable, match="there is no folder 'Came back'"),
        opened(account_at(port, folder="Came back")),
    ):
        pass


def test_a_folder_is_found_by_its_name_as_people_see_it(port: int) -> None:
    put_in(port, reply(), folder='"R&APw-ckl&AOQ-ufer"')

    with opened(account_at(port, folder="Rückläufer")) as mailbox:
        assert [raw for _, raw in mailbox.new()] == [reply()]


def test_a_mail_that_cannot_be_marked_is_said_instead_of_being_read_for_ever(port: int) -> None:
    put_in(port, reply())
    with signed_in(port) as imap:
        imap.select("INBOX", readonly=True)

        with pytest.raises(IMAP4.error, match="mail 101 cannot be marked as taken in: "):
            Mailbox(imap, keeps_keywords=True).done("101")


def test_a_server_that_does_not_listen_is_named() -> None:
    nowhere = free_port()
    with (
        pytest.raises(
            MailboxUnreachable, match=f"connecting to the mailbox of {USER} on {HOST}, port {nowhere}, failed"
        ),
        opened(account_at(nowhere)),
    ):
        pass


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """A server whose certificate an authority of ours signed; its port, and the authority's file."""
    authority = trustme.CA()
    certificate = authority.issue_cert(HOST, "localhost")
    certificate.private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    pem = str(tmp_path / "server.pem")
    with imap_server("--cert", pem, "--key", pem) as listening:
        yield listening, str(tmp_path / "ca.pem")


def test_starttls_is_spoken_with_a_server_that_our_authority_signed(certified: tuple[int, str]) -> None:
    port, ca_file = certified
    with opened(account_at(port, security=Security.STARTTLS, ca_file=ca_file)) as mailbox:
        assert list(mailbox.new()) == []


def test_a_certificate_that_nobody_trusts_is_refused_before_the_password_goes(certified: tuple[int, str]) -> None:
    port, _ = certified
    with (
        pytest.raises(MailboxUnreachable, match="CERTIFICATE_VERIFY_FAILED"),
        opened(account_at(port, security=Security.STARTTLS)),
    ):
        pass
