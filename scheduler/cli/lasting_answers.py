"""chaser answer, on what lasts: assurances, standing commitments, completions that run out, what a meeting heard."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.answer_options import (
    ByOption,
    MinuteOption,
    NameOption,
    NoteOption,
    OnOption,
    OwnByOption,
    ReasonOption,
    RoadOption,
)
from scheduler.cli.answers import record
from scheduler.cli.opening import day_of
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, stop
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.target_dates import Recurrence
from scheduler.rounds.answering import Said


class Every(StrEnum):
    """How often something comes round, as people say it."""

    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


RECURS = {
    Every.FORTNIGHT: Recurrence.FORTNIGHTLY,
    Every.MONTH: Recurrence.MONTHLY,
    Every.QUARTER: Recurrence.QUARTERLY,
    Every.YEAR: Recurrence.ANNUAL,
}


def assurance(
    context: typer.Context,
    by: ByOption,
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """One line that what is complete and comes round is kept up, for the period last asked about."""
    record(context, home, Said(kind=AnswerKind.ASSURANCE, who=by, road=road, name=name, words=note), on=on, form=form)


def standing(
    context: typer.Context,
    every: Annotated[Every, typer.Option(help="How often; a quarter is each meeting where its words name the board.")],
    by: OwnByOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """It comes round: once it is complete, its lead is asked for one line each period."""
    said = Said(kind=AnswerKind.STANDING, who=by, road=road, words=note, every=RECURS[every])
    record(context, home, said, on=on, form=form)


def end_standing(
    context: typer.Context,
    by: OwnByOption = "",
    reason: ReasonOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """It comes round no longer, and why: nobody is asked about it again."""
    record(context, home, Said(kind=AnswerKind.END_STANDING, who=by, road=road, words=reason), on=on, form=form)


def runs_out(
    context: typer.Context,
    until: Annotated[str, typer.Option(help="The last day for which its completion holds, like 2027-03-31.")] = "",
    never: Annotated[bool, typer.Option("--never", help="It does not run out, whatever its words say.")] = False,
    by: OwnByOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Until when a completion holds: it comes back in time before that day, with the day as its target date."""
    if bool(until) == never:
        stop(Exit.WRONG_SETTINGS, "Say one of the two: --until DAY, like 2027-03-31, or --never.")
    day = day_of(until, what="--until") if until else None
    said = Said(kind=AnswerKind.RUNS_OUT, who=by, road=road, words=note, until=day)
    record(context, home, said, on=on, form=form)


def presented(
    context: typer.Context,
    by: OwnByOption = "",
    no: Annotated[bool, typer.Option("--no", help="It was not presented.")] = False,
    minute: MinuteOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.MEETING,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Whether it was presented at the board's last meeting; of what is still open, yes claims that it is complete."""
    kind = AnswerKind.NOT_PRESENTED if no else AnswerKind.PRESENTED
    said = Said(kind=kind, who=by, road=road, name=name, words=note, minute=minute)
    record(context, home, said, on=on, form=form)
