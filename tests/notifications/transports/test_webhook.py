"""The road to other programs: what is sent, how it is signed, and what each answer means."""

import ssl
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import trustme

from notifications.transports.contract import Accepted, Envelope, Later, Outcome, Phase, Refused
from notifications.transports.webhook import Webhooks
from tests.notifications.transports.receivers import NAME, NOW, Program, listening, road_to
from tests.notifications.transports.relays import envelope, free_port

CONTENT = b'{"type":"action.completed","data":{"ref":"1.12"}}'


def event(key: str = "a1", **words: Any) -> Envelope:
    """An event for the program."""
    return envelope(key, **{"message_id": f"msg_{key}", "recipient": NAME, "content": CONTENT, **words})


def sent(road: Webhooks, *envelopes: Envelope) -> list[Outcome]:
    """What became of each, in one session."""
    with road.session() as carrier:
        return [carrier.send(each) for each in envelopes]


def test_an_event_is_posted_as_it_was_frozen_under_its_id_and_a_signature_that_fits() -> None:
    program = Program()
    with listening(program) as port:
        assert sent(road_to(port), event()) == [Accepted(answer="204 No Content")]

    [taken] = program.taken
    assert (taken.path, taken.id, taken.timestamp) == ("/hooks?sig=a", "msg_a1", str(int(NOW.timestamp())))
    assert (taken.content, taken.host, taken.is_signed) == (CONTENT, f"127.0.0.1:{port}", True)


def test_a_signature_of_another_secret_does_not_fit() -> None:
    program = Program(secret=b"another")
    with listening(program) as port:
        sent(road_to(port), event())

    assert [each.is_signed for each in program.taken] == [False]


@pytest.mark.parametrize(("status", "words"), [(200, "200 OK"), (201, "201 Created"), (202, "202 Accepted")])
def test_every_status_of_success_takes_it(status: int, words: str) -> None:
    with listening(Program(statuses=[status])) as port:
        assert sent(road_to(port), event()) == [Accepted(answer=words)]


def test_gone_means_that_nothing_more_is_wanted_ever() -> None:
    with listening(Program(statuses=[410])) as port:
        assert sent(road_to(port), event()) == [Refused(phase=Phase.DOT, answer="410 Gone", blames_address=True)]


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "400 Bad Request"), (401, "401 Unauthorized"), (404, "404 Not Found"), (500, "500 Internal Server Error")],
)
def test_any_other_status_puts_that_event_off_and_not_the_next(status: int, words: str) -> None:
    with listening(Program(statuses=[status])) as port:
        outcomes = sent(road_to(port), event("a1"), event("a2"))

    assert outcomes == [Later(phase=Phase.DOT, answer=words), Accepted(answer="204 No Content")]


def test_a_redirect_is_not_followed() -> None:
    elsewhere = Program()
    with (
        listening(elsewhere) as other,
        listening(Program(statuses=[307], location=f"http://127.0.0.1:{other}/")) as port,
    ):
        assert sent(road_to(port), event()) == [Later(phase=Phase.DOT, answer="307 Temporary Redirect")]

    assert elsewhere.taken == []


def test_a_program_that_is_too_busy_is_not_asked_again_at_once_and_others_are() -> None:
    busy, other = Program(statuses=[503]), Program()
    with listening(busy) as port, listening(other) as next_door:
        by_name = {NAME: road_to(port).receivers(NAME), "other": road_to(next_door).receivers(NAME)}
        outcomes = sent(road_to(port, receivers=by_name.get), event("a1"), event("a2"), event("a3", recipient="other"))

    assert outcomes == [
        Later(phase=Phase.DOT, answer="503 Service Unavailable"),
        Later(phase=Phase.CONNECT, answer="not tried again at once: 503 Service Unavailable"),
        Accepted(answer="204 No Content"),
    ]
    assert (len(busy.taken), len(other.taken)) == (1, 1)


def test_a_connection_that_is_cut_after_the_event_puts_it_off_under_the_same_id() -> None:
    program = Program(statuses=[0])
    with listening(program) as port:
        cut = sent(road_to(port), event())
        again = sent(road_to(port), event())

    assert cut == [Later(phase=Phase.DOT, answer="the connection was cut before an answer came")]
    assert again == [Accepted(answer="204 No Content")]
    assert [each.id for each in program.taken] == ["msg_a1", "msg_a1"]


def test_a_program_that_never_answers_is_not_waited_for() -> None:
    with listening(Program(statuses=[-1])) as port:
        outcomes = sent(road_to(port, step_seconds=0.1), event())

    assert outcomes == [Later(phase=Phase.DOT, answer="no answer came in time")]


def test_a_program_is_cut_off_after_the_whole_time_however_long_each_step_may_take() -> None:
    with listening(Program(statuses=[-1])) as port:
        outcomes = sent(road_to(port, whole_seconds=0.1), event())

    assert outcomes == [Later(phase=Phase.DOT, answer="the connection was cut before an answer came")]


def test_where_nobody_listens_the_event_waits() -> None:
    assert sent(road_to(free_port()), event()) == [Later(phase=Phase.CONNECT, answer="nobody listens there")]


def test_a_webhook_that_was_ended_gets_nothing_more() -> None:
    ended = Refused(phase=Phase.CONNECT, answer="this webhook was ended", blames_address=False)
    assert sent(road_to(free_port(), receivers={}.get), event()) == [ended]


def test_a_name_that_means_this_machine_is_not_called_however_it_is_spelt() -> None:
    program = Program()
    with listening(program) as port:
        road = road_to(port, scheme="https", host="hooks.example.org", inside=(), looked_up=lambda *_: ["127.0.0.1"])
        outcomes = sent(road, event())

    why = "hooks.example.org is not called: its address is not of the public internet"
    assert (outcomes, program.taken) == ([Later(phase=Phase.CONNECT, answer=why)], [])


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever signs the program's certificate."""
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The authority's certificate as a file."""
    path: Path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def tls_for(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """A program's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(authority: trustme.CA, ca_file: str) -> None:
    """A name service that gives another address the second time is asked once."""
    asked: list[str] = []

    def changing(host: str, _port: int) -> Collection[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    program = Program()
    with listening(program, tls=tls_for(authority, "hooks.example.org")) as port:
        road = road_to(port, scheme="https", host="hooks.example.org", ca_file=ca_file, looked_up=changing)
        assert sent(road, event()) == [Accepted(answer="204 No Content")]

    assert (asked, program.taken[0].host) == (["hooks.example.org"], f"hooks.example.org:{port}")


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_of_another_name_or_of_a_stranger_is_not_trusted(
    trusted: bool, authority: trustme.CA, ca_file: str
) -> None:
    program = Program()
    name, authorities = ("other.example.org", ca_file) if trusted else ("hooks.example.org", "")
    with listening(program, tls=tls_for(authority, name)) as port:
        road = road_to(
            port, scheme="https", host="hooks.example.org", ca_file=authorities, looked_up=lambda *_: ["127.0.0.1"]
        )
        [outcome] = sent(road, event())

    assert isinstance(outcome, Later)
    assert (outcome.phase, outcome.answer.partition(":")[0]) == (Phase.CONNECT, "its certificate is not trusted")
    assert program.taken == []
