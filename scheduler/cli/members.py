"""What chaser check says of the register: members of a board for an agency whose leads nobody could tell them of."""

from collections.abc import Mapping
from pathlib import Path

from config.problems import Problem
from config.reader import examine_settings
from scheduler.plans.people import Person


def idle_members(home: Path, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    """Members whose organisation no other person of the directory has, where there is a directory; as warnings.

    The register is read as it lies: one that was not made yet, or is of another version, has nothing to say of it.
    """
    examination = examine_settings(home, environment)
    boards = examination.settings.boards
    members = [(slug, name, who.email) for slug, board in boards.items() for name, who in board.members.items()]
    people = _directory(examination.settings.database.url) if members else ()
    return tuple(
        _warning(examination.place_of("boards", slug, "members"), organisation, address)
        for slug, organisation, address in members
        if people and not any(_is_of(organisation, each) and each.email != address for each in people)
    )


def _directory(url: str) -> tuple[Person, ...]:
    # Imported when it is wanted: the database takes longer to load than all else that a check does.
    from scheduler.register.database import WrongRevision, check_revision, open_database, sessions
    from scheduler.register.people import list_people

    engine = open_database(url)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        return ()
    try:
        check_revision(engine)
        with sessions(engine, read_only=True)() as session:
            return tuple(list_people(session))
    except WrongRevision:
        return ()
    finally:
        engine.dispose()


def _is_of(organisation: str, person: Person) -> bool:
    return person.organisation.casefold() == organisation.casefold()


def _warning(place: str, organisation: str, address: str) -> Problem:
    return Problem(
        place=place,
        what=f"Nobody else in the directory is of {organisation!r}: {address} would hear of no lead.",
        cure="Write it as the column organisation of the people file has it, or bring that in: chaser people import.",
        is_warning=True,
    )
