"""chaser bounces and chaser replies: what came back, what people wrote, and mail that is handed over one by one."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from notifications.bounces.kept import Kept, kept_mail, kept_mails
from notifications.bounces.mailbox import MailboxUnreachable
from notifications.bounces.recording import Became
from notifications.outbox import lift as suspension_lifted
from notifications.outbox import suspensions
from notifications.tables_incoming import IncomingKind
from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import number_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.incoming import comes_in, fetch, take_in

bounces_app = typer.Typer(help="Mail that came back: read it, list it.", no_args_is_help=True)
replies_app = typer.Typer(help="What people replied, with the mail that each answers.", no_args_is_help=True)
NumberArgument = Annotated[
    int,
    typer.Argument(
        metavar="NUMBER",
        parser=number_of("reply", "chaser replies list"),
        help="The reply, as chaser replies list names it.",
    ),
]
CAME_BACK = (IncomingKind.BOUNCE, IncomingKind.DELAY)


@bounces_app.command()
def read(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """Read the mailbox now (chaser run does every five minutes), and ask GOV.UK Notify where mails go by it."""
    house = open_home(home)
    if not comes_in(house):
        stop(Exit.WRONG_SETTINGS, "No mailbox is named: set host under [bounces] in chaser.toml.")
    try:
        counts = fetch(house, clock.now)
    except MailboxUnreachable as unreachable:
        stop(Exit.FAILED, str(unreachable))
    if form is Format.JSON:
        print_json({each.value: number for each, number in counts.items()})
    else:
        say(in_words(counts))


@bounces_app.command()
def take(home: HomeOption = Path()) -> None:
    """Take in one mail from standard input: chaser bounces take < MAIL, as an alias of a mail server does it.

    Whatever keeps it from being taken in ends with 75, so that the mail server tries again and nothing is lost.
    """
    raw = sys.stdin.buffer.read()
    if not raw.strip():
        stop(Exit.WRONG_SETTINGS, "Nothing came in: hand the mail over on standard input, chaser bounces take < MAIL.")
    try:
        became = take_in(open_home(home), raw, now=clock.now())
    except typer.Exit as why:  # the sentence about it is said already
        raise typer.Exit(int(Exit.TRY_AGAIN)) from why
    except (SQLAlchemyError, OSError) as fault:
        stop(Exit.TRY_AGAIN, f"The mail could not be taken in: {fault}")
    say(in_words({became: 1}))


@bounces_app.command("list")
def list_bounces(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List addresses that nothing is sent to, and mail that came back, the latest first."""
    house = open_home(home)
    with working(house) as session:
        left_alone, came_back = suspensions(session), kept_mails(session, kinds=CAME_BACK)
    if form is Format.JSON:
        print_json({"left_alone": [asdict(e) for e in left_alone], "came_back": [asdict(e) for e in came_back]})
        return
    for each in left_alone:
        say(f"Nothing is sent to {each.address}: {each.why}")
    rows = [(_local(each, house), each.writer, each.kind.value, each.answers, each.sentence) for each in came_back]
    show_table(["When", "Address", "What", "Mail", "Why"], rows) if rows else say("No mail came back.")


@bounces_app.command()
def lift(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address that mail may go to again.")],
    home: HomeOption = Path(),
) -> None:
    """Let mail go to an address again, after it came back or was refused."""
    house = open_home(home)
    with working(house) as session:
        was_left_alone = suspension_lifted(session, address, now=clock.now())
    if not was_left_alone:
        stop(Exit.REFUSED, f"Nothing keeps mail from {address}: look at chaser bounces list.")
    say(f"Mail goes to {address} again, from the next round on.")


@replies_app.command("list")
def list_replies(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List what people wrote, the latest first."""
    house = open_home(home)
    with working(house) as session:
        kept = kept_mails(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in kept])
    elif not kept:
        say("Nobody has replied.")
    else:
        rows = [(str(each.number), _local(each, house), each.writer, each.answers, _first_words(each)) for each in kept]
        show_table(["No.", "When", "Who", "Answers", "Words"], rows)


@replies_app.command()
def show(
    number: NumberArgument,
    home: HomeOption = Path(),
    raw: Annotated[bool, typer.Option("--raw", help="The whole mail as it came, for a mail program to open.")] = False,
) -> None:
    """Show what somebody wrote."""
    house = open_home(home)
    with working(house) as session:
        found = kept_mail(session, number)
    if found is None:
        stop(Exit.WRONG_SETTINGS, f"There is no reply {number}: look at chaser replies list.")
    kept, whole = found
    if raw:
        sys.stdout.buffer.write(whole)
        return
    say(f"{kept.writer or 'Somebody'}, {_local(kept, house)}: {kept.subject}")
    say(f"Answers “{kept.answers}” ({kept.message[:8]})" if kept.message else "Answers no mail that could be found")
    say(f"\n{kept.words or 'It holds no words that could be read: look at the whole mail with --raw.'}")


def in_words(counts: Mapping[Became, int]) -> str:
    """What was made of the mails that came, in a sentence."""
    made = [f"{number} {WORDS[each]}" for each, number in sorted(counts.items()) if number]
    return f"Taken in: {', '.join(made)}." if made else "Nothing new."


WORDS = {
    Became.BOUNCED: "came back for good",
    Became.UNDELIVERED: "came back undelivered",
    Became.DELAYED: "still being tried",
    Became.DELIVERED: "delivered",
    Became.REPLY: "replied",
    Became.AUTOMATIC: "automatic, passed over",
    Became.FORGED: "forged, dropped",
    Became.UNMATCHED: "about no mail of ours, dropped",
    Became.TOO_LATE: "too late to count",
    Became.SEEN_BEFORE: "seen before",
}


def _first_words(kept: Kept) -> str:
    return " ".join(kept.words.split())[:80] or "(no words that could be read)"


def _local(kept: Kept, house: House) -> str:
    return f"{kept.came_at.astimezone(house.orders.zone):%Y-%m-%d %H:%M}"
