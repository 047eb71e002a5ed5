"""chaser import: a plan, or its next edition, recorded after its difference was shown and what is doubtful was said."""

import re
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.documents import ColumnsOption, FileArgument, columns_of, reading_of
from scheduler.cli.edition_said import Edition, Word, beside_register, check_refs, digest_of, pairs_said
from scheduler.cli.opening import day_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.plans.amendments import Amendment, AmendmentKind, Difference
from scheduler.reading.mending import mended, still_fitting
from scheduler.reading.read import Reading
from scheduler.register.plan_readings import plan_reading
from scheduler.register.plans import (
    PlanClosed,
    PlanRefused,
    PlanRenumbered,
    PlanShrank,
    list_plans,
    record,
)
from scheduler.rules.days_in_words import counted
from scheduler.rules.pairing import NEW

ManyOption = list[str] | None
WHO = "co-ordinator"
CURES: dict[type[PlanRefused], str] = {
    PlanShrank: " If they are, say --accept-loss.",
    PlanRenumbered: " Say --renumbered or --not-renumbered for all of them, or --same and --new for each.",
}


def import_(
    file: FileArgument,
    plan: Annotated[str, typer.Option("--plan", help="The plan's short name, like cog-2026; new or known.")],
    as_of: Annotated[
        str, typer.Option(help="The day on which the plan was true, like 2024-11-13; today if not said.")
    ] = "",
    home: HomeOption = Path(),
    board: Annotated[str, typer.Option(help="The board that oversees it; needed where there are several.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Record it without asking.")] = False,
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="Record it although more than a fifth of its actions are gone.")
    ] = False,
    renumbered: Annotated[
        bool | None,
        typer.Option("--renumbered/--not-renumbered", help="Whether actions that seem renumbered are the same ones."),
    ] = None,
    same: Annotated[
        ManyOption, typer.Option("--same", metavar="OLD=NEW", help="The action that was OLD is NEW now, like 3.2=4.1.")
    ] = None,
    new: Annotated[ManyOption, typer.Option("--new", metavar="REF", help="The action REF is a new one.")] = None,
    misread: Annotated[
        ManyOption, typer.Option("--misread", metavar="REF", help="Its date was misread before, and has not slipped.")
    ] = None,
    overrule: Annotated[
        ManyOption, typer.Option("--overrule", metavar="REF", help="The document's word counts, not what was answered.")
    ] = None,
    column: ColumnsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Record a plan, or a new edition of one, in the register: the difference is shown first. No mail is written.

    Ends with 0 when it is recorded or nothing differs, 3 or 4 as chaser read does, 5 when it was refused.
    """
    _check_name(plan)
    word = Word(
        said={**pairs_said(same), **dict.fromkeys(new or (), NEW)},
        rest=renumbered,
        misread=frozenset(misread or ()),
        overruled=frozenset(overrule or ()),
        accept_loss=accept_loss,
    )
    house = open_home(home)
    overseer = _board(house, plan, board)
    _refuse_closed(house, plan)
    day = day_of(as_of, what="--as-of") if as_of else house.orders.local_day(clock.now())
    columns = {**house.columns_of(plan), **columns_of(column)}
    reading = _as_mended_before(house, plan, file, day, columns, form)
    check_refs(reading, word)
    edition = beside_register(house, file, plan, reading, word)
    if edition.asked and not yes and sys.stdin.isatty():
        _show(edition.difference, reading)
        edition = beside_register(house, file, plan, reading, replace(word, said={**word.said, **_answers(edition)}))
    if form is Format.TABLE:
        _show(edition.difference, reading)
    if edition.difference.amendments and not yes:
        _ask()
    _record(house, file, plan, overseer, reading, word, edition)
    if form is Format.JSON:
        print_json(asdict(edition.difference))
    elif edition.difference.amendments:
        say(f"Recorded as {plan}. Nobody is mailed before the next round; look with: chaser preview")


def _as_mended_before(house: House, plan: str, file: Path, day: date, columns: dict[str, str], form: Format) -> Reading:
    """The reading of a file, with what was said at the desk of an earlier edition's columns and rows, where it fits."""
    terms = house.settings.calendar.last_school_days
    with working(house) as session:
        before = plan_reading(session, plan)
    reading = reading_of(file, day, columns, terms_end_on=terms)
    named = {each.name: before.columns[each.name] for each in reading.columns if each.name in before.columns}
    if named.keys() - columns.keys():
        reading = reading_of(file, day, {**named, **columns}, terms_end_on=terms)
    mends = still_fitting(reading.plan, before.mends)
    if mends and form is Format.TABLE:
        say(f"{counted(len(mends), 'row')} mended as at the desk before.")
    return replace(reading, plan=mended(reading.plan, mends, terms_end_on=terms))


