"""The application: every route, what guards them, and the pages of refusals. What they show is the neighbours'."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from scheduler.web import (
    answer_pages,
    api_page,
    board_pages,
    connection_pages,
    desk_pages,
    feed_pages,
    feeds,
    healthz,
    meeting_pages,
    notify_callback,
    oidc_pages,
    pages,
    people_file_pages,
    person_pages,
    post_pages,
    refusals,
    say_pages,
    setting_pages,
    sign_in,
    subscribing,
    unsubscribe,
    upload_columns,
    upload_rows,
    uploading,
)
from scheduler.web.answer_passes import LinkEnded
from scheduler.web.api.app import mounted
from scheduler.web.bodies import ShortBodies
from scheduler.web.desk import Desk
from scheduler.web.headers import SecurityHeaders
from scheduler.web.heads import Heads
from scheduler.web.hosts import KnownHosts
from scheduler.web.kept_feeds import KeptFeeds
from scheduler.web.own_forms import OwnForms
from scheduler.web.readers import NotSignedIn

PAGES = (
    sign_in,
    oidc_pages,
    answer_pages,
    say_pages,
    uploading,
    upload_columns,
    upload_rows,
    setting_pages,
    meeting_pages,
    people_file_pages,
    person_pages,
    feed_pages,
    board_pages,
    post_pages,
    connection_pages,
    api_page,
    desk_pages,
    pages,
    feeds,
    subscribing,
    healthz,
    notify_callback,
    unsubscribe,
)


def create_app(desk: Desk) -> FastAPI:
    """The pages, feeds and health of one home.

    Addresses of feeds, answers, sign-in and unsubscribe links are secrets: whoever serves this logs no addresses.
    """
    routes = [route for each in PAGES for route in each.router.routes]  # worked out once, when they are imported
    app = FastAPI(routes=routes, docs_url=None, redoc_url=None, openapi_url=None)  # docs load others' scripts
    app.state.desk = desk
    app.state.feeds = KeptFeeds(desk)
    app.router.routes.append(mounted(desk))
    app.add_exception_handler(NotSignedIn, refusals.to_sign_in)
    app.add_exception_handler(LinkEnded, refusals.offer_a_new_link)
    app.add_exception_handler(HTTPException, refusals.refuse)
    app.add_exception_handler(RequestValidationError, refusals.refuse_form)
    app.add_exception_handler(ClientDisconnect, refusals.let_go)
    app.add_exception_handler(Exception, refusals.own_up)
    app.add_middleware(ShortBodies)
    app.add_middleware(Heads)
    app.add_middleware(OwnForms)
    app.add_middleware(KnownHosts, web_url=desk.orders.web_url)
    app.add_middleware(SecurityHeaders, tls=desk.is_behind_tls)  # last, so outermost: refused hosts get them too
    return app
