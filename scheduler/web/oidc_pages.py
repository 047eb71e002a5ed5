"""Signing in with an organisation's own account: the way there and the way back. Who is believed is oidc.py's.

The way back acts on a GET, as OpenID Connect has it: only the browser that began holds the cookie which it needs.
"""

import hmac
import logging
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.links import OIDC, read, sign
from scheduler.register.accounts import Account, NoEntry, sign_in_with
from scheduler.web.desk import Desk, TheDesk
from scheduler.web.limits import keep_within
from scheduler.web.oidc import LASTS, Pending, Provider, Unreachable, pending_from
from scheduler.web.oidc_claims import NotBelieved
from scheduler.web.readers import After, inside, set_cookie
from scheduler.web.templating import page

router = APIRouter(prefix="/oidc")
log = logging.getLogger(__name__)
Word = Annotated[str, Query(max_length=4000)]
HEADING = "You are not signed in"
NOT_NOW = "Signing in with {name} does not work just now. Try again in a few minutes, or let us mail you a link."
AGAIN = "Something did not fit together, or took too long. Begin again, or let us mail you a link."
UNKNOWN = (
    "The directory does not hold {address}. Ask your board’s co-ordinator to add you, or sign in by mail with the "
    "address at which Chaser writes to you."
)
ANOTHERS = (
    "{address} signed in with another account before. Let us mail you a link; the co-ordinator can let you begin "
    "anew with this account."
)


@router.get("/start")
def start(request: Request, desk: TheDesk, after: After = "/") -> Response:
    """Send somebody to their organisation's sign-in page."""
    provider = _provider(desk)
    try:
        url, pending = provider.begin(inside(after), desk.now())
    except Unreachable as fault:
        return _cannot(request, desk, provider, str(fault))
    answer = RedirectResponse(url, status_code=303)
    answer.set_cookie(
        _cookie(desk),
        sign(desk.secret, OIDC, pending.to_text()),
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=desk.is_behind_tls,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get("/return")
def come_back(
    request: Request, desk: TheDesk, code: Word = "", state: Word = "", error: Word = "", iss: Word = ""
) -> Response:
    """Let somebody in whom the provider knows, and whom the directory holds."""
    provider = _provider(desk)
    pending = pending_from(read(desk.secret, OIDC, request.cookies.get(_cookie(desk), "")) or "")
    if pending is None or pending.is_over(desk.now()) or not _fits(pending, state):
        return _refused(request, desk, "no sign-in was begun like that", AGAIN)
    if error or not code:
        return _refused(request, desk, "the provider let nobody in", AGAIN)
    try:
        account = provider.account(code, pending, said_issuer=iss, now=desk.now())
    except Unreachable as fault:
        return _cannot(request, desk, provider, str(fault))
    except NotBelieved as wrong:
        return _refused(request, desk, str(wrong), f"{AGAIN} If it stays like this, tell whoever looks after Chaser.")
    return _enter(desk, account, pending)


def _enter(desk: Desk, account: Account, pending: Pending) -> Response:
    with desk.sessions.begin() as session:
        found = sign_in_with(session, account, today=desk.today, now=desk.now())
    if isinstance(found, NoEntry):
        log.info("an account of %s opens nothing: %s", account.issuer, found.value)
        words = UNKNOWN if found is NoEntry.UNKNOWN else ANOTHERS
        return _forgetting(desk, _notice(words.format(address=account.address), 403))
    answer = RedirectResponse(inside(pending.after), status_code=303)
    set_cookie(answer, found, desk)
    return _forgetting(desk, answer)


def _refused(request: Request, desk: Desk, why: str, sentence: str) -> Response:
    keep_within(desk.limits.misses, request, desk.now())
    log.warning("a sign-in with an account was refused: %s", why)
    return _forgetting(desk, _notice(sentence, 403))


def _cannot(request: Request, desk: Desk, provider: Provider, why: str) -> Response:
    keep_within(desk.limits.misses, request, desk.now())
    log.warning("nobody can sign in with an account: %s", why)
    return _forgetting(desk, _notice(NOT_NOW.format(name=provider.registration.name), 503))


def _notice(sentence: str, status: int) -> Response:
    return page("sign_in_not.html", status=status, heading=HEADING, sentence=sentence)


def _forgetting(desk: Desk, answer: Response) -> Response:
    """Each begun sign-in comes back once, whatever came of it."""
    answer.delete_cookie(_cookie(desk), path="/", secure=desk.is_behind_tls, httponly=True, samesite="lax")
    return answer


def _fits(pending: Pending, state: str) -> bool:
    return hmac.compare_digest(pending.state.encode(), state.encode())


def _provider(desk: Desk) -> Provider:
    if desk.provider is None:
        raise HTTPException(404)
    return desk.provider


def _cookie(desk: Desk) -> str:
    return "__Host-chaser-oidc" if desk.is_behind_tls else "chaser-oidc"
