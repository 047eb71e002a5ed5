"""Answering by the link in a mail, without an account: pages that show, forms that act, and an undo for ten minutes.

GET and HEAD change nothing: scanners follow links. Whoever holds the link answers as the person it was mailed to.
"""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.links import AnswerPass, answer_path, sign_answer
from scheduler.plans.answers import AnswerKind, Road
from scheduler.rounds.answering import Said, take_answer
from scheduler.rounds.links_by_mail import mail_answer_link
from scheduler.rules.answers import Refused
from scheduler.web.answer_passes import Caller, ThePass, caller
from scheduler.web.answered import answered_words
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.limits import TOO_OFTEN
from scheduler.web.readers import TheForm
from scheduler.web.rows import row
from scheduler.web.saying import FieldProblem, filled, refused
from scheduler.web.sayings import FOR_LEADS, Saying
from scheduler.web.standings import listed
from scheduler.web.templating import page

router = APIRouter(prefix="/answer/{token}")
Ref = Annotated[str, Query(max_length=200)]
NO_SAYING = "There is nothing of that name to say."


@router.get("")
def show(token: str, allowed: ThePass, desk: TheDesk, ref: Ref = "", undone: Ref = "") -> Response:
    """The person's open actions, the clicked one on top with what can be said of it."""
    with desk.reading() as session:
        calling = caller(token, allowed, session, desk)
    scene = calling.scene
    clicked = row(listed(calling.commitment(ref), scene), scene) if ref else None
    others = [row(each, scene) for each in calling.theirs if each.commitment.ref != ref]
    can_answer = clicked is not None and not calling.commitment(ref).is_over
    return page(
        "answer.html",
        caller=calling,
        clicked=clicked,
        sayings=[(each, answer_path(token, ref, each.slug)) for each in FOR_LEADS] if can_answer else [],
        others=[(each, answer_path(token, each.line.ref)) for each in others],
        undone=bool(undone),
    )


@router.get("/answered")
def answered(token: str, allowed: ThePass, desk: TheDesk, ref: Ref, number: int) -> Response:
    """What was answered, what follows, and for ten minutes the way back."""
    with desk.reading() as session:
        calling = caller(token, allowed, session, desk)
    words = answered_words(calling.commitment(ref), number, calling.person.email, calling.scene, desk.now())
    if words is None:
        raise HTTPException(404, "There is no such answer of yours.")
    undo = f"/answer/{token}/undo"
    return page(
        "answered.html",
        ref=ref,
        number=number,
        words=words,
        undo=undo,
        form_token="",
        onward=answer_path(token),
        onward_words="Your other actions",
    )


@router.post("/undo")
def undo(token: str, allowed: ThePass, form: TheForm, desk: TheDesk) -> Response:
    """Take an answer back; the history keeps both."""
    ref, number = form.get("ref", ""), int(form["number"]) if form.get("number", "").isdecimal() else 0
    said = Said(kind=AnswerKind.TAKE_BACK, who=allowed.person, road=Road.WEB, takes_back=number)
    with desk.sessions.begin() as session:
        calling = caller(token, allowed, session, desk)
        calling.commitment(ref)
        decided = take_answer(session, desk.orders, calling.plan.slug, ref, said, at=desk.now(), now=desk.now())
    if isinstance(decided, Refused):
        sentences = [f"{each.what[:1].upper()}{each.what[1:]}: {each.cure}." for each in decided.problems]
        return page("notice.html", status=409, heading="It was not taken back", sentences=sentences)
    return RedirectResponse(f"{answer_path(token, ref)}&undone=yes", status_code=303)


@router.post("/renew")
def renew(token: str, allowed: ThePass, desk: TheDesk, later: BackgroundTasks) -> Response:
    """Mail a fresh link to the person of an old one; nothing of it is shown here."""
    if not desk.limits.renewals.take(allowed.person, desk.now()):
        raise HTTPException(429, TOO_OFTEN)
    later.add_task(_mail, desk, allowed)
    return page("answer_renewed.html")


def _mail(desk: Desk, old: AnswerPass) -> None:
    fresh = AnswerPass(person=old.person, plan=old.plan, issued_at=desk.now())
    token = sign_answer(desk.secret, fresh)
    with desk.sessions.begin() as session:
        orders, base, now = desk.orders, desk.base_url, desk.now()
        goes = mail_answer_link(session, orders, old.person, old.plan, token, base=base, now=now)
    if goes:
        desk.wake()


@router.get("/{say}")
def ask(token: str, say: str, allowed: ThePass, desk: TheDesk, ref: Ref) -> Response:
    """The form for one thing to say."""
    with desk.reading() as session:
        calling = caller(token, allowed, session, desk)
    return _form(_saying(say, calling), calling, ref, {}, ())


@router.post("/{say}")
def act(token: str, say: str, allowed: ThePass, form: TheForm, desk: TheDesk, ref: Ref) -> Response:
    """Take the answer in, or say what is wrong with it beside what was written."""
    with desk.sessions.begin() as session:
        calling = caller(token, allowed, session, desk)
        commitment, saying = calling.commitment(ref), _saying(say, calling)
        sent = filled(saying, form, who=calling.person.email, today=desk.today)
        if sent.problems:
            return _form(saying, calling, ref, form, sent.problems)
        now = desk.now()
        decided = take_answer(session, desk.orders, commitment.plan, ref, sent.said, at=now, now=now)
    if isinstance(decided, Refused):
        return _form(saying, calling, ref, form, refused(saying, decided))
    return RedirectResponse(f"{answer_path(token, ref, 'answered')}&number={decided.answer.number}", status_code=303)


def _saying(slug: str, calling: Caller) -> Saying:
    for each in FOR_LEADS:
        if each.slug == slug:
            return each.with_name() if calling.person.shared else each
    raise HTTPException(404, NO_SAYING)


def _form(
    saying: Saying, calling: Caller, ref: str, values: Mapping[str, str], problems: tuple[FieldProblem, ...]
) -> Response:
    of = row(listed(calling.commitment(ref), calling.scene), calling.scene)
    return page(
        "answer_form.html",
        status=400 if problems else 200,
        as_whom=calling.person.name,
        saying=saying,
        row=of,
        back=answer_path(calling.token, ref),
        action=answer_path(calling.token, ref, saying.slug),
        form_token="",
        values=values,
        problems=problems,
    )
