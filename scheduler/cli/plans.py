"""chaser import and chaser plan: a document recorded after its difference was shown; plans listed and closed."""

import re
import sys
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.documents import ColumnsOption, FileArgument, columns_of, reading_of
from scheduler.cli.opening import day_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.plans.amendments import Amendment, AmendmentKind, Difference
from scheduler.reading.mending import mended, still_fitting
from scheduler.reading.read import Reading
from scheduler.register.merging import merge_plans
from scheduler.register.milestones import confirm_milestone, proposed_milestones
from scheduler.register.plan_readings import plan_reading
from scheduler.register.plans import (
    PlanClosed,
    PlanRefused,
    PlanRenumbered,
    PlanShrank,
    close_plan,
    compare,
    list_plans,
    record,
)
from scheduler.rules.days_in_words import counted

plan_app = typer.Typer(help="The plans that the register holds.", no_args_is_help=True)
WHO = "co-ordinator"
CURES: dict[type[PlanRefused], str] = {
    PlanShrank: " If they are, say --accept-loss.",
    PlanRenumbered: " Say --renumbered or --not-renumbered.",
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
    column: ColumnsOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Record a plan, or a new edition of one, in the register: the difference is shown first. No mail is written.

    Ends with 0 when it is recorded or nothing differs, 3 or 4 as chaser read does, 5 when it was refused.
    """
    _check_name(plan)
    house = open_home(home)
    overseer = _board(house, plan, board)
    _refuse_closed(house, plan)
    day = day_of(as_of, what="--as-of") if as_of else house.orders.local_day(clock.now())
    columns = {**house.columns_of(plan), **columns_of(column)}
    reading = _as_mended_before(house, plan, file, day, columns, form)
    difference = _compared(house, plan, reading)
    same = _same(difference, renumbered)
    if same is not None:
        difference = _compared(house, plan, reading, same)
    if form is Format.TABLE:
        _show(difference, reading)
    if difference.amendments and not yes:
        _ask()
    _record(house, file, plan, overseer, reading, accept_loss=accept_loss, same=same)
    if form is Format.JSON:
        print_json(asdict(difference))
    elif difference.amendments:
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
        show_table(["What", "Ref", "Action", "Before", "Now"], map(_row, difference.amendments))
    for each in difference.amendments:
        if each.question:
            say(f"To be asked: {each.ref}: {each.question}")
    if doubts:
        say(f"{counted(len(doubts), 'remark')} on the reading: chaser read shows them.")


def _row(each: Amendment) -> tuple[str, ...]:
    what = f"{each.kind.value} ({each.part})" if each.part else each.kind.value
    if each.kind is AmendmentKind.RENUMBERED:
        return (what, each.ref, each.title[:60], each.was_ref, each.ref)
    before = f"{each.before} (answered since: {each.answered})" if each.answered else each.before
    return (what, each.ref, each.title[:60], before, each.after)


def _ask() -> None:
    if not sys.stdin.isatty():
        stop(Exit.REFUSED, "Nothing was recorded: say --yes, as nobody is here to be asked.")
    if not typer.confirm("Record it?"):
        stop(Exit.REFUSED, "Nothing was recorded.")


def _compared(house: House, plan: str, reading: Reading, same: dict[str, str] | None = None) -> Difference:
    try:
        with working(house) as session:
            return compare(session, plan, reading.plan, same=same)
    except PlanRefused as refused:
        stop(Exit.REFUSED, f"Refused: {refused}. Nothing was recorded.")


def _same(difference: Difference, renumbered: bool | None) -> dict[str, str] | None:
    """Which actions were renumbered, new ref to old, by a person's word; None when nobody has said."""
    if renumbered is None:
        return None
    return {each.ref: each.was_ref for each in difference.of(AmendmentKind.RENUMBERED)} if renumbered else {}


def _record(
    house: House,
    file: Path,
    plan: str,
    board: str,
    reading: Reading,
    *,
    accept_loss: bool,
    same: dict[str, str] | None,
) -> None:
    now = clock.now()
    day, digest = house.orders.local_day(now), sha256(file.read_bytes()).hexdigest()
    try:
        with working(house) as session:
            record(
                session,
                plan,
                reading.plan,
                board=board,
                file_name=file.name,
                sha256=digest,
                now=now,
                day=day,
                who=WHO,
                confirm_shrinking=accept_loss,
                same=same,
            )
    except PlanRefused as refused:
        stop(Exit.REFUSED, f"Refused: {refused}.{CURES.get(type(refused), '')} Nothing was recorded.")


@plan_app.command("list")
def list_(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List the plans: since when, and whether their mails go."""
    house = open_home(home)
    with working(house) as session:
        plans = list_plans(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in plans])
    elif not plans:
        say("No plan is recorded yet: chaser import FILE --plan NAME")
    else:
        show_table(["Plan", "Title", "Board", "As of", "Recorded", "Mails"], map(_plan_row, plans))


def _plan_row(plan: Any) -> tuple[str, ...]:
    mails = f"since {plan.released_on}" if plan.released_on else "held: chaser round --release"
    if plan.closed_on:
        mails = f"closed on {plan.closed_on}"
    return (plan.slug, plan.title, plan.board, str(plan.as_of), str(plan.recorded_on), mails)


@plan_app.command()
def merge(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The plan whose actions move, and which is closed.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The plan that they move to.")],
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Make two plans one: actions keep their refs, answers and history, and nobody is told anything twice."""
    house, now = open_home(home), clock.now()
    try:
        with working(house) as session:
            merged = merge_plans(session, source, into, who=WHO, day=house.orders.local_day(now), now=now)
    except PlanRefused as refused:
        stop(Exit.REFUSED, f"Refused: {refused}. Nothing was changed.")
    if form is Format.JSON:
        print_json(asdict(merged))
        return
    say(f"{counted(len(merged.refs), 'action')} of {source} now stand in {into}; {source} is closed.")
    for before, after in merged.refs.items():
        if before != after:
            say(f"  {before} is now {after}")


@plan_app.command()
def proposals(home: HomeOption = Path(), form: FormatOption = Format.TABLE) -> None:
    """List milestones that were worked out from another date: nobody is chased for one before it is confirmed."""
    house = open_home(home)
    with working(house) as session:
        waiting = proposed_milestones(session)
    if form is Format.JSON:
        print_json([asdict(each) for each in waiting])
    elif not waiting:
        say("No milestone waits to be confirmed.")
    else:
        rows = [(each.plan, each.ref, each.title, str(each.target.due_on), each.target.words) for each in waiting]
        show_table(["Plan", "Ref", "Milestone", "Due", "Plan says"], rows)
        say("Confirm one with: chaser plan confirm PLAN REF")


@plan_app.command()
def confirm(
    plan: Annotated[str, typer.Argument(help="The plan's short name.")],
    ref: Annotated[str, typer.Argument(help="The milestone, like 5.11#1.")],
    home: HomeOption = Path(),
) -> None:
    """Let a milestone that was worked out from another date count from now on."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        confirm_milestone(session, plan, ref, who=WHO, now=now)
    say(f"{plan} {ref} counts from now on.")


@plan_app.command()
def close(
    plan: Annotated[str, typer.Argument(help="The plan's short name.")],
    home: HomeOption = Path(),
) -> None:
    """End a plan: nothing of it is chased any more; its history stays."""
    house, now = open_home(home), clock.now()
    with working(house) as session:
        closed = close_plan(session, plan, house.orders.local_day(now), who=WHO, now=now)
    say(f"{closed.slug} is closed as of {closed.closed_on}.")
