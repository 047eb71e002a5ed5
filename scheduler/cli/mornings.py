"""chaser round, chaser preview, chaser explain: a morning held, looked at beforehand, and accounted for."""

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import day_of, delivering, instant_of, open_home, working
from scheduler.cli.terminal import (
    Exit,
    Format,
    FormatOption,
    HomeOption,
    complain,
    print_json,
    progress,
    say,
    show_table,
    stop,
)
from scheduler.programs import tell_programs
from scheduler.register.lookups import find_commitment
from scheduler.register.rounds import disown_later_rounds
from scheduler.rounds.look import look
from scheduler.rounds.morning import MORNING, MorningReport, hold_morning, preview_morning
from scheduler.rounds.posting import Posted
from scheduler.rules.days_in_words import counted, day_in_words, listed
from scheduler.rules.explain import explain as explain_commitment

FURTHEST = timedelta(days=1)


def round_(
    home: HomeOption = Path(),
    on: Annotated[
        str, typer.Option(help="The round's idea of now, like 2024-11-25T08:00; without a zone, the board's.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be mailed, and change nothing.")] = False,
    release: Annotated[bool, typer.Option("--release", help="Let go what waits for the co-ordinator's word.")] = False,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Mail people although --on is more than a day from now.")
    ] = False,
    clock_was_wrong: Annotated[
        bool, typer.Option("--clock-was-wrong", help="Set aside rounds that a clock ahead of the time held.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Hold the morning round, at any hour, and deliver what is ready. Held twice on a day, it mails nobody again."""
    house = open_home(home)
    now = instant_of(on, house) if on else clock.now()
    if not dry_run:
        _refuse_far_days(house, now, simulate=simulate)
    if clock_was_wrong and not dry_run:
        _disown(house, now)
    with progress("holding the morning round"):
        report = _held(house, now, release=release, dry_run=dry_run)
        with delivering():
            delivered = {} if dry_run or report.why_not else asdict(house.deliver(lambda: now))
    if delivered:
        with delivering():
            tell_programs(house, lambda: now)
    if form is Format.JSON:
        print_json({**_report_json(report), "dry_run": dry_run, "delivered": delivered})
        return
    _show(report, dry_run=dry_run)
    _show_delivered(delivered)


def _refuse_far_days(house: House, now: datetime, *, simulate: bool) -> None:
    """A round of another day must not mail people by mistake; the maildrop only writes files."""
    far = abs(now - clock.now()) > FURTHEST
    if far and house.leaves_the_machine and not simulate:
        day = day_in_words(house.orders.local_day(now))
        stop(
            Exit.REFUSED,
            f"Refused: {day} is more than a day from today, and transport is {house.settings.transport!r}: people "
            "would be mailed. Say --dry-run to look, CHASER_TRANSPORT=maildrop to write files, or --simulate to mail.",
        )


def _disown(house: House, now: datetime) -> None:
    with working(house) as session:
        rounds = disown_later_rounds(session, MORNING, now=now)
    complain(f"Set aside {counted(rounds, 'round')} that began later than now; what they told stays told.")


def _held(house: House, now: datetime, *, release: bool, dry_run: bool) -> MorningReport:
    with working(house) as session:
        report = hold_morning(session, house.orders, now=now, release=release)
        if dry_run:
            session.rollback()
    return report


def _show(report: MorningReport, *, dry_run: bool) -> None:
    if report.why_not:
        say(f"Nothing was sent: {report.why_not}.")
        say("If the clock was wrong then and is right now: chaser round --clock-was-wrong")
        return
    if report.closed:
        say(f"No mail goes on {day_in_words(report.day)}: {report.closed}.")
        return
    show_posted(report)
    would = "would be mailed" if dry_run else "mailed"
    people = len({each.person for each in report.posted})
    notices = sum(len(each.notices) for each in report.posted)
    said = [
        f"{day_in_words(report.day)}: {counted(people, 'person', 'people')} {would}, "
        f"{counted(len(report.posted), 'message')}, {counted(notices, 'notice')}."
    ]
    if report.released:
        said.append(f"Released: {listed(report.released)}.")
    if report.waits:
        names = listed([each.name for each in report.waits])
        said.append(f"Had their digest today already, and hear of the rest in the next one: {names}.")
    if report.braked:
        mails = counted(report.braked, "mail")
        said.append(f"The brake holds {mails}, see [brake] in chaser.toml: chaser preview, then chaser round --release")
    if report.decisions.waiting_for_release:
        waiting = counted(len(report.decisions.waiting_for_release), "notice")
        said.append(f"{waiting} held until the co-ordinator releases the plan: chaser round --release")
    said += [f"Held: {held.what}. Cure: {held.cure}." for held in report.decisions.held]
    for sentence in said:
        say(sentence)


def show_posted(report: MorningReport) -> None:
    """Who is mailed and why, a line a notice."""
    rows = [row for mail in report.posted for row in _rows(mail)]
    if rows:
        show_table(["Who", "Mail", "Ref", "Why"], rows)


def _rows(mail: Posted) -> list[tuple[str, str, str, str]]:
    notices = sorted(mail.notices, key=lambda n: n.key.commitment)
    firsts = [(mail.name, mail.kind.value), *[("", "")] * (len(notices) - 1)]
    return [(who, kind, n.ref or n.plan or n.board, n.reason) for (who, kind), n in zip(firsts, notices, strict=True)]


def _show_delivered(delivered: dict[str, Any]) -> None:
    closed = delivered.pop("closed", "")
    counts = [f"{number} {what.replace('_', ' ')}" for what, number in delivered.items() if number]
    if counts:
        say(f"Delivery: {', '.join(counts)}.")
    if closed:
        say(f"The road for mail is closed for now, and delivery is tried again later: {closed}")


def _report_json(report: MorningReport) -> dict[str, Any]:
    return {
        "day": report.day,
        "why_not": report.why_not,
        "closed": report.closed,
        "braked": report.braked,
        "released": report.released,
        "mails": [_mail_json(each) for each in report.posted],
        "waits": [_mail_json(each) for each in report.waits],
        "held": [asdict(each) for each in report.decisions.held],
        "waiting_for_release": [asdict(each) for each in report.decisions.waiting_for_release],
        "silences": [asdict(each) for each in report.decisions.silences],
    }


def _mail_json(mail: Posted) -> dict[str, Any]:
    return {
        "id": mail.id,
        "kind": mail.kind,
        "person": mail.person,
        "name": mail.name,
        "subject": mail.subject,
        "notices": [asdict(notice) for notice in mail.notices],
    }


def preview(
    home: HomeOption = Path(),
    on: Annotated[str, typer.Option(help="The day, like 2024-11-25; tomorrow if not said.")] = "",
    words: Annotated[bool, typer.Option("--words", help="Show every mail whole, as its plain text.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show a morning's post person by person, from the register as it stands, without sending anything."""
    house = open_home(home)
    tomorrow = house.orders.local_day(clock.now()) + timedelta(days=1)
    day = day_of(on[:10], what="--on") if on else tomorrow
    with working(house) as session:
        report = preview_morning(session, house.orders, today=day)
    if form is Format.JSON:
        print_json(_report_json(report))
        return
    _show(report, dry_run=True)
    for mail in report.posted if words else ():
        say(f"\n--- To {mail.name} <{mail.person}>\n    {mail.subject}\n\n{mail.rendered.text}")


def explain(
    plan: Annotated[str, typer.Argument(help="The plan's short name, as chaser plan list shows it.")],
    ref: Annotated[str, typer.Argument(help="The action's reference, like 1.12.")],
    home: HomeOption = Path(),
    on: Annotated[str, typer.Option(help="The day, like 2024-11-25; today if not said.")] = "",
    form: FormatOption = Format.TABLE,
) -> None:
    """Say why an action was or was not chased on a day, what was told, and what comes next.

    Of a past day it tells what was known then; of a day to come what would be, if nobody answered.
    """
    house = open_home(home)
    present = house.orders.local_day(clock.now())
    today = day_of(on[:10], what="--on") if on else present
    with working(house) as session:
        scene = look(session, house.orders, today, leads_on=today)
        key = find_commitment(session, plan, ref)
        commitment = next((c for c in scene.snapshot.commitments if c.key == key), None)
        if commitment is None:
            stop(
                Exit.GOOD,
                f"{ref} is not chased: its plan is closed, or its date was worked out and nobody confirmed it.",
            )
        story = explain_commitment(commitment, scene.snapshot, scene.told, house.orders.policy, today, present=present)
    if form is Format.JSON:
        print_json(asdict(story))
        return
    say(f"{story.ref} {story.title}")
    for chapter in story.chapters:
        say(f"\n{chapter.heading}")
        for sentence in chapter.sentences:
            say(f"  {sentence}")
