"""chaser plan: plans listed, merged and closed, milestones confirmed; recording one is for chaser import."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler import clock
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.register.merging import merge_plans
from scheduler.register.milestones import confirm_milestone, proposed_milestones
from scheduler.register.plans import PlanRefused, close_plan, list_plans
from scheduler.rules.days_in_words import counted

plan_app = typer.Typer(help="The plans that the register holds.", no_args_is_help=True)
WHO = "co-ordinator"


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
