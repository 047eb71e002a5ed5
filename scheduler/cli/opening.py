"""Opening a home for a command: the settings read, the register brought up to date, or a sentence and an exit code."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from config.problems import BadSettings
from config.reader import read_settings
from config.settings import Settings
from scheduler import clock
from scheduler.assembly import House, UnusableKey, open_house
from scheduler.cli.terminal import Exit, complain, stop
from scheduler.register.database import UnusableDatabase, WrongRevision
from scheduler.register.lookups import NotInRegister
from scheduler.rules.days_in_words import is_near

LONGEST_NUMBER = 9  # figures that every database holds


def open_home(home: Path) -> House:
    """The home, ready for work; ends the command with all that is wrong when it cannot be."""
    try:
        return open_house(home, os.environ, now=clock.now())
    except BadSettings as wrong:
        _stop_for(wrong)
    except (UnusableDatabase, WrongRevision, UnusableKey) as wrong:
        stop(Exit.WRONG_SETTINGS, str(wrong))
    except DatabaseError as fault:
        said = " ".join(str(fault.orig).split()).rstrip(".?")
        stop(Exit.FAILED, f"The register cannot be opened: {said}. Look at [database] url, the disk and the rights.")
    except OSError as fault:
        stop(
            Exit.FAILED, f"{fault.filename or home} cannot be used: {fault.strerror}. Look at the disk and the rights."
        )


def settings_of(home: Path) -> Settings:
    """The settings of a home alone, its register left as it is; ends the command with all that is wrong."""
    try:
        return read_settings(home, os.environ)
    except BadSettings as wrong:
        _stop_for(wrong)


def _stop_for(wrong: BadSettings) -> NoReturn:
    for problem in wrong.problems:
        complain(f"{problem.place}: {problem.what}\n  {problem.cure}")
    stop(Exit.WRONG_SETTINGS)


@contextmanager
def working(house: House) -> Iterator[Session]:
    """One transaction with the register; what is not in it ends the command with a sentence that names it."""
    try:
        with house.sessions.begin() as session:
            yield session
    except NotInRegister as wrong:
        stop(Exit.WRONG_SETTINGS, str(wrong))
    except DatabaseError as fault:
        stop(Exit.FAILED, f"The register could not be written: {fault.orig}. Nothing was changed.")


@contextmanager
def delivering() -> Iterator[None]:
    """Mail on its way; ends the command where the register takes no more. What is not known to be sent goes later."""
    try:
        yield
    except DatabaseError as fault:
        stop(
            Exit.FAILED,
            f"The delivery broke off: {fault.orig}. Nothing is lost: look at the disk and the rights, then say chaser "
            "round once more.",
        )


def day_of(text: str, *, what: str) -> date:
    """A day as 2024-11-13; ends the command with a sentence where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        stop(Exit.WRONG_SETTINGS, f"{what} {text!r} is no day: write it like 2024-11-13.")
    if not is_near(day):
        stop(Exit.WRONG_SETTINGS, f"{what} {text!r} is far from our time: write it like 2024-11-13.")
    return day


def number_of(thing: str, listed: str) -> Callable[[str], int]:
    """A reader of the number of a thing, as the command `listed` shows it; what can be none ends the command."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
            stop(Exit.WRONG_SETTINGS, f"no {thing} {text!r}: {listed} shows the number of each.")
        return int(text)

    return number


def instant_of(text: str, house: House) -> datetime:
    """An instant as 2024-11-25T08:00, in the board's zone where it names none; aware, in UTC."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        stop(Exit.WRONG_SETTINGS, f"--on {text!r} is no time: write it like 2024-11-25T08:00.")
    if not is_near(said.date()):
        stop(Exit.WRONG_SETTINGS, f"--on {text!r} is far from our time: write it like 2024-11-25T08:00.")
    aware = said if said.tzinfo else said.replace(tzinfo=house.orders.zone)
    return aware.astimezone(clock.now().tzinfo)
