"""People at the desk, one matter a page: somebody added, what the directory says of them changed, and by whom."""

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.plans.people import Person
from scheduler.register import history
from scheduler.register.absences import set_absence
from scheduler.register.addresses import CannotMove
from scheduler.register.directory import add_person, change_person, set_roles
from scheduler.register.frequency import set_frequency
from scheduler.rounds.readdressing import move_address
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.across_boards import NOT_YOURS, Before, is_of_others, may_end_links
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.desk_forms import FormWords, desk_form
from scheduler.web.person_forms import (
    ADDRESS,
    AWAY,
    DIGEST,
    NEW,
    NEW_GROUP,
    PARTS,
    ROLES,
    PersonPart,
    SaidOf,
    role_fields,
    said_of,
    said_of_new,
    values_of,
)
from scheduler.web.person_words import matters_of, one_person, person_url
from scheduler.web.readers import OwnForm, Reader, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk/people")
NOBODY = "There is nobody of that address in the directory."


@router.get("/new")
def ask_new(desk: TheDesk, reader: TheReader, kind: str = "") -> Response:
    """The form of somebody new, or of a group."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
    return desk_form(seen, _new_form(group=kind == "group"), {})


@router.post("/new")
def take_in(form: OwnForm, desk: TheDesk, reader: TheReader, kind: str = "") -> Response:
    """Take somebody into the directory, with the reader for the one who knows their address."""
    group = kind == "group"
    with desk.sessions.begin() as session:
        seen = _seen(session, desk, reader)
        said = said_of_new(form, seen.scene, group=group)
        if said.problems:
            return desk_form(seen, _new_form(group=group), form, said.problems)
        says = {name: value for name, value in said.says.items() if name != "email"}
        before = Before(session, seen)
        add_person(session, said.says["email"], says, who=reader.person, now=desk.now())
        problems = _against(before, "name", desk)
        if problems:
            session.rollback()
            return desk_form(seen, _new_form(group=group), form, problems)
    return RedirectResponse(person_url(said.says["email"]), status_code=303)


@router.get("/one")
def show(desk: TheDesk, reader: TheReader, of: str = "") -> Response:
    """Somebody, what can be changed, and what happened."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
        person = _person(of, seen)
        happened = history.about(session, *matters_of(person.email))
    may_end = may_end_links(person.email, seen, desk.administrators)
    words = one_person(person, happened, seen.scene, may_end_links=may_end)
    return page("person.html", seen=seen, day=day_in_words(desk.today), words=words)


@router.get("/one/{part}")
def ask(part: str, desk: TheDesk, reader: TheReader, of: str = "") -> Response:
    """The form of one matter about somebody."""
    with desk.reading() as session:
        seen = _seen(session, desk, reader)
    person = _person(of, seen)
    return desk_form(seen, _form(_part(part), person), values_of(person, seen.scene))


@router.post("/one/{part}")
def change(part: str, form: OwnForm, desk: TheDesk, reader: TheReader, of: str = "") -> Response:
    """Keep what a form says of somebody."""
    with desk.sessions.begin() as session:
        seen = _seen(session, desk, reader)
        person, of_what = _person(of, seen), _part(part)
        said = said_of(of_what, form, person, seen.scene)
        problems = said.problems or _keep(session, of_what, said, person, seen, desk)
        if problems:
            session.rollback()
            return desk_form(seen, _form(of_what, person), form, problems)
    if of_what is ADDRESS:
        desk.wake()
    return RedirectResponse(person_url(person.email), status_code=303)


def _keep(
    session: Session, part: PersonPart, said: SaidOf, person: Person, seen: Seen, desk: Desk
) -> tuple[FieldProblem, ...]:
    """Keep it, or say what the register or another board has against it."""
    who, now, email = seen.reader.person, desk.now(), person.email
    field = "role_1" if part is ROLES else next(iter(said.says))
    if part is ADDRESS:
        return _move(session, email, said.says["address"], seen, desk)
    if is_of_others(email, seen, desk.administrators):
        return (FieldProblem(field=field, words=NOT_YOURS),)
    before = Before(session, seen)
    if part is ROLES:
        set_roles(session, email, said.says["roles"], who=who, now=now)
    elif part is DIGEST:
        set_frequency(session, email, said.says["digest"], who=who, now=now)
    elif part is AWAY:
        if dict(said.says) != {"away_from": person.away_from, "away_to": person.away_to}:
            set_absence(session, email, **said.says, who=who, now=now)
    else:
        change_person(session, email, said.says, who=who, now=now)
    return _against(before, field, desk)


def _against(before: Before, field: str, desk: Desk) -> tuple[FieldProblem, ...]:
    """What another board has against a change that was made since."""
    words = before.reaches_others(desk)
    return (FieldProblem(field=field, words=words),) if words else ()


def _move(session: Session, person: str, to: str, seen: Seen, desk: Desk) -> tuple[FieldProblem, ...]:
    if not seen.keeps(person, desk.administrators):
        return (FieldProblem(field="address", words=NOT_YOURS),)
    try:
        move_address(session, desk.orders, person, to, who=seen.reader.person, road="desk", now=desk.now())
    except CannotMove as refused:
        words = str(refused)
        return (FieldProblem(field="address", words=f"{words[:1].upper()}{words[1:]}"),)
    return ()


def _form(part: PersonPart, person: Person) -> FormWords:
    return FormWords(
        heading=part.heading,
        back=person_url(person.email),
        action=person_url(person.email, part.slug),
        button="Save",
        fields=role_fields(person) if part is ROLES else part.fields,
        sentences=(f"{person.name}.", *part.sentences),
    )


def _new_form(*, group: bool) -> FormWords:
    return FormWords(
        heading="Add a group" if group else "Add somebody",
        back="/desk/people",
        action="/desk/people/new?kind=group" if group else "/desk/people/new",
        button="Add them",
        fields=NEW_GROUP if group else NEW,
        sentences=("What a plan prints for the group is mailed to each of its members.",) if group else (),
    )


def _seen(session: Session, desk: Desk, reader: Reader) -> Seen:
    seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return seen


def _person(address: str, seen: Seen) -> Person:
    person = seen.scene.snapshot.people.get(address.strip().lower())
    if person is None:
        raise HTTPException(404, NOBODY)
    return person


def _part(slug: str) -> PersonPart:
    if slug not in PARTS:
        raise HTTPException(404)
    return PARTS[slug]
