"""What is looked at on a page: all that axe finds, light and dark, and its width on a telephone and on a desk; and
which addresses were looked at, by the routes that gave them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import Match

from scheduler.web.app import PAGES
from tests.browser.window import Window

ROUTES: tuple[Any, ...] = tuple(route for each in PAGES for route in each.router.routes if "GET" in route.methods)
COLOURS = ("color-contrast", "link-in-text-block")
Look = tuple[bool, int, tuple[str, ...]]
LOOKS: tuple[
    Look, ...
] = (  # dark, how many pixels wide, and by which rules: by all once, then by those that colours and width can break
    (False, 360, ()),
    (True, 360, COLOURS),
    (True, 1280, COLOURS),
    (False, 1280, (*COLOURS, "target-size", "scrollable-region-focusable")),
)
SEEN: Mapping[str, set[str]] = {  # which routes each journey of test_looks.py comes by, no more and no less
    "plans": {
        "/",
        "/boards/{slug}",
        "/plans/{slug}",
        "/plans/{slug}/{ref:path}",
        "/say/{plan}/answered",
        "/say/{plan}/{say}",
        "/sign-in/{token}",
    },
    "people": {
        "/desk",
        "/desk/leads",
        "/desk/people",
        "/desk/people/file",
        "/desk/people/new",
        "/desk/people/one",
        "/desk/people/one/{part}",
        "/desk/post",
        "/desk/post/mails/{key}",
    },
    "desk": {
        "/api",
        "/desk/boards",
        "/desk/boards/{slug}/{act}",
        "/desk/connections",
        "/desk/connections/keys/new",
        "/desk/connections/webhooks/new",
        "/desk/feeds",
        "/desk/feeds/new",
        "/desk/settings",
    },
    "meeting": {
        "/desk/meetings",
        "/desk/meetings/{series}",
        "/desk/meetings/{series}/{slot}",
        "/desk/meetings/{series}/{slot}/{act}",
    },
    "upload": {
        "/desk/uploads/new",
        "/desk/uploads/{number}",
        "/desk/uploads/{number}/columns",
        "/desk/uploads/{number}/rows/{at}",
    },
    "answers": {"/answer/{token}", "/answer/{token}/answered", "/answer/{token}/{say}"},
    "strangers": {"/feeds/{token}/subscribe", "/sign-in", "/unsubscribe/{token}"},
}


@dataclass
class Eyes:
    """Whoever looks at the pages of one journey, and remembers."""

    window: Window
    wrong: dict[str, list[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    looks: Sequence[Look] = LOOKS

    def look(self, name: str = "") -> None:
        """Look at the page that is open; what was asked for and given (200) counts as seen."""
        path = urlsplit(self.window.driver.current_url).path
        if self.window.status == 200:
            self.seen |= routes_of(path)
        for dark, width, rules in self.looks:
            self.window.look(dark=dark, width=width)
            if found := self.window.faults(rules):
                self.wrong[f"{name or path}, {'dark' if dark else 'light'}, {width}"] = found

    def go_and_look(self, url: str) -> None:
        """Open an address and look at it."""
        self.window.go(url)
        self.look()


@contextmanager
def opened_eyes(window: Window, axe: str, looks: Sequence[Look] = LOOKS) -> Iterator[Eyes]:
    """Eyes for a window; axe's script comes along with every page until they close."""
    source = {"source": axe}
    script = window.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
    yield Eyes(window, looks=looks)
    window.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def routes_of(path: str) -> set[str]:
    """The route that gives a page at a path, with the names of its parts; none for what a form alone leads to."""
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    return set([each.path for each in ROUTES if each.matches(scope)[0] is Match.FULL][:1])
