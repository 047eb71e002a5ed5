"""The API as an application of its own below /api/v1: its errors are problems, its description is open to all."""

import re
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.routing import Mount

from scheduler.web.api import refusals, resources
from scheduler.web.desk import Desk

PREFIX = "/api/v1"
ABOUT = """What a Chaser holds of improvement plans, for programs to read: plans, actions, standings, meetings, ledger.

Each request brings a key in its header: `Authorization: Bearer chaser_…`. A co-ordinator makes keys at the desk, each \
for one board or one of its plans; whatever is not the key's is answered like what does not exist, with 404.

Days are days in the board's zone, instants are in UTC. Long lists come in pages: `next` is the path of the next one. \
Answers carry an ETag: send it back in `If-None-Match`, and what has not changed is answered with 304 and no content.
"""


def mounted(desk: Desk) -> Mount:
    """The API where it is reached: whatever begins with PREFIX, line breaks in it too, which "." leaves out."""
    mount = Mount(PREFIX, create_api(desk))
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def create_api(desk: Desk) -> FastAPI:
    """The API of one home."""
    api = FastAPI(routes=resources.router.routes, docs_url=None, redoc_url=None)
    api.state.desk = desk
    api.add_exception_handler(HTTPException, refusals.refuse)
    api.add_exception_handler(RequestValidationError, refusals.refuse_parameters)
    api.add_exception_handler(Exception, refusals.own_up)
    api.openapi = description  # type: ignore[method-assign]  # FastAPI's own way to say it otherwise
    return api


@cache
def description() -> dict[str, Any]:
    """The API in OpenAPI's words."""
    said = get_openapi(
        title="Chaser",
        version="1",
        summary="Improvement plans, and how they stand.",
        description=ABOUT,
        routes=resources.router.routes,
        servers=[{"url": PREFIX}],
    )
    for path in said["paths"].values():
        for status, answer in path["get"]["responses"].items():
            if status >= "400":
                answer["content"] = {refusals.PROBLEM: answer["content"]["application/json"]}
    return said
