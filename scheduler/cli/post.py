"""chaser outbox and chaser ledger: what waits and what became of it; what was told to whom, as evidence."""

import csv
import sys
from dataclasses import asdict, fields
from email import message_from_bytes, policy
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from notifications import outbox
from notifications.ledger import LedgerLine
from notifications.ledger import ledger as lines_of
from notifications.message import UnusableAddress
from notifications.tables import State
from notifications.transports.contract import Accepted
from notifications.trial import try_road
from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.register.lookups import find_plan

outbox_app = typer.Typer(help="Messages that wait, and what became of them.", no_args_is_help=True)
WAITING = (State.READY, State.LEASED, State.HANDOFF, State.RETRY_WAIT, State.UNKNOWN, State.FAILED)
KeyArgument = Annotated[str, typer.Argument(metavar="ID", help="The message, as chaser outbox list names it.")]


class LedgerFormat(StrEnum):
    """For people, for a spreadsheet, or for another program."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@outbox_app.command("list")
def list_(
    home: HomeOption = Path(),
    everything: Annotated[bool, typer.Option("--all", help="Those that arrived, too.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """List messages that have not gone or went wrong, the latest first."""
    house = open_home(home)
    with working(house) as session:
        entries = outbox.entries(session, states=tuple(State) if everything else WAITING)
    if form is Format.JSON:
        print_json([asdict(each) for each in entries])
    elif not entries:
        say("Nothing waits, and nothing went wrong.")
    else:
        rows = [(e.id[:8], str(e.local_day), e.to_address, e.subject, e.state.value, e.sentence) for e in entries]
        show_table(["ID", "Day", "To", "Subject", "State", "What happened last"], rows)


@outbox_app.command()
def show(key: KeyArgument, home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """Show one message: its words as they were sent, and everything that happened to it."""
    house = open_home(home)
    with working(house) as session:
        entry = _find(session, key)
        content = outbox.body(session, entry.id)
        happened = outbox.happenings(session, entry.id)
    if form is Format.JSON:
        print_json({**asdict(entry), "content": content.decode("utf-8", "replace"), "happenings": map_dicts(happened)})
        return
    say(f"To {entry.to_address}: {entry.subject}\n{entry.message_id}, {entry.state.value}\n")
    for each in happened:
        say(f"{_local(each.at, house)}  {each.sentence}")
    text = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    say(f"\n{text.get_content() if text else ''}")


@outbox_app.command()
def retry(key: KeyArgument, home: HomeOption = Path()) -> None:
    """Let a message that waits, or whose fate is unknown, go with the next delivery."""
    house = open_home(home)
    with working(house) as session:
        entry = _find(session, key)
        if not outbox.try_again(session, entry.id, now=clock.now()):
            stop(
                Exit.REFUSED,
                f"{entry.id[:8]} is {entry.state.value}: only what waits or is in doubt can be tried again.",
            )
    say(f"{entry.id[:8]} goes with the next delivery.")


@outbox_app.command("test")
def try_out(
    to: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who gets it; your own address, usually.")],
    home: HomeOption = Path(),
) -> None:
    """Send one plain mail through the configured road, and say what each step answered."""
    house, now = open_home(home), clock.now()
    sender = next(iter(house.orders.senders.values()), None)
    if sender is None:
        stop(Exit.WRONG_SETTINGS, "There is no sender yet: name a board with its co-ordinator in chaser.toml.")
    day = house.orders.local_day(now)
    try:
        trial = try_road(house.transport(), key=uuid4().hex, sender=sender, to=to, day=day, at=now)
    except UnusableAddress as wrong:
        stop(Exit.WRONG_SETTINGS, f"{wrong}.")
    if house.settings.redirect:
        say(f"The redirect to {house.settings.redirect.email} is left out: this one mail goes to {to} itself.")
    for phase, answer in trial.steps:
        say(f"{phase.value}: {answer}")
    if not isinstance(trial.outcome, Accepted):
        stop(Exit.FAILED, f"It did not go: {trial.outcome.answer}")
    say(f"It went to {to}.")


def _find(session: Any, key: str) -> outbox.Entry:
    entry = outbox.entry(session, key)
    if entry is None:
        stop(Exit.WRONG_SETTINGS, f"No one message begins with {key!r}: look at chaser outbox list --all.")
    return entry


def _local(at: Any, house: House) -> str:
    return f"{at.astimezone(house.orders.zone):%Y-%m-%d %H:%M}"


def map_dicts(rows: Any) -> list[dict[str, Any]]:
    """Dataclasses as plain dictionaries."""
    return [asdict(each) for each in rows]


def ledger(
    plan: Annotated[str, typer.Option("--plan", help="The plan's short name.")],
    home: HomeOption = Path(),
    person: Annotated[str, typer.Option(help="Only what this address was told.")] = "",
    form: Annotated[
        LedgerFormat, typer.Option("--format", help="A table, CSV for a spreadsheet, or JSON.")
    ] = LedgerFormat.TABLE,
) -> None:
    """Say who was told what of a plan, when, and what became of it."""
    house = open_home(home)
    with working(house) as session:
        find_plan(session, plan)
        lines = lines_of(session, plan=plan, zone=house.orders.zone, person=person)
    if form is LedgerFormat.JSON:
        print_json(map_dicts(lines))
    elif form is LedgerFormat.CSV:
        _write_csv(lines)
    elif lines:
        show_table(["When", "Who", "Ref", "What", "Why", "State"], [_row(line, house) for line in lines])
    else:
        say(f"Nobody has been told anything of {plan}.")


def _row(line: LedgerLine, house: House) -> tuple[str, ...]:
    return (_local(line.decided_at, house), line.person, line.ref, line.kind, line.reason, line.state.value)


def _write_csv(lines: tuple[LedgerLine, ...]) -> None:
    columns = [each.name for each in fields(LedgerLine)]
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _harmless(value) for name, value in asdict(line).items()})


def _harmless(value: Any) -> Any:
    """A spreadsheet takes a cell that begins so for a formula: a quote in front makes it words again."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
