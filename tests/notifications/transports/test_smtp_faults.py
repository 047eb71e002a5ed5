"""A relay that fails at each phase: what is surely not taken, what nobody knows, and what closes the road."""

import pytest

from notifications.transports.contract import Accepted, Later, Outcome, Phase, Refused, Unknown, Unreachable
from notifications.transports.smtp import Smtp
from tests.notifications.transports.relays import (
    ALWAYS,
    CONTENT,
    DROP,
    IMPATIENT,
    SILENCE,
    FaultyRelay,
    envelope,
    free_port,
    relay_at,
)

BEFORE_A_MESSAGE = [Phase.CONNECT, Phase.HELLO]
BEFORE_THE_DOT = [Phase.SENDER, Phase.RECIPIENT, Phase.CONTENT]


def sent(relay: FaultyRelay, number: int = 1) -> list[Outcome]:
    """What becomes of so many messages over one session."""
    with Smtp(relay_at(relay.port, waits=IMPATIENT)).session() as carrier:
        return [carrier.send(envelope(f"a{n}")) for n in range(1, number + 1)]


def kinds(outcomes: list[Outcome]) -> list[tuple[type[Outcome], Phase | None]]:
    """The kind and phase of each outcome."""
    return [(type(each), getattr(each, "phase", None)) for each in outcomes]


@pytest.mark.parametrize("fault", [DROP, SILENCE])
@pytest.mark.parametrize("phase", BEFORE_A_MESSAGE)
def test_a_relay_that_breaks_off_before_any_message_is_unreachable(phase: Phase, fault: str) -> None:
    with FaultyRelay({(phase, ALWAYS): fault}) as relay:
        assert kinds(sent(relay)) == [(Unreachable, phase)]
        assert relay.arrived == []


@pytest.mark.parametrize("fault", [DROP, SILENCE])
@pytest.mark.parametrize("phase", BEFORE_THE_DOT)
def test_a_fault_before_the_body_means_another_try(phase: Phase, fault: str) -> None:
    with FaultyRelay({(phase, ALWAYS): fault}) as relay:
        assert kinds(sent(relay)) == [(Later, phase)]
        assert relay.arrived == []


def test_a_drop_within_the_body_means_another_try() -> None:
    large = b"Subject: Hello\r\n\r\n" + (b"x" * 70 + b"\r\n") * 300_000
    with FaultyRelay({(Phase.BODY, ALWAYS): DROP}) as relay:
        with Smtp(relay_at(relay.port)).session() as carrier:
            outcome = carrier.send(envelope(content=large))

        assert kinds([outcome]) == [(Later, Phase.BODY)]
        assert relay.arrived == []


@pytest.mark.parametrize("fault", [DROP, SILENCE])
def test_a_drop_or_silence_after_the_dot_is_unknown_and_not_sent_again(fault: str) -> None:
    with FaultyRelay({(Phase.DOT, ALWAYS): fault}) as relay:
        assert kinds(sent(relay)) == [(Unknown, Phase.DOT)]
        assert len(relay.arrived) == 1


def test_garbage_in_reply_to_the_dot_is_unknown() -> None:
    with FaultyRelay({(Phase.DOT, ALWAYS): "what?"}) as relay:
        assert kinds(sent(relay)) == [(Unknown, Phase.DOT)]


@pytest.mark.parametrize("phase", [*BEFORE_THE_DOT, Phase.DOT])
def test_a_4xx_at_any_phase_means_another_try(phase: Phase) -> None:
    with FaultyRelay({(phase, ALWAYS): "450 4.2.1 busy"}) as relay:
        assert sent(relay) == [Later(phase=phase, answer="450 4.2.1 busy")]


@pytest.mark.parametrize("phase", [*BEFORE_A_MESSAGE, *BEFORE_THE_DOT, Phase.DOT])
def test_a_421_closes_the_road_at_whatever_phase(phase: Phase) -> None:
    with FaultyRelay({(phase, ALWAYS): "421 4.3.2 closing"}) as relay:
        assert kinds(sent(relay)) == [(Unreachable, phase)]


