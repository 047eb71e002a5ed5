"""chaser key and chaser webhook: other programs that read, and that are told what happens."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from notifications.transports.webhook_addresses import UnusableUrl, target_of
from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import number_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.plans.events import IN_WORDS, EventKind
from scheduler.register.api_keys import list_keys, make_key, revoke_key
from scheduler.register.hooks import add_hook, end_hook, hook_secret, list_hooks, resume_hook, secret_in_words
from scheduler.register.lookups import find_person, find_plan

key_app = typer.Typer(help="Keys with which other programs read plans.", no_args_is_help=True)
hook_app = typer.Typer(help="Programs that are told what happens.", no_args_is_help=True)
LONGEST_NAME = 200


def _called(name: str) -> str:
    if not name.strip() or len(name) > LONGEST_NAME:
        stop(Exit.WRONG_SETTINGS, f"Say what the program is called, in up to {LONGEST_NAME} characters.")
    return " ".join(name.split())


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="What the program is called.", callback=_called)]
BoardOption = Annotated[str, typer.Option("--board", metavar="BOARD", help="The board; the only one if not said.")]
PlanOption = Annotated[
    str, typer.Option("--plan", metavar="PLAN", help="One plan alone; all of the board if not said.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="ADDRESS", help="By whose word; the board's co-ordinator's.")]
KeyArgument = Annotated[
    int,
    typer.Argument(
        metavar="NUMBER", parser=number_of("key", "chaser key list"), help="Its number, as chaser key list shows it."
    ),
]
HookArgument = Annotated[
    int,
    typer.Argument(
        metavar="NUMBER",
        parser=number_of("webhook", "chaser webhook list"),
        help="Its number, as chaser webhook list shows it.",
    ),
]
BY_WORDS = {words.replace(" ", "-"): kind for kind, words in IN_WORDS.items()}


@key_app.command()
def make(
    name: NameArgument,
    board: BoardOption = "",
    plan: PlanOption = "",
    names: Annotated[bool, typer.Option("--names", help="It reads names, the history and the ledger too.")] = False,
    by: ByOption = "",
    home: HomeOption = Path(),
) -> None:
    """Make a key; it is shown once."""
    house, now = open_home(home), clock.now()
    board = _board(house, board)
    with working(house) as session:
        _check_plan(board, find_plan(session, plan).board if plan else board)
        who = _word_of(session, by) or house.orders.boards[board].co_ordinator
        key, bearer = make_key(session, name=name, board=board, plan=plan, with_names=names, who=who, now=now)
    say(bearer)
    say(f"This is key {key.number}. It is shown once: give it to that program alone.")


@key_app.command("list")
def list_of_keys(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the keys, revoked ones too."""
    house = open_home(home)
    with working(house) as session:
        keys = list_keys(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in keys])
        return
    if not keys:
        say("No program has a key yet: chaser key make NAME")
        return
    rows = [
        (
            str(each.number),
            each.name,
            each.plan or f"all of {each.board}",
            "yes" if each.with_names else "no",
            f"{each.made_at:%Y-%m-%d}, {each.made_by}",
            each.used_on.isoformat() if each.used_on else "never",
            f"revoked {each.revoked_at:%Y-%m-%d}" if each.revoked_at else "",
        )
        for each in keys
    ]
    show_table(["No.", "Program", "Plans", "Names", "Made", "Last used", "Note"], rows)


@key_app.command("revoke")
def revoke(number: KeyArgument, by: ByOption = "", home: HomeOption = Path()) -> None:
    """End a key at once."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        key = revoke_key(session, number, who=_word_of(session, by) or "co-ordinator", now=now)
    say(f"{key.name} reads nothing any more.")


@hook_app.command("add")
def add(
    name: NameArgument,
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the program is told; https://…")],
    event: Annotated[
        list[str], typer.Option("--event", help="escalated, completed or date-moved; repeat it; all if not said.")
    ] = [],  # noqa: B006 - typer copies it
    board: BoardOption = "",
    plan: PlanOption = "",
    by: ByOption = "",
    home: HomeOption = Path(),
) -> None:
    """Tell a program what happens; its secret is shown once."""
    house, now = open_home(home), clock.now()
    board = _board(house, board)
    unknown = [each for each in event if each not in BY_WORDS]
    if unknown:
        stop(Exit.WRONG_SETTINGS, f"There is no event {unknown[0]!r}: say {', '.join(BY_WORDS)}.")
    try:
        target_of(url, house.settings.webhooks.inside)
    except UnusableUrl as wrong:
        stop(Exit.WRONG_SETTINGS, f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")
    events = [BY_WORDS[each] for each in event] or list(EventKind)
    with working(house) as session:
        _check_plan(board, find_plan(session, plan).board if plan else board)
        who = _word_of(session, by) or house.orders.boards[board].co_ordinator
        hook = add_hook(session, name=name, board=board, plan=plan, url=url, events=events, who=who, now=now)
    say(secret_in_words(hook_secret(house.secret, hook)))
    say(f"This is webhook {hook.number}. The secret is shown once; a program that checks signatures needs it.")


@hook_app.command("list")
def list_of_hooks(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the programs that are told, and what keeps any from being told."""
    house = open_home(home)
    with working(house) as session:
        hooks = list_hooks(session)
    if form is Format.JSON:
        told = [asdict(each) | {"url": "", "salt": "", "host": each.host} for each in hooks]
        print_json(told)
        return
    if not hooks:
        say("No program is told anything yet: chaser webhook add NAME URL")
        return
    rows = [
        (
            str(each.number),
            each.name,
            each.host,
            each.plan or f"all of {each.board}",
            ", ".join(IN_WORDS[kind] for kind in each.events),
            each.unwanted,
        )
        for each in hooks
    ]
    show_table(["No.", "Program", "At", "Plans", "Told of", "Note"], rows)


@hook_app.command("end")
def end(number: HookArgument, by: ByOption = "", home: HomeOption = Path()) -> None:
    """Tell a program nothing more, and call off what waits for it."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        hook = end_hook(session, number, who=_word_of(session, by) or "co-ordinator", now=now)
    say(f"{hook.name} is told nothing any more.")


@hook_app.command("resume")
def resume(number: HookArgument, by: ByOption = "", home: HomeOption = Path()) -> None:
    """Tell a program again that said that it was gone."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        hook = resume_hook(session, number, who=_word_of(session, by) or "co-ordinator", now=now)
    say(f"{hook.name} is told again from now on.")


def _word_of(session: Session, by: str) -> str:
    """The key of whoever said it; empty for nobody. Raises NotInRegister for an address that is nobody's."""
    return find_person(session, by).email if by else ""


def _board(house: House, named: str) -> str:
    boards = house.orders.boards
    if not named and len(boards) == 1:
        return next(iter(boards))
    if named not in boards:
        stop(Exit.WRONG_SETTINGS, f"Say for which board with --board: {', '.join(sorted(boards))}.")
    return named


def _check_plan(board: str, of: str) -> None:
    if of != board:
        stop(Exit.WRONG_SETTINGS, f"That plan is overseen by the board {of}, not by {board}: say --board {of}.")
