"""A home for the mail benchmark: so many people who lead five actions each, all with something new to hear today.

Run: python -m benchmarks.mail_house PEOPLE FOLDER, to make one.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scheduler.assembly import House, open_house
from scheduler.plans.plan import Action, Area, LeadSource, Plan, PrintedLead
from scheduler.plans.target_dates import TargetDate
from scheduler.reading.target_dates import read_target_date
from scheduler.register.leads import re_resolve
from scheduler.register.people import import_people
from scheduler.register.plans import record, release_plan

ACTIONS_EACH = 5
ACTIONS_A_PLAN = 500
READ_AT = datetime(2025, 2, 3, 8, tzinfo=UTC)
ROUND_AT = datetime(2025, 3, 3, 8, tzinfo=UTC)
# One cell for each of a person's actions: two newly late on the day of the round, one of that day, two announced.
TARGETS = ("Feb 2025", "28 February 2025", "03/03/2025", "by 17 Mar 2025", "End of March 2025")
SETTINGS = """
transport = "smtp"
[boards.cog]
name = "Chief Officer Group"
chair = "Robin Hale <chair@example.org>"
co_ordinator = "Sam Ode <sam@example.org>"
[brake]
at_least = 1000000
[web]
url = "https://chaser.example.org"
[bounces]
address = "bounces@example.org"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
connections = {connections}
"""


def target(number: int, cells: Sequence[str]) -> TargetDate | None:
    """The target date of an action, one of these cells in turn."""
    return read_target_date(cells[number % len(cells)], as_of=READ_AT.date()).target


def opened(home: Path, *, port: int, connections: int = 1) -> House:
    """A home open for work, its road leading to a port of this machine."""
    (home / "chaser.toml").write_text(SETTINGS.format(port=port, connections=connections))
    return open_house(home, {}, now=READ_AT)


def house_with(people: int, home: Path, *, port: int, connections: int = 1, cells: Sequence[str] = TARGETS) -> House:
    """The home, its plans read, released, and nobody told of anything yet.

    The directory comes last: each plan that is read is held against all of it, and 20,000 names take their time.
    """
    house = opened(home, port=port, connections=connections)
    for number, first in enumerate(range(0, people * ACTIONS_EACH, ACTIONS_A_PLAN), start=1):
        last = min(first + ACTIONS_A_PLAN, people * ACTIONS_EACH)
        with house.sessions.begin() as session:
            plan, slug, day = plan_of(number, first, last, cells), f"plan-{number}", READ_AT.date()
            record(session, slug, plan, board="cog", file_name="plan.docx", sha256=slug, now=READ_AT, day=day)
            release_plan(session, slug, day, who="sam@example.org", now=READ_AT)
    with house.sessions.begin() as session:
        import_people(session, people_file(people), now=READ_AT)
        re_resolve(session, READ_AT.date(), now=READ_AT)
    return house


def people_file(people: int) -> str:
    """A people file with so many names."""
    return "name,email\n" + "".join(f"{name(n)},person{n}@example.org\n" for n in range(people))


def plan_of(number: int, first: int, last: int, cells: Sequence[str]) -> Plan:
    """A plan of which each lead has something to hear."""
    actions = tuple(
        Action(
            ref=f"{n // 10}.{n % 10}",
            area="1",
            title=f"Agree and publish one threshold document for all partners, with examples of practice, part {n}",
            leads=(PrintedLead(words=name(n // ACTIONS_EACH), source=LeadSource.COLUMN),),
            target=target(n, cells),
        )
        for n in range(first, last)
    )
    area = Area(ref="1", title="Assessment and planning")
    return Plan(title=f"Improvement plan {number}", as_of=READ_AT.date(), areas=(area,), actions=actions)


def name(number: int) -> str:
    """A name that nobody else has: "Ada Bramber-Cdef"."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}")
    return f"Ada Bramber{letters}"


if __name__ == "__main__":
    house_with(int(sys.argv[1]), Path(sys.argv[2]), port=25).engine.dispose()
