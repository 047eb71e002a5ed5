"""One plain mail through the configured road, and what each step answered."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from notifications.message import Mailbox, UnusableAddress
from notifications.transports.contract import Accepted, Phase, Transport, Unreachable
from notifications.transports.maildrop import Maildrop
from notifications.transports.memory import Memory
from notifications.transports.smtp import Smtp
from notifications.trial import Trial, try_road
from tests.notifications.mails import EIGHT, MONDAY
from tests.notifications.transports.relays import ALWAYS, FaultyRelay, relay_at


def tried(transport: Transport, to: str = "me@example.org") -> Trial:
    """A trial on Monday."""
    return try_road(transport, key="a1", sender=Mailbox("chaser@example.org", "Chaser"), to=to, day=MONDAY, at=EIGHT)


def test_one_plain_mail_goes_to_the_address_asked_for() -> None:
    road = Memory()

    assert tried(road).outcome == Accepted(answer="kept in memory")
    [sent] = road.accepted
    message = message_from_bytes(sent.content, policy=default)
    assert (sent.recipient, message["To"]) == ("me@example.org", "me@example.org")
    assert message["Subject"] == "A test from Chaser: mail by memory works"


def test_each_step_is_told_with_its_answer() -> None:
    with FaultyRelay({(Phase.RECIPIENT, ALWAYS): "550 5.7.1 Relay denied"}) as relay:
        trial = tried(Smtp(relay_at(relay.port)))

        assert [step for step, _ in trial.steps] == [Phase.CONNECT, Phase.HELLO, Phase.SENDER, Phase.RECIPIENT]
        assert trial.steps[-1] == (Phase.RECIPIENT, "550 5.7.1 Relay denied")


def test_a_closed_road_says_how_far_it_came() -> None:
    with FaultyRelay({(Phase.CONNECT, ALWAYS): "554 go away"}) as relay:
        trial = tried(Smtp(relay_at(relay.port)))

    words = f"127.0.0.1, port {relay.port}: 554 go away"
    assert trial == Trial(outcome=Unreachable(phase=Phase.CONNECT, answer=words), steps=((Phase.CONNECT, words),))


def test_the_maildrop_says_where_the_file_lies(tmp_path: Path) -> None:
    path = tmp_path / "2025-03-03-me-example.org-a1.eml"

    assert tried(Maildrop(tmp_path)).steps == ((Phase.DOT, f"written to {path}"),)
    assert path.exists()


def test_what_is_no_address_is_refused_before_anything_goes() -> None:
    with pytest.raises(UnusableAddress, match="'me' is no address that mail can be sent to"):
        tried(Memory(), to="me")
