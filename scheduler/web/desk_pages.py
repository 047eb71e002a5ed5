"""The co-ordinator's desk: what waits for them, plans to release, printed leads to confirm, people and absences."""

from collections.abc import Mapping

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.register.accounts import end_accounts
from scheduler.register.answer_links import end_answer_links
from scheduler.register.leads import confirm, unconfirmed
from scheduler.register.lookups import NotInRegister
from scheduler.register.plans import release_plan
from scheduler.register.sign_ins import sign_out_everywhere
from scheduler.register.uploads import list_uploads
from scheduler.rules.days_in_words import day_in_words
from scheduler.web.across_boards import NOT_YOURS, may_end_links
from scheduler.web.desk import TheDesk
from scheduler.web.desk_words import lead_choices, person_words, undelivered
from scheduler.web.naming import person_named
from scheduler.web.readers import OwnForm, TheReader
from scheduler.web.saying import FieldProblem
from scheduler.web.seen import Seen, seen_by
from scheduler.web.templating import page
from scheduler.web.upload_desk import at_the_desk

router = APIRouter(prefix="/desk")
NOT_PRINTED = (
    "Nothing was changed: the plan no longer prints these words as a lead. Go back, load the page again, and look at "
    "what it asks now."
)


@router.get("")
def desk_page(desk: TheDesk, reader: TheReader) -> Response:
    """What waits for the co-ordinator."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        boards = at_the_desk(reader, seen)
        waiting = [each for each in list_uploads(session) if each.board in boards]
        leads = [each for each in unconfirmed(session) if _board(each.plan, seen) in boards]
        failed = undelivered(session, seen)
    held = [each for each in seen.plans if each.board in boards and each.released_on is None]
    return page(
        "desk.html",
        seen=seen,
        day=day_in_words(desk.today),
        uploads=waiting,
        unconfirmed=len(leads),
        held=held,
        undelivered=failed,
        boards=[(slug, seen.scene.snapshot.boards[slug].name) for slug in boards],
    )


@router.post("/release")
def release(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Let a plan's mails go from the next round on."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        boards, slug = at_the_desk(reader, seen), form.get("plan", "")
        if _board(slug, seen) not in boards:
            raise HTTPException(404, "There is no such plan at your desk.")
        release_plan(session, slug, desk.today, who=reader.person, now=desk.now())
    return RedirectResponse("/desk/post", status_code=303)


@router.get("/leads")
def leads(desk: TheDesk, reader: TheReader) -> Response:
    """Printed leads of whom nobody said yet whom they mean."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
        return _leads(session, seen, (), {})


@router.post("/leads")
def confirm_lead(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """Take the co-ordinator's word for whom a printed lead means, in one plan."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        plan, words, whom = form.get("plan", ""), form.get("words", ""), form.get("whom", "").strip()
        if _board(plan, seen) not in at_the_desk(reader, seen):
            raise HTTPException(404, "There is no such plan at your desk.")
        found = person_named(whom, seen.scene)
        if not found.email:
            why = found.why_not if whom else f"Say whom “{words}” means"
            field = f"whom-{plan}-{'-'.join(words.split())}"
            return _leads(session, seen, (FieldProblem(field=field, words=why),), {field: whom})
        try:
            confirm(session, words, found.email, plan=plan, who=reader.person, now=desk.now())
        except NotInRegister:
            raise HTTPException(404, NOT_PRINTED) from None
    return RedirectResponse("/desk/leads", status_code=303)


@router.get("/people")
def people(desk: TheDesk, reader: TheReader) -> Response:
    """The directory."""
    with desk.reading() as session:
        seen = seen_by(reader, session, desk)
    at_the_desk(reader, seen)
    return page("people.html", seen=seen, day=day_in_words(desk.today), people=person_words(seen))


@router.post("/people/links")
def end_links(form: OwnForm, desk: TheDesk, reader: TheReader) -> Response:
    """End all answer links and sessions that somebody has until now: for a mailbox that fell into wrong hands."""
    with desk.sessions.begin() as session:
        seen = seen_by(reader, session, desk)
        at_the_desk(reader, seen)
        person = seen.scene.snapshot.people.get(form.get("person", ""))
        if person is None:
            raise HTTPException(404, "There is nobody of that address in the directory.")
        if not may_end_links(person.email, seen, desk.administrators):
            raise HTTPException(403, f"{NOT_YOURS}.")
        end_answer_links(session, person.email, who=reader.person, now=desk.now())
        sign_out_everywhere(session, person.email, who=reader.person, now=desk.now())
        end_accounts(session, person.email, who=reader.person, now=desk.now())
    return RedirectResponse("/desk/people", status_code=303)


def _leads(session: Session, seen: Seen, problems: tuple[FieldProblem, ...], written: Mapping[str, str]) -> Response:
    boards = at_the_desk(seen.reader, seen)
    waiting = [each for each in unconfirmed(session) if _board(each.plan, seen) in boards]
    return page(
        "leads.html",
        status=400 if problems else 200,
        seen=seen,
        groups=lead_choices(waiting, seen),
        names=sorted(each.name for each in seen.scene.snapshot.people.values()),
        problems=problems,
        written=written,
    )


def _board(plan: str, seen: Seen) -> str:
    known = seen.scene.snapshot.plans.get(plan)
    return known.board if known else ""