@pytest.mark.parametrize(
    ("phase", "outcome"),
    [
        (Phase.SENDER, Unreachable(phase=Phase.SENDER, answer="550 5.1.1 no")),
        (Phase.RECIPIENT, Refused(phase=Phase.RECIPIENT, answer="550 5.1.1 no", blames_address=True)),
        (Phase.CONTENT, Refused(phase=Phase.CONTENT, answer="550 5.1.1 no", blames_address=False)),
        (Phase.DOT, Refused(phase=Phase.DOT, answer="550 5.1.1 no", blames_address=False)),
    ],
)
def test_a_5xx_blames_the_recipient_only_where_the_recipient_was_named(phase: Phase, outcome: Outcome) -> None:
    with FaultyRelay({(phase, ALWAYS): "550 5.1.1 no"}) as relay:
        assert sent(relay) == [outcome]


@pytest.mark.parametrize("phase", BEFORE_THE_DOT)
def test_after_a_refusal_the_next_message_goes_over_the_same_connection(phase: Phase) -> None:
    with FaultyRelay({(phase, 1): "452 4.3.1 no room"}) as relay:
        outcomes = sent(relay, 2)

        assert kinds(outcomes) == [(Later, phase), (Accepted, None)]
        assert relay.connections == 1


@pytest.mark.parametrize("phase", [*BEFORE_THE_DOT, Phase.DOT])
def test_after_a_drop_the_next_message_goes_over_a_new_connection(phase: Phase) -> None:
    with FaultyRelay({(phase, 1): DROP}) as relay:
        outcomes = sent(relay, 2)

        assert kinds(outcomes)[1] == (Accepted, None)
        assert relay.connections == 2


@pytest.mark.parametrize("fault", [DROP, "421 4.7.0 too many messages in this connection"])
def test_a_connection_that_went_stale_between_two_messages_is_replaced_at_once(fault: str) -> None:
    with FaultyRelay({(Phase.SENDER, 2): fault}) as relay:
        assert kinds(sent(relay, 2)) == [(Accepted, None), (Accepted, None)]
        assert relay.connections == 2
        assert len(relay.arrived) == 2


def test_a_new_connection_that_is_closed_as_well_is_not_replaced_again() -> None:
    with FaultyRelay({(Phase.SENDER, 2): DROP, (Phase.SENDER, 3): DROP}) as relay:
        assert kinds(sent(relay, 2)) == [(Accepted, None), (Later, Phase.SENDER)]
        assert relay.connections == 2


def test_nobody_listening_is_unreachable_with_host_and_port() -> None:
    port = free_port()
    with Smtp(relay_at(port)).session() as carrier:
        outcome = carrier.ready()

    words = f"127.0.0.1, port {port}: nobody listens there"
    assert outcome == Unreachable(phase=Phase.CONNECT, answer=words)


def test_a_session_without_a_message_makes_no_connection() -> None:
    with FaultyRelay() as relay:
        with Smtp(relay_at(relay.port)).session():
            pass
        assert relay.connections == 0


def test_leading_dots_come_over_doubled_as_the_protocol_asks() -> None:
    with FaultyRelay() as relay:
        sent(relay)

    assert relay.arrived == [CONTENT.replace(b"\r\n.\r\n", b"\r\n..\r\n").replace(b"\r\n..two", b"\r\n...two")]


def test_each_step_is_heard_with_its_answer() -> None:
    steps: list[tuple[Phase, str]] = []
    with FaultyRelay({(Phase.RECIPIENT, ALWAYS): "450 4.2.1 busy"}) as relay:
        with Smtp(relay_at(relay.port)).session(lambda phase, answer: steps.append((phase, answer))) as carrier:
            carrier.ready()
            carrier.send(envelope())

        assert steps == [
            (Phase.CONNECT, f"connected to 127.0.0.1, port {relay.port}"),
            (Phase.HELLO, "relay.example.org, ENHANCEDSTATUSCODES"),
            (Phase.SENDER, "250 2.1.0 OK"),
            (Phase.RECIPIENT, "450 4.2.1 busy"),
        ]
