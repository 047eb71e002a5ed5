"""No page is forgotten: every address that gives a page is on a journey that a browser and axe make.

That each journey comes by just the addresses that are named for it, test_looks.py holds."""

from tests.browser.eyes import ROUTES, SEEN

NO_PAGES = {
    "/style.css",
    "/healthz",
    "/feeds/{token}.ics",
    "/pictures/{slug}",  # leads on to the plan's own page
    "/oidc/start",  # leads away at once
    "/oidc/return",  # leads on at once; what it refuses is a notice like /nothing
}


def test_every_address_of_a_page_is_looked_at() -> None:
    assert {each.path for each in ROUTES} - NO_PAGES == {route for journey in SEEN.values() for route in journey}
