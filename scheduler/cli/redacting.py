"""chaser redact: words taken out everywhere, copies included; shown first, done with --yes."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from config.home import Home
from notifications import outbox
from scheduler import clock
from scheduler.assembly import House
from scheduler.cli.opening import open_home, working
from scheduler.cli.terminal import Exit, Format, FormatOption, HomeOption, print_json, progress, say, show_table, stop
from scheduler.register.lookups import NotInRegister, find_commitment, find_plan
from scheduler.register.redaction import Found, Wanted, forget
from scheduler.rounds.look import look
from scheduler.rounds.redacting import Reached, redact, redact_files
from scheduler.rules.days_in_words import counted
from scheduler.rules.redaction import words_of

ROUND_IT = 30  # characters shown on either side of the words


def redact_(
    plan: Annotated[str, typer.Argument(help="The plan's short name, as chaser plan list shows it.")],
    place: Annotated[
        str, typer.Argument(metavar="REF|MESSAGE", help="Where you saw the words: an action, or a message's id.")
    ],
    words: Annotated[str, typer.Argument(help="The words to take out, wherever they follow one another.")],
    why: Annotated[str, typer.Option(help="Why, without the words themselves: it stands in their place.")],
    by: Annotated[str, typer.Option(metavar="ADDRESS", help="Who decided it; the co-ordinator if not said.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it: it cannot be undone.")] = False,
    home: HomeOption = Path(),
    form: FormatOption = Format.TABLE,
) -> None:
    """Take words out of plan, answers, history, editions and mails, copies included; who, when and why stay.

    Without --yes it only shows where they stand. Ends with 5 where they stand nowhere. Documents in your folders,
    backups, and mails that people have in their mailboxes are beyond it: it names the documents.
    """
    house, maildrop = open_home(home), Home(folder=home).maildrop
    with working(house) as session, progress("Looking everywhere"):
        commitment = _commitment(session, plan, place)
        wanted = _wanted(session, house, plan, place, words, why, by)
        reached = redact(session, wanted, commitment=commitment, maildrop=maildrop)
        if not yes:
            session.rollback()
    if yes:
        redact_files(maildrop, wanted.blank)
        forget(house.sessions.kw["bind"])
    _show(reached, wanted, yes, form)


def _commitment(session: Session, plan: str, place: str) -> str:
    """The key of the action that a place names, empty where it names a message."""
    try:
        return find_commitment(session, plan, place)
    except NotInRegister:
        find_plan(session, plan)
        if outbox.entry(session, place) is None:
            raise
        return ""


def _wanted(session: Session, house: House, plan: str, place: str, words: str, why: str, by: str) -> Wanted:
    now = clock.now()
    day = house.orders.local_day(now)
    who = by or house.orders.boards[find_plan(session, plan).board].co_ordinator
    name = look(session, house.orders, day).name(who)
    wanted = Wanted(words=words_of(words), plan=plan, place=place, who=who, name=name, why=why, now=now, day=day)
    if len("".join(wanted.words)) < 2:
        stop(Exit.REFUSED, f"{words!r} is too short: it would be taken out of every sentence that holds it.")
    if not why.strip() or wanted.blank(wanted.mark) != wanted.mark:
        stop(Exit.REFUSED, "--why must say why, and must not hold the words themselves: it stands in their place.")
    return wanted


def _show(reached: Reached, wanted: Wanted, yes: bool, form: Format) -> None:
    if form is Format.JSON:
        print_json({"done": yes, "mark": wanted.mark, "places": reached.places, **asdict(reached)})
    elif reached.places:
        _show_places(reached, wanted, yes)
    if not reached.places:
        stop(Exit.REFUSED, "These words stand nowhere. Nothing was changed.")


def _show_places(reached: Reached, wanted: Wanted, yes: bool) -> None:
    rows = [(f"{each.table}: {each.column}", each.key, _excerpt(each, wanted)) for each in reached.texts]
    rows += [("mail", key[:8], "subject, text, reasons or history") for key in reached.messages]
    rows += [("mail that came", str(key), "the mail as it came") for key in reached.incoming]
    rows += [("file", path.name, "mail in the maildrop") for path in reached.files]
    show_table(["Where", "Which", "What"], rows)
    done = "was put in their place" if yes else "would stand in their place"
    say(f"{counted(reached.places, 'place')}: {wanted.mark} {done}.")
    for name in reached.documents:
        say(f"The document {name} holds them too: mend it by hand. Read again as it is, they stay out of the register.")
    if not yes:
        say("Nothing was changed. To do it: the same with --yes. It cannot be undone; backups are yours to look after.")


def _excerpt(found: Found, wanted: Wanted) -> str:
    """What stands round the words, with the mark in their place."""
    text = wanted.blank(found.before)
    at = text.find(wanted.mark)
    return f"…{text[max(0, at - ROUND_IT) : at]}[…]{text[at + len(wanted.mark) :][:ROUND_IT]}…"
