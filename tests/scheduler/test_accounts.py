"""The provider of accounts from the settings: what it knows of Chaser, and that what it takes is installed."""

import sys
from datetime import date
from pathlib import Path

import pytest

from config.reader import examine_settings
from scheduler.accounts import provider_of
from scheduler.home_check import account_problems, problems_of
from tests.config.homes import BOARD, settings_from, write_home

WRITTEN = """
[web]
url = "https://chaser.example.org"
[oidc]
issuer = "https://login.microsoftonline.com/9f3a/v2.0"
client_id = "chaser"
client_secret_file = "oidc-secret"
domains = ["example.org"]
address_from = "preferred_username"
"""


@pytest.fixture(autouse=True)
def secret(tmp_path: Path) -> None:
    (tmp_path / "oidc-secret").write_text("hunter4\n", encoding="utf-8")


def test_a_provider_knows_what_the_settings_say_of_it(tmp_path: Path) -> None:
    provider = provider_of(settings_from(tmp_path, WRITTEN))

    assert provider is not None
    assert provider.return_url == "https://chaser.example.org/oidc/return"
    known = provider.registration
    assert (known.issuer, known.client_id) == ("https://login.microsoftonline.com/9f3a/v2.0", "chaser")
    assert (known.secret, known.domains) == ("hunter4", frozenset({"example.org"}))
    assert (known.address_from, known.ca_file) == ("preferred_username", "")


def test_without_an_issuer_there_is_no_provider(tmp_path: Path) -> None:
    assert provider_of(settings_from(tmp_path, "")) is None


def test_check_finds_nothing_wrong_with_a_whole_provider(tmp_path: Path) -> None:
    assert problems_of(write_home(tmp_path, WRITTEN + BOARD), {}, today=date(2026, 10, 12)) == ()


def test_check_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "authlib", None)
    [problem] = account_problems(examine_settings(write_home(tmp_path, WRITTEN + BOARD), {}))

    assert (problem.what, problem.cure) == (
        "Signing in with accounts needs packages that are not installed.",
        "pip install 'chaser[oidc]'.",
    )
