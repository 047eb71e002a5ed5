"""The application: every route, what guards them, and the pages of refusals. What they show is the neighbours'."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from scheduler.web import feeds, healthz, pages, refusals, unsubscribe
from scheduler.web.bodies import ShortBodies
from scheduler.web.desk import Desk
from scheduler.web.headers import SecurityHeaders
from scheduler.web.hosts import KnownHosts


def create_app(desk: Desk) -> FastAPI:
    """The pages, feeds and health of one home. It has no sign-in: it must be reached by those alone who may read all.

    The addresses of feeds and unsubscribe links are secrets: whoever serves this keeps them out of access logs.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)  # the usual ones load scripts from other hosts
    app.state.desk = desk
    for router in (pages.router, feeds.router, healthz.router, unsubscribe.router):
        app.include_router(router)
    app.add_exception_handler(HTTPException, refusals.refuse)
    app.add_exception_handler(RequestValidationError, refusals.refuse_form)
    app.add_exception_handler(Exception, refusals.own_up)
    app.add_middleware(ShortBodies)
    app.add_middleware(KnownHosts, web_url=desk.orders.web_url)
    app.add_middleware(SecurityHeaders)  # added last, so outermost: refused hosts get the headers too
    return app
