"""What every command shares: where the home is, how answers and errors reach the terminal, and the exit codes."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich import box
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text


class Exit(IntEnum):
    """Exit codes: what went well, and what went wrong in which way (README, "Exit codes")."""

    GOOD = 0
    FAILED = 1
    WRONG_SETTINGS = 2
    NO_ACTIONS = 3
    UNREADABLE = 4
    REFUSED = 5
    TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: a mail server keeps the mail and tries again


class Format(StrEnum):
    """For people or for another program."""

    TABLE = "table"
    JSON = "json"


HomeOption = Annotated[
    Path,
    typer.Option(
        "--home", envvar="CHASER_HOME", help="The folder that holds chaser.toml; the present one if not said."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="A table for people, or JSON for another program.")]


def output() -> Console:
    """Where answers go: standard output, as wide as the terminal, and wide enough for a log when there is none."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 140, highlight=False, soft_wrap=False)


def complaints() -> Console:
    """Where errors and progress go: standard error."""
    return Console(file=sys.stderr, width=None if sys.stderr.isatty() else 140, highlight=False, soft_wrap=True)


def say(text: str = "") -> None:
    """A line of plain words: nothing in them is taken for mark-up."""
    output().print(Text(visible(text)))


def complain(text: str) -> None:
    """A line of plain words on standard error."""
    complaints().print(Text(visible(text)))


def stop(code: Exit, text: str = "") -> NoReturn:
    """End the command with an exit code, and a sentence with the cure."""
    if text:
        complain(text)
    raise typer.Exit(int(code))


def print_json(value: Any) -> None:
    """One JSON document on standard output, readable by people as well."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n")


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """A table for people; cells are plain words, whatever a document put in them."""
    table = Table(*headings, title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    output().print(table)


def visible(text: str) -> str:
    """The words with control characters taken out: a plan must not steer anybody's terminal."""
    return "".join(c for c in text if c.isprintable() or c == "\n")


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A moving line while something takes its time, on a terminal alone, gone when done."""
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=complaints(), transient=True
    )
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    with bar:
        bar.add_task(what, total=None)
        yield
