"""A real house behind a real server, and a real Chromium in front of it. Without a browser these tests are skipped,
and say how to get one; with CHASER_TEST_BROWSER=required they fail instead, as in CI."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from tests.browser.house import LAST, BrowserHouse, at_eight, free_port, furnish, moved_in
from tests.browser.window import PACKAGES, ByKeyboard, Window, opened

REQUIRED = "CHASER_TEST_BROWSER"
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
def axe() -> None:
    """That axe-core is there to be asked."""
    if PACKAGES not in os.environ:
        leave_out(NO_AXE)


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


@pytest.fixture(params=["with scripts", "without scripts"])
def telephone(request: pytest.FixtureRequest, chromium: tuple[str, str]) -> Iterator[Window]:
    """A browser 360 pixels wide, with and without JavaScript."""
    with opened(chromium, width=360, scripts=request.param == "with scripts") as window:
        yield window


@pytest.fixture(params=["with scripts", "without scripts", "keyboard alone"])
def visitor(request: pytest.FixtureRequest, chromium: tuple[str, str]) -> Iterator[Window]:
    """A browser 360 pixels wide: with JavaScript, without it, and without a pointer."""
    with opened(chromium, width=360, scripts=request.param != "without scripts") as window:
        yield ByKeyboard(window.driver) if request.param == "keyboard alone" else window


@pytest.fixture
def desktop(chromium: tuple[str, str]) -> Iterator[Window]:
    """A browser 1280 pixels wide."""
    with opened(chromium, width=1280) as window:
        yield window
