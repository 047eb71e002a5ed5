"""A home with a chaser.toml beside the register, for tests of settings that are changed from the pages."""

from collections.abc import Mapping
from pathlib import Path

from config.reader import read_settings
from scheduler.assembly import House
from scheduler.register.database import sessions
from scheduler.settings_book import give_book
from scheduler.settings_to_orders import orders_of
from tests.scheduler.web.home import SECRET, Home

WRITTEN = """\
# Our own settings.
sender = "Chaser <chaser@example.org>"
[boards.cog]
name = "Chief Officer Group"
chair = "Robin Hale <chair@example.org>"
vice_chair = "Val Ames <vice@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"
[reminders]
day_rungs = [28, 14, 7, 2, 0] # as agreed in March
"""


def with_settings(
    home: Home, folder: Path, written: str = WRITTEN, environment: Mapping[str, str] | None = None
) -> Home:
    """The same register under a chaser.toml that its pages may change."""
    (folder / "chaser.toml").write_text(written, encoding="utf-8")
    surroundings = environment or {}
    settings = read_settings(folder, surroundings)
    house = House(
        home=folder,
        settings=settings,
        orders=orders_of(settings, SECRET),
        engine=home.sessions.kw["bind"],
        sessions=home.sessions,
        looking=sessions(home.sessions.kw["bind"], read_only=True),
        secret=SECRET,
        environment=surroundings,
    )
    made = Home(home.sessions, orders=house.orders)
    give_book(made.desk, house)
    return made
