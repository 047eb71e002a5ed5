"""The daemon as a process of its own: it serves, holds the round at its hour, delivers, and ends within ten seconds."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.notifications.transports.relays import free_port
from tests.scheduler.cli.conftest import PEOPLE, SAMPLE, Desk

PATIENCE = 60.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sample plan is recorded, for all tests here: none asks what a daemon left in it."""
    desk = Desk(tmp_path_factory.mktemp("daemon") / "home")
    desk.say("init", str(desk.home), *PEOPLE, home=False)
    (desk.home / "plan.docx").write_bytes((SAMPLE / "plan.docx").read_bytes())
    desk.say("import", str(desk.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-09-01", "--yes")
    return desk.home


class Daemon:
    """`chaser run` on a port of its own; `lines` are what it logs."""

    def __init__(self, home: Path) -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.said = threading.Event()
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from scheduler.cli import main; main()", "run", "--home", str(home)],
            env={**os.environ, "CHASER_WEB__PORT": str(port)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if "chaser runs" in line:
                self.said.set()
        self.said.set()

    def get(self, path: str) -> tuple[int, bytes]:
        """The status and body of a page."""
        try:
            answer: HTTPResponse = urllib.request.urlopen(self.url + path, timeout=PATIENCE)
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()
        with answer:
            return answer.status, answer.read()

    def stop(self) -> int:
        """Tell it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


@pytest.fixture
def daemon(home: Path) -> Iterator[Daemon]:
    started = Daemon(home)
    assert started.said.wait(PATIENCE)
    yield started
    if started.process.poll() is None:
        started.stop()


def test_the_daemon_serves_pages_and_health_and_ends_when_told(daemon: Daemon) -> None:
    assert daemon.get("/")[0] == 200
    assert daemon.get("/plans/sample")[0] == 200
    assert daemon.get("/feeds/not-a-secret.ics")[0] == 404
    assert daemon.get("/healthz")[0] == 200

    assert daemon.stop() == 0
    assert [line for line in daemon.lines if "Traceback" in line or "ERROR" in line] == []


def test_a_port_that_is_taken_is_said_with_the_cure(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        second = subprocess.run(
            [sys.executable, "-c", "from scheduler.cli import main; main()", "run", "--home", str(home)],
            env={**os.environ, "CHASER_WEB__PORT": str(taken.getsockname()[1])},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    assert second.returncode == 2
    assert second.stderr.strip().endswith("Else set another [web] port, or CHASER_WEB__PORT.")
