"""A real Postfix: a mail reaches a mailbox, one comes back to its return address, one waits in the queue and arrives.

Our addresses go out over SMTP; what Postfix makes of them afterwards is what an organisation's relay would.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult, drain
from notifications.message import Mailbox, compose, message_id_for
from notifications.rendering import render
from notifications.tables import Base, State
from notifications.transports.smtp import Smtp
from scheduler.register.database import open_database
from tests.notifications.mails import EIGHT, EVERY_DAY, line, new_message, notice
from tests.notifications.postfixes import Postfix, needed, postfix
from tests.notifications.transports.relays import relay_at
from tests.notifications.words import digest

RETURN = "chaser+return@example.org"


@pytest.fixture(scope="module")
def outbox_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """SQLite alone: what Postfix does is the same on either database."""
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('outbox') / 'outbox.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def relay() -> Iterator[Postfix]:
    """One Postfix for all of them."""
    needed()
    with postfix() as relay:
        yield relay


def put(sessions: sessionmaker[Session], recipient: str) -> str:
    """A digest as a round writes it; gives its Message-ID."""
    key = recipient.partition("@")[0]
    message_id = message_id_for(key, "example.org")
    mail = compose(
        render(digest(line("1.1", title="Agree one threshold document – für alle"))),
        sender=Mailbox("chaser@example.org", "Chaser"),
        recipient=Mailbox(recipient),
        reply_to=None,
        message_id=message_id,
        date_at=datetime(2025, 3, 3, 8, tzinfo=UTC),
    )
    message = new_message(key, recipient=recipient, body=mail, message_id=message_id, envelope_from=RETURN)
    with sessions.begin() as session:
        assert outbox.put(session, message, [notice(person=recipient)], now=EIGHT)
    return message_id


def deliver(sessions: sessionmaker[Session], relay: Postfix) -> DrainResult:
    """One drain through Postfix."""
    smtp = Smtp(relay_at(relay.port))
    return drain(sessions, smtp, now=lambda: EIGHT, node="node", days=EVERY_DAY)


def arrived(relay: Postfix, message_id: str) -> bool:
    """Whether the mail with that Message-ID is in the mailbox."""
    return message_id in [str(mail["Message-ID"]) for mail in relay.mails()]


def test_a_digest_reaches_a_local_mailbox(sessions: sessionmaker[Session], relay: Postfix) -> None:
    message_id = put(sessions, "nina@example.org")

    assert deliver(sessions, relay) == DrainResult(accepted=1)
    relay.wait_for(lambda: arrived(relay, message_id), "the digest")
    [mail] = [mail for mail in relay.mails() if mail["Message-ID"] == message_id]
    assert (mail["Return-Path"], mail["Delivered-To"]) == (f"<{RETURN}>", "nina@example.org")
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Agree one threshold document – für alle" in text.get_content()


def test_a_mail_that_is_taken_and_comes_back_names_itself(sessions: sessionmaker[Session], relay: Postfix) -> None:
    message_id = put(sessions, "gone@example.org")

    assert deliver(sessions, relay) == DrainResult(accepted=1)

    def returned() -> list[str]:
        reports = [mail for mail in relay.mails() if mail.get_content_type() == "multipart/report"]
        return [mail.as_string() for mail in reports if message_id in mail.as_string()]

    relay.wait_for(lambda: bool(returned()), "the report")
    [report] = set(returned())
    assert f"To: {RETURN}" in report
    assert "Final-Recipient: rfc822; gone@example.org" in report
    assert "Original-Envelope-Id: gone" in report
    assert "Action: failed" in report
    assert "Status: 5.1.1" in report


def test_a_recipient_who_is_busy_at_first_gets_it_later(sessions: sessionmaker[Session], relay: Postfix) -> None:
    message_id = put(sessions, "busy@example.org")

    assert deliver(sessions, relay) == DrainResult(accepted=1)
    relay.wait_for(lambda: "status=deferred" in relay.log(), "the first try")
    assert arrived(relay, message_id) is False
    relay.open_the_door()
    relay.wait_for(lambda: arrived(relay, message_id), "the mail")
    assert [str(mail["Message-ID"]) for mail in relay.mails()].count(message_id) == 1
    with sessions() as session:
        entry = outbox.entry(session, "busy")
    assert entry is not None
    assert entry.state is State.ACCEPTED
