"""chaser ledger: what was told to whom, as evidence; the frozen words of a message; whether anything was changed."""

import csv
import re
import sys
from dataclasses import asdict, fields
from email import message_from_bytes, policy
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from notifications import outbox
from notifications.ledger import LedgerLine, is_known
from notifications.ledger import ledger as lines_of
from notifications.sealing import is_in_chain
from notifications.verifying import Verdict
from notifications.verifying import verify as look_for_changes
from scheduler.assembly import House
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.kept_seal import KEPT_SEAL, UnreadableSeal, kept_seal
from scheduler.register.lookups import find_plan, key_of
from scheduler.register.people import list_people
from scheduler.rules.days_in_words import counted

ledger_app = typer.Typer(help="Who was told what, when, in which words, and what became of it: evidence, sealed.")
A_DIGEST = re.compile("[0-9a-f]{64}")
BEGINS_A_FORMULA = "=+-@\t\r"


class LedgerFormat(StrEnum):
    """For people, for a spreadsheet, or for another program."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@ledger_app.callback(invoke_without_command=True)
def ledger(
    context: typer.Context,
    plan: Annotated[str, typer.Option("--plan", help="The plan's short name.")] = "",
    home: HomeOption = Path(),
    person: Annotated[str, typer.Option(help="Only what this address was told.")] = "",
    form: Annotated[
        LedgerFormat, typer.Option("--format", help="A table, CSV for a spreadsheet, or JSON.")
    ] = LedgerFormat.TABLE,
) -> None:
    """Say who was told what of a plan, when, and what became of it."""
    if context.invoked_subcommand is not None:
        return
    if not plan:
        stop(Exit.WRONG_SETTINGS, "Name the plan: chaser ledger --plan SLUG.")
    house = open_home(home)
    with working(house) as session:
        find_plan(session, plan)
        person = key_of(session, person) if person else ""
        _check_known(session, person)
        lines = lines_of(session, plan=plan, zone=house.orders.zone, person=person)
    if form is LedgerFormat.JSON:
        print_json([asdict(line) for line in lines])
    elif form is LedgerFormat.CSV:
        _write_csv(lines)
    elif lines:
        show_table(["When", "Who", "Ref", "What", "Why", "State", "Message"], [_row(line, house) for line in lines])
    else:
        say(f"{person or 'Nobody'} has been told {'nothing' if person else 'anything'} of {plan}.")


@ledger_app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="The message, as the ledger's last column names it.")],
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the frozen words of one message, and all that happened to it."""
    house = open_home(home)
    with working(house) as session:
        entry = outbox.entry(session, key)
        if entry is None:
            stop(Exit.WRONG_SETTINGS, f"No one message begins with {key!r}: look at chaser ledger --plan SLUG.")
        content, happened = outbox.body(session, entry.id), outbox.happenings(session, entry.id)
    if form is Format.JSON:
        words = {"content": content.decode("utf-8", "replace"), "happenings": [asdict(each) for each in happened]}
        print_json({**asdict(entry), **words})
        return
    mail = message_from_bytes(content, policy=policy.default)
    say("\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Subject", "Date", "Message-ID") if mail[name]))
    text = mail.get_body(("plain",))
    say(f"\n{text.get_content() if text else ''}")
    for each in happened:
        say(f"{_local(each.at, house)}  {each.sentence}.")


@ledger_app.command()
def verify(
    home: HomeOption = Path(),
    holds: Annotated[
        str, typer.Option("--seal", metavar="DIGEST", help="A seal's digest that you kept: is it still in the chain?")
    ] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """Say whether the ledger is as it was sealed; each entry that was changed is named, and the exit code is 5.

    By the file last-seal in the home it also notices a ledger that was emptied, cut short, or put back from a backup.
    Whoever changes the register and that file alike is noticed by a seal's digest alone that you kept elsewhere.
    """
    if holds and not A_DIGEST.fullmatch(holds.strip().lower()):
        stop(Exit.WRONG_SETTINGS, f"{holds!r} is no digest of a seal: copy all 64 letters and figures of it.")
    house = open_home(home)
    try:
        known = kept_seal(house.home)
    except UnreadableSeal as wrong:
        stop(Exit.REFUSED, f"{wrong}.")
    with working(house) as session:
        verdict = look_for_changes(session, zone=house.orders.zone, holds=holds, known=known)
        is_gone = known is not None and not is_in_chain(session, known)
    if form is Format.JSON:
        print_json(asdict(verdict))
    else:
        _say_verdict(verdict, house)
        if is_gone:
            say(f"If you put a backup back yourself, remove {house.home / KEPT_SEAL}: the next mail writes it anew.")
    if verdict.problems:
        raise typer.Exit(int(Exit.REFUSED))


def _say_verdict(verdict: Verdict, house: House) -> None:
    for problem in verdict.problems:
        say(problem)
    looked = f"{counted(verdict.entries, 'entry', 'entries')} under {counted(verdict.seals, 'seal')}"
    waits = f"; {verdict.unsealed} wait for the next seal" if verdict.unsealed else ""
    if verdict.problems:
        say(f"The ledger was changed: {counted(len(verdict.problems), 'thing')} found in {looked}{waits}.")
    else:
        say(f"The ledger is whole: {looked}{waits}.")
    if verdict.redacted:
        say(f"Words were taken out of {counted(verdict.redacted, 'message')}; who did it, when and why stands there.")
    if verdict.last:
        last = verdict.last
        say(f"The last seal, number {last.number} of {_local(last.sealed_at, house)}: {last.digest}")
        say("Keep this somewhere else: chaser ledger verify --seal DIGEST shows later that nothing before it changed.")


def _check_known(session: Session, person: str) -> None:
    listed = {each.email.lower() for each in list_people(session)}
    if person and person.lower() not in listed and not is_known(session, person):
        stop(Exit.WRONG_SETTINGS, f"Nobody is known as {person}, and nothing was ever sent there.")


def _row(line: LedgerLine, house: House) -> tuple[str, ...]:
    when = _local(line.decided_at, house)
    return (when, line.address, line.ref, line.kind, line.reason, line.state.value, line.message[:8])


def _write_csv(lines: tuple[LedgerLine, ...]) -> None:
    columns = [each.name for each in fields(LedgerLine)]
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _harmless(value) for name, value in asdict(line).items()})


def _harmless(value: Any) -> Any:
    """A spreadsheet takes a cell that begins so for a formula: a quote in front makes it words again."""
    return f"'{value}" if isinstance(value, str) and value.startswith(tuple(BEGINS_A_FORMULA)) else value


def _local(at: Any, house: House) -> str:
    return f"{at.astimezone(house.orders.zone):%Y-%m-%d %H:%M}"
