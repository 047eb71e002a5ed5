"""What goes over the wire to a relay that speaks the protocol well: addresses, options, many messages."""

import pytest

from notifications.transports.contract import Accepted, Phase, Refused
from notifications.transports.smtp import Smtp
from tests.notifications.transports.relays import ALWAYS, CONTENT, FaultyRelay, Mailbox, envelope, relay_at, running


def test_many_messages_go_over_one_connection() -> None:
    with FaultyRelay() as relay:
        with Smtp(relay_at(relay.port)).session() as carrier:
            outcomes = [carrier.send(envelope(f"a{n}")) for n in range(50)]

        assert outcomes == [Accepted(answer="250 2.0.0 queued")] * 50
        assert (relay.connections, len(relay.arrived)) == (1, 50)


def test_the_relay_hears_size_and_who_from_and_to() -> None:
    mailbox = Mailbox()
    with running(mailbox) as port, Smtp(relay_at(port)).session() as carrier:
        carrier.send(envelope())

    [received] = mailbox.received
    assert (received.mail_from, received.rcpt_tos) == ("chaser@example.org", ["nina@example.org"])
    assert mailbox.options == [[f"SIZE={len(CONTENT)}"]]


def test_an_address_beyond_ascii_asks_for_smtputf8_and_only_then() -> None:
    mailbox = Mailbox()
    with running(mailbox, enable_SMTPUTF8=True) as port, Smtp(relay_at(port)).session() as carrier:
        carrier.send(envelope(recipient="zoë@example.org"))
        carrier.send(envelope(recipient="nina@example.org"))

    assert [received.rcpt_tos for received in mailbox.received] == [["zoë@example.org"], ["nina@example.org"]]
    assert [received.smtp_utf8 for received in mailbox.received] == [True, False]


def test_a_domain_beyond_ascii_needs_no_smtputf8() -> None:
    mailbox = Mailbox()
    with running(mailbox, enable_SMTPUTF8=False) as port, Smtp(relay_at(port)).session() as carrier:
        carrier.send(envelope(recipient="nina@exämple.org"))

    assert [received.rcpt_tos for received in mailbox.received] == [["nina@xn--exmple-cua.org"]]


def test_an_address_beyond_ascii_is_refused_by_a_relay_that_cannot_take_it() -> None:
    with running(Mailbox(), enable_SMTPUTF8=False) as port, Smtp(relay_at(port)).session() as carrier:
        outcome = carrier.send(envelope(recipient="zoë@example.org"))

    words = "the relay takes no addresses beyond ASCII (it offers no SMTPUTF8)"
    assert outcome == Refused(phase=Phase.RECIPIENT, answer=words, blames_address=False)


@pytest.mark.parametrize("recipient", ["", "nina", "nina@example.org\r\nDATA", "a@example.org,b@example.org"])
def test_what_is_no_address_never_reaches_the_wire(recipient: str) -> None:
    with FaultyRelay() as relay, Smtp(relay_at(relay.port)).session() as carrier:
        outcome = carrier.send(envelope(recipient=recipient))
        assert relay.connections == 0

    words = f"{recipient!r} is no address that mail can be sent to: correct it in the directory"
    assert outcome == Refused(phase=Phase.RECIPIENT, answer=words, blames_address=True)


def test_the_id_goes_along_where_delivery_reports_are_offered() -> None:
    offers = "250-relay.example.org\r\n250 DSN"
    with FaultyRelay({(Phase.HELLO, ALWAYS): offers}) as relay:
        with Smtp(relay_at(relay.port)).session() as carrier:
            carrier.send(envelope("a1"))

        assert relay.commands[1] == "mail FROM:<chaser@example.org> RET=HDRS ENVID=a1"


def test_a_relay_cannot_be_asked_what_it_took() -> None:
    with FaultyRelay() as relay:
        smtp = Smtp(relay_at(relay.port))
        with smtp.session() as carrier:
            carrier.send(envelope())

        assert smtp.has(envelope()) is False


def test_where_a_relay_takes_commands_at_once_a_refusal_does_not_hinder_the_next_message() -> None:
    offers: dict[tuple[str, int], str] = {
        (Phase.HELLO, ALWAYS): "250-relay.example.org\r\n250 PIPELINING",
        (Phase.RECIPIENT, 1): "550 5.1.1 no",
    }
    with FaultyRelay(offers) as relay:
        with Smtp(relay_at(relay.port)).session() as carrier:
            outcomes = [carrier.send(envelope("a1")), carrier.send(envelope("a2"))]

        assert outcomes == [
            Refused(phase=Phase.RECIPIENT, answer="550 5.1.1 no", blames_address=True),
            Accepted(answer="250 2.0.0 queued"),
        ]
        assert (relay.connections, len(relay.arrived)) == (1, 1)
        assert relay.commands[1:4] == ["MAIL FROM:<chaser@example.org>", "RCPT TO:<nina@example.org>", "DATA"]
