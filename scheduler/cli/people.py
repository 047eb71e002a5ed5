"""chaser people and chaser assign: the directory, whom printed leads mean, and who leads an action."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.cli.answers import Matter, record, sentence
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, complain, print_json, say, show_table, stop
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.people import Person, RoleHeld
from scheduler.reading.decoding import decoded
from scheduler.reading.rows import UnreadableDocument
from scheduler.register.addresses import CannotMove
from scheduler.register.leads import confirm as confirm_lead
from scheduler.register.leads import re_resolve
from scheduler.register.leads import unconfirmed as list_unconfirmed
from scheduler.register.lost_leads import counting, lost_since
from scheduler.register.people import import_people, list_people
from scheduler.rounds.answering import Said
from scheduler.rounds.readdressing import move_address
from scheduler.rules.days_in_words import counted

people = typer.Typer(
    help="The directory: who may be mailed, and whom the plans' printed leads mean.", invoke_without_command=True
)
WHO = "co-ordinator"
LONGEST_FILE = 20 * 1024 * 1024


@people.callback()
def directory(context: typer.Context, home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List everybody in the directory."""
    if context.invoked_subcommand is None:
        list_(home, form)


@people.command("list")
def list_(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List everybody in the directory, as chaser people alone does."""
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
        ["Name", "Initials", "Address", "Organisation", "Roles", "Manager", "Deputy", "Away", "Digest", "Members"],
        map(_row, everybody),
    )


def _row(person: Person) -> tuple[str, ...]:
    away = f"{person.away_from or ''} to {person.away_to or ''}" if person.away_from or person.away_to else ""
    roles = "; ".join(map(_role, person.roles))
    address = f"{person.address} ({person.suspended})" if person.suspended else person.address
    address = f"{address} (left on {person.left_on})" if person.left_on else address
    return (
        person.name,
        person.initials,
        address,
        person.organisation,
        roles,
        person.manager,
        person.deputy,
        away,
        person.digest.value,
        "; ".join(person.members),
    )


def _role(role: RoleHeld) -> str:
    """A role, with the days between which it is held, where any is set."""
    days = [f"from {role.from_on}" if role.from_on else "", f"to {role.to_on}" if role.to_on else ""]
    held = " ".join(filter(None, days))
    return f"{role.name} ({held})" if held else role.name


@people.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file; see the README for its columns.")],
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Take people into the directory from a CSV file; every bad row is named and left out.

    Nobody is taken out of the directory because a file does not name them. Ends with 2 when rows were left out.
    Printed leads that can mean several people since then, or nobody, are named: they count for nobody.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_FILE)
        if len(content) == LONGEST_FILE:
            stop(Exit.UNREADABLE, f"{file} is larger than a directory is: save its people as CSV, and give that file.")
        text = decoded(content, str(file), cure="In the spreadsheet save it as CSV, and give that file.")
    except OSError as fault:
        stop(Exit.UNREADABLE, f"{file} cannot be read: {fault.strerror}. Check its name and folder.")
    except UnreadableDocument as wrong:
        stop(Exit.UNREADABLE, str(wrong))
    house, now = open_home(home), clock.now()
    with working(house) as session:
        before = counting(session)
        done = import_people(session, text, now=now)
        re_resolve(session, house.orders.local_day(now), now=now)
        lost = lost_since(session, before)
    if form is Format.JSON:
        print_json({**asdict(done), "lost": [asdict(each) for each in lost]})
    else:
        for problem in done.problems:
            where = f"{file}, row {problem.row}, {problem.column}".rstrip(", ")
            complain(f"{where}: {problem.text}; {problem.cure}")
        say(f"{len(done.added)} added, {len(done.changed)} changed, {len(done.unchanged)} as before.")
    for each in lost:
        cure = f'say which: chaser people confirm "{each.words}" ADDRESS --plan {each.plan}'
        complain(f"{each.plan}: actions are no longer {each.person}’s, because {each.why}; {cure}")
    if done.problems:
        stop(Exit.WRONG_SETTINGS, f"{counted(len(done.problems), 'problem')}: the rows named were left out.")


@people.command()
def unconfirmed(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the printed leads of whom nobody has said yet whom they mean; their actions go to the co-ordinator."""
    house = open_home(home)
    with working(house) as session:
        waiting = list_unconfirmed(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in waiting])
        return
    if not waiting:
        say("Every printed lead is confirmed.")
        return
    rows = [(w.plan, w.ref, w.words, w.source.value, str(w.place), w.proposal or "", w.why) for w in waiting]
    show_table(["Plan", "Ref", "Printed", "Found in", "Place", "Perhaps", "Why not counted"], rows)
    say('Confirm one with: chaser people confirm "WORDS" ADDRESS --plan PLAN')


@people.command()
def confirm(
    words: Annotated[str, typer.Argument(help='The lead as printed, like "NM".')],
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="The person of the directory whom it means.")],
    plan: Annotated[str | None, typer.Option(help="In this plan alone; in all plans if not said.")] = None,
    home: HomeOption = Path(),
) -> None:
    """Say whom a printed lead means: from now on its actions go to that person."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        led = confirm_lead(session, words, email, plan=plan, who=WHO, now=now)
    say(f"“{words}” is {email}: {counted(led, 'action')}.")


@people.command("change-address")
def change_address(
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="An address of somebody in the directory.")],
    to: Annotated[str, typer.Argument(metavar="NEW", help="Where their mail goes from now on.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come of it, and change nothing.")] = False,
    home: HomeOption = Path(),
) -> None:
    """Let somebody's mail go to a new address; what they lead, hold, said and were told stays theirs.

    Mail that waits for the old address goes to the new one instead, replies from either are theirs, and the ledger
    keeps the address of then. Ends with 5 where the new address cannot be theirs.
    """
    house, now = open_home(home), clock.now()
    with working(house) as session:
        try:
            moved = move_address(session, house.orders, email, to, who=WHO, road="desk", now=now)
        except CannotMove as refused:
            stop(Exit.REFUSED, sentence(str(refused)))
        if dry_run:
            session.rollback()
    for each in moved.sentences:
        say(f"Would be so: {each}" if dry_run else each)


def assign(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help="The plan's short name.")],
    ref: Annotated[str, typer.Argument(help="The action's reference, like 1.12.")],
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="The person of the directory who leads it.")],
    reason: Annotated[str, typer.Option(help="Why, in a few words; no names or case details of children.")] = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Give an action a lead, whatever the plan prints. Another agency agrees first: it is asked.

    The same as chaser answer PLAN REF reassign, at the co-ordinator's own word; ends with 5 where it is refused.
    """
    context.obj = Matter(plan, ref)
    said = Said(kind=AnswerKind.REASSIGN, who="", road=Road.DESK, words=reason, whom=email)
    record(context, home, said, on="", form=form)
