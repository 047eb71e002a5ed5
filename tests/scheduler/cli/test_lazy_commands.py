"""The list of commands: said without importing them, in the words of each command's own help; completed by name."""

import os
import subprocess
import sys

import pytest

from scheduler.cli import COMMANDS
from scheduler.cli.lazily import whole_command
from tests.scheduler.cli.conftest import Desk

MAIN = "from scheduler.cli import main; main()"
SAYS_WHAT_IS_LOADED = (
    "import sys; sys.argv[0] = 'chaser'\ntry:\n    {}\nfinally:\n    print('sqlalchemy' in sys.modules)"
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_in_the_first_words_of_its_own_help(name: str) -> None:
    place, said = COMMANDS[name]
    own = whole_command(name, place).help or ""

    assert said == " ".join(own.split("\n\n")[0].split())


@pytest.mark.parametrize("words", [["--help"], ["check", "--home"]])
def test_the_list_of_commands_and_a_check_load_no_database(words: list[str], begun: Desk) -> None:
    command = [*words, str(begun.home)] if words[-1] == "--home" else words
    shown = subprocess.run(
        [sys.executable, "-c", SAYS_WHAT_IS_LOADED.format(MAIN), *command], capture_output=True, text=True, check=True
    ).stdout

    assert shown.splitlines()[-1] == "False"


@pytest.mark.parametrize(("typed", "offered"), [("outb", "outbox"), ("people chan", "change-address")])
def test_a_shell_completes_commands_and_those_below_them(typed: str, offered: str) -> None:
    words = {
        "COMP_WORDS": f"chaser {typed}",
        "COMP_CWORD": str(len(typed.split())),
        "_CHASER_COMPLETE": "complete_bash",
    }
    program = f"import sys; sys.argv = ['chaser']; {MAIN}"
    shown = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **words}, capture_output=True, text=True, check=False
    ).stdout

    assert shown.split() == [offered]
