"""The daemon in this process, with a clock of its own: the round at its hour, delivery beside it, a fault survived."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notifications.transports.contract import Envelope, Outcome, Phase, Unreachable
from notifications.transports.memory import Memory
from scheduler import daemon
from scheduler.assembly import House, open_house
from tests.notifications.transports.relays import free_port
from tests.scheduler.cli.conftest import PEOPLE, SAMPLE, Desk, copied

PATIENCE = 60.0
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sample plan is recorded: made once, to be copied."""
    desk = Desk(tmp_path_factory.mktemp("recorded") / "home")
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    (desk.home / "plan.docx").write_bytes((SAMPLE / "plan.docx").read_bytes())
    desk.say("import", str(desk.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-09-01", "--yes")
    return desk.home


@pytest.fixture
def house(tmp_path: Path, recorded: Path) -> Iterator[House]:
    desk = copied(recorded, tmp_path)
    opened = open_house(desk.home, {"CHASER_WEB__PORT": str(free_port())}, now=MONDAY)
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield opened
    for each, handler in before.items():
        signal.signal(each, handler)
    opened.engine.dispose()


def run_until(house: House, done: Callable[[], bool], clock: Callable[[], datetime]) -> int:
    """The daemon, told to stop once `done`; its exit code."""
    gave_up = threading.Event()

    def watch() -> None:
        for _ in range(int(PATIENCE * 20)):
            if done() or gave_up.wait(0.05):
                break
        os.kill(os.getpid(), signal.SIGTERM)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    code = daemon.run(house, clock)
    gave_up.set()
    watcher.join(PATIENCE)
    return code


def mails(house: House) -> list[Path]:
    return sorted((house.home / "mail").glob("*.eml"))


def test_the_round_is_held_at_its_hour_and_its_mail_delivered(house: House) -> None:
    code = run_until(house, lambda: bool(mails(house)), lambda: MONDAY)

    assert code == 0
    assert [file.name.split("-sam-")[0] for file in mails(house)] == ["2026-11-30"]  # a first look, to Sam alone


def test_before_its_hour_nothing_is_held(house: House) -> None:
    seven = MONDAY.replace(hour=7)
    asked: list[datetime] = []

    def clock() -> datetime:
        asked.append(seven)
        return seven

    assert run_until(house, lambda: len(asked) > 2, clock) == 0
    assert mails(house) == []


def test_a_relay_that_is_down_stops_neither_rounds_nor_the_daemon(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()

    def down(_envelope: Envelope) -> Outcome:
        tried.set()
        return Unreachable(phase=Phase.CONNECT, answer="nobody listens")

    monkeypatch.setattr(House, "transport", lambda _self: Memory(answers=down))

    assert run_until(house, tried.is_set, lambda: MONDAY) == 0
    assert [problem.partition(",")[0] for problem in house.health(MONDAY).problems] == []
