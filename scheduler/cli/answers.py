"""chaser answer: what somebody said about an action, recorded with who said it; the rules say what follows."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.cli.answer_options import (
    ByOption,
    DateOption,
    LastDayOption,
    MinuteOption,
    NameOption,
    NoteOption,
    OnOption,
    OwnByOption,
    ReasonOption,
    RoadOption,
    UntilOption,
)
from scheduler.cli.opening import day_of, instant_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, complain, print_json, say, stop
from scheduler.plans.answers import THE_BOARD, AnswerKind, Road
from scheduler.plans.target_dates import TargetDate
from scheduler.reading.target_dates import read_target_date
from scheduler.register.lookups import find_plan
from scheduler.rounds.answering import Said, take_answer
from scheduler.rules.answers import Refused

answer_app = typer.Typer(no_args_is_help=True)


@dataclass(frozen=True)
class Matter:
    """The action or milestone that an answer is about."""

    plan: str
    ref: str


@answer_app.callback()
def answer(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(help="The plan's short name, as chaser plan list shows it.")],
    ref: Annotated[str, typer.Argument(help="The action's reference, like 1.12, or a milestone's, like 1.12#1.")],
) -> None:
    """Record what somebody answered about an action: who said it, and by which road.

    Refused answers change nothing and end with 5; the sentences say what is wrong and what would help.
    """
    context.obj = Matter(plan, ref)


@answer_app.command()
def progress(
    context: typer.Context,
    by: ByOption,
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """How it is going. That person's reminders rest for 14 days, and nothing else changes."""
    said = Said(kind=AnswerKind.PROGRESS, who=by, road=road, name=name, words=note)
    record(context, home, said, on=on, form=form)


