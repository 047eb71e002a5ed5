"""chaser feed: the calendars that people subscribe to, and who may."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import number_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, complain, print_json, say, show_table, stop
from scheduler.links import feed_path, subscribe_path
from scheduler.register.subscribers import UNFETCHED, Subscriber, list_subscribers
from scheduler.register.subscribers import grant as grant_feed
from scheduler.register.subscribers import revoke as revoke_feed
from scheduler.rounds.feeds import UnknownFeed, feed_bytes, feed_names, find_feed
from scheduler.rounds.look import look
from scheduler.rounds.meetings import renew_meetings

feed_app = typer.Typer(help="Calendar feeds for boards, series of meetings and people.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A feed, as chaser feed list names it.")]


@feed_app.command("list")
def list_(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the feeds there are, and who subscribes to each."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        scene = look(session, house.orders, house.orders.local_day(now))
        names = feed_names(scene.snapshot, house.orders)
        subscribers = list_subscribers(session)
    if form is Format.JSON:
        listed = [asdict(each) | {"unfetched": each.is_unfetched(now)} for each in subscribers]
        print_json({"feeds": [asdict(each) for each in names], "subscribers": listed})
        return
    show_table(["Feed", "What it holds"], [(each.name, each.title) for each in names])
    if subscribers:
        rows = [_row(each, now) for each in subscribers]
        show_table(["No.", "Feed", "Subscriber", "Since", "Fetched", "Last", "Note"], rows)


def _row(each: Subscriber, now: datetime) -> tuple[str, ...]:
    last = f"{each.last_fetched_at:%Y-%m-%d}" if each.last_fetched_at else "never"
    return (
        str(each.number),
        each.feed,
        each.person,
        f"{each.granted_at:%Y-%m-%d}",
        str(each.fetches),
        last,
        _note(each, now),
    )


def _note(each: Subscriber, now: datetime) -> str:
    """What the co-ordinator should know of an address: that it is dead, or that nobody uses it."""
    if each.revoked_at:
        return f"revoked {each.revoked_at:%Y-%m-%d}"
    if each.left_on and each.left_on <= now.date():
        return f"left on {each.left_on}"
    return f"not fetched for {UNFETCHED.days} days" if each.is_unfetched(now) else ""


@feed_app.command()
def write(
    name: NameArgument,
    to: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write it, like cog.ics.")],
    home: HomeOption = Path(),
) -> None:
    """Write a feed's calendar file, as a subscriber would fetch it."""
    house = open_home(home)
    content = bytes_of(house, name)
    try:
        to.write_bytes(content)
    except OSError as fault:
        cure = "Name another file with -o, in a folder that is there"
        stop(Exit.FAILED, f"{to} cannot be written: {fault.strerror}. {cure}.")
    say(f"{name} was written to {to}.")


def bytes_of(house: House, name: str) -> bytes:
    """A feed's bytes as of now, its meetings brought up to a year ahead; ends the command for an unknown name."""
    now = clock.now()
    with working(house) as session:
        renew_meetings(session, house.orders, now=now)
        try:
            return feed_bytes(session, name, house.orders, today=house.orders.local_day(now)).content
        except UnknownFeed as unknown:
            stop(Exit.WRONG_SETTINGS, f"{str(unknown)[:1].upper()}{str(unknown)[1:]}.")


@feed_app.command()
def grant(
    name: NameArgument,
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who may subscribe; somebody in the directory.")],
    home: HomeOption = Path(),
) -> None:
    """Give a person a secret address of a feed; it is shown once, and can be revoked."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        scene = look(session, house.orders, house.orders.local_day(now))
        try:
            feed = find_feed(name, scene.snapshot, house.orders)
        except UnknownFeed as unknown:
            stop(Exit.WRONG_SETTINGS, f"{str(unknown)[:1].upper()}{str(unknown)[1:]}.")
        token = grant_feed(session, feed.name, email, now=now)
    if not house.orders.web_url:
        complain("This address works on this machine alone: set [web] url to where people reach the pages.")
    base = house.orders.web_url or f"http://{house.settings.web.host}:{house.settings.web.port}"
    say(f"{base}{feed_path(token)}")
    say(f"One click for each calendar, and what to expect: {base}{subscribe_path(token)}")
    say("These addresses are shown once. Whoever has one can read the feed: send them to that person alone.")


@feed_app.command()
def revoke(
    number: Annotated[
        int,
        typer.Argument(
            metavar="NUMBER",
            parser=number_of("subscriber", "chaser feed list"),
            help="The subscriber's number, as chaser feed list shows it.",
        ),
    ],
    home: HomeOption = Path(),
) -> None:
    """End a subscriber's address: for a week it gives an empty calendar, then nothing."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        revoked = revoke_feed(session, number, who="co-ordinator", now=now)
    say(f"{revoked.person} no longer sees {revoked.feed}.")
