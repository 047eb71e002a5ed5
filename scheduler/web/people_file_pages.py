"""A people file at the desk, pasted from a spreadsheet: taken in as a whole, or each bad row named and nothing kept."""

from fastapi import APIRouter, Response
from starlette.responses import RedirectResponse

from scheduler.register import history
from scheduler.register.leads import re_resolve
from scheduler.register.people import PeopleImport, import_people
from scheduler.rules.days_in_words import listed
from scheduler.web.across_boards import NOT_YOURS, Before, is_of_others
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import FormWords, desk_form
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.sayings import Field, Holds
from scheduler.web.seen import Seen, seen_by
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/people/file")
COLUMNS = (
    "The first line names the columns: name and email, and any of initials, organisation, roles, aliases, manager, "
    "deputy, away_from, away_to, digest, left_on, members. Up to about 100 people at a time"
)
FORM = FormWords(
    heading="Add people from a spreadsheet",
    back="/desk/people",
    action="/desk/people/file",
    button="Take them in",
    fields=(Field(name="rows", label="Rows copied from the spreadsheet", holds=Holds.TEXT, hint=COLUMNS),),
    sentences=(
        "Addresses that you paste here are confirmed by your word. Nobody goes because a row is missing.",
        "If a row cannot be used, nothing is kept until it is mended.",
    ),
)


@router.get("")
def ask(desk: TheDesk, reader: TheReader) -> Response:
    """The form to paste into."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return desk_form(seen, FORM, {})


@router.post("")
def take_in(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Take everybody in, with the reader for whoever knows their addresses."""
    with desk.sessions() as session:
        seen = seen_by(reader, session, desk)
        at_the_desk(reader, seen)
        before = Before(session, seen)
        done = import_people(session, form.get("rows", "").strip(), now=desk.now())
        problems = _problems(done)
        if problems:
            session.rollback()
            return desk_form(seen, FORM, form, problems)
        for what, emails in (("added", done.added), ("changed", done.changed)):
            for email in emails:
                history.write(session, at=desk.now(), who=reader.person, road="desk", what=f"person {email} {what}")
        re_resolve(session, desk.today, now=desk.now())
        reaches = _reaching(before, done, seen, desk)
        if reaches:
            session.rollback()
            return desk_form(seen, FORM, form, (FieldProblem(field="rows", words=reaches),))
        session.commit()
    return RedirectResponse("/desk/people", status_code=303)


def _reaching(before: Before, done: PeopleImport, seen: Seen, desk: Desk) -> str:
    """What another board has against rows that were taken in; empty for nothing."""
    others = [seen.scene.name(email) for email in done.changed if is_of_others(email, seen, desk.administrators)]
    if others:
        return f"{listed(others)}: {NOT_YOURS}"
    return before.reaches_others(desk)


def _problems(done: PeopleImport) -> tuple[FieldProblem, ...]:
    said = tuple(
        FieldProblem(field="rows", words=f"Row {each.row}, {each.column}: {each.text}; {each.cure}".replace(", :", ":"))
        for each in done.problems
    )
    nobody = not (done.added or done.changed or done.unchanged)
    return said or (
        (FieldProblem(field="rows", words="Paste at least one row below the columns’ names"),) if nobody else ()
    )
