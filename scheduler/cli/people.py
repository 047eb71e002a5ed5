"""chaser people and chaser assign: the directory, whom printed leads mean, and who leads an action."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, complain, print_json, say, show_table, stop
from scheduler.plans.people import Person
from scheduler.register.leads import assign as assign_lead
from scheduler.register.leads import confirm as confirm_lead
from scheduler.register.leads import re_resolve
from scheduler.register.leads import unconfirmed as list_unconfirmed
from scheduler.register.people import list_people
from scheduler.register.people_csv import import_people
from scheduler.rules.days_in_words import counted

people = typer.Typer(
    help="The directory: who may be mailed, and whom the plans' printed leads mean.", invoke_without_command=True
)
WHO = "co-ordinator"


@people.callback()
def list_(context: typer.Context, home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List everybody in the directory."""
    if context.invoked_subcommand:
        return
    house = open_home(home)
    with working(house) as session:
        everybody = list_people(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in everybody])
        return
    if not everybody:
        say("Nobody is in the directory yet: chaser people import FILE.csv")
        return
    show_table(
        ["Name", "Initials", "Address", "Organisation", "Roles", "Manager", "Away", "Digest"], map(_row, everybody)
    )


def _row(person: Person) -> tuple[str, ...]:
    away = f"{person.away_from or ''} to {person.away_to or ''}" if person.away_from or person.away_to else ""
    roles = "; ".join(role.name for role in person.roles)
    address = f"{person.email} ({person.suspended})" if person.suspended else person.email
    return (
        person.name,
        person.initials,
        address,
        person.organisation,
        roles,
        person.manager,
        away,
        person.digest.value,
    )
