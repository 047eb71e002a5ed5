"""A real client against the running daemon: vdirsyncer fetches a feed, khal shows it, through a meeting's whole life.

Both come with the dev extra. A client of its own making reads what we wrote, keeps what it held, and drops what was
withdrawn.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scheduler import clock
from tests.journeys.test_daemon import PATIENCE, Daemon
from tests.scheduler.cli.conftest import PEOPLE, Desk

FIRST = clock.now().date() + timedelta(days=40)
SECOND = FIRST + timedelta(days=60)
MOVED = FIRST + timedelta(days=5)
TITLE = "Chief Officer Group: “Réunion”, all partners; 🙂"
SERIES = f"""
[series.cog]
board = "cog"
name = "{TITLE}"
days = [{FIRST}, {SECOND}]
location = "Alder House, Room 4"
"""
VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair feed]
a = "theirs"
b = "here"
collections = null
[storage theirs]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[feed]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/London
default_timezone = Europe/London
"""


class Subscriber:
    """A person's calendar client in a folder of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder, url=url))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        self._run("vdirsyncer", "discover")

    def sync(self, *options: str) -> None:
        """Fetch the feed and bring the calendar up to date."""
        self._run("vdirsyncer", "sync", *options)

    def agenda(self) -> list[str]:
        """What the calendar shows: day, hours, title, place and status of each entry."""
        line = "{start-date}|{start-time}|{end-time}|{title}|{location}|{status}"
        shown = self._run("khal", "list", "--day-format", "", "--format", line, str(FIRST), "120d")
        return [each.strip() for each in shown.splitlines() if each.strip()]

    def _run(self, program: str, *words: str) -> str:
        command = [str(Path(sys.executable).with_name(program)), "--config", str(self.folder / f"{program}.conf")]
        options = ["--verbosity", "ERROR"] if program == "vdirsyncer" else []
        environment = os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "COLUMNS": "500"}
        done = subprocess.run(
            [*command[:1], *options, *command[1:], *words],
            capture_output=True,
            text=True,
            env=environment,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A home with one series of two meetings."""
    desk = Desk(tmp_path / "home")
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    with (desk.home / "chaser.toml").open("a") as settings:
        settings.write(SERIES)
    assert desk.say("meeting", "list").code == 0
    return desk


@pytest.fixture
def daemon(desk: Desk) -> Iterator[Daemon]:
    started = Daemon(desk.home)
    assert started.said.wait(PATIENCE)
    yield started
    started.stop()


def line(
    day: date, hours: str, *, title: str = TITLE, place: str = "Alder House, Room 4", status: str = "CONFIRMED"
) -> str:
    """A line of the agenda."""
    return f"{day}|{hours}|{title}|{place}|{status}"


@pytest.mark.skipif(find_spec("vdirsyncer") is None or find_spec("khal") is None, reason="needs vdirsyncer and khal")
def test_a_real_client_follows_a_meeting_through_its_life(desk: Desk, daemon: Daemon, tmp_path: Path) -> None:
    granted = desk.say("feed", "grant", "board:cog", "sam@example.org").out.split()[0]
    client = Subscriber(tmp_path / "client", daemon.url + urlsplit(granted).path)
    agendas = {}

    def after(what: str, *words: str, force: bool = False) -> None:
        assert not words or desk.say(*words).code == 0
        client.sync(*["--force-delete"] if force else [])
        agendas[what] = client.agenda()

    after("grant")
    after("move", "meeting", "move", "cog", str(FIRST), "--day", str(MOVED), "--starts", "10:00")
    after("cancellation", "meeting", "cancel", "cog", str(SECOND), "--reason", "No quorum")
    after("revocation", "feed", "revoke", "1", force=True)

    second = line(SECOND, "14:00|16:00")
    assert agendas == {
        "grant": [line(FIRST, "14:00|16:00"), second],
        "move": [line(MOVED, "10:00|12:00"), second],
        "cancellation": [
            line(MOVED, "10:00|12:00"),
            line(SECOND, "14:00|16:00", title=f"CANCELLED: {TITLE}", status="CANCELLED"),
        ],
        "revocation": [],
    }