def _check_name(plan: str) -> None:
    """A plan's name stands in addresses and commands: ends the command for one that cannot."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}", plan):
        stop(
            Exit.WRONG_SETTINGS,
            f"--plan {plan!r} cannot be a plan's name: use letters, digits, hyphens, dots and underscores, 60 at the "
            "most, such as cog-2026.",
        )


def _refuse_closed(house: House, plan: str) -> None:
    """Ends the command for a plan that takes no more editions, before anything is read."""
    with working(house) as session:
        closed_on = next((each.closed_on for each in list_plans(session) if each.slug == plan), None)
    if closed_on:
        stop(Exit.REFUSED, f"Refused: {PlanClosed(plan, closed_on)}. Nothing was recorded.")


def _board(house: House, plan: str, said: str) -> str:
    board = said or house.settings.board_of_plan(plan)
    if board not in house.orders.boards:
        known = ", ".join(house.orders.boards)
        what = f"There is no board {board!r}" if board else "There are several boards"
        stop(Exit.WRONG_SETTINGS, f"{what}: say --board with one of {known}.")
    return board


def _show(difference: Difference, reading: Reading) -> None:
    if difference.as_of_before and difference.as_of < difference.as_of_before:
        say(f"This edition is older, of {difference.as_of}, than the one recorded, of {difference.as_of_before}.")
    if difference.as_of_before is None:
        say(f"New plan: {counted(difference.actions, 'action')}.")
    elif not difference.amendments:
        say("Nothing differs from what the register holds.")
    doubts = [each for each in reading.remarks if each.kind.value != "noted"]
    if difference.as_of_before is not None and difference.amendments:
        show_table(["What", "Ref", "Action", "Before", "Now", "What follows"], map(_row, difference.amendments))
    for each in difference.amendments:
        if each.question:
            say(f"To be asked: {each.ref}: {each.question}")
    if doubts:
        say(f"{counted(len(doubts), 'remark')} on the reading: chaser read shows them.")


def _row(each: Amendment) -> tuple[str, ...]:
    what = f"{each.kind.value} ({each.part})" if each.part else each.kind.value
    if each.kind is AmendmentKind.RENUMBERED:
        return (what, each.ref, each.title[:60], each.was_ref, each.ref, each.follows)
    before = f"{each.before} (answered since: {each.answered})" if each.answered else each.before
    return (what, each.ref, each.title[:60], before, each.after, each.follows)


def _ask() -> None:
    if not sys.stdin.isatty():
        stop(Exit.REFUSED, "Nothing was recorded: say --yes, as nobody is here to be asked.")
    if not typer.confirm("Record it?"):
        stop(Exit.REFUSED, "Nothing was recorded.")


def _answers(edition: Edition) -> dict[str, str]:
    """Each question put to whoever sits at the terminal: new ref to old, or to NEW."""
    return {
        each.ref: each.was_ref if typer.confirm(each.question, default=True) else NEW
        for each in edition.difference.asked
    }


def _record(house: House, file: Path, plan: str, board: str, reading: Reading, word: Word, edition: Edition) -> None:
    now = clock.now()
    day = house.orders.local_day(now)
    try:
        if edition.asked:
            raise PlanRenumbered(edition.difference)
        with working(house) as session:
            record(
                session,
                plan,
                reading.plan,
                board=board,
                file_name=file.name,
                sha256=digest_of(file),
                now=now,
                day=day,
                who=WHO,
                confirm_shrinking=word.accept_loss,
                same=edition.same,
                corrections=word.misread,
                over_answers=word.overruled,
            )
    except PlanRefused as refused:
        stop(Exit.REFUSED, f"Refused: {refused}.{CURES.get(type(refused), '')} Nothing was recorded.")
