"""What a lane wrote outlives a process that dies before its commit, and is settled by whoever drains next."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from notifications import outbox
from notifications.delivery import DrainResult
from notifications.journal import Held, Journal, Remains, journal, left_behind
from notifications.tables import State
from notifications.transports.contract import Accepted, Envelope, Later, Outcome, Phase
from notifications.transports.memory import Memory
from tests.notifications.mails import EIGHT, MINUTE, NINA, OMAR
from tests.notifications.test_delivery import Desk

NOTHING = Remains(taken={}, begun=(), not_begun=())
PEOPLE = tuple(f"{letter}@example.org" for letter in "abcdef")


class Died(BaseException):
    """The process is gone."""


@dataclass(frozen=True)
class Lease:
    """A message under a lease."""

    id: str
    fence: int = 1


def die_with(folder: Path, write: Callable[[Journal], None]) -> None:
    """A process that writes this down and dies."""
    with suppress(Died), journal(folder, "lost node") as kept:
        assert kept is not None
        write(kept)
        raise Died


def took(*messages: str) -> Callable[[Journal], None]:
    """Word that the road took these."""

    def write(kept: Journal) -> None:
        for message in messages:
            kept.taken(Lease(message), "250 2.0.0\r\n queued", None)

    return write


def found(folder: Path) -> Remains:
    """What is left behind at present."""
    with left_behind(folder) as remains:
        return remains


def hand_over(sessions: sessionmaker[Session], messages: int) -> list[outbox.Outgoing]:
    """A process that said these were going."""
    with sessions.begin() as session:
        leased = outbox.lease_due(session, now=EIGHT, by="lost", limit=messages, lease_for=MINUTE)
        return outbox.begin_handoffs(session, leased, now=EIGHT)


def test_a_drain_that_ends_well_leaves_no_journal(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA, OMAR)

    assert desk.drain(journals=tmp_path / "journal", together=2) == DrainResult(accepted=2)
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_drain_with_nothing_to_send_makes_no_journal(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    Desk(sessions, Memory()).drain(journals=tmp_path / "journal")

    assert not (tmp_path / "journal").exists()


def test_what_a_dead_process_wrote_is_found_once(tmp_path: Path) -> None:
    die_with(tmp_path, took("a", "b"))

    answers = {Held("a", 1): "250 2.0.0 queued", Held("b", 1): "250 2.0.0 queued"}
    assert found(tmp_path) == Remains(taken=answers, begun=(), not_begun=())
    assert found(tmp_path) == NOTHING


def test_the_last_word_on_a_message_counts(tmp_path: Path) -> None:
    a, b, c, d = (Lease(key) for key in "abcd")

    def write(kept: Journal) -> None:
        kept.holds([a, b, c, d])
        kept.taken(a, "250 ok", b)
        kept.goes(c)

    die_with(tmp_path, write)

    begun = (Held("b", 1), Held("c", 1))
    assert found(tmp_path) == Remains(taken={Held("a", 1): "250 ok"}, begun=begun, not_begun=(Held("d", 1),))


def test_one_message_alone_is_written_down_only_when_it_was_taken(tmp_path: Path) -> None:
    die_with(tmp_path, lambda kept: kept.holds([Lease("a")]))
    assert found(tmp_path) == NOTHING

    die_with(tmp_path, took("a"))
    assert found(tmp_path) == Remains(taken={Held("a", 1): "250 2.0.0 queued"}, begun=(), not_begun=())


def test_the_journal_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    with journal(tmp_path, "node") as kept:
        assert kept is not None
        took("a")(kept)
        assert found(tmp_path) == NOTHING


def test_a_line_that_was_cut_off_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "node.journal").write_bytes(b"goes 2 a\n\x00\x00\ngoes x c\ntaken 2 b 250")

    assert found(tmp_path) == Remains(taken={}, begun=(Held("a", 2),), not_begun=())


def test_journals_of_older_versions_are_read_too(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA)
    hand_over(sessions, 1)
    (tmp_path / "node.accepted").write_bytes(b"nina 250 ok\nomar 250")

    assert desk.drain(journals=tmp_path) == DrainResult(accepted=1)
    assert list(tmp_path.iterdir()) == []


def test_each_message_in_the_hands_of_a_dead_process_is_settled_by_how_far_it_came(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put("a@example.org", "b@example.org", "c@example.org")
    leased = hand_over(sessions, 3)

    def write(kept: Journal) -> None:
        kept.holds(leased)
        kept.taken(leased[0], "250 ok", leased[1])

    die_with(tmp_path, write)

    assert desk.drain(journals=tmp_path) == DrainResult(accepted=2, unknown=1, waiting=1)
    assert [each.id for each in road.accepted] == ["c"]
    assert [desk.entry(key).state for key in "abc"] == [State.ACCEPTED, State.UNKNOWN, State.ACCEPTED]
    assert desk.entry("a").sentence == "A process that was cut off had written down that memory accepted it"
    assert desk.entry("b").sentence == "The sending was cut off: whether the message arrived is not known"
    assert [desk.entry(key).resent for key in "abc"] == [False, False, False]
    desk.at += timedelta(hours=2)
    assert desk.drain(journals=tmp_path) == DrainResult(accepted=1, resent=1)
    assert [each.id for each in road.accepted] == ["c", "b"]


def test_a_journal_tells_nothing_new_of_what_is_known(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA)
    desk.drain()
    die_with(tmp_path, took("nina", "nobody"))

    assert desk.drain(journals=tmp_path) == DrainResult()
    with sessions() as session:
        assert [each.sentence for each in outbox.happenings(session, "nina")] == ["Accepted by memory"]


def test_a_journal_settles_no_later_try_that_is_under_way(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    desk = Desk(sessions, Memory())
    desk.put(NINA)
    [first] = hand_over(sessions, 1)
    with sessions.begin() as session:
        busy = outbox.Said(outcome="later", sentence="Busy")
        outbox.settle(session, first, State.RETRY_WAIT, at=EIGHT, said=busy, next_try_at=EIGHT)
    hand_over(sessions, 1)

    def write(kept: Journal) -> None:
        kept.holds([first, Lease("omar")])
        took("nina")(kept)

    die_with(tmp_path, write)

    assert desk.drain(journals=tmp_path) == DrainResult(waiting=1)
    assert desk.entry().state is State.HANDOFF


def test_of_several_that_go_together_each_is_settled_by_its_own_answer(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    busy = Later(phase=Phase.RECIPIENT, answer="450 4.2.1 busy")
    road = Memory(answers=lambda envelope: busy if envelope.id in "bd" else Accepted(answer="kept"))
    desk = Desk(sessions, road)
    desk.put(*PEOPLE)

    assert desk.drain(journals=tmp_path, together=4) == DrainResult(accepted=4, put_off=2, waiting=2)
    assert [each.id for each in road.accepted] == ["a", "c", "e", "f"]
    assert [desk.entry(key).state.value for key in "abcdef"] == [
        *("accepted", "retry_wait", "accepted", "retry_wait", "accepted", "accepted")
    ]


def test_a_stop_gives_back_what_was_said_to_be_going_and_had_not_begun(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put(*PEOPLE)

    stopped = desk.drain(stop=lambda: len(road.accepted) >= 2, journals=tmp_path, together=4)

    assert stopped == DrainResult(accepted=2, waiting=4)
    assert [desk.entry(key).state for key in "cdef"] == [State.READY] * 4
    assert desk.drain(journals=tmp_path, together=4) == DrainResult(accepted=4)
    assert [each.id for each in road.accepted] == list("abcdef")


def test_what_does_not_begin_in_time_can_be_called_off_again(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    road = Memory()
    desk = Desk(sessions, road)
    desk.put(*PEOPLE)
    called_off = []

    def slowly(envelope: Envelope) -> Outcome:
        desk.at += timedelta(seconds=1)
        with sessions.begin() as session:
            called_off.append(outbox.cancel(session, "f", why="It was completed", now=desk.at))
        return Accepted(answer="kept")

    road.answers = slowly

    assert desk.drain(journals=tmp_path, together=6) == DrainResult(accepted=5)
    assert [each.id for each in road.accepted] == list("abcde")
    assert called_off.count(True) == 1
    assert desk.entry("f").state is State.CANCELLED


@pytest.mark.parametrize("messages", [1, 3])
def test_where_no_journal_can_be_kept_nothing_goes_and_the_reason_is_said(
    sessions: sessionmaker[Session], tmp_path: Path, messages: int
) -> None:
    (tmp_path / "journal").write_text("in the way")
    road = Memory()
    desk = Desk(sessions, road)
    desk.put(*PEOPLE[:messages])

    result = desk.drain(journals=tmp_path / "journal", together=3)

    where = f"{tmp_path / 'journal'}: File exists"
    why = f"the journal of what was sent cannot be kept, so nothing more goes: {where}"
    assert result == DrainResult(waiting=messages, closed=why)
    assert road.accepted == []
    (tmp_path / "journal").unlink()
    assert desk.drain(journals=tmp_path / "journal", together=3) == DrainResult(accepted=messages)


def test_when_the_disk_is_full_what_was_taken_is_written_down_at_once_and_nothing_more_goes(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    def fills_the_disk(envelope: Envelope) -> Outcome:
        if envelope.id == "b":
            [kept] = [each for each in open_files() if Path(os.readlink(f"/proc/self/fd/{each}")).parent == tmp_path]
            with open("/dev/full", "wb") as full:
                os.dup2(full.fileno(), kept)
        return Accepted(answer="kept")

    road = Memory(answers=fills_the_disk)
    desk = Desk(sessions, road)
    desk.put(*PEOPLE)

    why = "the journal of what was sent cannot be kept, so nothing more goes: No space left on device"
    assert desk.drain(journals=tmp_path, together=4) == DrainResult(accepted=2, waiting=4, closed=why)
    assert [desk.entry(key).state for key in "abcdef"] == [State.ACCEPTED] * 2 + [State.READY] * 4
    assert list(tmp_path.iterdir()) == []
    assert desk.drain(journals=tmp_path, together=4) == DrainResult(accepted=4)
    assert [each.id for each in road.accepted] == list("abcdef")


def open_files() -> list[int]:
    """The numbers of this process's open files."""
    return [int(each.name) for each in Path("/proc/self/fd").iterdir() if each.exists()]
