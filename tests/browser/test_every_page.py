"""No page is forgotten: every address that gives a page is among those that a browser and axe look at."""

from collections.abc import Iterable
from typing import Any

from starlette.routing import Match

from scheduler.web.app import PAGES as ROUTERS
from tests.browser.test_looks import PAGES

NO_PAGES = {
    "/style.css",
    "/healthz",
    "/feeds/{token}.ics",
    "/oidc/start",  # leads away at once
    "/oidc/return",  # leads on at once; what it refuses is a notice like /nothing
}
ON_THE_WAY = {  # at which a test of test_looks.py arrives by links and buttons
    "/answer/{token}",
    "/answer/{token}/answered",
    "/answer/{token}/{say}",
    "/desk/meetings/{series}/{slot}",
    "/desk/meetings/{series}/{slot}/{act}",
    "/desk/uploads/{number}",
    "/desk/uploads/{number}/columns",
    "/desk/uploads/{number}/rows/{at}",
    "/feeds/{token}/subscribe",
    "/say/{plan}/answered",
    "/sign-in",
    "/sign-in/{token}",
    "/unsubscribe/{token}",
}


def test_every_address_of_a_page_is_looked_at() -> None:
    routes: list[Any] = [each for router in ROUTERS for each in router.router.routes]
    given = {each.path for each in routes if "GET" in each.methods}
    looked_at = {_route(path.partition("?")[0], routes) for path in PAGES}

    assert given - NO_PAGES == looked_at | ON_THE_WAY


def _route(path: str, routes: Iterable[Any]) -> str:
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    found: str = next(each.path for each in routes if each.matches(scope)[0] is Match.FULL)
    return found
