"""What is said when there is no page, or none can be made: in plain words, never a trace."""

from http import HTTPStatus

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from scheduler.web.headers import add_headers
from scheduler.web.templating import page

HEADINGS = {
    400: "That request cannot be used",
    404: "This page does not exist",
    405: "This page cannot be used like that",
    410: "This is no longer here",
    413: "That is too long",
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


async def refuse_form(_: Request, __: Exception) -> Response:
    """The page for a form that holds something else than it should."""
    sentence = "Nothing was changed: the form was not filled in as the page has it."
    return page("notice.html", status=400, heading=HEADINGS[400], sentences=[sentence])


async def own_up(_: Request, __: Exception) -> Response:
    """The page of a fault; the fault itself goes on to the log. Nothing wraps this page, so it adds the headers."""
    answer = page("notice.html", status=500, heading="Sorry, this page could not be made", sentences=[FAULT])
    add_headers(answer.headers)
    return answer
