"""Signing in without a password: a link is asked for, comes by mail, shows a button, and the button signs in.

An unknown address gets the same words as a known one, and what is done for a known one is done after the answer.
"""

import logging
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Query, Request, Response
from starlette.responses import RedirectResponse

from scheduler.register.sign_ins import holder_of, sign_in, sign_out
from scheduler.rounds.links_by_mail import mail_sign_in_link
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.limits import keep_within
from scheduler.web.readers import (
    After,
    OwnForm,
    PerhapsReader,
    TheForm,
    TheReader,
    forget_cookie,
    inside,
    set_cookie,
)
from scheduler.web.templating import page

router = APIRouter()
log = logging.getLogger(__name__)
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
Left = Annotated[str, Query(max_length=3)]
NO_ADDRESS = "Enter your work e-mail address, like name@example.org"


@router.get("/sign-in")
def ask(desk: TheDesk, reader: PerhapsReader, after: After = "/", left: Left = "") -> Response:
    """Where somebody asks for a link, or goes to sign in with their account; whoever is signed in goes on."""
    if reader:
        return RedirectResponse(inside(after), status_code=303)
    return _form(desk, after, leave=_leave_url(desk) if left else "")


@router.post("/sign-in")
def send(request: Request, form: TheForm, desk: TheDesk, later: BackgroundTasks) -> Response:
    """Mail a link to the address where the directory has it; what is said is the same where it has not."""
    address, after = form.get("address", "").strip(), inside(form.get("after", "/"))
    if "@" not in address or len(address) > LONGEST_ADDRESS or not address.isprintable():
        return _form(desk, after, address=address, problem=NO_ADDRESS)
    keep_within(desk.limits.asks, request, desk.now())
    later.add_task(_mail, desk, address, after)
    return page("sign_in_sent.html", address=address)


def _mail(desk: Desk, address: str, after: str) -> None:
    with desk.sessions.begin() as session:
        goes = mail_sign_in_link(session, desk.orders, address, base=desk.base_url, after=after, now=desk.now())
    log.info("a sign-in link was asked for and %s", "goes by mail" if goes else "does not go")
    if goes:
        desk.wake()


@router.get("/sign-in/{token}")
def show(token: str, request: Request, desk: TheDesk, after: After = "/") -> Response:
    """The button: a scanner that follows the link signs nobody in."""
    with desk.reading() as session:
        if holder_of(session, token, now=desk.now()):
            return page("sign_in_button.html", after=inside(after))
    return _refused(request, desk, after)


@router.post("/sign-in/{token}")
def act(token: str, request: Request, form: TheForm, desk: TheDesk) -> Response:
    """Use the link up and begin a session."""
    after = inside(form.get("after", "/"))
    with desk.sessions.begin() as session:
        secret = sign_in(session, token, today=desk.today, now=desk.now())
    if not secret:
        return _refused(request, desk, after)
    answer = RedirectResponse(after, status_code=303)
    set_cookie(answer, secret, desk)
    return answer


@router.post("/sign-out")
def leave(reader: TheReader, form: OwnForm, desk: TheDesk) -> Response:
    """End the session, in the register too."""
    with desk.sessions.begin() as session:
        sign_out(session, reader.signed_in.session, who=reader.person, now=desk.now())
    answer = RedirectResponse("/sign-in?left=yes" if desk.provider else "/sign-in", status_code=303)
    forget_cookie(answer, desk)
    return answer


def _form(desk: Desk, after: str, *, address: str = "", problem: str = "", leave: str = "") -> Response:
    account = desk.provider.registration.name if desk.provider else ""
    start = f"/oidc/start?{urlencode({'after': inside(after)})}"
    return page(
        "sign_in.html",
        status=400 if problem else 200,
        after=inside(after),
        leave=leave,
        address=address,
        problem=problem,
        account=account,
        start=start,
    )


def _leave_url(desk: Desk) -> str:
    """Where somebody who left ends their session at the provider too; a page's own form cannot lead to another site."""
    return desk.provider.leave_url(f"{desk.base_url}/sign-in") if desk.provider else ""


def _refused(request: Request, desk: Desk, after: str) -> Response:
    """A link that is used, too old or none of ours: all three alike, with the way to a new one."""
    keep_within(desk.limits.misses, request, desk.now())
    return page("sign_in_over.html", status=410, after=inside(after))
