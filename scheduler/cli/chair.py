"""chaser chair: the next mail to the chair, looked at before it goes, with a line added or held for a week."""

from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.answer_options import ByOption, MinuteOption, NoteOption, OnOption, RoadOption
from scheduler.cli.answers import record
from scheduler.cli.opening import day_of, instant_of, open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, say, show_table, stop
from scheduler.plans.answers import AnswerKind, Road
from scheduler.plans.chair_words import ChairWord
from scheduler.rounds.answering import Said
from scheduler.rounds.chairing import NotRecorded, ShownMail, add_line, hold_mail, show_mail
from scheduler.rules.chair_holds import ComingMatter
from scheduler.rules.days_in_words import day_in_words, listed

chair_app = typer.Typer(
    no_args_is_help=True,
    help="The next mail to the chair: look at it two working days before it goes, add a line, or hold it for a week.",
)
BoardOption = Annotated[str, typer.Option("--board", help="The board's short name; not needed where there is one.")]
NO_NAMES = "No names, initials, ages or case details of children, no counts under five."


@chair_app.command()
def show(
    board: BoardOption = "",
    on: Annotated[str, typer.Option(help="The day from which to look ahead, like 2026-11-25; today if not said.")] = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Show what the chair will read next, on which day, and why: as it stands today, if nothing is answered."""
    house = open_home(home)
    today = day_of(on[:10], what="--on") if on else house.orders.local_day(clock.now())
    slug = _board(board, house)
    with working(house) as session:
        shown = show_mail(session, house.orders, slug, today=today)
    if shown is None:
        stop(Exit.FAILED, "No working day is ahead: look at [calendar] in chaser.toml.")
    if form is Format.JSON:
        print_json(_json(shown))
        return
    _show(shown)


@chair_app.command()
def line(
    words: Annotated[str, typer.Argument(help=f"Your line, in quotes. {NO_NAMES}")],
    board: BoardOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Add a line of your own to the chair's next mail. The chair reads it above all else, as yours."""
    house = open_home(home)
    with working(house) as session:
        said = add_line(session, house.orders, _board(board, house), words, now=_instant(on, house))
    _say_recorded(said, "The chair reads it in the mail planned for {day}.", form)


@chair_app.command()
def hold(
    reason: Annotated[str, typer.Option(help=f"Why, in a few words: it is kept, and the chair reads it. {NO_NAMES}")],
    board: BoardOption = "",
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Hold the chair's next mail for one week. What is held goes the week after; nothing is held for two weeks."""
    house = open_home(home)
    with working(house) as session:
        said = hold_mail(session, house.orders, _board(board, house), reason, now=_instant(on, house))
    _say_recorded(said, "Held: the mail planned for {day} goes with the next week's.", form)


def noted(
    context: typer.Context,
    by: ByOption,
    note: NoteOption = "",
    minute: MinuteOption = "",
    road: RoadOption = Road.MEETING,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """The chair or the board has noted it: they hear no more of it until their next meeting. All else goes on."""
    said = Said(kind=AnswerKind.NOTED, who=by, road=road, words=note, minute=minute)
    record(context, home, said, on=on, form=form)


def raise_(
    context: typer.Context,
    by: ByOption,
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="MEETING",
            help="Which meeting of the board: its name as chaser meeting list shows it, or its day; the next if not "
            "said.",
        ),
    ] = "",
    note: NoteOption = "",
    minute: MinuteOption = "",
    road: RoadOption = Road.MEETING,
    on: OnOption = "",
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """The chair or the board raises it at a meeting: it is on that meeting's list, and the chair hears no more of it
    until then. All else goes on."""
    said = Said(kind=AnswerKind.RAISE, who=by, road=road, words=note, minute=minute, meeting=at)
    record(context, home, said, on=on, form=form)


def _board(named: str, house: House) -> str:
    boards = sorted(house.orders.boards)
    slug = named or (boards[0] if len(boards) == 1 else "")
    if slug not in boards:
        stop(Exit.WRONG_SETTINGS, f"Which board? Say --board with one of: {listed(boards)}.")
    return slug


def _instant(on: str, house: House) -> Any:
    return instant_of(on, house) if on else clock.now()


def _say_recorded(said: ChairWord | NotRecorded, follows: str, form: Format) -> None:
    if isinstance(said, NotRecorded):
        stop(Exit.REFUSED, f"Nothing was recorded. {said.why}")
    if form is Format.JSON:
        print_json({"kind": said.kind, "mail_on": said.mail_on, "who": said.who, "words": said.words})
        return
    say(f"Recorded. {follows.format(day=day_in_words(said.mail_on))}")


def _show(shown: ShownMail) -> None:
    mail = shown.mail
    what = f"The exception note for {mail.planned.meeting.title}" if mail.planned.meeting else "The chair's mail"
    if not mail.matters:
        say(f"Nothing waits for the chair of {mail.board.name}: no mail goes on {day_in_words(mail.planned.on)}.")
    elif mail.held:
        say(f"Held for a week since {day_in_words(mail.held.on)}: {mail.held.words}")
    else:
        say(f"{what} of {mail.board.name} goes on {day_in_words(mail.goes_on)}.")
    for each in [shown.was_held] if shown.was_held else []:
        say(each)
    for each in shown.lines:
        say(f"Your line: {each}")
    rows = [_row(each, shown) for each in mail.matters]
    if rows:
        show_table(["Ref", "Action", "Who reads it", "Why"], rows)


def _row(matter: ComingMatter, shown: ShownMail) -> tuple[str, str, str, str]:
    about = matter.commitment
    return (about.ref, about.title, shown.names[matter.head.to.person], _why(matter))


def _why(matter: ComingMatter) -> str:
    return f"not in it: {matter.why_not}" if matter.why_not else matter.head.words


def _json(shown: ShownMail) -> dict[str, Any]:
    mail = shown.mail
    return {
        "board": mail.board.slug,
        "planned_for": mail.planned.on,
        "goes_on": None if mail.held or not mail.matters else mail.goes_on,
        "look_on": mail.planned.look_on,
        "meeting": mail.planned.meeting.title if mail.planned.meeting else "",
        "held": {"on": mail.held.on, "who": mail.held.who, "why": mail.held.words} if mail.held else None,
        "was_held": shown.was_held,
        "lines": shown.lines,
        "matters": [
            {
                "plan": each.commitment.plan,
                "ref": each.commitment.ref,
                "title": each.commitment.title,
                "person": each.head.to.person,
                "name": shown.names[each.head.to.person],
                "reasons": [reason.words for reason in each.head.reasons],
                "why_not": each.why_not,
            }
            for each in mail.matters
        ],
    }
