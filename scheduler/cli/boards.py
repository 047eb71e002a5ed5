"""chaser board: who is at a board's head, and what other people there would change before chaser.toml says so."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, stop
from scheduler.plans.boards import Board
from scheduler.register.lookups import NotInRegister, find_person, nearest
from scheduler.rounds.handovers import coming_handovers, next_post_day
from scheduler.rounds.look import look

board_app = typer.Typer(help="The boards that chaser.toml names.", no_args_is_help=True)
Somebody = Annotated[str | None, typer.Option(metavar="ADDRESS", help="Somebody in the directory; '' for nobody.")]


@board_app.callback()
def boards() -> None:
    """The boards that chaser.toml names."""


@board_app.command()
def preview(
    board: Annotated[str, typer.Argument(metavar="BOARD", help="The board's short name.")],
    chair: Somebody = None,
    vice_chair: Somebody = None,
    co_ordinator: Somebody = None,
    member: Annotated[
        list[str] | None, typer.Option(metavar="AGENCY=ADDRESS", help="An agency's member; may be said again.")
    ] = None,
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Say whose next mails would go to whom if other people were at a board's head; nothing is changed.

    To make it so, write it into chaser.toml under [boards.BOARD], or change it at the desk.
    """
    house, now = open_home(home), clock.now()
    wanted = {"chair": chair, "vice_chair": vice_chair, "co_ordinator": co_ordinator}
    with working(house) as session:
        then = _changed(session, house, board, wanted, member or [])
        today = house.orders.local_day(now)
        is_over = now.astimezone(house.orders.zone).time() >= house.orders.morning
        since = next_post_day(house.orders, today, is_over=is_over)
        found = coming_handovers(look(session, house.orders, today), then, frozenset({board}), since=since)
    if form is Format.JSON:
        print_json(asdict(found))
        return
    say(found.sentence)
    for each in found.shown:
        say(each.sentence)
    if found.more:
        say(f"And {found.more} more.")


def _changed(
    session: Session, house: House, slug: str, wanted: dict[str, str | None], members: list[str]
) -> dict[str, Board]:
    """The boards with other people at one of them. Raises NotInRegister."""
    known = house.orders.boards
    if slug not in known:
        cure = nearest(slug, known, otherwise="set one up in chaser.toml")
        raise NotInRegister(thing=f"board {slug!r}", place="chaser.toml", cure=cure)
    heads: dict[str, Any] = {
        name: find_person(session, who).email if who else "" for name, who in wanted.items() if who is not None
    }
    if heads.get("co_ordinator") == "":
        stop(Exit.WRONG_SETTINGS, "A board has a co-ordinator: name somebody.")
    agencies = dict(_member(session, each) for each in members)
    changed = replace(known[slug], **heads)
    return {**known, slug: replace(changed, members={**changed.members, **agencies})}


def _member(session: Session, said: str) -> tuple[str, str]:
    agency, equals, who = said.rpartition("=")
    if not equals or not agency.strip():
        stop(Exit.WRONG_SETTINGS, f"--member {said!r} names no agency: write it like “Sussex Police=alex@example.org”.")
    return agency.strip(), find_person(session, who).email
