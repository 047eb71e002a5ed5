"""What a browser and axe find in every mail, asked once for all tests here; skipped, with the cure, without them."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from notifications.rendering import render
from tests.notifications.look.samples import EVERY_MAIL

SCRIPT = Path(__file__).parent / "look.mjs"
PACKAGES = "CHASER_TEST_AXE"
MISSING = (
    f"needs node, chromium and axe: npm install --prefix FOLDER axe-core playwright-core, then {PACKAGES}=FOLDER "
    "(CHASER_TEST_CHROMIUM names the browser where it is not found as chromium)"
)
Findings = Mapping[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """By mail: what was found at each width, light and dark."""
    packages, node = os.environ.get(PACKAGES), shutil.which("node")
    chromium = os.environ.get("CHASER_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not (packages and node and chromium):
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("mails")
    for name, words in EVERY_MAIL.items():
        (folder / f"{name}.html").write_text(render(words).html, encoding="utf-8")
    pages = [str(folder / f"{name}.html") for name in EVERY_MAIL]
    said = subprocess.run([node, str(SCRIPT), packages, chromium, *pages], capture_output=True, check=True)
    found: dict[str, list[dict[str, Any]]] = {}
    for each in json.loads(said.stdout):
        found.setdefault(each["name"], []).append(each)
    return found
