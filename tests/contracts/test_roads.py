"""One suite that every road passes (delivery.md, "Roads"): what delivery may rely on, whichever is configured.

GOV.UK Notify carries a subject and a body rather than bytes; there, these are what arrives unchanged.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from notifications.transports.contract import Accepted, Outcome, Phase, Refused, Transport, Unreachable
from notifications.transports.maildrop import Maildrop
from notifications.transports.memory import Memory
from notifications.transports.smtp import Smtp
from tests.notifications.transports.notify_standin import StandIn, road_to, standing_in
from tests.notifications.transports.receivers import Program, listening
from tests.notifications.transports.receivers import road_to as road_to_program
from tests.notifications.transports.relays import CONTENT, Mailbox, envelope, free_port, relay_at, running


def as_it_went(content: bytes) -> bytes:
    """Bytes arrive as bytes."""
    return content


def subject_and_text(content: bytes) -> bytes:
    """What Notify carries of a plain mail."""
    message = message_from_bytes(content)
    lines = message.get_payload(decode=True).splitlines()  # type: ignore[union-attr]  # a plain mail has one part
    return b"\n".join([str(message["Subject"]).encode(), *lines])


@dataclass(frozen=True)
class Road:
    """A road that works, what arrived at its end, and how a message's bytes look there."""

    transport: Transport
    arrived: Callable[[], list[bytes]]
    carried: Callable[[bytes], bytes] = as_it_went


@contextmanager
def memory(_folder: Path) -> Iterator[Road]:
    transport = Memory()
    yield Road(transport, lambda: [kept.content for kept in transport.accepted])


@contextmanager
def maildrop(folder: Path) -> Iterator[Road]:
    yield Road(Maildrop(folder), lambda: [path.read_bytes() for path in sorted(folder.glob("*.eml"))])


@contextmanager
def smtp(_folder: Path) -> Iterator[Road]:
    mailbox = Mailbox()
    with running(mailbox) as port:
        yield Road(Smtp(relay_at(port)), lambda: mailbox.contents)


@contextmanager
def notify(_folder: Path) -> Iterator[Road]:
    service = StandIn()
    with standing_in(service) as url:
        yield Road(road_to(url), lambda: [_words(mail) for mail in service.mails], subject_and_text)


@contextmanager
def webhook(_folder: Path) -> Iterator[Road]:
    program = Program()
    with listening(program) as port:
        yield Road(road_to_program(port), lambda: [each.content for each in program.taken])


def _words(mail: dict[str, Any]) -> bytes:
    words = mail["personalisation"]
    return f"{words['subject']}\n{words['body']}".encode()


@pytest.fixture(params=[memory, maildrop, smtp, notify, webhook], ids=lambda road: road.__name__)
def road(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Road]:
    """Each road in turn."""
    with request.param(tmp_path / "mail") as road:
        yield road


def closed_maildrop(folder: Path) -> Transport:
    folder.write_text("a file in the folder's place")
    return Maildrop(folder)


CLOSED: dict[str, Callable[[Path], Transport]] = {
    "memory": lambda _: Memory(answers=lambda _: Unreachable(phase=Phase.CONNECT, answer="closed")),
    "maildrop": closed_maildrop,
    "smtp": lambda _: Smtp(relay_at(free_port())),
    "notify": lambda _: road_to(f"http://127.0.0.1:{free_port()}"),
}


def test_its_name_is_one_word_and_its_own(road: Road, request: pytest.FixtureRequest) -> None:
    assert road.transport.name == request.node.callspec.id


def test_a_message_arrives_byte_for_byte(road: Road) -> None:
    with road.transport.session() as carrier:
        assert carrier.ready() is None
        outcome = carrier.send(envelope())

    assert isinstance(outcome, Accepted)
    assert outcome.answer != ""
    assert road.arrived() == [road.carried(CONTENT)]


def test_a_message_need_not_ask_whether_the_road_is_ready(road: Road) -> None:
    with road.transport.session() as carrier:
        assert isinstance(carrier.send(envelope()), Accepted)


def test_many_messages_arrive_in_their_order(road: Road) -> None:
    contents = [b"Subject: %d\r\n\r\n%d\r\n" % (n, n) for n in range(10)]
    with road.transport.session() as carrier:
        outcomes = [carrier.send(envelope(f"a{n}", content=content)) for n, content in enumerate(contents)]

    assert [type(outcome) for outcome in outcomes] == [Accepted] * 10
    assert road.arrived() == [road.carried(content) for content in contents]


def test_a_road_can_be_opened_again(road: Road) -> None:
    for key in ("a1", "a2"):
        with road.transport.session() as carrier:
            assert isinstance(carrier.send(envelope(key)), Accepted)

    assert road.arrived() == [road.carried(CONTENT)] * 2


def test_a_session_without_a_message_leaves_nothing(road: Road) -> None:
    with road.transport.session():
        pass

    assert road.arrived() == []


def test_the_same_message_is_taken_again_when_it_is_sent_again(road: Road) -> None:
    with road.transport.session() as carrier:
        outcomes = [carrier.send(envelope()), carrier.send(envelope())]

    assert [type(outcome) for outcome in outcomes] == [Accepted, Accepted]
    assert set(road.arrived()) == {road.carried(CONTENT)}


def test_no_road_claims_a_message_that_it_never_took(road: Road) -> None:
    with road.transport.session() as carrier:
        carrier.send(envelope("a1"))

    assert road.transport.has(envelope("a2")) is False


def test_whoever_listens_hears_the_last_step_with_its_answer(road: Road) -> None:
    steps: list[tuple[Phase, str]] = []
    with road.transport.session(lambda phase, answer: steps.append((phase, answer))) as carrier:
        carrier.send(envelope())

    assert steps[-1][0] is Phase.DOT
    assert steps[-1][1] != ""


@pytest.mark.parametrize("name", list(CLOSED))
def test_a_closed_road_is_an_outcome_with_a_reason_and_never_an_exception(name: str, tmp_path: Path) -> None:
    with CLOSED[name](tmp_path / "mail").session() as carrier:
        outcomes = [carrier.send(envelope("a1")), carrier.send(envelope("a2"))]

    assert [type(outcome) for outcome in outcomes] == [Unreachable, Unreachable]
    assert all(outcome.answer for outcome in outcomes)


@pytest.mark.parametrize("name", ["memory", "smtp"])
def test_a_refused_message_does_not_hinder_the_next(name: str) -> None:
    no = Refused(phase=Phase.RECIPIENT, answer="550 5.1.1 No such user", blames_address=True)
    answers: dict[str, Outcome] = {"omar@example.org": no}
    mailbox = Mailbox(refusals={"omar@example.org": "550 5.1.1 No such user"})
    with running(mailbox) as port:
        by_name: dict[str, Transport] = {
            "memory": Memory(answers=lambda sent: answers.get(sent.recipient, Accepted(answer="kept"))),
            "smtp": Smtp(relay_at(port)),
        }
        with by_name[name].session() as carrier:
            outcomes = [carrier.send(envelope("a1", recipient="omar@example.org")), carrier.send(envelope("a2"))]

    assert outcomes[0] == no
    assert isinstance(outcomes[1], Accepted)
