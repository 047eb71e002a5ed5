"""Makes the README's picture of mails, docs/mails.png: python -m tests.notifications.look.pictures FOLDER_OF_PACKAGES.

The folder holds axe-core and playwright-core (conftest.py says how); the browser is the one on the path.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from notifications.rendering import render
from tests.notifications.look.conftest import SCRIPT
from tests.notifications.look.samples import EVERY_MAIL

PICTURE = Path(__file__).parents[3] / "docs" / "mails.png"
SHOWN = ("digest-light-320", "digest-dark-320", "escalation-light-320", "co-ordinator-dark-320")
HEIGHT, GAP = 1040, 16


def main(packages: str) -> None:
    """Take the pictures, and lay them side by side."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not (node and chromium):
        raise SystemExit("node and chromium are needed for the pictures")
    with tempfile.TemporaryDirectory() as folder:
        pages = [_page(Path(folder), name) for name in dict.fromkeys(each.rsplit("-", 2)[0] for each in SHOWN)]
        subprocess.run([node, str(SCRIPT), packages, chromium, *pages, "--pictures", folder], check=True)
        _side_by_side([Image.open(Path(folder, f"{name}.png")).convert("RGB") for name in SHOWN])


def _page(folder: Path, name: str) -> str:
    path = folder / f"{name}.html"
    path.write_text(render(EVERY_MAIL[name]).html, encoding="utf-8")
    return str(path)


def _side_by_side(shots: list[Image.Image]) -> None:
    width = sum(shot.width for shot in shots) + GAP * (len(shots) - 1)
    picture = Image.new("RGB", (width, HEIGHT), "white")
    left = 0
    for shot in shots:
        picture.paste(shot.crop((0, 0, shot.width, min(HEIGHT, shot.height))), (left, 0))
        left += shot.width + GAP
    picture.quantize(256).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
