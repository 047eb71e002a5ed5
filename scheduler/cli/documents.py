"""chaser read: a plan's document as it was understood, with what was guessed; shared with chaser import."""

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scheduler import clock
from scheduler.cli.opening import day_of, settings_of
from scheduler.cli.terminal import Exit, Format, FormatOption, complain, print_json, progress, say, show_table, stop
from scheduler.plans.plan import Action, LeadSource
from scheduler.plans.target_dates import Certainty
from scheduler.reading.guard import open_guarded
from scheduler.reading.read import NoActions, Reading, RemarkKind, read_document
from scheduler.reading.reading_json import as_json, report_json
from scheduler.reading.rows import UnreadableDocument
from scheduler.rules.days_in_words import counted

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The plan: .docx, .pdf, .xlsx, .csv or .txt.")]
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="HEADING=KIND", help='What a column holds, like "Who does it=lead"; repeatable.'),
]
LONGEST_TITLE = 60


def read(
    file: FileArgument,
    as_of: Annotated[
        str, typer.Option(help="The day on which the plan was true, like 2024-11-13; today if not said.")
    ] = "",
    column: ColumnsOption = None,
    home: Annotated[
        Path | None,
        typer.Option("--home", envvar="CHASER_HOME", help="A folder with chaser.toml, for its last school days."),
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the whole reading report there, as JSON.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Read a plan and show what was understood and what was guessed; nothing is recorded.

    Ends with 0 when actions were read, 3 when the document holds none, 4 when it cannot be read.
    """
    day = day_of(as_of, what="--as-of") if as_of else clock.now().date()
    terms_end_on = settings_of(home).calendar.last_school_days if home else ()
    reading = reading_of(file, day, columns_of(column), terms_end_on=terms_end_on, report=report)
    if report:
        _write(report, report_json(reading))
    if form is Format.JSON:
        print_json(as_json(reading))
    else:
        show_reading(reading)


def reading_of(
    file: Path,
    as_of: date,
    columns: dict[str, str],
    *,
    terms_end_on: Collection[date] = (),
    report: Path | None = None,
) -> Reading:
    """The plan in a file; ends the command with a sentence where there is none, after writing what there is."""
    try:
        with progress(f"reading {file.name}"):
            return read_document(open_guarded(file), as_of=as_of, columns=columns, terms_end_on=terms_end_on)
    except NoActions as none:
        complain(str(none))
        for sentence in none.holds:
            complain(f"  {sentence}")
        if report:
            _write(report, {"actions": [], "holds": none.holds})
        stop(Exit.NO_ACTIONS)
    except UnreadableDocument as wrong:
        stop(Exit.UNREADABLE, str(wrong))


def columns_of(said: list[str] | None) -> dict[str, str]:
    """The mapping of --column: words at the head of a column to what it holds."""
    pairs = [each.partition("=") for each in said or []]
    for heading, equals, kind in pairs:
        if not equals or not heading.strip() or not kind.strip():
            stop(Exit.WRONG_SETTINGS, f'--column {heading!r} says no kind: write it like "Who does it=lead".')
    return {heading.strip(): kind.strip() for heading, _, kind in pairs}


def _write(report: Path, told: dict[str, object]) -> None:
    try:
        report.write_text(json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8")
    except OSError as fault:
        stop(Exit.WRONG_SETTINGS, f"The report cannot be written to {report}: {fault.strerror}.")


def show_reading(reading: Reading) -> None:
    """The actions in a table, guesses marked, and below it every remark."""
    plan = reading.plan
    show_table(
        ["Ref", "Action", "Lead", "Due", "Plan says", "Status"],
        map(action_row, plan.actions),
        title=f"{plan.title}, as of {plan.as_of}" if plan.title else f"As of {plan.as_of}",
    )
    say(f"{counted(len(plan.actions), 'action')} read. “?” marks what was guessed or wants confirming.")
    for kind in RemarkKind:
        remarks = [each for each in reading.remarks if each.kind is kind]
        if remarks:
            say(f"\n{kind.value.replace('_', ' ').capitalize()}:")
            for each in remarks:
                say(f"  {each.ref + ': ' if each.ref else ''}{each.text} ({each.place})")


def action_row(action: Action) -> tuple[str, ...]:
    """One action as a row of the table."""
    title = action.title if len(action.title) <= LONGEST_TITLE else f"{action.title[: LONGEST_TITLE - 1]}…"
    leads = ", ".join(f"{lead.words}{'' if lead.source is LeadSource.COLUMN else '?'}" for lead in action.leads)
    target = action.target
    due = f"{target.due_on}{_doubt(target.certainty is Certainty.GUESSED or bool(target.question))}" if target else ""
    steps = "".join(f"\nthen {each.target.due_on}{_doubt(each.computed)}" for each in action.milestones)
    words = target.words if target else ""
    return (
        action.ref,
        title,
        leads,
        due + steps,
        words,
        f"{action.status.value.replace('_', ' ')}{_doubt(action.unverified)}",
    )


def _doubt(there_is: bool) -> str:
    return "?" if there_is else ""
