"""The command line as a co-ordinator uses it: words in, text and exit code out, in a home of its own."""

import json
import shutil
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scheduler.cli import app
from tests.scheduler.register.databases import open_sqlite

SAMPLE = resources.files("config") / "sample"
PEOPLE = ["--board", "cog", "--chair", "Robin Hale <chair@example.org>", "--co-ordinator", "Sam Ode <sam@example.org>"]


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the JSON document that it is."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A home, and the way to say commands to it."""

    home: Path

    def say(self, *words: str, home: bool = True) -> Said:
        """Run one command, with --home unless told otherwise."""
        given = [*words, "--home", str(self.home)] if home else [*words]
        result = CliRunner().invoke(app, given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    @property
    def mails(self) -> list[str]:
        """The names of the mails in the maildrop."""
        return sorted(file.name for file in (self.home / "mail").glob("*.eml"))


def copied(home: Path, folder: Path) -> Desk:
    """A home of its own in a folder, all as it is in another."""
    shutil.copytree(home, folder / "home")
    return Desk(folder / "home")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty folder."""
    for name in ("CHASER_HOME", "CHASER_TRANSPORT", "CHASER_REDIRECT"):
        monkeypatch.delenv(name, raising=False)
    return Desk(tmp_path / "home")


@pytest.fixture(scope="session")
def begun_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as init makes it and a first command leaves it, with an empty register; made once, to be copied."""
    desk = Desk(tmp_path_factory.mktemp("begun") / "home")
    assert desk.say("init", str(desk.home), *PEOPLE, home=False).code == 0
    open_sqlite(desk.home).dispose()
    return desk.home


@pytest.fixture
def begun(desk: Desk, begun_home: Path) -> Desk:
    """A home with one board and its officers, in which nothing is recorded."""
    shutil.copytree(begun_home, desk.home)
    return desk


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, begun_home: Path) -> Path:
    """A home with the sample's people and plan in it, made once by the commands themselves, to be copied."""
    desk = Desk(tmp_path_factory.mktemp("sample") / "home")
    shutil.copytree(begun_home, desk.home)
    for name in ("people.csv", "plan.docx"):
        (desk.home / name).write_bytes((SAMPLE / name).read_bytes())
    assert desk.say("people", "import", str(desk.home / "people.csv")).code == 0
    plan = desk.say("import", str(desk.home / "plan.docx"), "--plan", "sample", "--as-of", "2026-09-01", "--yes")
    assert plan.code == 0
    return desk.home


@pytest.fixture
def sample(desk: Desk, sample_home: Path) -> Desk:
    """A home with the sample's people and plan in it; nobody has been told anything."""
    shutil.copytree(sample_home, desk.home)
    return desk