@answer_app.command()
def complete(
    context: typer.Context,
    by: ByOption,
    evidence: Annotated[str, typer.Option(help="Where the evidence is: a minute, a file's name, a link.")] = "",
    until: LastDayOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Done, and where the evidence is. Chasing stops; the co-ordinator verifies or returns it."""
    said = Said(
        kind=AnswerKind.COMPLETE, who=by, road=road, name=name, words=note, evidence=evidence, until=_day(until)
    )
    record(context, home, said, on=on, form=form)


@answer_app.command()
def verify(
    context: typer.Context,
    by: OwnByOption = "",
    until: LastDayOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """The evidence holds: a reported completion counts. Nobody verifies what they reported themselves."""
    said = Said(kind=AnswerKind.VERIFY, who=by, road=road, words=note, until=_day(until))
    record(context, home, said, on=on, form=form)


@answer_app.command("return")
def return_(
    context: typer.Context,
    by: OwnByOption = "",
    reason: ReasonOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Not complete yet, and what is missing: the action is chased again."""
    record(context, home, Said(kind=AnswerKind.RETURN, who=by, road=road, words=reason), on=on, form=form)


@answer_app.command("new-date")
def new_date(
    context: typer.Context,
    by: ByOption,
    day: DateOption = "",
    reason: ReasonOption = "",
    minute: MinuteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Another date, and why. It counts once it is granted; the chair or the board may set one with the minute."""
    said = Said(kind=AnswerKind.NEW_DATE, who=by, road=road, name=name, words=reason, minute=minute)
    record(context, home, said, on=on, form=form, date_words=day)


@answer_app.command()
def grant(
    context: typer.Context,
    by: OwnByOption = "",
    note: NoteOption = "",
    minute: MinuteOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Grant what is asked: a new date, closing it, or (another agency) taking it over. Nobody grants their own."""
    said = Said(kind=AnswerKind.GRANT, who=by, road=road, words=note, minute=minute)
    record(context, home, said, on=on, form=form)


@answer_app.command()
def decline(
    context: typer.Context,
    by: OwnByOption = "",
    reason: ReasonOption = "",
    minute: MinuteOption = "",
    stays_with: Annotated[
        str, typer.Option("--stays-with", metavar="ADDRESS", help="Who leads it after all, having said “not mine”.")
    ] = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Decline what is asked, and why; or say that an action stays with whoever said that it is not theirs."""
    said = Said(kind=AnswerKind.DECLINE, who=by, road=road, words=reason, minute=minute, whom=stays_with)
    record(context, home, said, on=on, form=form)


@answer_app.command()
def waiting(
    context: typer.Context,
    by: ByOption,
    whom: Annotated[str, typer.Option("--for", help="For whom or what it waits.")] = "",
    until: UntilOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """It waits for somebody, until a day. That ends by the next board meeting unless it is approved."""
    said = Said(kind=AnswerKind.WAITING, who=by, road=road, name=name, words=note, whom=whom, until=_day(until))
    record(context, home, said, on=on, form=form)


@answer_app.command("approve-waiting")
def approve_waiting(
    context: typer.Context,
    by: ByOption,
    until: UntilOption = "",
    minute: MinuteOption = "",
    note: NoteOption = "",
    road: RoadOption = Road.MEETING,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """The chair or the board lets it wait past the meeting, with the minute: until the day first said, or another."""
    said = Said(kind=AnswerKind.APPROVE_WAITING, who=by, road=road, words=note, until=_day(until), minute=minute)
    record(context, home, said, on=on, form=form)


@answer_app.command("not-mine")
def not_mine(
    context: typer.Context,
    by: ByOption,
    perhaps: Annotated[str, typer.Option(help="Whose it may be: an address, a name or a role.")] = "",
    note: NoteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """It is not theirs, and whose it may be. They are chased no more; the co-ordinator has 5 working days."""
    said = Said(kind=AnswerKind.NOT_MINE, who=by, road=road, name=name, words=note, whom=perhaps)
    record(context, home, said, on=on, form=form)


@answer_app.command()
def reassign(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="Who leads it from now on.")],
    by: OwnByOption = "",
    reason: ReasonOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Give it to another lead. Another agency agrees first: it is asked, and its word recorded with grant."""
    record(context, home, Said(kind=AnswerKind.REASSIGN, who=by, road=road, words=reason, whom=to), on=on, form=form)


@answer_app.command()
def close(
    context: typer.Context,
    by: ByOption,
    reason: ReasonOption = "",
    minute: MinuteOption = "",
    road: RoadOption = Road.DESK,
    name: NameOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Close it unfinished: the chair or the board with the minute; from anybody else it is asked of them."""
    said = Said(kind=AnswerKind.CLOSE, who=by, road=road, name=name, words=reason, minute=minute)
    record(context, home, said, on=on, form=form)


@answer_app.command()
def correct(
    context: typer.Context,
    day: DateOption = "",
    reason: ReasonOption = "",
    by: OwnByOption = "",
    road: RoadOption = Road.DESK,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Mend a date that was misread from the plan, and say how: no slip is counted."""
    said = Said(kind=AnswerKind.CORRECT, who=by, road=road, words=reason)
    record(context, home, said, on=on, form=form, date_words=day)


def record(context: typer.Context, home: Path, said: Said, *, on: str, form: Format, date_words: str = "") -> None:
    """Record an answer and say what follows, or everything that is wrong with it."""
    matter: Matter = context.obj
    house, now = open_home(home), clock.now()
    at = instant_of(on, house) if on else now
    target = _target(date_words, house.orders.local_day(at)) if date_words else None
    with working(house) as session:
        desk = house.orders.boards[find_plan(session, matter.plan).board].co_ordinator
        who = THE_BOARD if said.who == "board" else said.who or desk
        whole = replace(said, who=who, recorded_by=desk, target=target)
        decided = take_answer(session, house.orders, matter.plan, matter.ref, whole, at=at, now=now)
    if isinstance(decided, Refused):
        for problem in decided.problems:
            complain(f"{matter.plan} {matter.ref}: {problem.what}.\n  {sentence(problem.cure)}")
        stop(Exit.REFUSED, "Nothing was recorded.")
    if form is Format.JSON:
        print_json({"answer": asdict(decided.answer), "follows": decided.follows})
        return
    say(f"Recorded: {matter.plan} {matter.ref}, {decided.answer.kind}.")
    for each in decided.follows:
        say(each)


def sentence(words: str) -> str:
    """The words with a capital in front and a stop behind."""
    return f"{words[:1].upper()}{words[1:]}."


def _day(text: str) -> date | None:
    return day_of(text, what="--until") if text else None


def _target(words: str, today: date) -> TargetDate:
    """A date in words as an interval, read as a plan's would be; ends the command where it holds none."""
    reading = read_target_date(words, as_of=today)
    if reading.target is None:
        why = f" {' '.join(reading.remarks)}" if reading.remarks else ""
        stop(Exit.WRONG_SETTINGS, f"--date {words!r} names no date:{why} write it like “end of March 2027”.")
    return reading.target
