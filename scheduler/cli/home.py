"""chaser init and chaser check: making a home, and saying everything that is wrong with its settings."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from config.home import HomeProblem, create_home
from config.problems import Problem
from scheduler import clock
from scheduler.cli.members import idle_members
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, complain, print_json, say, stop
from scheduler.home_check import problems_of


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it may exist already.")],
    board: Annotated[str | None, typer.Option(help="The board's short name, such as cog.")] = None,
    board_name: Annotated[str | None, typer.Option(help="What mails call the board.")] = None,
    chair: Annotated[str | None, typer.Option(help='"Robin Hale <chair@example.org>"')] = None,
    co_ordinator: Annotated[str | None, typer.Option(help='"Sam Ode <sam@example.org>"')] = None,
) -> None:
    """Make a home: the folder that holds the settings, the register, the mails and the plans."""
    try:
        written = create_home(folder, board=board, board_name=board_name, chair=chair, co_ordinator=co_ordinator)
    except HomeProblem as wrong:
        _show(wrong.problems)
        stop(Exit.WRONG_SETTINGS)
    say(f"A home was made in {folder}.")
    say(f"Next: read {written}, then chaser check --home {folder}")


def check(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """Say everything that is wrong with a home's settings, each with its place and cure; nothing is started.

    Ends with 0 when all is well, with 2 when something must be mended first.
    """
    problems = problems_of(home, os.environ, today=clock.now().date())
    errors = [each for each in problems if not each.is_warning]
    if not errors:
        problems += idle_members(home, os.environ)
    if form is Format.JSON:
        print_json([asdict(each) for each in problems])
    else:
        _show(problems)
    if errors:
        stop(Exit.WRONG_SETTINGS)
    if form is Format.TABLE:
        say(f"{home / 'chaser.toml'} is in order.")


def _show(problems: tuple[Problem, ...]) -> None:
    for each in problems:
        complain(f"{'Note' if each.is_warning else 'Wrong'}: {each.place}")
        complain(f"  {each.what}")
        complain(f"  {each.cure}")
