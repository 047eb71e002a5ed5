"""A real house behind a real server, and a real Chromium in front of it. Without a browser these tests are skipped,
and say how to get one; with CHASER_TEST_BROWSER=required they fail instead, as in CI."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from tests.browser.house import LAST, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.window import ByKeyboard, Window, opened

REQUIRED, PACKAGES = "CHASER_TEST_BROWSER", "CHASER_TEST_AXE"
Lend = Callable[..., Window]
MISSING = (
    "BROWSER TESTS DID NOT RUN: they need Chromium and its driver (Debian: apt-get install chromium chromium-driver) "
    f"and selenium (pip install); {REQUIRED}=required makes this an error"
)
NO_AXE = f"AXE DID NOT LOOK AT THE PAGES: npm install --prefix FOLDER axe-core, then {PACKAGES}=FOLDER"


@pytest.fixture(scope="session")
def chromium() -> tuple[str, str]:
    """The browser and its driver."""
    found = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not (found[0] and found[1] and importlib.util.find_spec("selenium")):
        leave_out(MISSING)
    return found[0], found[1]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if PACKAGES not in os.environ:
        leave_out(NO_AXE)
    return Path(os.environ[PACKAGES], "node_modules", "axe-core", "axe.min.js").read_text("utf-8")


def leave_out(why: str) -> NoReturn:
    """Skip and say why, or fail where nothing may be skipped."""
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The sample home, its plan chased for four weeks, and the port that its mails name: made once, then copied."""
    home, port = tmp_path_factory.mktemp("furnished") / "home", free_port()
    furnish(home, port)
    return home, port


@pytest.fixture
def house(furnished: tuple[Path, int], tmp_path: Path) -> Iterator[BrowserHouse]:
    """The sample plan on the morning of Monday 30 November 2026, with its pages served."""
    home, port = furnished
    shutil.copytree(home, tmp_path / "home")
    with moved_in(tmp_path / "home", port, now=at_eight(LAST) + timedelta(minutes=30)) as made:
        yield made


@pytest.fixture(scope="session")
def lend(chromium: tuple[str, str]) -> Iterator[Lend]:
    """One window for one test after the other, with JavaScript or without: its browser is started once."""
    with ExitStack() as until_the_end:
        started: list[Window] = []

        def lent(*, width: int, scripts: bool = True) -> Window:
            if not started:
                started.append(until_the_end.enter_context(opened(chromium)))
            started[0].begin_anew(width=width, scripts=scripts)
            return started[0]

        yield lent


@pytest.fixture
def unaided(lend: Lend) -> ByKeyboard:
    """A browser 360 pixels wide, without JavaScript and without a pointer."""
    return ByKeyboard(lend(width=360, scripts=False).driver)


@pytest.fixture(params=["with scripts and a pointer", "without scripts, by keyboard alone"])
def visitor(request: pytest.FixtureRequest, lend: Lend) -> Window:
    """A browser 360 pixels wide: with all that it has, and again without JavaScript and by keyboard alone."""
    if request.param == "with scripts and a pointer":
        return lend(width=360)
    return ByKeyboard(lend(width=360, scripts=False).driver)


@pytest.fixture
def desktop(lend: Lend) -> Window:
    """A browser 1280 pixels wide."""
    return lend(width=1280)
