"""What the API says when it cannot answer: problems as RFC 9457 has them, in words that say what to do."""

from http import HTTPStatus

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from scheduler.web.api.contract import Problem
from scheduler.web.refusals import FAULT

PROBLEM = "application/problem+json"
NOTHING = "There is nothing at this address. /api/v1/openapi.json says what there is."
READS_ONLY = "The API only reads: ask with GET."
UNFIT = "A parameter does not fit: see problems."
USUAL = {404: NOTHING, 405: READS_ONLY}


async def refuse(_: Request, refusal: Exception) -> Response:
    """A refusal, with the sentence that came with it."""
    assert isinstance(refusal, HTTPException)  # registered for no other
    phrase = HTTPStatus(refusal.status_code).phrase
    detail = USUAL.get(refusal.status_code, phrase) if refusal.detail == phrase else refusal.detail
    return problem(refusal.status_code, detail, headers=dict(refusal.headers or {}))


async def refuse_parameters(_: Request, refusal: Exception) -> Response:
    """What does not fit, parameter by parameter."""
    assert isinstance(refusal, RequestValidationError)  # registered for no other
    problems = [f"{each['loc'][-1]}: {each['msg']}" for each in refusal.errors()]
    return problem(422, UNFIT, problems=problems)


async def own_up(_: Request, __: Exception) -> Response:
    """A fault of ours; the fault itself goes on to the log."""
    return problem(500, FAULT)


def problem(
    status: int, detail: str, *, problems: list[str] | None = None, headers: dict[str, str] | None = None
) -> Response:
    """An answer that says what is wrong."""
    title = HTTPStatus(status).phrase
    said = Problem(type="about:blank", title=title, status=status, detail=detail, problems=problems or [])
    return Response(said.model_dump_json(), status_code=status, media_type=PROBLEM, headers=headers)
