"""Answering by the link in a mail, without an account: pages that show, forms that act, and an undo for ten minutes.

GET and HEAD change nothing: scanners follow links. Whoever holds the link answers as the person it was mailed to:
a lead for their actions, a manager for what was escalated to them, a chair with a decision. The steps are taking.py's.
"""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Response
from starlette.exceptions import HTTPException

from scheduler.links import AnswerPass, answer_path, board_path, sign_answer
from scheduler.rounds.links_by_mail import mail_answer_link
from scheduler.rules.powers import Part, parts_of
from scheduler.web.answer_groups import behind
from scheduler.web.answer_passes import Caller, ThePass, caller
from scheduler.web.decision_sayings import DECISIONS
from scheduler.web.decisions import reasons_in_words
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.lead_sayings import FOR_LEADS
from scheduler.web.limits import TOO_OFTEN
from scheduler.web.offers import offers
from scheduler.web.readers import TheForm
from scheduler.web.rows import row
from scheduler.web.standings import listed
from scheduler.web.taking import Speaker, form, show_back, take, take_back
from scheduler.web.templating import page

router = APIRouter(prefix="/answer/{token}")
Ref = Annotated[str, Query(max_length=200)]


@router.get("")
def show(token: str, allowed: ThePass, desk: TheDesk, ref: Ref = "", undone: Ref = "") -> Response:
    """What the person is asked about, the clicked action on top with what can be said of it."""
    with desk.reading() as session:
        calling = caller(token, allowed, session, desk)
    scene, clicked = calling.scene, calling.commitment(ref) if ref else None
    decides = clicked is not None and Part.HEAD in parts_of(calling.person.email, clicked, scene.view)
    among = (*FOR_LEADS, *DECISIONS)
    return page(
        "answer.html",
        caller=calling,
        clicked=row(listed(clicked, scene), scene) if clicked else None,
        reasons=reasons_in_words(clicked, scene) if clicked and decides else (),
        offers=offers(clicked, scene.view, calling.ways, among) if clicked else (),
        behind=behind(calling.plan.slug, scene, calling.ways, clicked=ref),
        board=board_path(calling.plan.board) if calling.is_head else "",
        undone=bool(undone),
    )


@router.get("/answered")
def answered(token: str, allowed: ThePass, desk: TheDesk, ref: Ref, number: int) -> Response:
    """What was answered, what follows, and for ten minutes the way back."""
    with desk.reading() as session:
        calling = caller(token, allowed, session, desk)
    words = "What else waits for you" if calling.is_head else "Your other actions"
    commitment, onward = calling.commitment(ref), answer_path(token)
    return show_back(commitment, number, _speaker(calling), desk, onward=onward, onward_words=words)


@router.post("/undo")
def undo(token: str, allowed: ThePass, sent: TheForm, desk: TheDesk, ref: Ref) -> Response:
    """Take an answer back; the history keeps both."""
    with desk.sessions.begin() as session:
        calling = caller(token, allowed, session, desk)
        return take_back(calling.commitment(ref), _speaker(calling), sent, session, desk)


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
    return form(say, calling.commitment(ref), _speaker(calling))


@router.post("/{say}")
def act(token: str, say: str, allowed: ThePass, sent: TheForm, desk: TheDesk, ref: Ref) -> Response:
    """Take the answer in, or say what is wrong with it beside what was written."""
    with desk.sessions.begin() as session:
        calling = caller(token, allowed, session, desk)
        return take(say, calling.commitment(ref), _speaker(calling), sent, session, desk)


def _speaker(calling: Caller) -> Speaker:
    return Speaker(ways=calling.ways, scene=calling.scene, name=calling.person.name)
