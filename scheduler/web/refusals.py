"""What is said when there is no page, or none can be made: in plain words, never a trace."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from scheduler.web.answer_passes import LinkEnded
from scheduler.web.desk import Desk
from scheduler.web.headers import add_headers
from scheduler.web.readers import NotSignedIn
from scheduler.web.templating import page

HEADINGS = {
    400: "That request cannot be used",
    403: "Nothing was changed",
    404: "This page does not exist",
    405: "This page cannot be used like that",
    410: "This is no longer here",
    413: "That is too long",
    429: "Too many tries",
}
USUAL = "If you typed the address, check that it is right. If you followed a link, the page may have moved since."
FAULT = "Something went wrong on our side. Try again in a few minutes; if it stays like this, tell the co-ordinator."


async def refuse(_: Request, refusal: Exception) -> Response:
    """The page of a refusal, with the sentence that came with it."""
    assert isinstance(refusal, HTTPException)  # registered for no other
    status = refusal.status_code
    sentence = USUAL if refusal.detail == HTTPStatus(status).phrase else refusal.detail
    heading = HEADINGS.get(status, "That is not possible")
    answer = page("notice.html", status=status, heading=heading, sentences=[sentence])
    answer.headers.update(refusal.headers or {})
    return answer


async def to_sign_in(_: Request, refusal: Exception) -> Response:
    """The way to sign in, and from there to where somebody wanted to go."""
    assert isinstance(refusal, NotSignedIn)  # registered for no other
    wanted = "" if refusal.after == "/" else f"?{urlencode({'after': refusal.after})}"
    return RedirectResponse(f"/sign-in{wanted}", status_code=303)


async def offer_a_new_link(_: Request, refusal: Exception) -> Response:
    """The page of an answer link that has ended, with the button that mails a new one."""
    assert isinstance(refusal, LinkEnded)  # registered for no other
    return page("answer_over.html", status=410, renew=f"/answer/{refusal.token}/renew")


async def refuse_form(_: Request, __: Exception) -> Response:
    """The page for a form that holds something else than it should."""
    sentence = "Nothing was changed: the form was not filled in as the page has it."
    return page("notice.html", status=400, heading=HEADINGS[400], sentences=[sentence])


async def let_go(_: Request, __: Exception) -> Response:
    """Nobody waits for an answer: whoever sent the request went away in the middle of it."""
    return Response(status_code=400)


async def own_up(request: Request, _: Exception) -> Response:
    """The page of a fault; the fault itself goes on to the log. Nothing wraps this page, so it adds the headers."""
    answer = page("notice.html", status=500, heading="Sorry, this page could not be made", sentences=[FAULT])
    desk: Desk = request.app.state.desk
    add_headers(answer.headers, tls=desk.is_behind_tls)
    return answer
