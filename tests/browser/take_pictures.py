"""Takes the pictures of pages in docs/ from the demo's home: make pictures, or python -m tests.browser.take_pictures.

The demo's clock stands still, so that the pictures change only when the pages do. Needs Chromium and its driver."""

import base64
import io
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from PIL import Image

from tests.browser.house import LAST, BrowserHouse, at_eight, free_port, moved_in
from tests.browser.window import Window, opened

DOCS = Path(__file__).parents[2] / "docs"
TOM, SAM, CHAIR = "tom.keir@example.org", "sam@example.org", "chair@example.org"
DESK, TELEPHONE = 1100, 360
COLOURS = 256  # enough for flat colours and letters with soft edges, at half the bytes


def main() -> None:
    """The demo's home made anew, its pages served, and each of the pictures taken."""
    programs = (shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver"))
    if not (programs[0] and programs[1]):
        sys.exit("There is no Chromium with its driver (Debian: apt-get install chromium chromium-driver).")
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", free_port()
        command = [str(Path(sys.executable).with_name("chaser")), "demo", "--once", "--home", str(home)]
        subprocess.run(command, check=True, env={**os.environ, "CHASER_WEB__PORT": str(port)})
        now = at_eight(LAST) + timedelta(minutes=5)
        with moved_in(home, port, now=now) as house, opened((programs[0], programs[1])) as window:
            take_all(house, window)


def take_all(house: BrowserHouse, window: Window) -> None:
    """The dashboard, the co-ordinator's desk, the chair's page, and a lead's on a telephone."""
    arrive(house, window, SAM)
    for name, path, height in (("dashboard", "/plans/sample", 2080), ("desk", "/desk", 720)):
        window.go(f"{house.url}{path}")
        take(window, name, width=DESK, height=height)
    arrive(house, window, CHAIR)
    window.go(f"{house.url}/boards/cog")
    take(window, "chair", width=DESK, height=860)
    window.go(min(house.answer_links(TOM).values()))
    take(window, "answer", width=TELEPHONE, height=740)


def arrive(house: BrowserHouse, window: Window, person: str) -> None:
    """Nobody is signed in any more but this person."""
    window.begin_anew(width=DESK)
    window.go(house.sign_in_link(person))
    window.click("Sign in")


def take(window: Window, name: str, *, width: int, height: int) -> None:
    """The top of the page that is open, as wide and as high as that, into docs/."""
    window.look(dark=False, width=width)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    asked = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    shot = window.driver.execute_cdp_cmd("Page.captureScreenshot", asked)
    file = DOCS / f"{name}.png"
    with Image.open(io.BytesIO(base64.b64decode(shot["data"]))) as image:
        image.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
    sys.stdout.write(f"{file}: {file.stat().st_size // 1000} KB\n")


if __name__ == "__main__":
    main()
