"""A home: the folder with chaser.toml, the register, the maildrop and the plans, and how a fresh one is made."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from config.example import FirstBoard, fresh_settings
from config.kinds import OneAddress, OneLine, Slug
from config.places import FILE_NAME
from config.problems import Problem
from config.wording import in_plain_words

LONGEST_ABBREVIATION = 4
_KINDS: dict[str, TypeAdapter[Any]] = {
    "--board": TypeAdapter(Slug),
    "--board-name": TypeAdapter(OneLine),
    "--chair": TypeAdapter(OneAddress),
    "--co-ordinator": TypeAdapter(OneAddress),
}


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where everything lies in a home folder."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        """The settings, written for people."""
        return self.folder / FILE_NAME

    @property
    def database_url(self) -> str:
        """The register, where `settings.database.url` is empty."""
        return f"sqlite:///{self.folder / 'chaser.db'}"

    @property
    def maildrop(self) -> Path:
        """The folder of mails that the maildrop writes, one .eml each."""
        return self.folder / "mail"

    @property
    def plans(self) -> Path:
        """The folder in which plan documents are put."""
        return self.folder / "plans"


class HomeProblem(Exception):
    """A home that cannot be made, with all problems at once; a place is a folder or an option such as --chair."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def create_home(
    folder: Path,
    *,
    board: str | None = None,
    board_name: str | None = None,
    chair: str | None = None,
    co_ordinator: str | None = None,
) -> Path:
    """Makes a home and returns its chaser.toml; `board` is a short name, chair and co-ordinator are named addresses.

    What is not given is switched off in the file, with a word on how to fill it in. Raises HomeProblem for a folder
    that is a home already or cannot be written, and for values that do not fit; nothing is written then.
    """
    given = {"--board": board, "--board-name": board_name, "--chair": chair, "--co-ordinator": co_ordinator}
    written = fresh_settings(_first_board({option: value for option, value in given.items() if value}))
    home = Home(folder=folder)
    try:
        if home.settings_file.exists():
            raise FileExistsError
        for each in (home.maildrop, home.plans):
            each.mkdir(parents=True, exist_ok=True)
        with home.settings_file.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written)
    except (OSError, ValueError) as error:
        raise HomeProblem(_unwritten(home, error)) from error
    return home.settings_file


def _first_board(given: dict[str, str]) -> FirstBoard | None:
    if not given:
        return None
    fitting: dict[str, str] = {}
    problems = []
    for option, value in given.items():
        try:
            fitting[option] = str(_KINDS[option].validate_python(value))
        except ValidationError as error:
            what, cure = in_plain_words(error.errors()[0], (option,))
            problems.append(Problem(place=option, what=what, cure=cure))
    if "--board" not in given:
        what = f"{next(iter(given))} is given, but not the board."
        problems.append(Problem(place="--board", what=what, cure="Give the board a short name, such as --board cog."))
    if problems:
        raise HomeProblem(*problems)
    slug = fitting["--board"]
    return FirstBoard(
        slug=slug,
        name=fitting.get("--board-name") or _name_of(slug),
        chair=fitting.get("--chair", ""),
        co_ordinator=fitting.get("--co-ordinator", ""),
    )


def _name_of(slug: str) -> str:
    """What a board is called as long as nobody says more: "cog" is COG, "east-board" is East board."""
    return slug.upper() if len(slug) <= LONGEST_ABBREVIATION else slug.replace("-", " ").capitalize()


def _unwritten(home: Home, error: Exception) -> Problem:
    if isinstance(error, FileExistsError) and home.settings_file.exists():
        return Problem(
            place=str(home.settings_file),
            what="This folder is a home already.",
            cure="Change its chaser.toml, or make the home in another folder.",
        )
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Problem(
        place=str(home.folder),
        what=f"No home can be made here: {reason}.",
        cure="Choose a folder that you may write to.",
    )
