"""A next edition imported by somebody who sits at a terminal: a real process on a pseudo-terminal, asked and answered.

Each question is answered when it was asked, as a person does.
"""

import os
import pty
import sys
from pathlib import Path

import pytest

from tests.scheduler.cli.conftest import Desk
from tests.scheduler.cli.test_new_editions import RENUMBERED, recorded, recorded_home, write_edition

__all__ = ["recorded", "recorded_home"]
RENUMBERED_QUESTION = "Is action 1.5 the one that was 1.2? [Y/n]: "
RECORD_QUESTION = "Record it? [y/N]: "


def at_a_terminal(words: list[str], answers: dict[str, str]) -> tuple[int, list[str]]:
    """The command's exit code and the questions that it asked, in their order."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-c", "from scheduler.cli import main; main()", *words],
            {**os.environ, "COLUMNS": "200"},
        )
    said, asked = "", list[str]()
    while part := _next(terminal):
        said += part
        for question, answer in answers.items():
            if said.endswith(question):
                asked.append(question)
                said = ""
                os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), asked


def _next(terminal: int) -> str:
    try:
        return os.read(terminal, 10_000).decode(errors="replace")
    except OSError:  # Linux says EIO when the other side has closed
        return ""


@pytest.mark.parametrize(
    ("answers", "code", "refs"),
    [
        ({RENUMBERED_QUESTION: "y", RECORD_QUESTION: "y"}, 0, ["1.1", "1.3", "1.5"]),
        ({RENUMBERED_QUESTION: "y", RECORD_QUESTION: "n"}, 5, ["1.1", "1.2", "1.3"]),
    ],
)
def test_a_next_edition_is_asked_about_and_recorded_only_on_a_yes(
    recorded: Desk, tmp_path: Path, answers: dict[str, str], code: int, refs: list[str]
) -> None:
    file = write_edition(tmp_path / "plan.txt", RENUMBERED)
    words = ["import", str(file), "--plan", "cog-2026", "--as-of", "2026-10-01", "--home", str(recorded.home)]

    assert at_a_terminal(words, answers) == (code, [RENUMBERED_QUESTION, RECORD_QUESTION])

    explained = [recorded.say("explain", "cog-2026", ref).code for ref in refs]
    assert explained == [0, 0, 0]
