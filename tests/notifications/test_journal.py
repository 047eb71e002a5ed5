"""What was accepted outlives a process that dies before its commit, and is settled by whoever drains next."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult
from notifications.journal import Taken, journal, left_behind
from notifications.tables import State
from notifications.transports.memory import Memory
from tests.notifications.mails import EIGHT, MINUTE, NINA, OMAR
from tests.notifications.test_delivery import Desk


class Died(BaseException):
    """The process is gone."""


def die_with(folder: Path, *messages: str) -> None:
    """A process that writes these down and dies."""
    with suppress(Died), journal(folder, "lost node") as kept:
        assert kept is not None
        for message in messages:
            kept.write(message, "250 2.0.0\r\n queued")
        raise Died


def found(folder: Path) -> tuple[Taken, ...]:
    """What is left behind at present."""
    with left_behind(folder) as taken:
        return taken


def test_a_drain_that_ends_well_leaves_no_journal(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA, OMAR)

    assert desk.drain(journals=tmp_path / "journal") == DrainResult(accepted=2)
    assert list((tmp_path / "journal").iterdir()) == []


def test_what_a_dead_process_wrote_is_found_once(tmp_path: Path) -> None:
    die_with(tmp_path, "a", "b")

    assert found(tmp_path) == (Taken("a", "250 2.0.0 queued"), Taken("b", "250 2.0.0 queued"))
    assert found(tmp_path) == ()


def test_the_journal_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    with journal(tmp_path, "node") as kept:
        assert kept is not None
        kept.write("a", "250 ok")
        assert found(tmp_path) == ()


def test_a_line_that_was_cut_off_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "node.accepted").write_bytes(b"a 250 ok\nb 250")

    assert found(tmp_path) == (Taken("a", "250 ok"),)


def test_a_message_in_the_hands_of_a_dead_process_is_settled_by_its_journal_and_not_sent_again(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put(NINA)
    with sessions.begin() as session:
        [leased] = outbox.lease_due(session, now=EIGHT, by="lost", limit=1, lease_for=MINUTE)
        outbox.begin_handoff(session, leased, now=EIGHT)
    die_with(tmp_path, "nina")

    assert desk.drain(journals=tmp_path) == DrainResult(accepted=1)
    assert (desk.entry().state, desk.entry().resent) == (State.ACCEPTED, False)
    assert desk.entry().sentence == "A process that was cut off had written down that memory accepted it"
    desk.at += timedelta(hours=2)
    assert desk.drain(journals=tmp_path) == DrainResult()
    assert road.accepted == []


def test_a_journal_tells_nothing_new_of_what_is_known(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA)
    desk.drain()
    die_with(tmp_path, "nina", "nobody")

    assert desk.drain(journals=tmp_path) == DrainResult()
    with sessions() as session:
        assert [each.sentence for each in outbox.happenings(session, "nina")] == ["Accepted by memory"]
